import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { parseOffsetInstant } from '../../src/kernel/instant.js';
import { err, ok } from '../../src/kernel/result.js';
import { LedgerQueries } from '../../src/modules/ledger/ledger.queries.js';
import { Ledger, type Change } from '../../src/modules/ledger/ledger.js';
import { givenIn, type Given, type Member } from '../support/given/index.js';
import { collectStatements } from '../support/query-counter.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let testApp: TestApp;
let given: Given;
let cooperative: Member;
let neighbour: Member;
let office: Member;

beforeAll(async () => {
  testApp = await startTestApp();
  given = givenIn(testApp);
  office = await given.member('BASE_OFFICE');
  cooperative = await given.member('COOPERATIVE');
  neighbour = await given.member('COOPERATIVE');
});
afterAll(() => testApp?.close());

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Appends an entry about a new subject in the name of a member. */
async function append(by: Member, change: Partial<Change> = {}): Promise<string> {
  const subject = randomUUID();
  const ctx = { ...(await by.ctx()), device: 'scale-1' };
  await testApp.app.get(UnitOfWork).write<null, never>(ctx, async (tx) => {
    await testApp.app.get(Ledger).append(tx, {
      kind: 'thing.changed',
      subjects: [subject],
      facts: { z: 1, a: [2] },
      ...change,
    });
    return ok(null);
  });
  return subject;
}

/** Does something as a role of the database, outside the product. */
async function asRole<T>(role: 'owner' | 'application', work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { ownerUrl, applicationUrl } = testApp.database;
  const connection = new pg.Client({ connectionString: role === 'owner' ? ownerUrl : applicationUrl });
  await connection.connect();
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}

const page = (by: Member, subject: string) =>
  by.ctx().then((ctx) => testApp.app.get(LedgerQueries).ofSubject(ctx, subject, { first: 10 }));

describe('an entry', () => {
  it('is canonical JSON under its own hash, and says who, for whom, on what, when', async () => {
    const occurred = parseOffsetInstant('2026-11-20T08:30:00+08:00');
    const grower = randomUUID();
    const subject = await append(cooperative, {
      occurredAt: occurred.at,
      occurredOffsetMinutes: occurred.offsetMinutes,
      onBehalfOfId: grower,
    });
    const { edges } = await page(cooperative, subject);
    const { sha256: hash, id } = edges[0]!.node;
    const canonical = edges[0]!.node.canonical ?? '';
    expect(hash).toBe(sha256(canonical));
    expect(canonical.startsWith('{"actorId":')).toBe(true);
    expect(canonical).toContain('"facts":{"a":[2],"z":1}');
    expect(JSON.parse(canonical)).toMatchObject({
      id,
      kind: 'thing.changed',
      actorId: cooperative.userId,
      organisationId: cooperative.organisationId,
      onBehalfOfId: grower,
      device: 'scale-1',
      occurredAt: '2026-11-20T00:30:00.000Z',
      occurredOffsetMinutes: 480,
      recordedAt: testApp.clock.now(),
      subjectIds: [subject],
    });
  });

  it('bears the number of the transaction that wrote it, which wrote nothing if it was refused', async () => {
    const ctx = await cooperative.ctx();
    const subject = randomUUID();
    const write = (refuse: boolean) =>
      testApp.app.get(UnitOfWork).write(ctx, async (tx) => {
        await testApp.app.get(Ledger).append(tx, { kind: 'thing.changed', subjects: [subject], facts: {} });
        const [row] = await tx.manager.query<{ id: string }[]>('SELECT pg_current_xact_id()::text AS id');
        return refuse ? err('no') : ok(row!.id);
      });
    await write(true);
    const written = await write(false);
    const numbers = await asRole('owner', async (owner) => {
      const sql = 'SELECT transaction_id::text AS id FROM ledger_entry WHERE subject_ids @> ARRAY[$1::uuid]';
      return (await owner.query<{ id: string }>(sql, [subject])).rows;
    });
    expect(numbers).toEqual([{ id: written.ok ? written.value : 'refused' }]);
  });

  it('keeps a personal value as a salted commitment, and the salt where it can be erased', async () => {
    const name = '示范农户一';
    const subject = await append(cooperative, { personal: { displayName: name } });
    const [entry] = await given.ledgerOf(subject);
    expect(JSON.stringify(entry)).not.toContain(name);
    const salts = await asRole('owner', async (owner) => {
      const sql = 'SELECT salt, commitment FROM personal_salt WHERE subject_id = $1';
      return (await owner.query<{ salt: string; commitment: string }>(sql, [subject])).rows;
    });
    expect(salts).toHaveLength(1);
    expect(sha256(`${salts[0]?.salt}\n${name}`)).toBe(entry?.personal['displayName']);
    const ctx = await cooperative.ctx();
    await testApp.app.get(UnitOfWork).write<null, never>(ctx, async ({ manager }) => {
      await manager.query('DELETE FROM personal_salt WHERE subject_id = $1', [subject]);
      return ok(null);
    });
    const left = await asRole('owner', (owner) =>
      owner.query('SELECT FROM personal_salt WHERE subject_id = $1', [subject]),
    );
    expect(left.rowCount).toBe(0);
    expect(await given.ledgerOf(subject)).toHaveLength(1);
  });
});

