import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PlotId } from '../../src/kernel/ids.js';
import { verifyDatabase } from '../../src/verification.js';
import { ownerRows } from '../support/demo.js';
import { refusedWith } from '../support/expectations.js';
import { batchDocuments } from '../support/given/batches.js';
import { coverageDocuments, enterReport, reportOf } from '../support/given/coverage.js';
import { growingDocuments } from '../support/given/growing-documents.js';
import type { Given, Member } from '../support/given/index.js';
import { insiderOf } from '../support/given/insider.js';
import { lotActs } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { organisationDocuments } from '../support/given/organisation-documents.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { jobsDone } from '../support/jobs-done.js';
import { expectReplayed } from '../support/replayed.js';
import type { TestApp } from '../support/test-app.js';

/*
 * The base office does not believe that something was not sprayed or not applied after harvest, and says so: what was withdrawn
 * counts, and nothing waits any more.
 */

/** A ban whose text was read, which names the substance that is sprayed here. */
const BAN = 'BAN-MOA-199-FRUIT';
const NOT_AGREED = 'has not agreed';

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
const { findings, find, judge } = lotActs(() => trade);

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
});
afterAll(() => testApp?.close());

const forBase = () => ({ organisationId: trade.base.organisationId });
const finding = async (lot: Answer, rule: string): Promise<Answer> =>
  findings(await find(trade.exporter, lot.id), rule)[0];

