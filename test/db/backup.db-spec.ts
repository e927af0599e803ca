import { existsSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createApp } from '../../src/app.setup.js';
import { DEMO_PASSWORD } from '../../src/demo/demo-sign-ins.js';
import { isKept } from '../../src/infrastructure/backup/contents.js';
import { fullName, type Manifest } from '../../src/infrastructure/backup/manifest.js';
import { installPgTypes } from '../../src/infrastructure/database/pg-types.js';
import { verifyDatabase } from '../../src/verification.js';
import { backUp, backupDirectory, Inspection, restore, type Table } from '../support/backup.js';
import { queueRestoredJobs } from '../../src/modules/jobs/commands/queue-restored-jobs.js';
import { createSeasonDatabase, ownerRows } from '../support/demo.js';
import { organisationDocuments } from '../support/given/organisation-documents.js';
import { client } from '../support/graphql-client.js';
import { subscribe } from '../support/sse.js';
import { createEmptyDatabase, type TestDatabase } from '../support/test-database.js';

const backups = backupDirectory();
afterAll(() => backups.remove());

/** The marks of the rows that are written while the backup is made. */
const WRITERS: Readonly<Record<string, string>> = {
  'public.client_request': `operation = 'written meanwhile'`,
  'public.product_state': `key LIKE 'written meanwhile %'`,
};
const SESSION: Table = { schema: 'public', name: 'session' };
const notWriters = (table: Table): string => `NOT (${WRITERS[fullName(table)] ?? 'false'})`;

/** Writes a row into the first and one into the last of the tables in one transaction, over and over. */
async function startWriting(database: TestDatabase): Promise<() => Promise<number>> {
  const writer = new pg.Client({ connectionString: database.ownerUrl });
  await writer.connect();
  let isOver = false;
  let count = 0;
  const work = (async () => {
    for (; !isOver; count += 1)
      await writer.query(
        `WITH one AS (INSERT INTO client_request (actor_id, id, operation, input_sha256, recorded_at)
           VALUES (gen_random_uuid(), gen_random_uuid(), 'written meanwhile', '', now()))
         INSERT INTO product_state (key, value, changed_at) VALUES ('written meanwhile ' || gen_random_uuid(), '{}', now())`,
      );
    await writer.end();
  })();
  return async () => {
    isOver = true;
    await work;
    return count;
  };
}

