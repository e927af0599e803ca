import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until it is so, and answers with what was found. @throws Error after 25 seconds */
export async function until<T>(
  what: string,
  look: () => T | false | null | undefined | Promise<T | false | null | undefined>,
): Promise<T> {
  for (const deadline = Date.now() + 25_000; Date.now() < deadline; await sleep(25)) {
    const found = await look();
    if (found !== false && found !== null && found !== undefined) return found;
  }
  throw new Error(`waited in vain until ${what}`);
}
