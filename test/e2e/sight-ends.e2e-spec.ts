import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { kg } from '../../src/kernel/mass.js';
import type { PlotId } from '../../src/kernel/ids.js';
import { pdf, upload } from '../support/given/attachments.js';
import { batchDocuments } from '../support/given/batches.js';
import { givenCertificates } from '../support/given/certificates.js';
import { RONGCHANG, type Given, type Member } from '../support/given/index.js';
import { inspectionDocuments } from '../support/given/inspections.js';
import { holdDocuments } from '../support/given/lot-acts.js';
import { lotDocuments, type Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import type { TestApp } from '../support/test-app.js';

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
let other: Member;

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
  other = await given.member(await given.organisation('EXPORTER', { county: RONGCHANG }));
});
afterAll(() => testApp?.close());

const consign = (by: Member, batch: { id: string }, to: Member | null): Promise<Answer> =>
  done(by, batchDocuments.consignBatch, { batchId: batch.id, consignedToId: to?.organisationId ?? null });

const LOOK = `query ($batchId: ID!, $plotId: ID!) {
  batch(id: $batchId) { remainingGrams consignedToId }
  runs(first: 100) { totalCount }
  inspections(first: 100, filter: { batchId: $batchId }) { totalCount edges { node { verdict laboratoryResults { substance } } } }
  plot(id: $plotId) { code registrations { registration { number } } }
  growingRecords(first: 100, filter: { plotId: $plotId }) { totalCount }
  registrations(first: 100) { totalCount }
  batches(first: 100) { edges { node { id origins { plotId } } } }
  holds(first: 100) { totalCount } }`;

/** What somebody sees of a batch, of the plot it grew on and of what lies between. */
const look = async (by: Member, batch: { id: string }, plotId: string): Promise<Answer> => {
  const seen = await by.client.run(LOOK, { batchId: batch.id, plotId });
  return {
    batch: seen.batch !== null,
    runs: seen.runs.totalCount,
    inspections: seen.inspections.totalCount,
    plot: seen.plot !== null,
    growing: seen.growingRecords.totalCount,
    registrations: seen.registrations.totalCount,
    upstream: seen.batches.edges.length,
    holds: seen.holds.totalCount,
  };
};
const NOTHING = {
  batch: false,
  runs: 0,
  inspections: 0,
  plot: false,
  growing: 0,
  registrations: 0,
  upstream: 0,
  holds: 0,
};

describe('sight of fruit that was sent and never taken', () => {
  it('ends for a packhouse when the harvest is sent elsewhere, and when it is taken back', async () => {
    const { id: plotId } = await lots.plot(trade, trade.zizhong);
    const another = await given.member('PACKHOUSE');
    const harvest = await given.harvest(trade.zizhong, plotId, 100, {
      consignedToId: another.organisationId,
    });
    // What is on its way is seen, and nothing of where it comes from.
    expect(await look(another, harvest, plotId)).toEqual({ ...NOTHING, batch: true, upstream: 1 });
    const { batch } = await another.client.run(batchDocuments.batch, { id: harvest.id });
    expect(batch.origins).toEqual([]);
    await consign(trade.zizhong, harvest, trade.packhouse);
    expect(await look(another, harvest, plotId)).toEqual(NOTHING);
    await consign(trade.zizhong, harvest, another);
    await consign(trade.zizhong, harvest, null);
    expect(await look(another, harvest, plotId)).toEqual(NOTHING);
    expect(await look(trade.zizhong, harvest, plotId)).toMatchObject({ batch: true, plot: true });
  });

  it('ends with the files that came with it, unless they are seen through something else', async () => {
    const first = await given.member(await given.organisation('EXPORTER'));
    const batch = await lots.packed(trade, trade.zizhong, 100);
    const { body } = await upload(
      { url: testApp.url, token: trade.packhouse.token },
      { body: pdf(), name: '检测报告.pdf' },
    );
    const promised = { basis: ['COMMISSIONED_TEST'], reportId: body.id };
    await givenCertificates().issued(trade.packhouse, batch, promised);
    const attachment = 'query ($id: ID!) { attachment(id: $id) { fileName downloadUrl } }';
    const seen = async (by: Member) => (await by.client.run(attachment, { id: body.id })).attachment;
    await consign(trade.packhouse, batch, first);
    const { downloadUrl } = await seen(first);
    expect((await fetch(testApp.url + downloadUrl)).status).toBe(200);

    await consign(trade.packhouse, batch, other);
    expect(await seen(first)).toBeNull();
    expect((await fetch(testApp.url + downloadUrl)).status).toBe(404);
    for (const by of [other, trade.packhouse])
      expect(await seen(by)).toMatchObject({ fileName: '检测报告.pdf' });

    const another = await lots.packed(trade, trade.zizhong, 100);
    await givenCertificates().issued(trade.packhouse, another, promised);
    await consign(trade.packhouse, another, other);
    await consign(trade.packhouse, batch, null);
    expect(await seen(other)).toMatchObject({ fileName: '检测报告.pdf' });
  });

  it('ends for an exporter with the inspections of it, those before and those to come', async () => {
    const first = await given.member(await given.organisation('EXPORTER'));
    const batch = await lots.packed(trade, trade.zizhong, 100);
    await consign(trade.packhouse, batch, first);
    await lots.inspections.passed(trade.packhouse, batch, trade.inspector, '2026-01-24');
    expect(await look(first, batch, batch.plotId)).toMatchObject({
      batch: true,
      inspections: 1,
      plot: false,
    });
    await consign(trade.packhouse, batch, other);
    expect(await look(first, batch, batch.plotId)).toEqual(NOTHING);
    const again = await given.member(await given.organisation('INSPECTION_BODY', { county: RONGCHANG }));
    await lots.inspections.passed(trade.packhouse, batch, again, '2026-01-24');
    expect(await look(first, batch, batch.plotId)).toEqual(NOTHING);
    expect(await look(trade.packhouse, batch, batch.plotId)).toMatchObject({ batch: true, inspections: 2 });
    expect(await look(trade.inspector, batch, batch.plotId)).toMatchObject({ batch: true, plot: true });
  });

  it('leaves an inspection that it asked for to the holder, who may take the request back', async () => {
    const first = await given.member(await given.organisation('EXPORTER'));
    const batch = await lots.packed(trade, trade.zizhong, 100);
    await consign(trade.packhouse, batch, first);
    const { id } = await lots.inspections.requested(first, batch, trade.inspector);
    await consign(trade.packhouse, batch, null);
    const cancel = (by: Member) => send(by, inspectionDocuments.cancelInspection, { inspectionId: id });
    expect(await cancel(first)).toMatchObject({ reasons: [{ code: 'NOT_FOUND' }] });
    expect(await cancel(other)).toMatchObject({ reasons: [{ code: 'NOT_FOUND' }] });
    expect(await cancel(trade.packhouse)).toMatchObject({ inspection: { state: 'CANCELLED' } });
    expect(await look(first, batch, batch.plotId)).toEqual(NOTHING);
  });
});

