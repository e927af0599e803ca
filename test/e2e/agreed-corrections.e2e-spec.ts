import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PlotId } from '../../src/kernel/ids.js';
import { verifyDatabase } from '../../src/verification.js';
import { refusedWith } from '../support/expectations.js';
import { batchDocuments } from '../support/given/batches.js';
import { growingDocuments } from '../support/given/growing-documents.js';
import type { Given, Member } from '../support/given/index.js';
import { lotActs } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { organisationDocuments } from '../support/given/organisation-documents.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { jobsDone } from '../support/jobs-done.js';
import type { TestApp } from '../support/test-app.js';

/*
 * Whoever sprayed or treated takes it back, so that the fruit may go: it stays open until the base office has agreed, and
 * what harms nobody needs nobody.
 */

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
const { findings, find, judge } = lotActs(() => trade);

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
});
afterAll(() => testApp?.close());

/** A ban whose text was read, which names the substance that is sprayed here. */
const BAN = 'BAN-MOA-199-FRUIT';
const AGREEMENT = { by: 'BASE_OFFICE', text: expect.stringContaining('agrees to it') };

/** Told by finding: what one rule says of a lot. */
const said = async (lot: Answer, rule: string): Promise<Answer[]> =>
  findings(await find(trade.exporter, lot.id), rule);
const verdicts = async (lot: Answer, rule: string): Promise<string[]> => [
  ...new Set((await said(lot, rule)).map(({ verdict }: Answer) => verdict)),
];
const lotOf = async (batch: Answer): Promise<Answer> => {
  const lot = await lots.open(trade, { plannedDepartureOn: '2026-03-10' });
  await lots.allocated(trade, lot, batch);
  await judge(lot);
  return lot;
};
const waiting = async (by: Member): Promise<string[]> =>
  (
    await by.client.run(growingDocuments.growingRecords, { first: 50, filter: { awaitingAgreement: true } })
  ).growingRecords.edges.map(({ node }: Answer) => node.id);

describe('a spray of something banned that the cooperative strikes out before it picks', () => {
  let lot: Answer;
  let voidId: string;

  it('leaves what is picked afterwards open, and tells the base office what to do', async () => {
    const plot = await lots.plot(trade, trade.zizhong);
    const recordId = await lots.growing.spray(trade.zizhong, plot.id as PlotId, '2025-12-20T01:00:00.000Z', {
      substances: ['demeton'],
    });
    const { record } = await done(trade.zizhong, growingDocuments.voidGrowingRecord, {
      recordId,
      reason: '示范：录错',
    });
    expect(record).toMatchObject({ isVoid: true, needsAgreement: true, agreedAt: null });
    voidId = record.id;
    lot = await lotOf(await lots.fit(trade, trade.zizhong, 100, { plotId: plot.id }));
    const open = (await lotFindings()).filter(({ explanation }: Answer) =>
      explanation.includes('the base office has not agreed'),
    );
    expect(open.map(({ ruleCode }: Answer) => ruleCode)).toEqual(
      expect.arrayContaining([BAN, 'WORK-INTERVAL', 'WORK-COVERAGE']),
    );
    for (const finding of open)
      expect(finding).toMatchObject({
        verdict: 'INDETERMINATE',
        nextSteps: expect.arrayContaining([AGREEMENT]),
      });
    expect(await verdicts(lot, BAN)).toEqual(['INDETERMINATE']);
    expect(await waiting(trade.base)).toEqual([voidId]);
  });

  it('nobody of the cooperative agrees to it, nor of its neighbours', async () => {
    const told = { recordId: voidId };
    for (const who of [trade.zizhong, trade.rongchang])
      await expect(send(who, growingDocuments.agreeToGrowingCorrection, told)).rejects.toThrow('FORBIDDEN');
    const insider = await given.colleague(trade.base, ['ADMINISTRATOR']);
    const invited = await done(trade.zizhong, organisationDocuments.inviteMember, {
      displayName: '示例',
      roles: ['VIEWER'],
    });
    await done(insider, organisationDocuments.joinOrganisation, { token: invited.token });
    expect(
      await send(insider, growingDocuments.agreeToGrowingCorrection, told, {
        organisationId: trade.base.organisationId,
      }),
    ).toEqual(refusedWith('CORRECTION_NEEDS_ANOTHER_ORGANISATION'));
  });

  it('is as if it had never been once the base office agrees, and nothing waits any more', async () => {
    const told = { recordId: voidId };
    expect(await done(trade.base, growingDocuments.agreeToGrowingCorrection, told)).toMatchObject({
      record: { id: voidId, agreedAt: expect.any(String) },
    });
    await jobsDone(testApp);
    for (const finding of await lotFindings())
      expect(finding.explanation).not.toContain('the base office has not agreed');
    expect(await verdicts(lot, BAN)).toEqual(['PASS']);
    expect(await verdicts(lot, 'WORK-COVERAGE')).toEqual(['PASS']);
    expect(await verdicts(lot, 'WORK-INTERVAL')).toEqual(['PASS']);
    expect(await waiting(trade.base)).toEqual([]);
    expect(await send(trade.base, growingDocuments.agreeToGrowingCorrection, told)).toEqual(
      refusedWith('CORRECTION_AGREED_ALREADY'),
    );
    expect(await given.ledgerOf(voidId)).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'growing.correction-agreed' })]),
    );
  });

  const lotFindings = async (): Promise<Answer[]> =>
    (await find(trade.exporter, lot.id)).checks.flatMap((check: Answer) => check.findings);
});

