import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { landClaims } from '../../src/modules/land/land.claims.js';
import { lotClaims } from '../../src/modules/lots/lot.claims.js';
import { firstDifference } from '../../src/modules/ledger/verify/verify-ledger.js';
import { refusedWith } from '../support/expectations.js';
import { capacityScene, KG, type CapacityScene } from '../support/given/capacity-scene.js';
import type { Given, Member } from '../support/given/index.js';
import type { Trade } from '../support/given/lots.js';
import { registrationDocuments as documents } from '../support/given/registrations.js';
import { done, send, type Answer } from '../support/given/send.js';
import type { TradeScene } from '../support/given/trade-scene.js';
import { counting } from '../support/query-counter.js';
import type { TestApp } from '../support/test-app.js';

/* The registration board, once of 700 kg declared 400 have left and come back, 150 have passed the gate and 200 are planned. */

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
let registration: CapacityScene['registration'];
let opened: CapacityScene['opened'];
let declare: CapacityScene['declare'];
let board: CapacityScene['board'];
let rowOf: CapacityScene['rowOf'];

beforeAll(async () => {
  const scene = await capacityScene();
  ({ testApp, given, lots, trade, registration, opened, declare, board, rowOf } = scene);
  await declare(trade.base, 450, { declaredOn: '2025-10-01' });
  const { registration: found } = await declare(trade.zizhong, 700);
  await done(trade.base, documents.confirmRegistrationYield, { yieldId: found.yields[0].id });
  const { supplyRelation } = await done(trade.packhouse, documents.recordSupplyRelation, {
    registrationNumber: registration.number,
    customsDistrictCode: 'CHENGDU',
    validFrom: '2025-09-01',
  });
  await done(trade.base, documents.confirmSupplyRelation, { supplyRelationId: supplyRelation.id });
  const [lot, cleared] = [await opened(400), await opened(150), await opened(200)];
  for (const each of [lot, cleared]) await lots.moved(trade, each, 'CLEARED');
  await lots.moved(trade, lot, 'DECLARED', { declarationNumber: 'D-BOARD-1' });
  await scene.departs(lot);
  await lots.moved(trade, lot, 'RETURNED', { reason: '目的港退运' });
});
afterAll(() => testApp?.close());

describe('the registration board', () => {
  it('shows what was declared, taken and is left, and what should be seen to', async () => {
    const row = await rowOf(trade.zizhong);
    expect(row).toMatchObject({
      kind: 'ORCHARD',
      number: registration.number,
      holder: { id: trade.zizhong.organisationId },
      marketCodes: ['XD'],
      endsOn: '2027-08-31',
      daysToExpiry: 583,
      plotCount: 3,
      declaredMu: '30',
      seenPlotCount: 3,
      seenMu: '30',
      capacity: {
        declaredYieldGrams: 700 * KG,
        isConfirmed: true,
        leftGrams: 400 * KG,
        unsureGrams: 0,
        clearedGrams: 150 * KG,
        plannedGrams: 200 * KG,
        remainingGrams: 150 * KG,
        exceededGrams: 0,
      },
      // The yield entered by a person of the base office, whom nobody has followed.
      unconfirmed: { registration: false, plots: 0, yields: 1, supplyRelations: 0 },
    });
    expect(row.warnings).toContain('BELOW_100_MU');
    expect(row.warnings).toContain('PLANS_EXCEED_CAPACITY');
    expect(await rowOf(trade.base)).toEqual(row);
  });

  it('tells others of the registration, not what it declared and used', async () => {
    const row = await rowOf(trade.exporter);
    expect(row).toMatchObject({
      number: registration.number,
      plotCount: null,
      declaredMu: null,
      seenPlotCount: 3,
    });
    expect([row.capacity, row.warnings]).toEqual([null, []]);
    expect(await rowOf(await given.member('EXPORTER'))).toBeUndefined();
  });

  it('is sorted by what ends, is left or is reviewed first, page by page', async () => {
    const soon = await given.registration(trade.zizhong, { validTo: '2026-02-24' as never });
    const plan = (by: Member, nextReviewOn: string | null, registrationId: string = registration.id) =>
      send(by, documents.planRegistrationReview, { registrationId, nextReviewOn });
    expect(await plan(trade.rongchang, '2026-01-01')).toEqual(refusedWith('NOT_FOUND'));
    expect((await plan(trade.zizhong, '2026-01-25')).registration.nextReviewOn).toBe('2026-01-25');
    expect((await plan(trade.base, '2026-03-01', soon.id)).registration.nextReviewOn).toBe('2026-03-01');

    const numbers = async (variables: Record<string, unknown>): Promise<string[]> => {
      const found: string[] = [];
      let after: string | null = null;
      do {
        const page: Answer = await board(trade.zizhong, { first: 1, after, ...variables });
        expect(page.totalCount).toBeGreaterThanOrEqual(page.edges.length);
        found.push(...page.edges.map(({ node }: Answer) => node.number));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after);
      return found;
    };
    const [one, two] = [registration.number, soon.number];
    expect(await numbers({ order: 'EXPIRY' })).toEqual([two, one]);
    expect(await numbers({ order: 'REMAINING' })).toEqual([one, two]);
    expect(await numbers({ order: 'NEXT_REVIEW' })).toEqual([one, two]);
    expect(await numbers({ filter: { expiringWithinDays: 30 } })).toEqual([two]);
    expect(await numbers({ filter: { reviewDue: true } })).toEqual([one]);
    expect(await numbers({ filter: { marketCode: 'XD', kind: 'ORCHARD', countyCode: '511025' } })).toEqual([
      one,
    ]);
    expect(await numbers({ filter: { countyCode: '500153' } })).toEqual([]);
    const warned = (await board(trade.zizhong, { filter: { expiringWithinDays: 30 } })).edges[0].node;
    expect(warned.warnings).toEqual([
      'BELOW_100_MU',
      'ENDS_BEFORE_SEASON',
      'ENTRY_UNCONFIRMED',
      'YIELD_MISSING',
    ]);
    expect((await plan(trade.zizhong, null)).registration.nextReviewOn).toBeNull();
  });

  it('costs one statement a page, however it is sorted, and one more for the number', async () => {
    for (const order of ['EXPIRY', 'REMAINING', 'NEXT_REVIEW'])
      expect(await counting(testApp, () => board(trade.base, { order }))).toBeLessThanOrEqual(3);
    expect(
      await counting(testApp, () => trade.base.client.run(documents.registrationBoardPage, {})),
    ).toBeLessThanOrEqual(2);
  });

  it('counts each season apart', async () => {
    expect((await rowOf(trade.base, { season: '2026/27' })).capacity).toMatchObject({
      declaredYieldGrams: null,
      leftGrams: 0,
      remainingGrams: null,
    });
  });

  it('the ledger agrees with every record, and what is kept of each lot with its rows', async () => {
    const claims = [...landClaims, ...lotClaims];
    const differences = await testApp.app.get(UnitOfWork).read(testApp.system(), async ({ manager }) => {
      const found = [];
      for (const each of claims) found.push(await firstDifference(manager, each));
      return found;
    });
    expect(differences).toEqual(claims.map(() => null));
  });
});