describe('a season that was backed up while people worked, and restored', () => {
  let source: TestDatabase;
  let target: TestDatabase;
  let file: string;
  let manifest: Manifest;
  let written: number;
  let [before, after]: Inspection[] = [];

  beforeAll(async () => {
    installPgTypes();
    [source, target] = await Promise.all([createSeasonDatabase(), createEmptyDatabase()]);
    await signInOnce(source);
    await leaveJobOpen(source);
    const stop = await startWriting(source);
    file = backups.file();
    manifest = await backUp(source, file);
    written = await stop();
    await restore(file, target);
    before = await Inspection.of(source);
    after = await Inspection.of(target);
  });
  afterAll(async () => {
    await Promise.all([before?.end(), after?.end()]);
    await Promise.all([source?.drop(), target?.drop()]);
  });

  it('is readable by its owner alone, and left nothing unfinished', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.part`)).toBe(false);
  });

  it('holds the state of one moment: of what one transaction wrote, all or nothing', async () => {
    const counts = await Promise.all(
      Object.entries(WRITERS).map(async ([table, mark]) => {
        const [row] = await after!.rows<{ n: number }>(`SELECT count(*) AS n FROM ${table} WHERE ${mark}`);
        return row!.n;
      }),
    );
    expect(counts[0]).toBe(counts[1]);
    expect(written).toBeGreaterThan(counts[0]! + 10);
  });

  it('has every row of every table as it was', async () => {
    const tables = await before!.tables();
    expect(await after!.tables()).toEqual(tables);
    const different: string[] = [];
    for (const table of tables) {
      if (!isKept(table.schema, table.name)) continue;
      const [was, is] = await Promise.all(
        [before!, after!].map((each) => each.contents(table, notWriters(table))),
      );
      if (JSON.stringify(was) !== JSON.stringify(is)) different.push(fullName(table));
    }
    expect(different).toEqual([]);
    expect(manifest.tables.filter(({ rows }) => rows > 0).length).toBeGreaterThan(40);
  });

  it('leaves sessions out: everybody signs in again', async () => {
    expect(await before!.contents(SESSION)).not.toEqual([]);
    expect(await after!.contents(SESSION)).toEqual([]);
  });

  it('is guarded as before: keys, checks, triggers, policies, grants', async () => {
    const guards = await before!.guards();
    expect(guards.length).toBeGreaterThan(500);
    expect(await after!.guards()).toEqual(guards);
  });

  it('has a ledger that verifies', async () => {
    const [{ ledger: was }, { ledger: is }] = [
      await verifyDatabase(source.applicationUrl, NO_BLOBS),
      await verifyDatabase(target.applicationUrl, NO_BLOBS),
    ];
    expect(is.difference).toBeNull();
    expect(is.entries).toBe(was.entries);
    expect(is.entries).toBeGreaterThan(500);
  });

  it('counts its entries below everything that is entered from now on', async () => {
    const [row] = await after!.rows(
      `SELECT count(DISTINCT transaction_id) AS transactions,
              max(transaction_id) < pg_current_xact_id()::text::bigint AS is_past FROM ledger_entry`,
    );
    expect(row).toEqual({ transactions: 1, is_past: true });
  });

  it('queues again what was open, at its place among the transactions of this database', async () => {
    expect(await queueRestoredJobs(target.ownerUrl)).toBe(1);
    const rows = await ownerRows(
      target.superuserUrl,
      `SELECT j.state, q.max_attempts > 0 AS is_queued, j.changed_in < pg_current_xact_id()::text::bigint AS is_past
       FROM job j JOIN graphile_worker._private_jobs q ON q.key = j.id::text`,
    );
    expect(rows).toEqual([{ state: 'QUEUED', is_queued: true, is_past: true }]);
  });

  it('can be worked with: people sign in with their passwords and see what they saw', async () => {
    const [was, is] = await Promise.all([source, target].map(seenBy));
    expect(is.lots.edges.length).toBeGreaterThan(3);
    expect(is).toEqual(was);
  });

  it('begins anew for a subscriber whose last event is from before', async () => {
    const eventId = await inApp(source, async (url, token) => {
      const holds = await subscribe(url, token, HOLDS);
      const { data } = (await holds.next())!;
      await holds.close();
      return data.holdChanged.eventId as string;
    });
    await inApp(target, async (url, token) => {
      const holds = await subscribe(url, token, HOLDS, { after: eventId });
      const { id, code } = await aLot(url, token);
      const lot = await subscribe(url, token, LOT, { id, after: eventId });
      expect((await lot.next())?.data.lotChanged.lot).toEqual({ code });
      // Begins with an event that says no more than where it begins, and tells none of the holds of the season.
      expect((await holds.next())?.data.holdChanged.hold).toBeNull();
      expect(await holds.isQuietFor(600)).toBe(true);
      await Promise.all([holds.close(), lot.close()]);
    });
  });
});

const signInOnce = (database: TestDatabase) =>
  ownerRows(
    database.ownerUrl,
    `INSERT INTO session (id, user_id, token_hash, created_at, last_used_at, expires_at)
   SELECT gen_random_uuid(), id, 'hash', now(), now(), now() + interval '1 hour' FROM user_account LIMIT 1`,
  );

/** As a process leaves it that was killed at its work. */
const leaveJobOpen = (database: TestDatabase) =>
  ownerRows(
    database.superuserUrl,
    `WITH made AS (
       INSERT INTO job (id, kind, payload, state, attempts, queued_at, changed_in, visible_to)
       VALUES (gen_random_uuid(), 'lots.judge-again', '{}', 'RUNNING', 1, now(), 0, '{}') RETURNING id)
     SELECT id FROM made`,
  );

const NO_BLOBS = { directory: '/nowhere', bucket: undefined };

const HOLDS = 'subscription ($after: ID) { holdChanged(after: $after) { eventId hold { id } } }';
const LOT =
  'subscription ($id: ID!, $after: ID) { lotChanged(id: $id, after: $after) { eventId lot { code } } }';
const LOTS = `{ lots(first: 10) { edges { node { id code state cartonCount checks { verdict } } } } }`;

async function inApp<T>(
  database: TestDatabase,
  work: (url: string, token: string) => Promise<T>,
): Promise<T> {
  const { applicationUrl } = database;
  const app = await createApp({ applicationUrl, introspection: false, demoSignIns: true, logLevel: 'error' });
  try {
    await app.listen(0, '127.0.0.1');
    const url = new URL(await app.getUrl()).origin;
    const input = { username: 'base', password: DEMO_PASSWORD };
    const { answer } = await client(url).run(organisationDocuments.signIn, { input });
    return await work(url, answer.token as string);
  } finally {
    await app.close();
  }
}

const seenBy = (database: TestDatabase) => inApp(database, (url, token) => client(url, token).run(LOTS));

async function aLot(url: string, token: string): Promise<{ id: string; code: string }> {
  const { lots } = await client(url, token).run(LOTS);
  return lots.edges[0].node as { id: string; code: string };
}
