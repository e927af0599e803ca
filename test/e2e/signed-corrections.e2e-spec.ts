import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/verification.js';
import { ownerRows } from '../support/demo.js';
import { refusedWith } from '../support/expectations.js';
import { correctionDocuments as operations } from '../support/given/corrections.js';
import type { Given, Member } from '../support/given/index.js';
import { lotActs } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { organisationDocuments } from '../support/given/organisation-documents.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { expectReplayed } from '../support/replayed.js';
import type { TestApp } from '../support/test-app.js';

/*
 * A slip that is found after the signature: what speaks against the fruit acts at once, what speaks for it once the base office
 * has agreed, and what was signed stays as it was signed.
 */

const SAMPLED_ON = '2026-01-24';
const SLIP = '报告为 <0.01，录入时看错行 / the line below was typed';
const RESIDUE = 'WORK-RESIDUE';

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
const { findings, find, judge, move, found, ruleCodes } = lotActs(() => trade);

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
});
afterAll(() => testApp?.close());

const report = (id: string, line: object) => ({
  inspectionId: id,
  reason: SLIP,
  laboratory: '示范实验室',
  reportNumber: 'R-1',
  testedOn: SAMPLED_ON,
  results: [{ substance: 'abamectin', limitOfQuantification: '0.01', ...line }],
});
const correct = (
  id: string,
  line: object,
  by: Member = trade.inspector,
  head: object = {},
): Promise<Answer> => send(by, operations.correctLaboratoryResults, { ...report(id, line), ...head });
const corrected = async (id: string, line: object): Promise<Answer> =>
  (await correct(id, line)).inspection.laboratoryResults.at(-1);
const agree = (inspectionId: string, entryIds: string[], by: Member = trade.base): Promise<Answer> =>
  send(by, operations.agreeToResultCorrections, { inspectionId, entryIds });
const seen = async (id: string, by: Member = trade.inspector): Promise<Answer> =>
  (await by.client.run(operations.inspection, { id })).inspection;
const waiting = async (): Promise<string[]> =>
  (await trade.base.client.run(operations.inspectionsAwaiting)).inspections.edges.map(
    ({ node }: Answer) => node.id,
  );

/** A packed batch in a lot that was judged, signed with this of abamectin and with 48 % of juice. */
async function signed(mgPerKg: string | null): Promise<{ id: string; lot: Answer; line: Answer }> {
  const batch = await lots.packed(trade, trade.zizhong, 100);
  const { inspections } = lots;
  const inspection = await inspections.sampled(trade.packhouse, batch, trade.inspector, SAMPLED_ON);
  await inspections.measured(trade.inspector, inspection);
  await done(trade.inspector, operations.recordLaboratoryResults, {
    ...report(inspection.id, { mgPerKg }),
    reason: undefined,
  });
  await inspections.signed(trade.inspector, inspection);
  const lot = await lots.open(trade, { plannedDepartureOn: '2026-03-10' });
  await lots.allocated(trade, lot, batch);
  await judge(lot);
  const [line] = (await seen(inspection.id)).laboratoryResults;
  return { id: inspection.id, lot, line };
}
const finding = async (lot: Answer, rule = RESIDUE): Promise<Answer> =>
  findings(await find(trade.exporter, lot.id), rule)[0];

