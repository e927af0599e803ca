import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's directory, wherever the script was called from. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param {string[]} parts */
export const inProject = (...parts) => join(ROOT, ...parts);

/** The file's JSON, or undefined when there is no such file. */
export function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** Progress for the person at the terminal; standard output stays free for what was asked for. */
export function say(line) {
  console.error(line);
}

/** Ends with a message, for what the person can put right. */
export function giveUp(zh, en) {
  console.error(`${zh}\n${en}`);
  process.exit(1);
}