describe('a spray of another year that turns out to be of this season', () => {
  it('holds what was picked since, and its lots are judged again', async () => {
    const plot = await lots.plot(trade, trade.zizhong);
    const spray = { substances: ['demeton'] };
    const before = '2024-12-20T01:00:00.000Z';
    const recordId = await lots.growing.spray(trade.zizhong, plot.id as PlotId, before, spray);
    const lot = await lotOf(await lots.fit(trade, trade.zizhong, 100, { plotId: plot.id }));
    expect(await verdicts(lot, BAN)).toEqual(['PASS']);
    const told = { recordId, performedAt: '2025-12-20T01:00:00.000Z', ...spray };
    const { record } = await done(trade.zizhong, growingDocuments.correctGrowingRecord, told);
    await jobsDone(testApp);
    expect(await verdicts(lot, BAN)).toEqual(['FAIL']);
    expect(await find(trade.exporter, lot.id)).toMatchObject({ openHoldCount: 1 });
    await done(trade.base, growingDocuments.agreeToGrowingCorrection, { recordId: record.id });
  });
});

describe('a correction that harms nobody', () => {
  it('changes nothing of the fruit, and nobody has to agree first; agreeing to the latest takes all', async () => {
    const plot = await lots.plot(trade, trade.zizhong);
    const told = { performedAt: '2025-10-09T01:00:00.000Z', productLabelId: trade.label };
    const recordId = await lots.growing.spray(trade.zizhong, plot.id as PlotId, '2025-10-08T01:00:00.000Z', {
      productLabelId: trade.label,
    });
    const lot = await lotOf(await lots.fit(trade, trade.zizhong, 100, { plotId: plot.id }));
    const before = await verdicts(lot, 'WORK-INTERVAL');
    const first = await done(trade.zizhong, growingDocuments.correctGrowingRecord, { recordId, ...told });
    const second = await done(trade.zizhong, growingDocuments.correctGrowingRecord, {
      recordId: first.record.id,
      ...told,
      dose: '1500倍液',
    });
    await jobsDone(testApp);
    expect(await verdicts(lot, 'WORK-INTERVAL')).toEqual(before);
    const agree = (id: string) =>
      send(trade.base, growingDocuments.agreeToGrowingCorrection, { recordId: id });
    expect(await agree(recordId)).toEqual(refusedWith('CORRECTION_NEEDS_NO_AGREEMENT'));
    expect(await agree(first.record.id)).toEqual(refusedWith('CORRECTION_CORRECTED_SINCE'));
    expect(await waiting(trade.base)).toEqual([second.record.id]);
    await done(trade.base, growingDocuments.agreeToGrowingCorrection, { recordId: second.record.id });
    expect(await waiting(trade.base)).toEqual([]);
  });
});

describe('a treatment that the packhouse strikes out', () => {
  it('takes a reason, leaves its fruit open until the base office agrees, and then is as if it had never been', async () => {
    const batch = await lots.fit(trade, trade.zizhong, 100);
    const lot = await lotOf(batch);
    expect(await verdicts(lot, 'WORK-COVERAGE')).toEqual(['PASS']);
    const { treatment } = await done(trade.packhouse, batchDocuments.recordPostHarvestTreatment, {
      kind: 'FUNGICIDE',
      lineCode: 'LINE-1',
      productName: '示范抑霉唑',
      substances: ['imazalil'],
      concentration: '500.0',
      concentrationUnit: 'MG_PER_L',
      bathMadeUpAt: '2026-01-23T00:00:00.000Z',
      performedAt: '2026-01-23T03:00:00.000Z',
      batchIds: [batch.id],
    });
    await jobsDone(testApp);
    expect(await verdicts(lot, 'WORK-COVERAGE')).toEqual(['INDETERMINATE']);
    const voided = await done(trade.packhouse, batchDocuments.voidPostHarvestTreatment, {
      treatmentId: treatment.id,
      reason: '示范：录错批次',
    });
    expect(voided.treatment).toMatchObject({
      isVoid: true,
      voidReason: '示范：录错批次',
      needsAgreement: true,
      agreedAt: null,
    });
    await jobsDone(testApp);
    expect(await said(lot, 'WORK-COVERAGE')).toMatchObject([
      {
        verdict: 'INDETERMINATE',
        explanation: expect.stringContaining('the base office has not agreed'),
        nextSteps: [{ by: 'BASE_OFFICE' }],
      },
    ]);
    const { postHarvestTreatments } = await trade.base.client.run(batchDocuments.postHarvestTreatments, {
      filter: { awaitingAgreement: true },
    });
    expect(postHarvestTreatments.edges).toMatchObject([
      { node: { id: voided.treatment.id, voidReason: '示范：录错批次' } },
    ]);
    const told = { treatmentId: voided.treatment.id };
    expect(await done(trade.base, batchDocuments.agreeToTreatmentCorrection, told)).toMatchObject({
      treatment: { agreedAt: expect.any(String) },
    });
    await jobsDone(testApp);
    expect(await verdicts(lot, 'WORK-COVERAGE')).toEqual(['PASS']);
    expect(await send(trade.base, batchDocuments.agreeToTreatmentCorrection, told)).toEqual(
      refusedWith('CORRECTION_AGREED_ALREADY'),
    );
  });
});

it('the ledger says the same as the rows', async () => {
  const { ledger } = await verifyDatabase(testApp.database.applicationUrl, {
    directory: testApp.blobs,
    bucket: undefined,
  });
  expect(ledger.difference).toBeNull();
});
