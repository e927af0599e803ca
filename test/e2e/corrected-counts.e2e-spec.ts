import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/verification.js';
import { ownerRows } from '../support/demo.js';
import { refusedWith } from '../support/expectations.js';
import { correctionDocuments as operations } from '../support/given/corrections.js';
import { jobsDone } from '../support/jobs-done.js';
import { inventedRules, type InventedRule } from '../support/given/invented-rules.js';
import { lotActs } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { expectReplayed } from '../support/replayed.js';
import type { TestApp } from '../support/test-app.js';

/*
 * Counts of defects that turn out wrong after the signature: also where the first sample of a batch decides, which no other sample
 * takes back.
 */

const SAMPLED_ON = '2026-01-24';

/** A contract that nobody made. Of twenty cartons five are opened and none may be bad, tightened eight. */
const CONTRACT = [
  { code: 'T-AQL', kind: 'iso-2859-plan', parameters: { level: 'II', aql: '2.5', comparedWithText: true } },
  {
    code: 'T-ROT',
    kind: 'number-in-range',
    parameters: { parameter: 'DECAY_SHARE', maximum: '1', unit: '%' },
  },
].map((rule): InventedRule => ({ ...rule, unity: 'STANDARD', stage: 'DECLARE', effect: 'CONTRACT' }));

let testApp: TestApp;
let lots: TradeScene['lots'];
let trade: Trade;
const { findings, find, judge } = lotActs(() => trade);

beforeAll(async () => {
  ({ testApp, lots, trade } = await tradeScene());
  await inventedRules(testApp, 'TEST-CONTRACT', CONTRACT);
});
afterAll(() => testApp?.close());

const count = (nonconformingCartons: number | null, rotten = 0) => ({
  cartons: 5,
  examined: 50,
  nonconformingCartons,
  defects: [{ kind: 'DECAY', amount: rotten }],
});

/** A packed batch in a lot of its own, signed with this count. */
async function signed(
  counted: object,
  sampledOn = SAMPLED_ON,
): Promise<{ id: string; batch: Answer; lot: Answer; first: Answer }> {
  const batch = await lots.packed(trade, trade.zizhong, 200);
  const id = await inspected(batch, sampledOn, counted);
  const lot = await lots.open(trade, { plannedDepartureOn: '2026-03-10' });
  await lots.allocated(trade, lot, batch);
  await judge(lot);
  return { id, batch, lot, first: (await counts(id))[0]! };
}
async function inspected(batch: Answer, sampledOn: string, counted: object): Promise<string> {
  const inspection = await lots.inspections.sampled(trade.packhouse, batch, trade.inspector, sampledOn);
  await done(trade.inspector, operations.recordDefects, { inspectionId: inspection.id, counts: [counted] });
  await lots.inspections.signed(trade.inspector, inspection);
  return inspection.id;
}
const counts = async (id: string): Promise<Answer[]> =>
  (await trade.inspector.client.run(operations.inspection, { id })).inspection.defectCounts;
const correct = async (id: string, correctsId: string, counted: object): Promise<Answer> => {
  const told = {
    inspectionId: id,
    reason: '看错行 / read off the wrong line',
    counts: [{ ...counted, correctsId }],
  };
  return (await done(trade.inspector, operations.correctDefects, told)).inspection.defectCounts.at(-1);
};
/** What the worksheet has of the share that rots. */
const onWorksheet = async (inspectionId: string): Promise<Answer[]> =>
  (
    await trade.inspector.client.run(operations.worksheetAwaiting, { inspectionId })
  ).inspectionWorksheet.lines.find(({ parameter }: Answer) => parameter === 'DECAY_SHARE').recorded;
const agree = (inspectionId: string, entryIds: string[]): Promise<Answer> =>
  done(trade.base, operations.agreeToResultCorrections, { inspectionId, entryIds });
const finding = async (lot: Answer, rule = 'T-AQL'): Promise<Answer> =>
  findings(await find(trade.exporter, lot.id), rule)[0];

