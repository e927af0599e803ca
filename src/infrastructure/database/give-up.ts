import { Logger } from '@nestjs/common';
import pg from 'pg';
import type { QueryRunner } from 'typeorm';

const logger = new Logger('Database');

/** The work was stopped because nobody waits for it any more; nothing of it was kept. */
export class GivenUp extends Error {
  constructor() {
    super('given up by the caller');
  }
}

/** Watches over one transaction; see {@link watchGivingUp}. */
export interface Watch {
  /** Ends the watch. When it resolves, no cancellation can reach the connection any more and it may be used again. */
  end(): Promise<void>;
}

const NOTHING_TO_WATCH: Watch = { end: () => Promise.resolve() };

/** What is used of `pg`'s client. */
interface Connection {
  readonly processID?: number;
  query?: unknown;
}

/**
 * Stops the work of a transaction when its caller gives up: the statement that runs is cancelled, and no other begins.
 * The cancellation goes over a connection of its own, because all those of the pool may be taken by statements like
 * this one. As long as nobody gives up it costs no statement.
 *
 * @param signal absent where nobody can give up
 * @param runner connected; its connection must stay with it until the watch has ended
 * @param url    the connection of the pool, whose role may cancel what itself runs
 * @throws GivenUp if the caller is gone already
 */
export function watchGivingUp(signal: AbortSignal | undefined, runner: QueryRunner, url: string): Watch {
  if (!signal) return NOTHING_TO_WATCH;
  if (signal.aborted) throw new GivenUp();
  let stopping: Promise<Connection | null> | null = null;
  const onAbort = (): void => {
    stopping = stop(runner, url);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  return {
    async end() {
      signal.removeEventListener('abort', onAbort);
      const connection = await stopping;
      if (connection) delete connection.query;
    },
  };
}

/** @returns the connection that takes no more statements, or null if there was none */
async function stop(runner: QueryRunner, url: string): Promise<Connection | null> {
  const connection = await (runner.connect() as Promise<Connection>).catch(() => null);
  if (!connection) return null;
  // Shadows the method until the watch ends, so that nothing more is sent.
  connection.query = () => Promise.reject(new GivenUp());
  if (connection.processID) await cancel(connection.processID, url);
  return connection;
}

/**
 * PostgreSQL acknowledges once the signal is on its way to the process, and ignores one that finds no statement
 * running; so after this a later statement of the same connection is safe.
 */
async function cancel(processId: number, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT pg_cancel_backend($1)', [processId]);
  } catch (error) {
    // The time limit of the statement ends it in any case.
    logger.warn('A statement that nobody waits for could not be cancelled', error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
