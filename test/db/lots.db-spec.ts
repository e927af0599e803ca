import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import type { BatchId, LotId } from '../../src/kernel/ids.js';
import { instant } from '../../src/kernel/instant.js';
import { PlaceHold } from '../../src/modules/batches/commands/place-hold.js';
import { loadDemoMarket } from '../../src/infrastructure/database/reference-loader.js';
import { AllocateToLot } from '../../src/modules/lots/commands/allocate-to-lot.js';
import { WithdrawFromLot } from '../../src/modules/lots/commands/withdraw-from-lot.js';
import { givenIn, type Member } from '../support/given/index.js';
import { givenLots, lotDocuments, type Trade } from '../support/given/lots.js';
import { send, type Answer } from '../support/given/send.js';
import { startTestApp, TestClock, type TestApp } from '../support/test-app.js';

let testApp: TestApp;
let lots: ReturnType<typeof givenLots>;
let trade: Trade;

beforeAll(async () => {
  testApp = await startTestApp({ clock: new TestClock(instant('2026-01-25T01:00:00.000Z')) });
  await loadDemoMarket(testApp.database.ownerUrl);
  lots = givenLots(testApp, givenIn(testApp));
  trade = await lots.trade();
});
afterAll(() => testApp.close());

/** Reads as the product itself, whoever owns the rows. */
const rows = (sql: string, params: unknown[]): Promise<Answer[]> =>
  testApp.app.get(UnitOfWork).read(testApp.system(), ({ manager }) => manager.query(sql, params));

interface Balance {
  readonly remaining: number;
  readonly remainingCartons: number;
  readonly allocated: number;
  readonly allocatedCartons: number;
}

/** What is left of a batch and what lots have of it. */
const balanceOf = async (batchId: string): Promise<Balance> => {
  const [row] = await rows(
    `SELECT b.remaining_grams AS remaining, b.remaining_cartons AS "remainingCartons",
       (SELECT coalesce(sum(m.mass_grams), 0)::bigint FROM lot_member m WHERE m.batch_id = b.id) AS allocated,
       (SELECT coalesce(sum(m.carton_count), 0)::bigint FROM lot_member m WHERE m.batch_id = b.id) AS "allocatedCartons"
     FROM batch b WHERE b.id = $1`,
    [batchId],
  );
  return row;
};

/** For every origin of a batch: what is left of it and what lots have of it, beside what there was. */
const originsOf = (batchId: string): Promise<{ mass: number; remaining: number; allocated: number }[]> =>
  rows(
    `SELECT o.mass_grams AS mass, o.remaining_grams AS remaining, (
       SELECT coalesce(sum(l.mass_grams), 0)::bigint FROM lot_member_origin l
       WHERE l.batch_id = o.batch_id AND l.origin_batch_id = o.origin_batch_id) AS allocated
     FROM batch_origin o WHERE o.batch_id = $1`,
    [batchId],
  );

async function expectConserved(batch: Answer): Promise<void> {
  const { remaining, remainingCartons, allocated, allocatedCartons } = await balanceOf(batch.id);
  expect(remaining + allocated).toBe(batch.massGrams);
  expect(remainingCartons + allocatedCartons).toBe(batch.cartonCount);
  for (const origin of await originsOf(batch.id))
    expect(origin.remaining + origin.allocated).toBe(origin.mass);
}

/** One packed batch of fruit from both counties, in a mass that divides by nothing: 97 cartons of 9,973 g and a bit. */
async function mixedBatch(): Promise<Answer> {
  const [first, second] = [await lots.plot(trade, trade.zizhong), await lots.plot(trade, trade.rongchang)];
  const given = givenIn(testApp);
  const one = await given.received(trade.zizhong, trade.packhouse, first.id, 331.777);
  const two = await given.received(trade.rongchang, trade.packhouse, second.id, 635.6);
  const draws = [one, two].map(({ id, massGrams }) => ({ batchId: id, massGrams }));
  const massGrams = one.massGrams + two.massGrams;
  const packed = await send(
    trade.packhouse,
    `mutation ($input: PackBatchesInput!) { answer: packBatches(input: $input) { __typename
       ... on BatchesPayload { batches { id massGrams cartonCount } } } }`,
    {
      performedAt: '2026-01-23T02:00:00.000Z',
      marketCode: 'XD',
      draws,
      outputs: [{ massGrams, cartonCount: 97, class: 'I' }],
    },
  );
  const [batch] = packed.batches;
  const input = { batchId: batch.id, consignedToId: trade.exporter.organisationId };
  await send(
    trade.packhouse,
    `mutation ($input: ConsignBatchInput!) { answer: consignBatch(input: $input) { __typename } }`,
    input,
  );
  return batch;
}

const allocate = (lotId: string, batchId: string, cartons?: number): Promise<Answer> =>
  send(trade.exporter, lotDocuments.allocateToLot, { lotId, batchId, cartons });