describe('a residue that was typed too high, and signed', () => {
  let id: string;
  let lot: Answer;
  let line: Answer;
  let late: Answer;

  it('is corrected, and the fruit stays open until the base office has agreed', async () => {
    ({ id, lot, line } = await signed('5'));
    expect(await finding(lot)).toMatchObject({ verdict: 'FAIL' });
    late = await corrected(id, { correctsId: line.id });
    expect(late).toMatchObject({
      mgPerKg: null,
      needsAgreement: true,
      agreedAt: null,
      correctionReason: SLIP,
    });
    expect(await finding(lot)).toMatchObject({
      verdict: 'INDETERMINATE',
      explanation: expect.stringContaining('the base office has not agreed; without that: '),
      nextSteps: [{ by: 'BASE_OFFICE', text: expect.stringContaining('agrees to it') }],
    });
    expect(await waiting()).toEqual([id]);
  });

  it('is still what was signed, and shown as corrected', async () => {
    const { signatureSha256, laboratoryResults } = await seen(id, trade.exporter);
    expect(laboratoryResults).toMatchObject([
      { mgPerKg: 5, isCorrected: true, needsAgreement: false },
      { mgPerKg: null, correctsId: line.id, needsAgreement: true, correctedBy: null },
    ]);
    expect(signatureSha256).toHaveLength(64);
  });

  it('is agreed to by nobody of the body that made it, nor by anybody with a part in the fruit', async () => {
    for (const who of [trade.inspector, trade.packhouse, trade.exporter])
      await expect(agree(id, [late.id], who)).rejects.toThrow('FORBIDDEN');
    for (const [of, code] of [
      [trade.inspector, 'CORRECTION_NEEDS_ANOTHER_ORGANISATION'],
      [trade.packhouse, 'AGREEMENT_NOT_INDEPENDENT'],
    ] as const) {
      const insider = await given.colleague(trade.base, ['ADMINISTRATOR']);
      const invited = await done(of, organisationDocuments.inviteMember, {
        displayName: '示例',
        roles: ['VIEWER'],
      });
      await done(insider, organisationDocuments.joinOrganisation, { token: invited.token });
      const told = { inspectionId: id, entryIds: [late.id] };
      const { organisationId } = trade.base;
      expect(
        await send(insider, operations.agreeToResultCorrections, told, { organisationId }),
      ).toMatchObject(refusedWith(code));
    }
    expect(await agree(id, [line.id])).toMatchObject(refusedWith('CORRECTION_NEEDS_NO_AGREEMENT'));
    expect(await finding(lot)).toMatchObject({ verdict: 'INDETERMINATE' });
  });

  it('is as if it had never been once the base office agrees', async () => {
    const { signatureSha256 } = await seen(id);
    const { inspection } = await agree(id, [late.id]);
    expect(inspection).toMatchObject({
      signatureSha256,
      laboratoryResults: [{}, { agreedAt: expect.any(String) }],
    });
    expect(await finding(lot)).toMatchObject({ verdict: 'PASS' });
    expect(await waiting()).toEqual([]);
    expect(await agree(id, [late.id])).toMatchObject(refusedWith('CORRECTION_AGREED_ALREADY'));
    expect(await given.ledgerOf(late.id)).toEqual([
      expect.objectContaining({ kind: 'inspection.correction-agreed' }),
    ]);
  });
});

describe('a residue that was typed too low, and signed', () => {
  it('fails the fruit as soon as it is corrected, and taking that back waits again', async () => {
    const { id, lot, line } = await signed(null);
    const late = await corrected(id, { correctsId: line.id, mgPerKg: '5' });
    expect(await finding(lot)).toMatchObject({ verdict: 'FAIL' });
    const back = await corrected(id, { correctsId: late.id });
    expect(await finding(lot)).toMatchObject({ verdict: 'INDETERMINATE' });
    expect(await agree(id, [late.id])).toMatchObject(refusedWith('CORRECTION_CORRECTED_SINCE'));
    const { inspection } = await agree(id, [back.id]);
    expect(inspection.laboratoryResults.map(({ agreedAt }: Answer) => agreedAt !== null)).toEqual([
      false,
      true,
      true,
    ]);
    expect(await finding(lot)).toMatchObject({ verdict: 'PASS' });
  });

  it('and voided, leaves the fruit without a result at once', async () => {
    const { id, lot, line } = await signed(null);
    await done(trade.inspector, operations.voidLaboratoryResults, {
      inspectionId: id,
      reason: SLIP,
      resultIds: [line.id],
    });
    expect(await finding(lot)).toMatchObject({
      verdict: 'INDETERMINATE',
      explanation: expect.stringContaining('There is no residue result'),
    });
  });
});

