import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import type { EntityManager } from 'typeorm';
import { lotClaims } from '../../src/modules/lots/lot.claims.js';
import { firstDifference, type Difference } from '../../src/modules/ledger/verify/verify-ledger.js';
import { connect } from '../contract/support/transaction.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';
import { keepingUse, nextId, RegisteredLots } from './support/registered-lots.js';

/*
 * What is kept of each lot follows whatever it is made of. Rows are written past keys; the triggers that keep fire all
 * the same.
 */

let database: TestDatabase;
let writer: pg.Client;
let other: pg.Client;
let otherPid: number;

const { write, registration, plotUnder, lot } = new RegisteredLots(() => writer);

beforeAll(async () => {
  database = await createTestDatabase();
  writer = await connect(database.superuserUrl);
  other = await connect(database.superuserUrl);
  otherPid = (await other.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]!.pid;
  expect(await keepingUse(writer)).toBe(11);
  for (const client of [writer, other])
    await client.query(`SET session_replication_role = 'replica'; SET app.authority = 'system'`);
  await write('channel', {});
});
afterAll(async () => {
  await other?.end();
  await writer?.end();
  await database?.drop();
});

/** What is kept of a lot, as registration: phase, mass and what of it is unsure. */
async function kept(lotId: string): Promise<Record<string, string>> {
  const { rows } = await writer.query<{ id: string; said: string }>(
    `SELECT registration_id AS id, concat_ws(' ', phase, mass_grams, unsure_grams) AS said
     FROM lot_registration_use WHERE lot_id = $1`,
    [lotId],
  );
  return Object.fromEntries(rows.map(({ id, said }) => [id, said]));
}
const asManager = {
  query: async (sql: string) => (await writer.query<object>(sql)).rows,
} as unknown as EntityManager;
const claims = ['lot_registration_use', 'registration_use_total'].map((table) =>
  lotClaims.find((claim) => claim.table === table)!,
);
async function difference(): Promise<Difference | null> {
  for (const claim of claims) {
    const found = await firstDifference(asManager, claim);
    if (found) return found;
  }
  return null;
}
/** Until what the other connection does waits for the writer's transaction, or has ended without waiting. */
async function othersTurn(statement: Promise<unknown>): Promise<void> {
  let hasEnded = false;
  const ended = (): boolean => (hasEnded = true);
  statement.then(ended, ended);
  await until('the other connection has had its turn', async () => {
    const { rows } = await writer.query<{ waits: boolean }>(
      `SELECT cardinality(pg_blocking_pids($1)) > 0 AS waits`,
      [otherPid],
    );
    return hasEnded || rows[0]!.waits;
  });
}
const move = (lotId: string, state: string, departedOn: string | null = null): Promise<unknown> =>
  writer.query(`UPDATE lot SET state = $2, departed_on = coalesce($3, departed_on) WHERE id = $1`, [
    lotId,
    state,
    departedOn,
  ]);

let one: string;
let plot: string;
let lotId: string;
beforeEach(async () => {
  one = await registration();
  plot = await plotUnder([one]);
  lotId = await lot(plot, 5, 'OPEN');
});

