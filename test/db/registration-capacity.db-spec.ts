import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { asSomebody, connect } from '../contract/support/transaction.js';
import { CODE, OFFICE, OWNER, STRANGER, type Row } from '../contract/support/rows.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { keepingUse, nextId, RegisteredLots } from './support/registered-lots.js';

/*
 * The sums of what lots took of a registration, by the statements that make them. Rows are written past keys and
 * triggers, so that each case is no more than what it is about.
 */

let database: TestDatabase;
let writer: pg.Client;
let application: pg.Client;

const { write, registration, plotUnder, lot } = new RegisteredLots(() => writer);

beforeAll(async () => {
  database = await createTestDatabase();
  writer = await connect(database.superuserUrl);
  await keepingUse(writer);
  await writer.query(`SET session_replication_role = 'replica'`);
  application = await connect(database.applicationUrl);
  await write('channel', {});
});
afterAll(async () => {
  await application?.end();
  await writer?.end();
  await database?.drop();
});

const MEMBER = { organisationId: OWNER.organisationId, userId: OWNER.userId, authority: 'member' } as const;
const USE = `SELECT season, left_grams AS left, returned_grams AS returned, cleared_grams AS cleared, planned_grams AS planned,
  unsure_grams AS unsure
  FROM registration_use($1, $2, $3) FULL JOIN registration_plans($1, $2) USING (registration_id, season) ORDER BY season`;
const COUNT_AGAIN = 'SELECT internal.keep_use(ARRAY(SELECT id FROM lot))';
const numbers = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, name === 'season' ? value : Number(value)]),
  );
const use = async (
  ids: string[],
  { seasons = null, butLot = null, scope = MEMBER as object } = {} as {
    seasons?: string[] | null;
    butLot?: string | null;
    scope?: object;
  },
): Promise<object[]> => {
  await writer.query(COUNT_AGAIN);
  return asSomebody(application, scope, async () =>
    (await application.query<object>(USE, [ids, seasons, butLot])).rows.map(numbers),
  );
};
const none = { left: 0, returned: 0, cleared: 0, planned: 0, unsure: 0 };