describe('a measured value that was signed', () => {
  it('is corrected in the same way, and the worksheet says that it waits', async () => {
    const { id, lot } = await signed(null);
    const of = (parameter: string, entries: Answer[]) => entries.find((each) => each.parameter === parameter);
    const juice = of('JUICE_CONTENT', (await seen(id)).measurements);
    const told = (value: string, correctsId: string) => ({
      inspectionId: id,
      reason: SLIP,
      measurements: [{ parameter: 'JUICE_CONTENT', value, correctsId }],
    });
    const worse = await done(trade.inspector, operations.correctMeasurements, told('4.8', juice.id));
    expect(await finding(lot, 'XD-JUICE')).toMatchObject({ verdict: 'FAIL' });
    const low = worse.inspection.measurements.at(-1);
    const better = await done(trade.inspector, operations.correctMeasurements, told('48', low.id));
    expect(await finding(lot, 'XD-JUICE')).toMatchObject({ verdict: 'INDETERMINATE' });
    const { inspectionWorksheet } = await trade.inspector.client.run(operations.worksheetAwaiting, {
      inspectionId: id,
    });
    expect(of('JUICE_CONTENT', inspectionWorksheet.lines)?.recorded).toEqual([
      { value: '48', awaitsAgreement: true, isDeclined: false },
    ]);
    await agree(id, [better.inspection.measurements.at(-1).id]);
    expect(await finding(lot, 'XD-JUICE')).toMatchObject({ verdict: 'PASS' });
  });
});

describe('two people at once', () => {
  it('agree once', async () => {
    const { id, line } = await signed('5');
    const late = await corrected(id, { correctsId: line.id });
    const second = await given.colleague(trade.base, ['ADMINISTRATOR']);
    const answers = await Promise.all([agree(id, [late.id]), agree(id, [late.id], second)]);
    expect(answers.filter(({ inspection }) => inspection)).toHaveLength(1);
    expect(answers.filter(({ reasons }) => reasons)).toEqual([refusedWith('CORRECTION_AGREED_ALREADY')]);
    expect(await given.ledgerOf(late.id)).toHaveLength(1);
  });

  it('who correct and agree leave what was corrected last to be agreed to', async () => {
    const { id, lot, line } = await signed('5');
    const late = await corrected(id, { correctsId: line.id });
    const [agreed, again] = await Promise.all([
      agree(id, [late.id]),
      correct(id, { correctsId: late.id, limitOfQuantification: '0.005' }),
    ]);
    if (agreed.reasons) expect(agreed).toEqual(refusedWith('CORRECTION_CORRECTED_SINCE'));
    const last = again.inspection.laboratoryResults.at(-1);
    expect((await seen(id)).laboratoryResults.at(-1)).toMatchObject({
      id: last.id,
      needsAgreement: true,
      agreedAt: null,
    });
    expect(await waiting()).toContain(id);
    // What was signed still speaks against the fruit, unless the one between was agreed to.
    expect(await finding(lot)).toMatchObject({ verdict: agreed.reasons ? 'INDETERMINATE' : 'PASS' });
    await agree(id, [last.id]);
  });
});

