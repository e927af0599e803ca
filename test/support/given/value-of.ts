import type { Result } from '../../../src/kernel/result.js';

/** What a command made that a test counts on. @throws Error with the refusals, if it refused */
export function valueOf<T>(result: Result<T, unknown>): T {
  if (result.ok) return result.value;
  throw new Error(`given: refused with ${JSON.stringify(result.error)}`);
}