describe('what lots took of a registration', () => {
  it('is told apart by how far they are; what came back is counted with what left', async () => {
    const id = await registration();
    const plot = await plotUnder([id]);
    await lot(plot, 1, 'OPEN');
    await lot(plot, 10, 'CLEARED');
    await lot(plot, 20, 'LOADED');
    await lot(plot, 100, 'DEPARTED');
    await lot(plot, 200, 'CLOSED');
    await lot(plot, 1_000, 'RETURNED', { cameBack: true });
    await lot(plot, 2_000, 'CLOSED', { cameBack: true });
    await lot(plot, 4_000, 'DIVERTED');
    await lot(plot, 8_000, 'CANCELLED');
    expect(await use([id])).toEqual([
      { ...none, season: '2025/26', left: 7_300, returned: 3_000, cleared: 30, planned: 1 },
    ]);
  });

  it('is added up by the season of the harvest, and one lot may be left out', async () => {
    const id = await registration();
    const plot = await plotUnder([id]);
    await lot(plot, 1, 'DEPARTED', { season: '2024/25' });
    const judged = await lot(plot, 2, 'DEPARTED', { season: '2025/26' });
    await lot(plot, 4, 'DEPARTED', { season: '2025/26' });
    expect(await use([id])).toEqual([
      { ...none, season: '2024/25', left: 1 },
      { ...none, season: '2025/26', left: 6 },
    ]);
    expect(await use([id], { seasons: ['2025/26'], butLot: judged })).toEqual([
      { ...none, season: '2025/26', left: 4 },
    ]);
  });

  it('is what is printed on the cartons, whatever covers the plot', async () => {
    const [printed, covering] = [await registration(), await registration()];
    const plot = await plotUnder([covering]);
    await lot(plot, 5, 'DEPARTED', { marked: printed });
    expect(await use([printed])).toEqual([{ ...none, season: '2025/26', left: 5 }]);
    expect(await use([covering])).toEqual([]);
  });

  it('counts for each registration over the plot where nothing is printed, and is unsure', async () => {
    const [one, two] = [await registration(), await registration()];
    const plot = await plotUnder([one], [two]);
    await lot(plot, 5, 'CLEARED');
    await lot(plot, 7, 'OPEN');
    const expected = [{ ...none, season: '2025/26', cleared: 5, planned: 7, unsure: 5 }];
    expect([await use([one]), await use([two])]).toEqual([expected, expected]);
  });

  const elsewhere: [string, Row, Row][] = [
    ['given for another market', { market_codes: ['XX'] }, {}],
    ['that began after the harvest', { valid_from: '2026-01-21' }, {}],
    ['that ended before it', { valid_to: '2026-01-19' }, {}],
    ['withdrawn on its day', { withdrawn_on: '2026-01-20' }, {}],
    ['over the plot only later', {}, { valid_from: '2026-01-21' }],
    ['over the plot only before', {}, { valid_to: '2026-01-19' }],
  ];
  it.each(elsewhere)('is nothing of a registration %s, which makes the other sure', async (_, of, over) => {
    const [one, two] = [await registration({ market_codes: [CODE] }), await registration(of)];
    await lot(await plotUnder([one], [two, over]), 5, 'DEPARTED');
    expect(await use([one])).toEqual([{ ...none, season: '2025/26', left: 5 }]);
    expect(await use([two])).toEqual([]);
  });

  it('is for whose registration it is and the base office, and nobody else', async () => {
    const id = await registration();
    await lot(await plotUnder([id]), 5, 'DEPARTED');
    const known = [{ ...none, season: '2025/26', left: 5 }];
    expect(await use([id], { scope: { ...OFFICE, authority: 'office' } })).toEqual(known);
    expect(await use([id], { scope: { ...STRANGER, authority: 'member' } })).toEqual([]);
  });
});

describe('the yield that counts', () => {
  const declared = async (id: string): Promise<object | undefined> => {
    const { rows } = await writer.query<{ grams: string; is_confirmed: boolean }>(
      `SELECT grams, is_confirmed FROM declared_yield($1, '2025/26')`,
      [id],
    );
    return rows[0] && { grams: Number(rows[0].grams), isConfirmed: rows[0].is_confirmed };
  };
  const declare = (id: string, massGrams: number, declaredOn: string, confirmed: boolean, more: Row = {}) =>
    write('registration_yield', {
      id: nextId(),
      registration_id: id,
      mass_grams: massGrams,
      declared_on: declaredOn,
      season: '2025/26',
      ...(confirmed ? { confirmed_at: '2026-01-01', confirmed_by_id: OFFICE.userId } : {}),
      ...more,
    });

  it('is what was confirmed before what was not, and the latest declared of those', async () => {
    const id = await registration({ estimated_yield_grams: 9 });
    expect(await declared(id)).toEqual({ grams: 9, isConfirmed: false });
    await declare(id, 5, '2025-10-01', false);
    expect(await declared(id)).toEqual({ grams: 5, isConfirmed: false });
    await declare(id, 6, '2025-09-01', true);
    await declare(id, 7, '2025-09-02', true);
    await declare(id, 8, '2025-09-01', true);
    await declare(id, 1, '2025-12-01', true, { season: '2024/25' });
    expect(await declared(id)).toEqual({ grams: 7, isConfirmed: true });
  });

  it('is the figure of a confirmed registration where nothing was declared for the season', async () => {
    const confirmed = { confirmed_at: '2026-01-01', confirmed_by_id: OFFICE.userId };
    const id = await registration({ estimated_yield_grams: 9, ...confirmed });
    await declare(id, 5, '2025-10-01', false);
    expect(await declared(id)).toEqual({ grams: 9, isConfirmed: true });
    expect(await declared(await registration())).toBeUndefined();
  });
});
