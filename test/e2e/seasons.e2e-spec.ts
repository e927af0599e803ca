import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { kg } from '../../src/kernel/mass.js';
import { refusedWith } from '../support/expectations.js';
import { batchDocuments } from '../support/given/batches.js';
import type { Given, Member } from '../support/given/index.js';
import { lotActs } from '../support/given/lot-acts.js';
import { lotDocuments, type Trade } from '../support/given/lots.js';
import { memberOf } from '../support/given/member.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import type { TestApp } from '../support/test-app.js';

const SEASON =
  'season { code state firstDay lastDay openedAt closedAt carriedOverGrams carriedOverBatchCount }';
const mutation = (name: string): string =>
  `mutation ($input: SeasonInput!) { answer: ${name}(input: $input) { __typename ... on SeasonPayload { ${SEASON} }
    ... on Refused { reasons { code message path } } } }`;
const operations = { open: mutation('openSeason'), close: mutation('closeSeason') };
const ACCOUNT = `query ($at: Instant) { seasonAccount(season: "2025/26", asKnownAt: $at) {
  closedAt carriedInGrams carriedOutGrams recordedAfterClosing
  harvests { countyCode varietyCode batchCount massGrams }
  runs { kind runCount inputGrams outputGrams discardedGrams lossGrams differenceGrams }
  departures { marketCode countyCode lotCount massGrams } } }`;

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
const { allocate } = lotActs(() => trade);

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
});
afterAll(() => testApp.close());

/** Sessions last half a day: after a longer while everybody signs in again. */
async function onDay(at: string): Promise<void> {
  testApp.clock.set(at);
  const again = (member: Member): Promise<Member> => memberOf(testApp, member.organisation, member);
  const [base, exporter, rongchang] = await Promise.all(
    [trade.base, trade.exporter, trade.rongchang].map(again),
  );
  trade = { ...trade, base: base!, exporter: exporter!, rongchang: rongchang! };
}

const account = async (who: Member, at?: string): Promise<Answer> =>
  (await who.client.run(ACCOUNT, { at })).seasonAccount;
const state = async (code: string): Promise<string | undefined> => {
  const { seasons } = await trade.base.client.run('{ seasons { code state } }');
  return (seasons as Answer[]).find((season) => season.code === code)?.state;
};
const sum = (rows: Answer[], field: string): number =>
  rows.reduce((total: number, row) => total + Number(row[field]), 0);

describe('a season from its opening to its closing', () => {
  let batch: Answer;
  let lot: Answer;

  it('is open by itself in its days; the next one is not', async () => {
    expect([await state('2025/26'), await state('2026/27')]).toEqual(['OPEN', 'UPCOMING']);
    batch = await lots.packed(trade, trade.rongchang, 200);
    lot = await lots.open(trade);
    await allocate(lot, batch, 5);
  });

  it('is closed neither before it is over nor while a lot is under way, and says so at once', async () => {
    const refused = await send(trade.base, operations.close, { season: '2025/26' });
    expect(refused).toEqual(refusedWith('SEASON_NOT_OVER', 'SEASON_HAS_OPEN_LOT'));
    expect(refused.reasons[1].message).toContain(lot.code);
  });

  it('is opened and closed by the base office alone', async () => {
    for (const who of [trade.exporter, trade.zizhong])
      await expect(send(who, operations.close, { season: '2025/26' })).rejects.toThrow('FORBIDDEN');
  });

  it('lets lots be planned in the next season once that is opened', async () => {
    await onDay('2026-08-20T01:00:00.000Z');
    const plan = { channelId: trade.channelId, plannedDepartureOn: '2026-09-20' };
    expect(await send(trade.exporter, lotDocuments.openLot, plan)).toEqual(refusedWith('SEASON_NOT_OPEN'));
    expect(await send(trade.base, operations.open, { season: '2027/28' })).toEqual(
      refusedWith('SEASON_NOT_NEXT'),
    );
    const { season } = await done(trade.base, operations.open, { season: '2026/27' });
    expect(season).toMatchObject({ state: 'OPEN', firstDay: '2026-09-01', lastDay: '2027-08-31' });
    const planned = await done(trade.exporter, lotDocuments.openLot, plan);
    expect(planned.lot).toMatchObject({ season: '2026/27', state: 'OPEN' });
  });

  it('carries what is left over to the next one when it is closed', async () => {
    await done(trade.exporter, lotDocuments.moveLot, { lotId: lot.id, to: 'CANCELLED', reason: '产季结束' });
    // Left over from the season before, which nobody closed.
    await done(trade.rongchang, batchDocuments.recordHarvest, {
      plotId: batch.plotId,
      massGrams: kg(30),
      harvestedAt: '2025-08-20T02:00:00.000Z',
    });
    await onDay('2026-09-02T01:00:00.000Z');
    const stock = await testApp.app
      .get(UnitOfWork)
      .read(testApp.system(), ({ manager }) =>
        manager.query<[{ count: number; grams: number }]>(
          `SELECT count(*) AS count, sum(remaining_grams)::bigint AS grams FROM batch WHERE remaining_grams > 0`,
        ),
      );
    const tooEarly = await send(trade.base, operations.close, { season: '2025/26' });
    expect(tooEarly).toEqual(refusedWith('EARLIER_SEASON_OPEN'));
    const { season: before } = await done(trade.base, operations.close, { season: '2024/25' });
    expect(before).toMatchObject({ state: 'CLOSED', carriedOverGrams: kg(30), carriedOverBatchCount: 1 });
    const { season } = await done(trade.base, operations.close, { season: '2025/26' });
    expect(season).toMatchObject({
      state: 'CLOSED',
      closedAt: '2026-09-02T01:00:00.000Z',
      carriedOverGrams: stock[0].grams,
      carriedOverBatchCount: stock[0].count,
    });
    expect(stock[0].count).toBeGreaterThan(0);
    const again = await send(trade.base, operations.close, { season: '2025/26' });
    expect(again).toEqual(refusedWith('SEASON_CLOSED_ALREADY'));
  });
});

