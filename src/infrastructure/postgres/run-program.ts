import { spawn } from 'node:child_process';
import { parse } from 'node:path';
import type { Account } from './account.js';

export interface ProgramEnd {
  readonly code: number | null;
  /** What it wrote to both of its outputs. */
  readonly output: string;
}

/** What PostgreSQL's programs get of our environment: messages in English, which we read, and none of our secrets. */
export function programEnvironment(): NodeJS.ProcessEnv {
  const fixed = { LC_ALL: 'C', TZ: 'UTC' };
  return process.platform === 'win32'
    ? { ...process.env, ...fixed }
    : { PATH: process.env['PATH'], ...fixed };
}

/** The root directory: a place every account can be in, unlike the one we were started from. */
export const ANYWHERE = parse(process.cwd()).root;

/** Runs a program to its end. */
export function runProgram(
  program: string,
  args: readonly string[],
  account: Account | undefined,
): Promise<ProgramEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...account,
      cwd: ANYWHERE,
      env: programEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    const collect = (chunk: Buffer): void => void (output += chunk.toString('utf8'));
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