describe('a spray of something banned that the cooperative strikes out', () => {
  it('counts where the base office declines that, until it is struck out again and agreed to', async () => {
    const plot = await lots.plot(trade, trade.zizhong);
    const recordId = await lots.growing.spray(trade.zizhong, plot.id as PlotId, '2025-12-20T01:00:00.000Z', {
      substances: ['demeton'],
    });
    const strike = (of: string): Promise<Answer> =>
      done(trade.zizhong, growingDocuments.voidGrowingRecord, { recordId: of, reason: '示范：录错' });
    const { record } = await strike(recordId);
    const lot = await lots.open(trade, { plannedDepartureOn: '2026-03-10' });
    await lots.allocated(trade, lot, await lots.fit(trade, trade.zizhong, 100, { plotId: plot.id }));
    await judge(lot);
    expect(await finding(lot, BAN)).toMatchObject({
      verdict: 'INDETERMINATE',
      explanation: expect.stringContaining(NOT_AGREED),
    });
    const onPlot = async (): Promise<Answer> =>
      trade.zizhong.client.run(
        `query ($plotId: ID!, $plotIds: [ID!]) { earliestHarvest(plotId: $plotId) { banned { code } }
           residueCoverageBoard(filter: { plotIds: $plotIds }) { edges { node { plots { sprayed } } } } }`,
        { plotId: plot.id, plotIds: [plot.id] },
      );

    const told = { recordId: record.id, reason: 'CONTRADICTED' };
    await expect(send(trade.zizhong, growingDocuments.declineGrowingCorrection, told)).rejects.toThrow(
      'FORBIDDEN',
    );
    const insider = await insiderOf(given, trade.base, trade.zizhong);
    expect(await send(insider, growingDocuments.declineGrowingCorrection, told, forBase())).toMatchObject(
      refusedWith('CORRECTION_NEEDS_ANOTHER_ORGANISATION'),
    );
    expect(await done(trade.base, growingDocuments.declineGrowingCorrection, told)).toMatchObject({
      record: { agreedAt: null, declinedAt: expect.any(String), declineReason: 'CONTRADICTED' },
    });
    await jobsDone(testApp);
    expect(await finding(lot, BAN)).toMatchObject({
      verdict: 'FAIL',
      explanation: expect.stringMatching(/^The base office declined a correction or voiding/),
    });
    expect(await onPlot()).toEqual({
      earliestHarvest: { banned: [{ code: 'BANNED_SUBSTANCE' }] },
      residueCoverageBoard: { edges: [{ node: { plots: [{ sprayed: ['abamectin', 'demeton'] }] } }] },
    });
    expect(await awaited()).toEqual([]);
    expect(await listed({ declined: true }, trade.zizhong)).toEqual([record.id]);
    expect(
      await send(trade.base, growingDocuments.agreeToGrowingCorrection, { recordId: record.id }),
    ).toMatchObject(refusedWith('CORRECTION_DECLINED'));

    const again = await strike(record.id);
    await jobsDone(testApp);
    expect(await finding(lot, BAN)).toMatchObject({ verdict: 'FAIL' });
    expect(await awaited()).toEqual([again.record.id]);
    expect(await listed({ declined: true }, trade.zizhong)).toEqual([]);
    await done(trade.base, growingDocuments.agreeToGrowingCorrection, { recordId: again.record.id });
    expect(await onPlot()).toMatchObject({ earliestHarvest: { banned: [] } });
    await jobsDone(testApp);
    expect(await finding(lot, BAN)).toMatchObject({ verdict: 'PASS' });
    expect(await given.ledgerOf(record.id)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'growing.correction-declined' }),
        expect.objectContaining({ kind: 'growing.correction-agreed' }),
      ]),
    );
  });

  it('is settled by nobody who made one of the corrections that led there, though no longer of the cooperative', async () => {
    const insider = await insiderOf(given, trade.base, trade.zizhong, 'ADMINISTRATOR');
    const coop = { organisationId: trade.zizhong.organisationId };
    const plot = await lots.plot(trade, trade.zizhong);
    const day = '2025-12-20T01:00:00.000Z';
    const recordId = await lots.growing.spray(trade.zizhong, plot.id as PlotId, day, {
      substances: ['demeton'],
    });
    const first = await send(
      insider,
      growingDocuments.voidGrowingRecord,
      { recordId, reason: '示范：录错' },
      coop,
    );
    await done(trade.base, growingDocuments.declineGrowingCorrection, {
      recordId: first.record.id,
      reason: 'NOT_SHOWN',
    });
    const told = { recordId: first.record.id, reason: '示范：录错' };
    const { record } = await done(trade.zizhong, growingDocuments.voidGrowingRecord, told);
    await send(insider, organisationDocuments.leaveOrganisation, {}, coop);
    const settled = { recordId: record.id };
    for (const [document, more] of [
      [growingDocuments.agreeToGrowingCorrection, {}],
      [growingDocuments.declineGrowingCorrection, { reason: 'NO_SLIP' }],
    ] as const)
      expect(await send(insider, document, { ...settled, ...more }, forBase())).toMatchObject(
        refusedWith('CORRECTION_NEEDS_ANOTHER_ORGANISATION'),
      );
    await done(trade.base, growingDocuments.agreeToGrowingCorrection, settled);
  });

  const listed = async (filter: object, by: Member): Promise<string[]> => {
    const { growingRecords } = await by.client.run(growingDocuments.growingRecords, { first: 50, filter });
    return growingRecords.edges.map(({ node }: Answer) => node.id);
  };
  const awaited = (): Promise<string[]> => listed({ awaitingAgreement: true }, trade.base);
});

