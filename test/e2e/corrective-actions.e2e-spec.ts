import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allClaims } from '../../src/all-claims.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { verifyLedger } from '../../src/modules/ledger/verify/verify-ledger.js';
import { ownerRows } from '../support/demo.js';
import { refusedWith } from '../support/expectations.js';
import { erase } from '../support/given/attachments.js';
import { correctiveActionDocuments as documents } from '../support/given/corrective-actions.js';
import type { Member } from '../support/given/index.js';
import { inventedRules } from '../support/given/invented-rules.js';
import { lotActs } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { givenPacks } from '../support/given/packs.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { worksheetDocuments as operations } from '../support/given/worksheets.js';
import { jobsDone } from '../support/jobs-done.js';
import type { TestApp } from '../support/test-app.js';

/** A contract that nobody made: twenty cartons are letter C, five to open, none of them bad. */
const AQL = {
  code: 'T-AQL',
  kind: 'iso-2859-plan',
  parameters: { level: 'II', aql: '2.5', comparedWithText: true },
};
const MEASURES = '分级线换新传送带，品控组逐箱复检一周';

let testApp: TestApp;
let given: TradeScene['given'];
let lots: TradeScene['lots'];
let trade: Trade;
let scanId: string;
let lot: Answer;
let next: Answer;
const { judge, findings, find } = lotActs(() => trade);

const planOf = async (batch: Answer): Promise<Answer> => {
  const { inspectionWorksheet } = await trade.packhouse.client.run(operations.worksheet, {
    batchId: batch.id,
  });
  return inspectionWorksheet.plans.find(({ ruleCode }: Answer) => ruleCode === 'T-AQL');
};
const told = async (): Promise<Answer> => {
  await jobsDone(testApp);
  return findings(await find(trade.exporter, lot.id), 'T-AQL')[0];
};
/** What an inspector opened and counted of a batch. */
async function opened(batch: Answer, sampledOn: string, cartons: number, bad: number): Promise<Answer> {
  const inspection = await lots.inspections.requested(trade.packhouse, batch, trade.inspector);
  const inspectionId = inspection.id;
  const examined = cartons * 10;
  const sample = { inspectionId, sampledOn, cartons, fruits: examined };
  await done(trade.inspector, operations.recordSample, sample);
  await done(trade.inspector, operations.recordDefects, {
    inspectionId,
    counts: [{ cartons, examined, nonconformingCartons: bad, defects: [] }],
  });
  return { ...inspection, sampledOn };
}
/** As many cartons of another batch as any plan asks for, two of them bad, signed by the inspector. */
async function refused(): Promise<void> {
  const batch = await lots.packed(trade, trade.zizhong, 200);
  const inspection = await opened(batch, '2026-01-24', 20, 2);
  await lots.inspections.signed(trade.inspector, inspection, 'FAIL', '测试');
}
const record = (more: object = {}, by: Member = trade.packhouse): Promise<Answer> =>
  send(by, documents.recordCorrectiveAction, {
    takenOn: '2026-01-25',
    measures: MEASURES,
    attachmentId: scanId,
    ...more,
  });
const listOf = async (by: Member, filter: object = {}): Promise<Answer> =>
  (await by.client.run(documents.correctiveActions, { filter })).correctiveActions;

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
  await inventedRules(testApp, 'TEST-AQL', [{ ...AQL, unity: 'STANDARD', effect: 'CONTRACT' }]);
  scanId = await givenPacks(testApp.url).scan(trade.packhouse);
  next = await lots.packed(trade, trade.zizhong, 200);
  lot = await lots.open(trade);
  await lots.allocated(trade, lot, next);
  for (let i = 0; i < 7; i += 1) await refused();
  lot = (await judge(lot)).lot;
});
afterAll(() => testApp?.close());

const ERASE_TEXT = `mutation ($input: EraseTextInput!) { answer: eraseText(input: $input) { __typename
  ... on EraseTextPayload { texts } ... on Refused { reasons { code } } } }`;

