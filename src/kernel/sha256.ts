import type { Brand } from './brand.js';

/** SHA-256 of some bytes, as 64 lower-case hexadecimal digits. */
export type Sha256 = Brand<string, 'Sha256'>;

/** Whether it is text of just that form. */
export const isSha256 = (text: unknown): text is Sha256 =>
  typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);

/** @throws RangeError if it is none: what is made into a path or an address must be nothing else */
export function sha256(text: string): Sha256 {
  if (!isSha256(text)) throw new RangeError('not a SHA-256');
  return text;
}