describe('bad cartons that were counted in the first samples of two batches', () => {
  it('tighten sampling of the next until the base office has agreed that there were none', async () => {
    const [one, two] = [await signed(count(1)), await signed(count(1))];
    const next = await signed(count(0));
    const tightened = {
      verdict: 'INDETERMINATE',
      explanation: expect.stringContaining('5 cartons examined; the plan asks for 8 cartons'),
    };
    expect(await finding(next.lot)).toMatchObject(tightened);
    // Another sample of the same batch, though it found none, changes nothing of the series.
    await inspected(one.batch, '2026-01-25', count(0));
    await judge(next.lot);
    expect(await finding(next.lot)).toMatchObject(tightened);
    const again = await correct(one.id, one.first.id, count(0));
    // Whoever packed it has other lots, which are told.
    await jobsDone(testApp);
    expect(await finding(next.lot)).toMatchObject({
      verdict: 'INDETERMINATE',
      explanation: expect.stringMatching(/^A figure of a signed inspection was corrected .* has not agreed/),
      nextSteps: [{ by: 'BASE_OFFICE' }],
    });
    await agree(one.id, [again.id]);
    await jobsDone(testApp);
    expect(await finding(next.lot)).toMatchObject({ verdict: 'PASS' });
    await agree(two.id, [(await correct(two.id, two.first.id, count(0))).id]);
  });

  it('are not hidden by a sample before, which was not judged by carton and is corrected to have none', async () => {
    const one = await signed(count(null));
    const second = await inspected(one.batch, '2026-01-25', count(1));
    const two = await signed(count(1));
    const next = await signed(count(0), '2026-01-25');
    expect(await finding(next.lot)).toMatchObject({ verdict: 'INDETERMINATE' });
    const late = await correct(one.id, one.first.id, count(0));
    await jobsDone(testApp);
    const waits = { verdict: 'INDETERMINATE', explanation: expect.stringContaining('has not agreed') };
    expect(await finding(next.lot)).toMatchObject(waits);
    const told = { inspectionId: one.id, entryIds: [late.id], reason: 'NOT_SHOWN' };
    await done(trade.base, operations.declineResultCorrections, told);
    await jobsDone(testApp);
    expect(await finding(next.lot)).toMatchObject({
      verdict: 'INDETERMINATE',
      explanation: expect.stringContaining('the plan asks for 8 cartons'),
    });
    for (const id of [second, two.id]) {
      const [first] = await counts(id);
      await agree(id, [(await correct(id, first!.id, count(0))).id]);
    }
  });
});