describe('the account of a season', () => {
  it('adds up, and each run kind conserves mass', async () => {
    const { harvests, runs, carriedOutGrams } = await account(trade.base);
    expect(sum(harvests, 'massGrams')).toBeGreaterThan(0);
    expect(runs.map(({ kind }: Answer) => kind)).toEqual(expect.arrayContaining(['RECEIPT', 'PACKING']));
    for (const run of runs)
      expect(run.inputGrams).toBe(run.outputGrams + run.discardedGrams + run.lossGrams + run.differenceGrams);
    expect(carriedOutGrams).toBeGreaterThan(0);
  });

  it('shows what was known at a moment: later harvests and corrections are left out, and counted as late', async () => {
    const before = await account(trade.base);
    testApp.clock.advance({ hours: 1 });
    const plot = await lots.plot(trade, trade.rongchang);
    const late = await done(trade.rongchang, batchDocuments.recordHarvest, {
      plotId: plot.id,
      massGrams: kg(700),
      harvestedAt: '2026-03-01T02:00:00.000Z',
    });
    testApp.clock.advance({ hours: 1 });
    const known = testApp.clock.now();
    testApp.clock.advance({ hours: 1 });
    await done(trade.rongchang, batchDocuments.correctHarvest, {
      batchId: late.batch.id,
      massGrams: kg(650),
      reason: '磅单录错',
    });
    const total = async (who: Member, at?: string) => sum((await account(who, at)).harvests, 'massGrams');
    const first = sum(before.harvests, 'massGrams');
    expect(await total(trade.base, '2026-09-02T01:00:00.000Z')).toBe(first);
    expect(await total(trade.base, known)).toBe(first + kg(700));
    expect(await total(trade.base)).toBe(first + kg(650));
    expect((await account(trade.base)).recordedAfterClosing).toBe(before.recordedAfterClosing + 1);
  });

  it('shows everybody the own share only', async () => {
    const ofBase = sum((await account(trade.base)).harvests, 'massGrams');
    const ofOne = sum((await account(trade.rongchang)).harvests, 'massGrams');
    const stranger = await given.member('COOPERATIVE');
    expect(ofOne).toBeGreaterThan(0);
    expect(ofOne).toBeLessThanOrEqual(ofBase);
    expect(await account(stranger)).toMatchObject({
      harvests: [],
      runs: [],
      departures: [],
      carriedOutGrams: 0,
    });
  });

  it('names a season that does not exist', async () => {
    const { body } = await trade.base.client.raw('{ seasonAccount(season: "2025/27") { closedAt } }');
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });
});