describe('a treatment that the packhouse strikes out', () => {
  it('is settled by nobody who made one of the corrections that led there, though no longer of the packhouse', async () => {
    const insider = await insiderOf(given, trade.base, trade.packhouse, 'ADMINISTRATOR');
    const packhouse = { organisationId: trade.packhouse.organisationId };
    const batch = await lots.fit(trade, trade.zizhong, 100);
    const { treatment } = await done(trade.packhouse, batchDocuments.recordPostHarvestTreatment, {
      kind: 'WAX',
      lineCode: 'LINE-1',
      productName: '示范蜡',
      substances: ['imazalil'],
      performedAt: '2026-01-23T03:00:00.000Z',
      batchIds: [batch.id],
    });
    const strike = { reason: '示范：录错批次' };
    const document = batchDocuments.voidPostHarvestTreatment;
    const first = await send(insider, document, { ...strike, treatmentId: treatment.id }, packhouse);
    const told = { treatmentId: first.treatment.id };
    await done(trade.base, batchDocuments.declineTreatmentCorrection, { ...told, reason: 'NOT_SHOWN' });
    const again = await done(trade.packhouse, document, { ...strike, ...told });
    await send(insider, organisationDocuments.leaveOrganisation, {}, packhouse);
    const settled = { treatmentId: again.treatment.id };
    expect(await send(insider, batchDocuments.agreeToTreatmentCorrection, settled, forBase())).toMatchObject(
      refusedWith('CORRECTION_NEEDS_ANOTHER_ORGANISATION'),
    );
    await done(trade.base, batchDocuments.agreeToTreatmentCorrection, settled);
  });

  it('is still to be tested for where the base office declines that', async () => {
    const batch = await lots.fit(trade, trade.zizhong, 100);
    const lot = await lots.open(trade, { plannedDepartureOn: '2026-03-10' });
    await lots.allocated(trade, lot, batch);
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
    const strike = (treatmentId: string): Promise<Answer> =>
      done(trade.packhouse, batchDocuments.voidPostHarvestTreatment, {
        treatmentId,
        reason: '示范：录错批次',
      });
    const gone = await strike(treatment.id);
    await judge(lot);
    await jobsDone(testApp);
    expect(await finding(lot, 'WORK-COVERAGE')).toMatchObject({
      verdict: 'INDETERMINATE',
      nextSteps: [{ by: 'BASE_OFFICE' }],
    });
    const told = { treatmentId: gone.treatment.id };
    expect(
      await done(trade.base, batchDocuments.declineTreatmentCorrection, { ...told, reason: 'NOT_SHOWN' }),
    ).toMatchObject({
      treatment: { agreedAt: null, declinedAt: expect.any(String), declineReason: 'NOT_SHOWN' },
    });
    await jobsDone(testApp);
    const { postHarvestTreatments } = await trade.packhouse.client.run(batchDocuments.postHarvestTreatments, {
      filter: { declined: true },
    });
    expect(postHarvestTreatments.edges).toMatchObject([{ node: { id: gone.treatment.id } }]);
    const { verdict, explanation, nextSteps } = await finding(lot, 'WORK-COVERAGE');
    expect(verdict).toBe('INDETERMINATE');
    expect(explanation).toMatch(/^The base office declined a correction or voiding.*Imazalil/);
    expect(nextSteps.map(({ by }: Answer) => by)).not.toContain('BASE_OFFICE');
    const { treatmentCoverageBoard } = await trade.packhouse.client.run(
      coverageDocuments.treatmentCoverageBoard,
    );
    const line = treatmentCoverageBoard.find(({ substances }: Answer) => substances?.includes('imazalil'));
    expect(line).toMatchObject({ missing: ['imazalil'], lastTreatmentId: treatment.id });
    const tested = reportOf(['imazalil'], {
      treatmentId: line.lastTreatmentId,
      sampledOn: '2026-01-24',
      testedOn: '2026-01-25',
      coversFrom: '2026-01-20',
      coversTo: '2026-02-28',
    });
    expect(await enterReport(trade.inspector, tested)).toMatchObject({ coverage: { kind: 'TREATMENT' } });
    expect(await send(trade.base, batchDocuments.agreeToTreatmentCorrection, told)).toMatchObject(
      refusedWith('CORRECTION_DECLINED'),
    );
    const again = await strike(gone.treatment.id);
    await done(trade.base, batchDocuments.agreeToTreatmentCorrection, { treatmentId: again.treatment.id });
    await jobsDone(testApp);
    expect(await finding(lot, 'WORK-COVERAGE')).toMatchObject({ verdict: 'PASS' });
  });
});

it('what was judged with what was declined comes out again as it is stored', () =>
  expectReplayed(testApp, 5));

describe('the database', () => {
  it.each([
    `UPDATE growing_record SET declined_at = declined_at - interval '1 day' WHERE declined_at IS NOT NULL`,
    `UPDATE post_harvest_treatment SET decline_reason = 'NO_SLIP' WHERE declined_at IS NOT NULL`,
  ])('refuses to change what was declined: %s', async (sql) => {
    await expect(ownerRows(testApp.database.ownerUrl, sql, [])).rejects.toThrow('append-only');
  });

  it('says nothing that the ledger does not say', async () => {
    const { ledger } = await verifyDatabase(testApp.database.applicationUrl, {
      directory: testApp.blobs,
      bucket: undefined,
    });
    expect(ledger.difference).toBeNull();
  });
});