describe('sight by another right', () => {
  it('stays with a packhouse that took a part before the rest went elsewhere', async () => {
    const { id: plotId } = await lots.plot(trade, trade.zizhong);
    const another = await given.member('PACKHOUSE');
    const harvest = await given.harvest(trade.zizhong, plotId, 100, {
      consignedToId: another.organisationId,
    });
    await done(another, batchDocuments.receiveBatch, {
      batchId: harvest.id,
      deliveredGrams: kg(40),
      ticket: { number: 'T-PART', grossGrams: kg(50), tareGrams: kg(10) },
      weighedAt: '2026-01-21T02:00:00.000Z',
    });
    const before = await look(another, harvest, plotId);
    expect(before).toMatchObject({ batch: true, plot: true, growing: 1, upstream: 2 });
    await consign(trade.zizhong, harvest, trade.packhouse);
    expect(await look(another, harvest, plotId)).toEqual(before);
  });

  it('stays with an exporter whose lot has some of it, until the lot gives it back', async () => {
    const exporter = await given.member(await given.organisation('EXPORTER', { county: RONGCHANG }));
    const channel = await lots.unities.channel(trade.base, exporter, { marketCode: 'XD' });
    const own: Trade = { ...trade, exporter, channelId: channel.id };
    const batch = await lots.fit(own, trade.zizhong, 100);
    const lot = await lots.open(own);
    await lots.allocated(own, lot, batch, 4);
    await done(trade.packhouse, holdDocuments.placeHold, { batchIds: [batch.id], note: 'a crate fell' });
    const whole = await look(exporter, batch, batch.plotId);
    expect(whole).toMatchObject({
      batch: true,
      inspections: 1,
      plot: true,
      // The spray, and the statement that there was no other.
      growing: 2,
      upstream: 4,
      holds: 1,
    });
    await consign(trade.packhouse, batch, other);
    expect(await look(exporter, batch, batch.plotId)).toEqual(whole);
    await done(exporter, lotDocuments.withdrawFromLot, { lotId: lot.id, batchId: batch.id });
    expect(await look(exporter, batch, batch.plotId)).toEqual(NOTHING);
    // What is entered late of the plot is shown to those who still have fruit of it.
    await lots.growing.spray(trade.zizhong, batch.plotId as PlotId, '2025-11-10T01:00:00.000Z', {
      productLabelId: trade.label,
    });
    expect(await look(exporter, batch, batch.plotId)).toEqual(NOTHING);
    expect(await look(trade.packhouse, batch, batch.plotId)).toMatchObject({ growing: 3 });
    expect(await look(trade.inspector, batch, batch.plotId)).toMatchObject({ growing: 3 });
  });

  it('keeps what two batches share for the exporter who lost but one of them', async () => {
    const exporter = await given.member(await given.organisation('EXPORTER', { county: RONGCHANG }));
    const channel = await lots.unities.channel(trade.base, exporter, { marketCode: 'XD' });
    const own: Trade = { ...trade, exporter, channelId: channel.id };
    const { id: plotId } = await lots.plot(trade, trade.zizhong);
    const kept = await lots.fit(own, trade.zizhong, 100, { plotId });
    const lost = await lots.fit(own, trade.zizhong, 200, { plotId });
    const lot = await lots.open(own);
    for (const batch of [kept, lost]) await lots.allocated(own, lot, batch, 4);
    expect(await look(exporter, lost, plotId)).toMatchObject({ batch: true, upstream: 8 });
    await done(exporter, lotDocuments.withdrawFromLot, { lotId: lot.id, batchId: lost.id });
    await consign(trade.packhouse, lost, null);
    expect(await look(exporter, lost, plotId)).toMatchObject({
      batch: false,
      inspections: 0,
      plot: true,
      // One spray, stated with each harvest to be the only one.
      growing: 3,
      upstream: 4,
    });
    expect(await look(exporter, kept, plotId)).toMatchObject({ batch: true, inspections: 1 });
  });
});
