import { resolve } from 'node:path';
import { CannotStart } from '../config/cannot-start.js';
import { describeProblems } from '../config/setting-problem.js';
import { readSettings, type Settings } from '../config/settings.js';

const FAILED = 1;
const MISUSED = 2;

/** What a command that takes one file is given. */
export interface FileTask {
  readonly settings: Settings;
  /** Absolute path. */
  readonly file: string;
  /** Of the switches that the command knows, those that were given. */
  readonly switches: ReadonlySet<string>;
  /** Set off when the process is asked to end. */
  readonly signal: AbortSignal;
}

/** Progress goes to standard error, so that standard output holds the result only. */
export const progress = (line: string): void => console.error(line);

/**
 * Runs a command that takes one file, and sets the exit code: what `work` returns, 1 where it fails, 2 where the command was
 * not understood.
 *
 * @param usage how it is called, in Chinese and English
 * @param known the switches it takes besides: `--without-attachments`
 */
export async function runFileTask(
  { usage, known = [] }: { usage: string; known?: readonly string[] },
  work: (task: FileTask) => Promise<number>,
): Promise<void> {
  const given = process.argv.slice(2);
  if (given[0] === '--help' || given[0] === 'help') return console.log(usage);
  const switches = new Set(given.filter((each) => each.startsWith('-')));
  const [name = '', ...others] = given.filter((each) => !switches.has(each));
  if (name === '' || others.length > 0 || [...switches].some((each) => !known.includes(each))) {
    console.error(usage);
    process.exitCode = MISUSED;
    return;
  }
  const settings = readSettings(process.env);
  if (!settings.ok) {
    console.error(describeProblems(settings.error));
    process.exitCode = FAILED;
    return;
  }
  try {
    // npm runs in the project's directory and says where it was called.
    const file = resolve(process.env['INIT_CWD'] ?? '', name);
    process.exitCode = await work({ settings: settings.value, file, switches, signal: endRequest() });
  } catch (error) {
    console.error(told(error));
    process.exitCode = FAILED;
  }
}

/** Within this time a second request is the same one delivered twice: the terminal and npm both pass on Ctrl-C. */
const SAME_REQUEST_MS = 1_500;

/** Asked once, the work is given up where it can be; asked again, the process ends. */
function endRequest(): AbortSignal {
  const controller = new AbortController();
  let askedAt: number | undefined;
  const ask = (): void => {
    if (askedAt !== undefined && performance.now() - askedAt > SAME_REQUEST_MS) process.exit(FAILED);
    askedAt ??= performance.now();
    controller.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  return controller.signal;
}

function told(error: unknown): unknown {
  if (error instanceof CannotStart) return error.message;
  if ((error as Error).name === 'AbortError')
    return '已中断，没有留下任何内容。\nInterrupted; nothing was left behind.';
  return error;
}