const outcomes = (answers: readonly Answer[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { __typename, reasons } of answers) {
    const key =
      __typename === 'LotPayload' ? 'allocated' : reasons.map((reason: Answer) => reason.code).join('+');
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
};

describe('a hundred clients that allocate at once', () => {
  it('never get more cartons than there are, each gets all or nothing, and the origins add up', async () => {
    const batch = await mixedBatch();
    const openLots = await Promise.all([1, 2, 3, 4].map(() => lots.open(trade)));
    // 97 cartons, 3 a try: 32 tries fit and one carton is left.
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) => allocate(openLots[i % 4].id, batch.id, 3)),
    );
    expect(outcomes(answers)).toEqual({ allocated: 32, NOT_ENOUGH_CARTONS: 68 });
    expect(await balanceOf(batch.id)).toMatchObject({ remainingCartons: 1, allocatedCartons: 96 });
    await expectConserved(batch);
    for (const { id } of openLots) await expectTotals(id);
  });

  it('share out two batches over two lots in both orders without standing in each other’s way', async () => {
    const batches = [await mixedBatch(), await mixedBatch()];
    const both = [await lots.open(trade), await lots.open(trade)];
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => allocate(both[i % 2].id, batches[(i >> 1) % 2].id, 2)),
    );
    expect(outcomes(answers)).toEqual({ allocated: 40 });
    for (const batch of batches) {
      expect(await balanceOf(batch.id)).toMatchObject({ allocatedCartons: 40 });
      await expectConserved(batch);
    }
    for (const { id } of both) await expectTotals(id);
  });

  it('leave nothing where one of them asks for all that is left', async () => {
    const batch = await mixedBatch();
    const lot = await lots.open(trade);
    const answers = await Promise.all(Array.from({ length: 10 }, () => allocate(lot.id, batch.id)));
    expect(answers.filter((answer) => answer.__typename === 'LotPayload')).toHaveLength(1);
    expect(await balanceOf(batch.id)).toMatchObject({ remaining: 0, remainingCartons: 0 });
    await expectConserved(batch);
  });
});

describe('allocating and withdrawing at once', () => {
  it('gives back exactly what was taken, however it falls out', async () => {
    const batch = await mixedBatch();
    const lot = await lots.open(trade);
    const ctx = await trade.exporter.ctx();
    const told = { lotId: lot.id as LotId, batchId: batch.id as BatchId };
    const command = (i: number) =>
      i % 3 === 2
        ? testApp.app.get(WithdrawFromLot).execute(ctx, { ...told, requestId: crypto.randomUUID() })
        : testApp.app
            .get(AllocateToLot)
            .execute(ctx, { ...told, cartons: 5, requestId: crypto.randomUUID() });
    const results = await Promise.all(Array.from({ length: 30 }, (_, i) => command(i)));
    expect(results.some((result) => result.ok)).toBe(true);
    await expectConserved(batch);
    await expectTotals(lot.id);
    await testApp.app.get(WithdrawFromLot).execute(ctx, { ...told, requestId: crypto.randomUUID() });
    expect(await balanceOf(batch.id)).toMatchObject({ remaining: batch.massGrams, remainingCartons: 97 });
    await expectConserved(batch);
  });

  it('counts a hold placed at the same moment either on the lot or against the allocation', async () => {
    for (let round = 0; round < 5; round += 1) {
      const batch = await mixedBatch();
      const lot = await lots.open(trade);
      const [answer] = await Promise.all([allocate(lot.id, batch.id, 5), holdOf(trade.packhouse, batch.id)]);
      const [{ holds, members }] = await rows(
        `SELECT l.open_hold_count AS holds, (SELECT count(*) FROM lot_member m WHERE m.lot_id = l.id) AS members
         FROM lot l WHERE l.id = $1`,
        [lot.id],
      );
      if (answer.__typename === 'LotPayload') expect({ holds, members }).toEqual({ holds: 1, members: 1 });
      else
        expect({ code: answer.reasons[0].code, holds, members }).toEqual({
          code: 'BATCH_HELD',
          holds: 0,
          members: 0,
        });
    }
  });
});

async function holdOf(by: Member, batchId: string): Promise<void> {
  const told = { requestId: crypto.randomUUID(), batchIds: [batchId as BatchId], note: 'test' };
  const placed = await testApp.app.get(PlaceHold).execute(await by.ctx(), told);
  if (!placed.ok) throw new Error(JSON.stringify(placed.error));
}

/** The lot's own totals and its contributors' shares agree with its members. */
async function expectTotals(lotId: string): Promise<void> {
  const [lot] = await rows(
    `SELECT l.mass_grams AS mass, l.carton_count AS cartons,
       (SELECT coalesce(sum(m.mass_grams), 0)::bigint FROM lot_member m WHERE m.lot_id = l.id) AS "memberMass",
       (SELECT coalesce(sum(m.carton_count), 0)::bigint FROM lot_member m WHERE m.lot_id = l.id) AS "memberCartons",
       (SELECT coalesce(sum(o.mass_grams), 0)::bigint FROM lot_member_origin o WHERE o.lot_id = l.id) AS "originMass"
     FROM lot l WHERE l.id = $1`,
    [lotId],
  );
  expect(lot).toMatchObject({ mass: lot.memberMass, cartons: lot.memberCartons });
  expect(lot.originMass).toBe(lot.mass);
  const shares = await rows(
    `SELECT c.mass_grams AS mass, (SELECT coalesce(sum(o.mass_grams), 0)::bigint FROM lot_member_origin o
       WHERE o.lot_id = c.lot_id AND o.organisation_id = c.organisation_id) AS grown,
       (c.organisation_id = $2) AS packed FROM lot_contribution c WHERE c.lot_id = $1`,
    [lotId, trade.packhouse.organisationId],
  );
  for (const { mass, grown, packed } of shares) expect(mass).toBe(packed ? lot.mass : grown);
}
