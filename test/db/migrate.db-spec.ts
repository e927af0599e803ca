import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { migrations } from '../../migrations/index.js';
import { CannotStart } from '../../src/infrastructure/config/cannot-start.js';
import { migrate, pendingMigrations } from '../../src/infrastructure/database/migrate.js';
import { APPLICATION_ROLE } from '../../src/infrastructure/postgres/credentials.js';
import { createEmptyDatabase, type TestDatabase } from '../support/test-database.js';

const NAMES = migrations.map(({ name }) => name);

describe('migrate', () => {
  let database: TestDatabase;
  let application: pg.Client;
  const run = (): Promise<{ applied: string[] }> =>
    migrate({ ownerUrl: database.ownerUrl, applicationRole: APPLICATION_ROLE, log: () => undefined });
  const pending = (): Promise<string[]> =>
    pendingMigrations({ query: async <T>(sql: string) => (await application.query(sql)).rows as T });

  beforeEach(async () => {
    database = await createEmptyDatabase();
    application = new pg.Client({ connectionString: database.applicationUrl });
    await application.connect();
  });
  afterEach(async () => {
    await application.end();
    await database.drop();
  });

  it('brings an empty database up to date, and changes nothing the second time', async () => {
    expect(await pending()).toEqual(NAMES);
    expect((await run()).applied).toEqual(NAMES);
    expect(await pending()).toEqual([]);
    expect((await run()).applied).toEqual([]);
  });

  it('lets servers that start at once take turns', async () => {
    const runs = await Promise.all([run(), run(), run()]);
    expect(runs.map(({ applied }) => applied.length).toSorted((a, b) => a - b)).toEqual([0, 0, NAMES.length]);
  });

  it('refuses a database that a newer version migrated', async () => {
    await run();
    await withOwner(
      `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')`,
    );
    const again = run();
    await expect(again).rejects.toThrow(CannotStart);
    await expect(again).rejects.toThrow('FromTheFuture9999999999999');
  });

  async function withOwner(sql: string): Promise<void> {
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query(sql);
    await owner.end();
  }
});
