import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** What the server process says once its database is ready. */
interface Ready {
  readonly postgresPid: number;
  readonly clusterDir: string;
  readonly ownerUrl: string;
  readonly applicationUrl: string;
}

/** A server process that may be killed. */
export interface ServerProcess extends Ready {
  readonly pid: number;
  /** What it wrote for the person at the terminal. */
  words(): string;
  /** Sends the signal and waits for the end. @returns the exit code, `null` after a kill */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

const SCRIPT = fileURLToPath(new URL('./database-server.mjs', import.meta.url));

/** Starts a server on the data directory. @throws Error with its words if it gives up */
export async function startServer(dataDir: string): Promise<ServerProcess> {
  const { child, words, firstLine } = launch(dataDir);
  const ready = JSON.parse(await firstLine) as Ready;
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    child.kill(signal);
    const [code] = (await once(child, 'exit')) as [number | null];
    return code;
  };
  return { ...ready, pid: child.pid ?? 0, words, end };
}

/** Starts a server and kills it after so many milliseconds, ready or not. */
export async function startAndKill(dataDir: string, afterMs: number): Promise<void> {
  const { child, firstLine } = launch(dataDir);
  firstLine.catch(() => undefined);
  const exit = once(child, 'exit');
  setTimeout(() => child.kill('SIGKILL'), afterMs);
  await exit;
}

/** Runs one statement and returns its rows. */
export async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  // Killing the server is what these tests are for.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

function launch(dataDir: string): { child: ChildProcess; words: () => string; firstLine: Promise<string> } {
  const child = spawn(process.execPath, [SCRIPT, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString('utf8')));
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      if (output.includes('\n')) resolve(output);
    });
    child.once('close', () => reject(new Error(words)));
  });
  return { child, words: () => words, firstLine };
}
