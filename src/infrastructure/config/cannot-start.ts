/**
 * The server cannot start for a reason the operator can do something about. `main` prints the message,
 * which is in Chinese and English, without a stack and exits with 1; any other error is a bug.
 */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';

  constructor(zh: string, en: string, options?: ErrorOptions) {
    super(`${zh}\n${en}`, options);
  }
}
