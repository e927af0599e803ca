import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_SIGN_INS } from '../../src/demo/demo-sign-ins.js';
import { seasonAccount } from '../../src/demo/season-account.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { SessionAuthenticator } from '../../src/modules/organisations/session-authenticator.js';
import { ownerRows, loadSeason, startSeasonApp, type SeasonApp } from '../support/demo.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let season: SeasonApp;
beforeAll(async () => {
  season = await startSeasonApp();
});
afterAll(() => season.close());

const ask: SeasonApp['ask'] = (username, query, variables) => season.ask(username, query, variables);

describe('loading the demo season', () => {
  it('has what was promised: 40 plots, 120 batches, 12 lots', async () => {
    const answer = await ask('base', '{ plots { totalCount } batches { totalCount } lots { totalCount } }');
    expect(answer).toEqual({
      plots: { totalCount: 40 },
      batches: { totalCount: 120 },
      lots: { totalCount: 12 },
    });
  });

  it('leaves a database alone that has it', async () => {
    const lines: string[] = [];
    await loadSeason(season.database, (line) => lines.push(line));
    expect(lines).toEqual([]);
  });

  it('gives an account of it in two languages, with each lot that may not go on and why', async () => {
    const lines = (await seasonAccount(season.database.applicationUrl)).split('\n');
    expect(lines.filter((line) => line.includes('L2526-'))).toHaveLength(10);
    expect(lines.find((line) => line.includes('L2526-06'))).toMatch(
      /不合格 FAIL: 阿维菌素.*Abamectin.*above the limit/,
    );
    expect(lines.find((line) => line.includes('L2526-09'))).toContain('召回 · Recalled');
  });

  it('enters nothing in the future, and nobody else than demo accounts', async () => {
    const [latest] = await season.rows<{ at: string }>(
      `SELECT max(recorded_at)::text AS at FROM ledger_entry WHERE kind <> 'session.opened'`,
    );
    expect(latest!.at < '2026-11-22').toBe(true);
    expect(await season.rows(`SELECT username FROM user_account WHERE NOT is_demo`)).toEqual([]);
    expect(await season.rows(`SELECT telephone FROM grower WHERE telephone IS NOT NULL`)).toEqual([]);
  });

  it('ends the sessions of demo accounts too where they may not sign in', async () => {
    const { token } = await season.as('exporter');
    const actorWhere = (allowDemo: boolean) =>
      new SessionAuthenticator(season.app.get(UnitOfWork), season.clock, season.ids, allowDemo).authenticate({
        token: token!,
        from: 'bearer',
        organisationId: null,
      });
    expect(await actorWhere(true)).toMatchObject({ organisationKind: 'EXPORTER' });
    expect(await actorWhere(false)).toBeNull();
  });
});

describe('the season in another database, where the load was cut short and went on', () => {
  let other: TestDatabase;
  const progress: string[] = [];
  beforeAll(async () => {
    other = await createTestDatabase();
    const cut = (line: string): void => {
      if (line.includes(' / ')) throw new Error('the power failed');
    };
    await expect(loadSeason(other, cut)).rejects.toThrow('the power failed');
    const half = await ownerRows<{ n: string }>(other.ownerUrl, `SELECT count(*) AS n FROM batch`);
    expect(Number(half[0]!.n)).toBeLessThan(120);
    await loadSeason(other, (line) => progress.push(line));
  });
  afterAll(() => other.drop());

  const both = async (sql: string) => [await season.rows(sql), await ownerRows(other.ownerUrl, sql)];

  it('told how far it was', () => {
    expect(progress.length).toBeGreaterThan(3);
    expect(progress.at(-1)).toMatch(/^ +(\d+) \/ \1$/);
  });

  it.each([
    ['plot', 'code'],
    ['registration', 'number'],
    ['batch', 'code'],
    ['run', 'code'],
    ['pallet', 'sscc'],
    ['inspection', 'signature_sha256'],
    ['lot', 'code'],
    ['lot_judgement', 'facts_sha256'],
    ['hold', 'reason_code'],
    ['recall', 'code'],
    ['user_account', 'username'],
  ])('has the same rows of %s under the same ids', async (table, column) => {
    const [here, there] = await both(`SELECT id, ${column} FROM ${table} ORDER BY id`);
    expect(here!.length).toBeGreaterThan(0);
    expect(there).toEqual(here);
  });

  it('has the same ledger, but for the salts of what is personal', async () => {
    const [here, there] = await both(
      `SELECT (canonical::jsonb - 'personal')::text AS entry FROM ledger_entry WHERE kind <> 'session.opened' ORDER BY id`,
    );
    expect(here!.length).toBeGreaterThan(500);
    expect(there).toEqual(here);
    const [hashes, others] = await both(
      `SELECT sha256 FROM ledger_entry WHERE kind <> 'session.opened' AND canonical::jsonb -> 'personal' = '{}' ORDER BY id`,
    );
    expect(hashes!.length).toBeGreaterThan(400);
    expect(others).toEqual(hashes);
  });
});