describe('a lot that has gone on', () => {
  const passed = async (): Promise<{ lot: Answer; id: string; line: Answer }> => {
    const lot = await lots.joint(trade);
    const batch = await lots.packed(trade, trade.zizhong, 100);
    const { inspections } = lots;
    const { id } = await inspections.passed(trade.packhouse, batch, trade.inspector, SAMPLED_ON);
    await lots.allocated(trade, lot, batch);
    const results: Answer[] = (await seen(id)).laboratoryResults;
    return { lot, id, line: results.find(({ substance }) => substance === 'abamectin') };
  };
  const head = ({ laboratory, reportNumber }: Answer) => ({ laboratory, reportNumber });
  const correctedAs = async (id: string, line: Answer, mgPerKg: string | null, of = line): Promise<Answer> =>
    (
      await correct(id, { correctsId: line.id, mgPerKg }, trade.inspector, head(of))
    ).inspection.laboratoryResults.at(-1);

  it('stops at its next gate where a figure turns out too low, and again until taking that back is agreed to', async () => {
    const { lot, id, line } = await passed();
    await lots.moved(trade, lot, 'CLEARED');
    const worse = await correctedAs(id, line, '5');
    const declare = () => move(lot, 'DECLARED', { declarationNumber: '530420260000000009' });
    expect(ruleCodes(await declare())).toEqual([RESIDUE]);
    const back = await correctedAs(id, worse, null);
    expect(ruleCodes(await declare())).toEqual([RESIDUE]);
    await agree(id, [back.id]);
    expect((await declare()).lot).toMatchObject({ state: 'DECLARED' });
  });

  it('is not judged again once it has departed', async () => {
    const { lot, id, line } = await passed();
    await lots.moved(trade, lot, 'CLEARED');
    await lots.moved(trade, lot, 'DECLARED', { declarationNumber: '530420260000000010' });
    const declared = await find(trade.exporter, lot.id);
    await lots.moved(trade, lot, 'INSPECTED', { customsFinding: found(declared) });
    const certificate = { number: 'TEST-PC-9', issuedOn: '2026-01-25', validUntil: '2026-02-20' };
    await lots.moved(trade, lot, 'CERTIFIED', { certificate });
    await lots.moved(trade, lot, 'LOADED', { containerNumber: 'TSTU1234568', sealNumber: 'TEST-0009' });
    const worse = await correctedAs(id, line, '5');
    expect(ruleCodes(await move(lot, 'DEPARTED'))).toEqual([RESIDUE]);
    await agree(id, [(await correctedAs(id, worse, null)).id]);
    const { judgement, checks } = await lots.moved(trade, lot, 'DEPARTED');
    const [last] = (await seen(id)).laboratoryResults.slice(-1);
    await correctedAs(id, last, '5');
    expect(await find(trade.exporter, lot.id)).toMatchObject({ state: 'DEPARTED', judgement, checks });
  });
});

describe('a test that could not see the limit', () => {
  it('is answered by a finer one of a later sample, and a figure above the limit is not', async () => {
    const batch = await lots.packed(trade, trade.zizhong, 100);
    const inspected = async (sampledOn: string, line: object): Promise<void> => {
      const inspection = await lots.inspections.sampled(trade.packhouse, batch, trade.inspector, sampledOn);
      const told = { ...report(inspection.id, line), testedOn: sampledOn, reason: undefined };
      await done(trade.inspector, operations.recordLaboratoryResults, told);
      await lots.inspections.signed(trade.inspector, inspection);
    };
    const lot = await lots.open(trade, { plannedDepartureOn: '2026-03-10' });
    await lots.allocated(trade, lot, batch);
    await inspected(SAMPLED_ON, { limitOfQuantification: '5' });
    await judge(lot);
    expect(await finding(lot)).toMatchObject({
      verdict: 'INDETERMINATE',
      explanation: expect.stringContaining('and cannot tell'),
    });
    await inspected('2026-01-25', {});
    expect(await finding(lot)).toMatchObject({
      verdict: 'PASS',
      explanation: expect.stringContaining('A finer test of the same fruit tells'),
    });
    await inspected('2026-01-25', { mgPerKg: '5' });
    expect(await finding(lot)).toMatchObject({ verdict: 'FAIL' });
  });
});

it('what was judged with what was withdrawn comes out again as it is stored', () =>
  expectReplayed(testApp, 10));

describe('the database', () => {
  it.each([
    `UPDATE laboratory_result SET value_micrograms_per_kg = 1 WHERE needs_agreement`,
    `UPDATE measurement SET value = 50 WHERE needs_agreement`,
    `UPDATE laboratory_result SET needs_agreement = false WHERE needs_agreement`,
    `UPDATE measurement SET agreed_at = agreed_at - interval '1 day' WHERE agreed_at IS NOT NULL`,
  ])('refuses to change what was corrected or agreed to: %s', async (sql) => {
    await expect(ownerRows(testApp.database.ownerUrl, sql, [])).rejects.toThrow('append-only');
  });

  it('takes nothing into a signed inspection but corrections that say so', async () => {
    const { id } = await signed(null);
    const added = `INSERT INTO measurement (id, inspection_id, batch_id, parameter, value, unit, recorded_at, visible_to)
      SELECT gen_random_uuid(), inspection_id, batch_id, 'RED_FLESH_SHARE', 99, '%', recorded_at, '{}'
      FROM measurement WHERE inspection_id = $1 LIMIT 1`;
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