describe('sampling that was discontinued', () => {
  let actionId: string;

  it('stops at the seventh batch that was not accepted, and the packhouse is asked to act', async () => {
    expect(await told()).toMatchObject({ verdict: 'INDETERMINATE', nextSteps: [{ by: 'PACKHOUSE' }] });
    expect(await planOf(next)).toMatchObject({
      severity: null,
      why: expect.stringContaining('discontinued'),
    });
  });

  it('is not resumed by what the packhouse records, but the base office is asked to agree', async () => {
    expect(await record({ takenOn: '2026-01-26', attachmentId: randomUUID() })).toEqual(
      refusedWith('CORRECTIVE_ACTION_IN_THE_FUTURE', 'NOT_FOUND'),
    );
    // Nothing was sampled before the 24th, so nothing was there to act upon.
    for (const takenOn of ['1900-01-01', '2026-01-23'])
      expect(await record({ takenOn })).toEqual(refusedWith('CORRECTIVE_ACTION_BEFORE_SAMPLING'));
    const idle = await given.member('PACKHOUSE');
    const attachmentId = await givenPacks(testApp.url).scan(idle);
    expect(await record({ attachmentId }, idle)).toEqual(refusedWith('CORRECTIVE_ACTION_WITHOUT_SAMPLE'));
    const { correctiveAction } = await record();
    expect(correctiveAction).toMatchObject({
      organisationId: trade.packhouse.organisationId,
      takenOn: '2026-01-25',
      measures: MEASURES,
      confirmedAt: null,
    });
    actionId = correctiveAction.id;
    expect(await told()).toMatchObject({ verdict: 'INDETERMINATE', nextSteps: [{ by: 'BASE_OFFICE' }] });
    expect(await planOf(next)).toMatchObject({ severity: null });
  });

  it('is the packhouse’s and the base office’s to see, and the base office’s to agree to', async () => {
    const clerk = await given.colleague(trade.base, ['CLERK']);
    for (const by of [trade.packhouse, trade.inspector, trade.zizhong, clerk]) {
      const input = { requestId: randomUUID(), correctiveActionId: actionId };
      const { body } = await by.client.raw(documents.confirmCorrectiveAction, { input });
      expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    }
    expect((await listOf(trade.base, { isConfirmed: false })).edges).toHaveLength(1);
    expect(await listOf(trade.packhouse)).toMatchObject({ totalCount: 1 });
    for (const by of [trade.exporter, trade.zizhong]) expect((await listOf(by)).edges).toEqual([]);
    const { body } = await trade.exporter.client.raw(documents.recordCorrectiveAction, {
      input: { requestId: randomUUID(), takenOn: '2026-01-25', measures: 'x', attachmentId: scanId },
    });
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('is not resumed by what nobody can look at any more', async () => {
    const confirm = (correctiveActionId: string): Promise<Answer> =>
      send(trade.base, documents.confirmCorrectiveAction, { correctiveActionId });
    const lost = await givenPacks(testApp.url).scan(trade.packhouse);
    const { correctiveAction: unshown } = await record({ attachmentId: lost });
    expect(await erase(trade.packhouse, lost)).toMatchObject({ __typename: 'EraseAttachmentPayload' });
    expect(await confirm(unshown.id)).toEqual(refusedWith('PAPER_ERASED'));
    const { correctiveAction: untold } = await record();
    await done(trade.packhouse, ERASE_TEXT, { subjectId: untold.id });
    expect(await confirm(untold.id)).toEqual(refusedWith('TEXT_ERASED'));
    expect(await planOf(next)).toMatchObject({ severity: null });
  });

  it('begins again tightened once the base office agrees', async () => {
    const { correctiveAction } = await done(trade.base, documents.confirmCorrectiveAction, {
      correctiveActionId: actionId,
    });
    expect(correctiveAction).toMatchObject({ confirmedById: trade.base.userId });
    expect(await planOf(next)).toMatchObject({ severity: 'TIGHTENED' });
    expect(await told()).toMatchObject({ verdict: 'INDETERMINATE', nextSteps: [{ by: 'INSPECTION_BODY' }] });
    const { sampleSize } = await planOf(next);
    const inspection = await opened(next, '2026-01-25', sampleSize, 0);
    await lots.inspections.measured(trade.inspector, inspection);
    await lots.inspections.tested(trade.inspector, inspection as never);
    await lots.inspections.signed(trade.inspector, inspection);
    expect(await told()).toMatchObject({ verdict: 'PASS' });
    expect(
      await send(trade.base, documents.confirmCorrectiveAction, { correctiveActionId: actionId }),
    ).toEqual(refusedWith('CORRECTIVE_ACTION_CONFIRMED'));
  });

  it('keeps what it rests on, and lets what was written be erased', async () => {
    expect(await erase(trade.packhouse, scanId)).toMatchObject(refusedWith('ATTACHMENT_TO_BE_KEPT'));
    for (const sql of [
      `UPDATE corrective_action SET taken_on = '2026-01-01'`,
      `UPDATE corrective_action SET measures = 'other'`,
      `UPDATE corrective_action SET confirmed_at = now() WHERE confirmed_at IS NOT NULL`,
      `DELETE FROM corrective_action`,
    ])
      await expect(ownerRows(testApp.database.ownerUrl, sql)).rejects.toThrow('append-only');
    const texts = `SELECT count(*)::int AS n FROM ledger_entry WHERE canonical LIKE '%${MEASURES}%'`;
    expect(await ownerRows(testApp.database.ownerUrl, texts)).toEqual([{ n: 0 }]);
    expect(await done(trade.packhouse, ERASE_TEXT, { subjectId: actionId })).toMatchObject({ texts: 1 });
    expect((await listOf(trade.packhouse, { isConfirmed: true })).edges).toMatchObject([
      { node: { id: actionId, measures: '', takenOn: '2026-01-25' } },
    ]);
    expect(await told()).toMatchObject({ verdict: 'PASS' });
  });

  it('says nothing that the ledger does not say', async () => {
    const verified = await testApp.app
      .get(UnitOfWork)
      .read(testApp.system(), ({ manager }) => verifyLedger(manager, allClaims));
    expect(verified.difference).toBeNull();
    expect(verified.records.get('corrective_action')).toBe(3);
  });
});