describe('what is kept of a lot', () => {
  it('begins at the gate, follows its way and stays when it comes back', async () => {
    expect(await kept(lotId)).toEqual({});
    await move(lotId, 'CLEARED');
    expect(await kept(lotId)).toEqual({ [one]: 'CLEARED 5 0' });
    await move(lotId, 'LOADED');
    expect(await kept(lotId)).toEqual({ [one]: 'CLEARED 5 0' });
    await move(lotId, 'DEPARTED', '2026-02-01');
    expect(await kept(lotId)).toEqual({ [one]: 'LEFT 5 0' });
    await move(lotId, 'RETURNED');
    await write('lot_transition', {
      id: nextId(),
      lot_id: lotId,
      from_state: 'DEPARTED',
      to_state: 'RETURNED',
    });
    expect(await kept(lotId)).toEqual({ [one]: 'RETURNED 5 0' });
    await move(lotId, 'CLOSED');
    expect(await kept(lotId)).toEqual({ [one]: 'RETURNED 5 0' });
    expect(await difference()).toBeNull();
  });

  it('is given back when the lot is cancelled', async () => {
    await move(lotId, 'CLEARED');
    await move(lotId, 'CANCELLED');
    expect(await kept(lotId)).toEqual({});
    expect(await difference()).toBeNull();
  });

  it('follows its members, whatever state it is in', async () => {
    await move(lotId, 'CLEARED');
    await writer.query(`UPDATE lot_member_origin SET mass_grams = 7 WHERE lot_id = $1`, [lotId]);
    expect(await kept(lotId)).toEqual({ [one]: 'CLEARED 7 0' });
    const { rows } = await writer.query(`DELETE FROM lot_member_origin WHERE lot_id = $1 RETURNING *`, [
      lotId,
    ]);
    expect(await kept(lotId)).toEqual({});
    await write('lot_member_origin', rows[0] as Record<string, unknown>);
    expect(await kept(lotId)).toEqual({ [one]: 'CLEARED 7 0' });
    expect(await difference()).toBeNull();
  });

  it('follows what another registration is said to have covered, and no longer', async () => {
    await move(lotId, 'CLEARED');
    const two = await registration();
    const covers = { registration_id: two, plot_id: plot, valid_from: '2026-01-20' };
    await write('registration_plot', covers);
    expect(await kept(lotId)).toEqual({ [one]: 'CLEARED 5 5', [two]: 'CLEARED 5 5' });
    await writer.query(`UPDATE registration_plot SET valid_from = '2026-01-21' WHERE registration_id = $1`, [
      two,
    ]);
    expect(await kept(lotId)).toEqual({ [one]: 'CLEARED 5 0' });
    await writer.query(`UPDATE registration_plot SET valid_from = '2026-01-01' WHERE registration_id = $1`, [
      two,
    ]);
    await writer.query(`DELETE FROM registration_plot WHERE registration_id = $1`, [two]);
    expect(await kept(lotId)).toEqual({ [one]: 'CLEARED 5 0' });
    expect(await difference()).toBeNull();
  });

  it('follows the days and markets of the registration', async () => {
    await move(lotId, 'CLEARED');
    await writer.query(`UPDATE registration SET withdrawn_on = '2026-01-20' WHERE id = $1`, [one]);
    expect(await kept(lotId)).toEqual({});
    await writer.query(`UPDATE registration SET withdrawn_on = NULL WHERE id = $1`, [one]);
    await writer.query(`UPDATE registration SET market_codes = '{XX}' WHERE id = $1`, [one]);
    expect(await kept(lotId)).toEqual({});
    expect(await difference()).toBeNull();
  });

  it('is not lost between a move and a coverage entered in the same moment, whichever is first', async () => {
    const two = await registration();
    const cover = (client: pg.Client): Promise<unknown> =>
      client.query(
        `INSERT INTO registration_plot (registration_id, plot_id, valid_from, recorded_at, visible_to)
         VALUES ($1, $2, '2025-01-01', now(), '{}')`,
        [two, plot],
      );
    const clear = (client: pg.Client): Promise<unknown> =>
      client.query(`UPDATE lot SET state = 'CLEARED' WHERE id = $1`, [lotId]);
    for (const [first, second] of [
      [cover, clear],
      [clear, cover],
    ] as const) {
      await writer.query('BEGIN');
      await first(writer);
      const waiting = second(other);
      await othersTurn(waiting);
      await writer.query('COMMIT');
      await waiting;
      expect(await kept(lotId)).toEqual({ [one]: 'CLEARED 5 5', [two]: 'CLEARED 5 5' });
      await writer.query(`DELETE FROM registration_plot WHERE registration_id = $1`, [two]);
      await move(lotId, 'OPEN');
    }
  });

  it('is summed of two lots that pass the gate in the same moment', async () => {
    const second = await lot(plot, 7, 'OPEN');
    const clear = (client: pg.Client, id: string): Promise<unknown> =>
      client.query(`UPDATE lot SET state = 'CLEARED' WHERE id = $1`, [id]);
    await writer.query('BEGIN');
    await clear(writer, lotId);
    const waiting = clear(other, second);
    await othersTurn(waiting);
    await writer.query('COMMIT');
    await waiting;
    const { rows } = await writer.query<{ grams: string }>(
      'SELECT cleared_grams AS grams FROM registration_use_total WHERE registration_id = $1',
      [one],
    );
    expect(rows.map(({ grams }) => Number(grams))).toEqual([12]);
    expect(await difference()).toBeNull();
  });

  it('is told apart from what its rows add up to, where somebody wrote past the triggers', async () => {
    await move(lotId, 'CLEARED');
    await writer.query(`UPDATE lot_registration_use SET mass_grams = 6 WHERE lot_id = $1`, [lotId]);
    const key = `${lotId} ${one} 2025/26`;
    expect(await difference()).toMatchObject({ key, column: 'mass_grams', said: 5, is: 6 });
    await writer.query(`DELETE FROM lot_registration_use WHERE lot_id = $1`, [lotId]);
    expect(await difference()).toMatchObject({ key, column: '*', is: null });
    await writer.query(`SELECT internal.keep_use(ARRAY[$1::uuid])`, [lotId]);
    expect(await difference()).toBeNull();
  });
});
