import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import type { EntityManager, QueryRunner } from 'typeorm';
import { LabelStatesNone1764370000000 } from '../../migrations/1764370000000-label-states-none.js';
import { growingClaims } from '../../src/modules/growing/growing.claims.js';
import { firstDifference } from '../../src/modules/ledger/verify/verify-ledger.js';
import { connect } from '../contract/support/transaction.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let owner: pg.Client;
let intruder: pg.Client;

const id = (n: number): string => `019aa370-0000-7000-8000-${String(n).padStart(12, '0')}`;
const AT = '2026-01-05T01:00:00.000Z';

/** A label and its entry in the ledger, as a version wrote them that knew no "states none". */
async function entered(n: number, phiDays: number | null, maxApplications: number | null): Promise<void> {
  await intruder.query(
    `INSERT INTO product_label (id, registration_number, name_zh, crop, substances, phi_days, max_applications,
       entered_by_organisation_id, entered_by_id, entered_at, confirmed_by_id, confirmed_by_organisation_id, confirmed_at)
     VALUES ($1, $2, '示范', '柑橘树', '{abamectin}', $3, $4, $5, $6, $9, $7, $8, $9)`,
    [id(n), `OLD-${n}`, phiDays, maxApplications, id(100), id(101), id(102), id(103), AT],
  );
  const said = { nameZh: '示范', crop: '柑橘树', substances: ['abamectin'], photographId: null };
  const facts = { registrationNumber: `OLD-${n}`, ...said, phiDays, maxApplications };
  await told(n + 10, 'label.entered', id(n), id(101), facts);
  await told(n + 20, 'label.confirmed', id(n), id(102), { phiDays, maxApplications });
}
async function told(n: number, kind: string, subject: string, actor: string, facts: object): Promise<void> {
  const canonical = JSON.stringify({ id: id(n), kind, actorId: actor, facts });
  await intruder.query(
    `INSERT INTO ledger_entry (id, kind, organisation_id, actor_id, occurred_at, occurred_offset_minutes, recorded_at,
       subject_ids, canonical, sha256) VALUES ($1, $2, $3, $4, $5, 480, $5, $6, $7, $8)`,
    [
      id(n),
      kind,
      id(100),
      actor,
      AT,
      [subject],
      canonical,
      createHash('sha256').update(canonical).digest('hex'),
    ],
  );
}

beforeAll(async () => {
  database = await createTestDatabase();
  [owner, intruder] = [await connect(database.ownerUrl), await connect(database.superuserUrl)];
  await intruder.query(`SET session_replication_role = 'replica'`);
  const migration = new LabelStatesNone1764370000000();
  const runner = { query: (sql: string) => owner.query(sql) } as unknown as QueryRunner;
  await migration.down(runner);
  await entered(1, 14, 2);
  await entered(2, 14, null);
  await entered(3, null, null);
  await migration.up(runner);
});
afterAll(async () => {
  await owner?.end();
  await intruder?.end();
  await database?.drop();
});

describe('labels entered before a label could say that it states none', () => {
  it('keep a maximum that was left out as none, and an interval that was left out as not entered', async () => {
    const { rows } = await intruder.query<{ n: string; interval: boolean; maximum: boolean }>(
      `SELECT registration_number AS n, states_no_interval AS interval, states_no_maximum AS maximum
       FROM product_label ORDER BY 1`,
    );
    expect(rows).toEqual([
      { n: 'OLD-1', interval: false, maximum: false },
      { n: 'OLD-2', interval: false, maximum: true },
      { n: 'OLD-3', interval: false, maximum: true },
    ]);
  });

  it('agree with what the ledger said of them then', async () => {
    const claim = growingClaims.find(({ table }) => table === 'product_label')!;
    const asManager = {
      query: async (sql: string) => (await intruder.query<object>(sql)).rows,
    } as unknown as EntityManager;
    expect(await firstDifference(asManager, claim)).toBeNull();
  });

  it('are entered anew where they were confirmed without an interval, and only then', async () => {
    const again = (n: number, as: number): Promise<unknown> =>
      intruder.query(
        `INSERT INTO product_label (id, registration_number, name_zh, crop, substances, phi_days, entered_by_organisation_id,
           entered_by_id, entered_at) VALUES ($1, $2, '示范', '柑橘树', '{}', 7, $3, $4, $5)`,
        [id(as), `OLD-${n}`, id(100), id(101), AT],
      );
    const taken = { constraint: 'product_label_one_per_crop' };
    await expect(again(1, 31)).rejects.toMatchObject(taken);
    await again(3, 32);
    await expect(again(3, 33)).rejects.toMatchObject(taken);
  });

  it('hold no figure beside the word that there is none', async () => {
    const stating = (column: string): Promise<unknown> =>
      intruder.query(`UPDATE product_label SET ${column} = true WHERE registration_number = 'OLD-1'`);
    await expect(stating('states_no_interval')).rejects.toMatchObject({
      constraint: 'product_label_interval_or_none',
    });
    await expect(stating('states_no_maximum')).rejects.toMatchObject({
      constraint: 'product_label_maximum_or_none',
    });
  });
});