describe('the ledger', () => {
  const attempts = [
    `UPDATE ledger_entry SET kind = 'thing.forged'`,
    'DELETE FROM ledger_entry',
    'TRUNCATE ledger_entry',
  ];

  it.each(attempts)('refuses the owner of the table: %s', async (sql) => {
    const refusal = asRole('owner', (owner) => owner.query(sql));
    await expect(refusal).rejects.toThrow('ledger_entry is append-only');
  });

  it.each(attempts)('gives the application no way to it: %s', async (sql) => {
    const subject = await append(cooperative);
    const changed = await asRole('application', async (application) => {
      await application.query('BEGIN');
      await application.query(`SELECT set_config('app.authority', 'system', true)`);
      return application.query(sql).then(
        ({ rowCount }) => rowCount,
        () => 0,
      );
    });
    expect(changed).toBe(0);
    expect((await given.ledgerOf(subject)).map(({ kind }) => kind)).toEqual(['thing.changed']);
  });

  it('takes no entry whose hash or content does not fit', async () => {
    const insert = (change: Record<string, string>) => {
      const id = randomUUID();
      const canonical = change['canonical'] ?? JSON.stringify({ id, kind: 'thing.changed' });
      const hash = change['sha256'] ?? sha256(canonical);
      return asRole('owner', (owner) =>
        owner.query(
          `INSERT INTO ledger_entry (id, kind, occurred_at, occurred_offset_minutes, recorded_at, subject_ids, canonical, sha256)
           VALUES ($1, 'thing.changed', now(), 480, now(), '{}', $2, $3)`,
          [id, canonical, hash],
        ),
      );
    };
    await expect(insert({ sha256: sha256('something else') })).rejects.toThrow('ledger_entry_hash');
    const another = JSON.stringify({ id: randomUUID(), kind: 'thing.changed' });
    await expect(insert({ canonical: another })).rejects.toThrow('ledger_entry_is_what_it_says');
    await expect(insert({})).resolves.toMatchObject({ rowCount: 1 });
  });

  it('is read by the organisation that wrote it and the base office, by nobody else', async () => {
    const subject = await append(cooperative);
    const kinds = async (by: Member) => (await page(by, subject)).edges.map(({ node }) => node.kind);
    expect(await kinds(cooperative)).toEqual(['thing.changed']);
    expect(await kinds(office)).toEqual(['thing.changed']);
    expect(await kinds(neighbour)).toEqual([]);
    const byDirectSql = await asRole('application', async (application) => {
      await application.query('BEGIN');
      const scope = `SELECT set_config('app.user_id', $1, true), set_config('app.organisation_id', $2, true), set_config('app.authority', 'member', true)`;
      await application.query(scope, [neighbour.userId, neighbour.organisationId]);
      return application.query('SELECT FROM ledger_entry WHERE organisation_id IS DISTINCT FROM $1', [
        neighbour.organisationId,
      ]);
    });
    expect(byDirectSql.rowCount).toBe(0);
  });

  it('is paged oldest first, at the cost of one statement a page and one for the total', async () => {
    const subject = await append(cooperative);
    for (const kind of ['thing.moved', 'thing.ended'])
      await append(cooperative, { kind, subjects: [subject] });
    const document = `query ($id: ID!, $after: String) { ledgerOf(subjectId: $id, first: 2, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { kind } } } }`;
    const first = await collectStatements(testApp, () => cooperative.client.run(document, { id: subject }));
    expect(first.value.ledgerOf).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    // Who is asking, the page, the total.
    expect(first.statements).toHaveLength(3);
    const after = first.value.ledgerOf.pageInfo.endCursor as string;
    const second = await cooperative.client.run(document, { id: subject, after });
    const kinds = [...first.value.ledgerOf.edges, ...second.ledgerOf.edges].map(
      ({ node }: { node: { kind: string } }) => node.kind,
    );
    expect(kinds).toEqual(['thing.changed', 'thing.moved', 'thing.ended']);
  });
});