describe('the ledger of the season', () => {
  it('holds no free text in clear: nothing but codes, days, ids and figures, and what is public', async () => {
    const told = await season.rows<{ kind: string; text: string }>(
      `SELECT e.kind, v #>> '{}' AS text FROM ledger_entry e,
         jsonb_path_query(e.canonical::jsonb, 'strict $.facts.** ? (@.type() == "string")') AS v
       WHERE split_part(e.kind, '.', 1) NOT IN ('organisation', 'label', 'label-design', 'channel') AND e.kind <> 'lot.judged'
         AND v #>> '{}' NOT IN (SELECT code FROM standard_version)`,
    );
    expect(told.length).toBeGreaterThan(1_000);
    expect(told.filter(({ text }) => !/^[\x21-\x7e]{1,80}$/.test(text))).toEqual([]);
    // Whatever somebody wrote as a note or a reason, in the rows and beside the ledger.
    const written = await season.rows<{ text: string }>(
      `SELECT text FROM ledger_text UNION SELECT note FROM hold WHERE cause_type = 'person' UNION SELECT release_reason FROM hold
       UNION SELECT note FROM growing_record UNION SELECT reason FROM recall UNION SELECT difference_reason FROM run
       UNION SELECT name_zh FROM orchard UNION SELECT remarks FROM inspection`,
    );
    const texts = written.map(({ text }) => text).filter((text) => text !== null && text.length > 6);
    expect(texts.length).toBeGreaterThan(10);
    const [clear] = await season.rows<{ n: string }>(
      `SELECT count(*) AS n FROM ledger_entry e, unnest($1::text[]) AS t
       WHERE position(t IN (e.canonical::jsonb -> 'facts')::text) > 0 AND e.kind <> 'organisation.registered'`,
      [texts],
    );
    expect(Number(clear!.n)).toBe(0);
  });

  it('names to nobody what he or she may not see', async () => {
    const things = ['batch', 'lot', 'plot', 'orchard', 'run', 'hold', 'recall', 'inspection', 'registration'];
    const strange = await season.rows(
      `WITH named AS (
         SELECT e.kind, r.reader, (regexp_matches(e.subject_ids::text || e.canonical, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g'))[1]::uuid AS id
         FROM ledger_entry e, unnest(e.shown_to || e.organisation_id) AS r (reader) JOIN organisation o ON o.id = r.reader
         WHERE o.kind <> 'BASE_OFFICE'
       ), thing AS (${things.map((table) => `SELECT '${table}' AS what, id, visible_to FROM ${table}`).join(' UNION ALL ')}
         UNION ALL SELECT 'grower', id, ARRAY[organisation_id] FROM grower)
       SELECT DISTINCT named.kind, thing.what FROM named JOIN thing USING (id) WHERE named.reader <> ALL (thing.visible_to)`,
    );
    expect(strange).toEqual([]);
  });
});

describe('the demo accounts', () => {
  it.each(DEMO_SIGN_INS.map(({ username }) => username))(
    '%s signs in and belongs to a demo organisation',
    async (username) => {
      const { me } = await ask(username, '{ me { organisation { nameZh } mustChangePassword } }');
      const nameZh = expect.stringMatching(/^示范/);
      expect(me).toMatchObject({ organisation: { nameZh }, mustChangePassword: false });
    },
  );
});
