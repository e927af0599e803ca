import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { kg } from '../../src/kernel/mass.js';
import type { OrganisationId } from '../../src/kernel/ids.js';
import { ok } from '../../src/kernel/result.js';
import { refusedWith } from '../support/expectations.js';
import { batchDocuments } from '../support/given/batches.js';
import { RONGCHANG, type Given, type Member } from '../support/given/index.js';
import { inspectionDocuments } from '../support/given/inspections.js';
import { lotActs } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import type { TestApp } from '../support/test-app.js';

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
const { judge, findings } = lotActs(() => trade);

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
});
afterAll(() => testApp?.close());

/** An inspector of the body who is also a member elsewhere, and acts for the body. */
async function alsoAt(organisationId: OrganisationId): Promise<(batch: { id: string }) => Promise<Answer>> {
  const inspector = await given.colleague(trade.inspector, ['INSPECTOR']);
  await testApp.app.get(UnitOfWork).write<null, never>(testApp.system(), async ({ manager, ids, now }) => {
    await manager.query(
      `INSERT INTO membership (id, user_id, organisation_id, roles, started_at) VALUES ($1, $2, $3, '{VIEWER}', $4)`,
      [ids.next(), inspector.userId, organisationId, now],
    );
    return ok(null);
  });
  return async (batch) => {
    const { id } = await lots.inspections.requested(trade.packhouse, batch, trade.inspector);
    const input = { inspectionId: id, sampledOn: '2026-01-24', cartons: 1, fruits: 10 };
    const answer = await send(inspector, inspectionDocuments.recordSample, input, {
      organisationId: trade.inspector.organisationId,
    });
    await done(trade.packhouse, inspectionDocuments.cancelInspection, { inspectionId: id }).catch(() => null);
    return answer;
  };
}
const NOT_INDEPENDENT = refusedWith('INSPECTOR_NOT_INDEPENDENT');

describe('an inspector is independent of everybody on the way of the fruit', () => {
  it('also of a packhouse that had it before the one that packed it', async () => {
    const first = await given.member(await given.organisation('PACKHOUSE', { county: RONGCHANG }));
    const { id: plotId } = await lots.plot(trade, trade.zizhong);
    const received = await given.received(trade.zizhong, first, plotId, 100);
    const graded = await done(first, batchDocuments.gradeBatches, {
      performedAt: '2026-01-22T02:00:00.000Z',
      draws: [{ batchId: received.id, massGrams: kg(100) }],
      outputs: [{ massGrams: kg(100), class: 'I' }],
    });
    const sent = { batchId: graded.batches[0].id, consignedToId: trade.packhouse.organisationId };
    await done(first, batchDocuments.consignBatch, sent);
    const ticket = { number: 'T-SECOND', grossGrams: kg(110), tareGrams: kg(10) };
    const weighedIn = { batchId: sent.batchId, ticket, weighedAt: '2026-01-22T06:00:00.000Z' };
    const { batch: taken } = await done(trade.packhouse, batchDocuments.receiveBatch, weighedIn);
    const { batches } = await done(trade.packhouse, batchDocuments.packBatches, {
      performedAt: '2026-01-23T02:00:00.000Z',
      draws: [{ batchId: taken.id, massGrams: kg(100) }],
      outputs: [{ massGrams: kg(100), cartonCount: 10, class: 'I' }],
    });
    const packed = batches[0];
    const inspect = await alsoAt(first.organisationId);
    expect(await inspect(packed)).toEqual(NOT_INDEPENDENT);
    const stranger = await given.member('PACKHOUSE');
    expect(await (await alsoAt(stranger.organisationId))(packed)).toMatchObject({
      inspection: { state: 'SAMPLED' },
    });
  });

  it('also of the exporter whose lot has some of it after the rest was sent to another', async () => {
    const batch = await lots.packed(trade, trade.zizhong, 100);
    const lot = await lots.open(trade);
    await lots.allocated(trade, lot, batch, 4);
    const next = await given.member(await given.organisation('EXPORTER'));
    await done(trade.packhouse, batchDocuments.consignBatch, {
      batchId: batch.id,
      consignedToId: next.organisationId,
    });
    for (const interested of [trade.exporter, next, trade.packhouse, trade.zizhong]) {
      const inspect = await alsoAt(interested.organisationId);
      expect(await inspect(batch)).toEqual(NOT_INDEPENDENT);
    }
  });

  it('of an exporter who was sent it and took none of it there is nothing to be independent of', async () => {
    const once: Member = await given.member(await given.organisation('EXPORTER'));
    const batch = await lots.packed(trade, trade.zizhong, 100);
    for (const to of [once, trade.exporter])
      await done(trade.packhouse, batchDocuments.consignBatch, {
        batchId: batch.id,
        consignedToId: to.organisationId,
      });
    const inspect = await alsoAt(once.organisationId);
    expect(await inspect(batch)).toMatchObject({ inspection: { state: 'SAMPLED' } });
  });
});

it('what is measured and tested speaks for the fruit only once it is signed', async () => {
  const batch = await lots.packed(trade, trade.zizhong, 100);
  const inspection = await lots.inspections.sampled(trade.packhouse, batch, trade.inspector, '2026-01-24');
  await lots.inspections.measured(trade.inspector, inspection);
  await lots.inspections.tested(trade.inspector, inspection);
  const lot = await lots.open(trade);
  await lots.allocated(trade, lot, batch);
  const judged = async (): Promise<unknown[]> => {
    const { lot: now } = await judge(lot);
    return ['XD-TSS', 'XD-JUICE', 'WORK-RESIDUE'].map((code) => findings(now, code)[0]?.verdict);
  };
  expect(await judged()).toEqual(['INDETERMINATE', 'INDETERMINATE', 'INDETERMINATE']);
  await lots.inspections.signed(trade.inspector, inspection);
  expect(await judged()).toEqual(['PASS', 'PASS', 'PASS']);
});