describe('a count that was signed', () => {
  it('is corrected for the better, and the fruit stays open until the base office has agreed', async () => {
    const { id, lot, first } = await signed(count(1, 5));
    expect(await finding(lot)).toMatchObject({ verdict: 'FAIL' });
    expect(await finding(lot, 'T-ROT')).toMatchObject({ verdict: 'FAIL' });
    const late = await correct(id, first.id, count(0));
    expect(late).toMatchObject({ correctsId: first.id, needsAgreement: true, agreedAt: null, isVoid: false });
    for (const rule of ['T-AQL', 'T-ROT'])
      expect(await finding(lot, rule)).toMatchObject({
        verdict: 'INDETERMINATE',
        explanation: expect.stringContaining('the base office has not agreed; without that: '),
        nextSteps: [{ by: 'BASE_OFFICE' }],
      });
    expect(await onWorksheet(id)).toEqual([{ value: '0', awaitsAgreement: true, isDeclined: false }]);
    const { inspections } = await trade.base.client.run(operations.inspectionsAwaiting);
    expect(inspections.edges).toEqual([{ node: { id } }]);
    await agree(id, [late.id]);
    for (const rule of ['T-AQL', 'T-ROT'])
      expect(await finding(lot, rule)).toMatchObject({ verdict: 'PASS' });
  });

  it('is corrected for the worse at once, which is not declined away', async () => {
    const { id, lot, first } = await signed(count(0));
    expect(await finding(lot)).toMatchObject({ verdict: 'PASS' });
    const late = await correct(id, first.id, count(1, 5));
    expect(await finding(lot)).toMatchObject({ verdict: 'FAIL' });
    const told = { inspectionId: id, entryIds: [late.id], reason: 'CONTRADICTED' };
    await done(trade.base, operations.declineResultCorrections, told);
    expect(await onWorksheet(id)).toEqual([{ value: '10', awaitsAgreement: false, isDeclined: true }]);
    for (const rule of ['T-AQL', 'T-ROT'])
      expect(await finding(lot, rule)).toMatchObject({
        verdict: 'FAIL',
        explanation: expect.stringMatching(
          /^A correction or voiding that the base office declined still counts/,
        ),
      });
    await agree(id, [(await correct(id, late.id, count(0))).id]);
    expect(await finding(lot)).toMatchObject({ verdict: 'PASS' });
  });

  it('is voided, which speaks for no fruit, and fails it where it had failed and that is declined', async () => {
    const { id, lot, first } = await signed(count(1));
    const told = { inspectionId: id, reason: '另一批的箱 / cartons of another batch', countIds: [first.id] };
    const { inspection } = await done(trade.inspector, operations.voidDefects, told);
    expect(inspection.defectCounts).toMatchObject([
      { isCorrected: true },
      { isVoid: true, needsAgreement: true },
    ]);
    expect(await finding(lot)).toMatchObject({ verdict: 'INDETERMINATE' });
    expect(await send(trade.inspector, operations.voidDefects, told)).toMatchObject(
      refusedWith('ENTRY_NOT_TO_CORRECT'),
    );
    const entryIds = [inspection.defectCounts[1].id];
    await done(trade.base, operations.declineResultCorrections, {
      inspectionId: id,
      entryIds,
      reason: 'NOT_SHOWN',
    });
    expect(await finding(lot)).toMatchObject({ verdict: 'FAIL' });
  });

  it('takes nothing that does not fit the sample, and no entry that is none of it', async () => {
    const { id, first } = await signed(count(0));
    const wrong = (counted: object, correctsId = first.id) =>
      send(trade.inspector, operations.correctDefects, {
        inspectionId: id,
        reason: '示范',
        counts: [{ ...counted, correctsId }],
      });
    expect(await wrong({ ...count(0), cartons: 600 })).toMatchObject(refusedWith('COUNT_EXCEEDS_SAMPLE'));
    expect(await wrong({ ...count(0), nonconformingCartons: 6 })).toMatchObject(
      refusedWith('CARTONS_NONCONFORMING_EXCEED'),
    );
    expect((await wrong(count(0), id)).reasons.map(({ code }: Answer) => code)).toContain(
      'ENTRY_NOT_TO_CORRECT',
    );
    expect(await counts(id)).toHaveLength(1);
    // Nothing is added to what was signed otherwise.
    expect(
      await send(trade.inspector, operations.recordDefects, { inspectionId: id, counts: [count(0)] }),
    ).toMatchObject(refusedWith('INSPECTION_SIGNED'));
  });

  it('says why to whoever sees it, until that is erased', async () => {
    const { id, first } = await signed(count(0));
    await correct(id, first.id, count(0, 1));
    const erase = `mutation ($input: EraseTextInput!) { answer: eraseText(input: $input) { __typename } }`;
    await done(trade.inspector, erase, { subjectId: id });
    expect(await counts(id)).toMatchObject([{ correctionReason: null }, { correctionReason: '' }]);
  });
});

it('what was judged with corrected counts comes out again as it is stored', () =>
  expectReplayed(testApp, 10));

describe('the database', () => {
  it.each([
    `UPDATE defect_count SET is_void = NOT is_void WHERE needs_agreement`,
    `UPDATE defect_count SET needs_agreement = false WHERE needs_agreement`,
    `UPDATE defect_count SET agreed_at = agreed_at - interval '1 day' WHERE agreed_at IS NOT NULL`,
    `UPDATE defect_count SET decline_reason = 'NO_SLIP' WHERE declined_at IS NOT NULL`,
    `UPDATE defect_count SET correction_reason = 'x' WHERE needs_agreement`,
  ])('refuses to change what was corrected, agreed to or declined: %s', async (sql) => {
    await expect(ownerRows(testApp.database.ownerUrl, sql, [])).rejects.toThrow('append-only');
  });

  it('takes no count into a signed inspection but corrections that say so', async () => {
    const { id } = await signed(count(0));
    const added = `INSERT INTO defect_count (id, inspection_id, batch_id, basis, carton_count, examined, defects, recorded_at, visible_to)
      SELECT gen_random_uuid(), inspection_id, batch_id, basis, 1, 1, '[]', recorded_at, '{}' FROM defect_count
      WHERE inspection_id = $1 LIMIT 1`;
    await expect(ownerRows(testApp.database.ownerUrl, added, [id])).rejects.toThrow('after the signature');
  });

  it('says nothing that the ledger does not say', async () => {
    const { ledger } = await verifyDatabase(testApp.database.applicationUrl, {
      directory: testApp.blobs,
      bucket: undefined,
    });
    expect(ledger.difference).toBeNull();
  });
});
