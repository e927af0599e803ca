import { AsyncLocalStorage } from 'node:async_hooks';
import type { Server } from 'node:http';
import { DataSource, type Logger } from 'typeorm';
import type { TestApp } from './test-app.js';

/** Statements that open, close or label a transaction: they neither read nor write rows. */
const AROUND = /^\s*(BEGIN|START TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SELECT set_config\()/i;

/** What some work asked of the database. */
export interface Counted<T> {
  readonly value: T;
  /** In the order in which they were sent, without transaction control; each as many times as it was sent. */
  readonly statements: readonly string[];
}

/**
 * Collects the SQL statements that read or write rows for `work`: those it sends itself, and those of the requests that
 * come in meanwhile. What the server does beside it, jobs or the look at the ledger for who follows something, does not
 * count. Finding out who a token belongs to is one statement of each request and counts.
 */
export async function collectStatements<T>(testApp: TestApp, work: () => Promise<T>): Promise<Counted<T>> {
  const dataSource = testApp.app.get(DataSource);
  const before = dataSource.logger;
  const server: Server = testApp.app.getHttpServer();
  const counted = new AsyncLocalStorage<true>();
  const count = (): void => counted.enterWith(true);
  const statements: string[] = [];
  dataSource.logger = listener((statement) => {
    if (counted.getStore() && !AROUND.test(statement)) statements.push(statement);
  });
  server.prependListener('request', count);
  try {
    return { value: await counted.run(true, work), statements };
  } finally {
    server.off('request', count);
    dataSource.logger = before;
  }
}

/** How many SQL statements that read or write rows `work` needs; see {@link collectStatements}. */
export async function counting(testApp: TestApp, work: () => Promise<unknown>): Promise<number> {
  return (await collectStatements(testApp, work)).statements.length;
}

const listener = (onQuery: (statement: string) => void): Logger => ({
  logQuery: onQuery,
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
});
