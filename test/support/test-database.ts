import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { OWNER_ROLE } from '../../src/infrastructure/postgres/credentials.js';
import { closeDatabase } from '../../src/infrastructure/postgres/provision.js';
import { TEST_SERVER_VARIABLE, type TestServer } from './test-server-urls.js';

/** A database of a test file's own: migrated, with the reference facts, otherwise empty. */
export interface TestDatabase {
  /** Signs in as the role that owns the tables: plain, so row-level security binds it too. */
  readonly ownerUrl: string;
  /** Signs in as the role the server works as. */
  readonly applicationUrl: string;
  /** Signs in as somebody whom neither policies nor triggers bind: for tests of what a break-in leaves behind. */
  readonly superuserUrl: string;
  /** Removes it, also while somebody is connected. */
  drop(): Promise<void>;
}

/** "source database is being accessed by other users": a copy of the same template is just being made. */
const OBJECT_IN_USE = '55006';
const TRIES = 20;

/** Makes a fresh database, a copy of the template that the global setup made. */
export function createTestDatabase(): Promise<TestDatabase> {
  return makeDatabase(testServer().template);
}

/** Makes a database without even the migrations, for tests of those. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return makeDatabase('template0');
}

/**
 * Makes a copy of a database that was filled once for all test files: the first that asks fills it, the others wait.
 *
 * @param name of what it is filled with; the same name always stands for the same rows
 * @param fill must close every connection it opens
 */
export function createFilledDatabase(
  name: string,
  fill: (database: TestDatabase) => Promise<void>,
): Promise<TestDatabase> {
  const template = `${testServer().template}_${name}`;
  return asSuperuser(async (client) => {
    // Held by the session: a worker that dies while filling lets the next one begin anew.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (rowCount === 0) await makeTemplate(client, template, fill);
    return makeDatabase(template);
  });
}

async function makeTemplate(
  client: pg.Client,
  template: string,
  fill: (database: TestDatabase) => Promise<void>,
): Promise<void> {
  const database = await createTestDatabase();
  try {
    await fill(database);
  } catch (error) {
    await database.drop();
    throw error;
  }
  const filled = pg.escapeIdentifier(new URL(database.ownerUrl).pathname.slice(1));
  await client.query(`ALTER DATABASE ${filled} ALLOW_CONNECTIONS false`);
  await client.query(`ALTER DATABASE ${filled} RENAME TO ${pg.escapeIdentifier(template)}`);
}

/** Does something that only the superuser of the tests' PostgreSQL may, outside any test's own database. */
export async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: testServer().superuserUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function makeDatabase(template: string): Promise<TestDatabase> {
  const server = testServer();
  const name = `test_${process.env['JEST_WORKER_ID'] ?? '0'}_${randomBytes(6).toString('hex')}`;
  await asSuperuser(async (client) => {
    await copyTemplate(client, template, name);
    await closeDatabase(client, name);
  });
  return {
    ownerUrl: inDatabase(server.ownerUrl, name),
    applicationUrl: inDatabase(server.applicationUrl, name),
    superuserUrl: inDatabase(server.superuserUrl, name),
    drop: () =>
      asSuperuser(async (client) => void (await client.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}

function testServer(): TestServer {
  const urls = process.env[TEST_SERVER_VARIABLE];
  if (!urls) throw new Error('no test server: the project of this test does not name the global setup');
  return JSON.parse(urls) as TestServer;
}

async function copyTemplate(client: pg.Client, template: string, name: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await client.query(
        `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy OWNER ${OWNER_ROLE}`,
      );
      return;
    } catch (error) {
      const isPassing = error instanceof pg.DatabaseError && error.code === OBJECT_IN_USE;
      if (!isPassing || tries === TRIES) throw error;
      await sleep(50 * tries);
    }
  }
}

function inDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
