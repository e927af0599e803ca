import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/verification.js';
import { ownerRows } from '../support/demo.js';
import { refusedWith } from '../support/expectations.js';
import { correctionDocuments as operations } from '../support/given/corrections.js';
import type { Given, Member } from '../support/given/index.js';
import { insiderOf } from '../support/given/insider.js';
import { lotActs } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { expectReplayed } from '../support/replayed.js';
import type { TestApp } from '../support/test-app.js';

/*
 * The base office does not believe a correction of a signed figure, and says so: what was withdrawn counts, what was found and said against the fruit
 * counts too, and nothing waits any more.
 */

const SAMPLED_ON = '2026-01-24';
const RESIDUE = 'WORK-RESIDUE';
const NOT_AGREED = 'has not agreed';

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
const { findings, find, judge, verdicts } = lotActs(() => trade);

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
});
afterAll(() => testApp?.close());

const report = (inspectionId: string, line: object) => ({
  inspectionId,
  reason: '看错行 / the line below was typed',
  laboratory: '示范实验室',
  reportNumber: 'R-1',
  testedOn: SAMPLED_ON,
  results: [{ substance: 'abamectin', limitOfQuantification: '0.01', ...line }],
});
const correct = async (id: string, line: object): Promise<Answer> =>
  (
    await done(trade.inspector, operations.correctLaboratoryResults, report(id, line))
  ).inspection.laboratoryResults.at(-1);
const voided = async (id: string, lineId: string): Promise<Answer> => {
  const told = { inspectionId: id, reason: '报告无此行 / no such line', resultIds: [lineId] };
  const { inspection } = await done(trade.inspector, operations.voidLaboratoryResults, told);
  return inspection.laboratoryResults.at(-1);
};
const agree = (inspectionId: string, entryIds: string[]): Promise<Answer> =>
  send(trade.base, operations.agreeToResultCorrections, { inspectionId, entryIds });
const decline = (
  inspectionId: string,
  entryIds: string[],
  by: Member = trade.base,
  reason = 'CONTRADICTED',
): Promise<Answer> => send(by, operations.declineResultCorrections, { inspectionId, entryIds, reason });
const seen = async (id: string, by: Member = trade.inspector): Promise<Answer> =>
  (await by.client.run(operations.inspection, { id })).inspection;
const waiting = async (): Promise<string[]> =>
  (await trade.base.client.run(operations.inspectionsAwaiting)).inspections.edges.map(
    ({ node }: Answer) => node.id,
  );
/** Inspections in which something was declined and not entered anew. */
const declinedOf = async (by: Member): Promise<string[]> =>
  (await by.client.run(operations.inspectionsDeclined)).inspections.edges.map(({ node }: Answer) => node.id);
const forBase = () => ({ organisationId: trade.base.organisationId });

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
const ofLot = async (lot: Answer): Promise<string | undefined> =>
  verdicts(await find(trade.exporter, lot.id))['STANDARD'];

describe('a residue above the limit that the inspection body corrects to none', () => {
  let id: string;
  let lot: Answer;
  let line: Answer;
  let late: Answer;
  let again: Answer;

  it('is declined by nobody of the body, nor by anybody with a part in the fruit', async () => {
    ({ id, lot, line } = await signed('5'));
    late = await correct(id, { correctsId: line.id });
    expect(await finding(lot)).toMatchObject({ verdict: 'INDETERMINATE' });
    for (const who of [trade.inspector, trade.packhouse, trade.exporter])
      await expect(decline(id, [late.id], who)).rejects.toThrow('FORBIDDEN');
    for (const [of, code] of [
      [trade.inspector, 'CORRECTION_NEEDS_ANOTHER_ORGANISATION'],
      [trade.packhouse, 'AGREEMENT_NOT_INDEPENDENT'],
    ] as const) {
      const told = { inspectionId: id, entryIds: [late.id], reason: 'NOT_SHOWN' };
      const insider = await insiderOf(given, trade.base, of);
      expect(await send(insider, operations.declineResultCorrections, told, forBase())).toMatchObject(
        refusedWith(code),
      );
    }
    expect(await decline(id, [line.id])).toMatchObject(refusedWith('CORRECTION_NEEDS_NO_AGREEMENT'));
    await expect(decline(id, [late.id], trade.base, 'NO_FAITH')).rejects.toThrow('CorrectionDeclineReason');
    expect(await waiting()).toEqual([id]);
  });

  it('fails the fruit by what was signed once the base office declines, and nothing waits', async () => {
    const { signatureSha256 } = await seen(id);
    const { inspection } = await decline(id, [late.id]);
    expect(inspection).toMatchObject({
      signatureSha256,
      laboratoryResults: [
        { mgPerKg: 5, isCorrected: true, declinedAt: null },
        {
          mgPerKg: null,
          agreedAt: null,
          declinedAt: expect.any(String),
          declineReason: 'CONTRADICTED',
          declinedBy: expect.any(String),
        },
      ],
    });
    const { verdict, explanation, nextSteps } = await finding(lot);
    expect(verdict).toBe('FAIL');
    expect(explanation).toMatch(/^The base office declined a correction or voiding.*found at 5 mg\/kg/);
    expect(nextSteps.map(({ by }: Answer) => by)).not.toContain('BASE_OFFICE');
    expect(await ofLot(lot)).toBe('FAIL');
    expect(await waiting()).toEqual([]);
    expect(await declinedOf(trade.inspector)).toEqual([id]);
    expect(await declinedOf(trade.zizhong)).toEqual([]);
    expect(await given.ledgerOf(late.id)).toEqual([
      expect.objectContaining({ kind: 'inspection.correction-declined' }),
    ]);
  });

  it('is told with its reason to whoever sees the inspection, and by whom to the base office alone', async () => {
    for (const by of [trade.exporter, trade.inspector])
      expect((await seen(id, by)).laboratoryResults[1]).toMatchObject({
        declineReason: 'CONTRADICTED',
        declinedBy: null,
      });
  });

  it('is settled: neither agreed to nor declined a second time', async () => {
    expect(await agree(id, [late.id])).toMatchObject(refusedWith('CORRECTION_DECLINED'));
    expect(await decline(id, [late.id])).toMatchObject(refusedWith('CORRECTION_DECLINED'));
  });

  it('is entered anew, which changes nothing before the base office agrees', async () => {
    again = await correct(id, { correctsId: late.id });
    expect(await declinedOf(trade.inspector)).toEqual([]);
    expect(await finding(lot)).toMatchObject({ verdict: 'FAIL' });
    expect(await waiting()).toEqual([id]);
    expect(await agree(id, [late.id])).toMatchObject(refusedWith('CORRECTION_CORRECTED_SINCE'));
    const { inspection } = await agree(id, [again.id]);
    expect(
      inspection.laboratoryResults.map(({ agreedAt, declinedAt }: Answer) => [!!agreedAt, !!declinedAt]),
    ).toEqual([
      [false, false],
      [true, true],
      [true, false],
    ]);
    expect(await finding(lot)).toMatchObject({ verdict: 'PASS' });
  });
});

describe('a residue that the inspection body corrects upwards', () => {
  it('is not declined away: it goes once the body takes it back and the base office agrees', async () => {
    const { id, lot, line } = await signed(null);
    const late = await correct(id, { correctsId: line.id, mgPerKg: '5' });
    expect(await finding(lot)).toMatchObject({ verdict: 'FAIL' });
    await decline(id, [late.id]);
    const { verdict, explanation } = await finding(lot);
    expect(verdict).toBe('FAIL');
    expect(explanation).toMatch(
      /^A correction or voiding that the base office declined still counts against.*5 mg\/kg/,
    );
    const back = await correct(id, { correctsId: late.id });
    expect(await finding(lot)).toMatchObject({
      verdict: 'INDETERMINATE',
      explanation: expect.stringContaining(NOT_AGREED),
    });
    await agree(id, [back.id]);
    expect(await finding(lot)).toMatchObject({ verdict: 'PASS' });
  });
});

describe('a result that the inspection body voids', () => {
  it('leaves the fruit without a result also where that is declined, and is voided again', async () => {
    const { id, lot, line } = await signed(null);
    const none = {
      verdict: 'INDETERMINATE',
      explanation: expect.stringContaining('There is no residue result'),
    };
    const gone = await voided(id, line.id);
    expect(await finding(lot)).toMatchObject(none);
    await decline(id, [gone.id], trade.base, 'NOT_SHOWN');
    expect(await finding(lot)).toMatchObject(none);
    const again = await voided(id, gone.id);
    await agree(id, [again.id]);
    expect(await finding(lot)).toMatchObject(none);
    expect(await waiting()).not.toContain(id);
  });

  it('and that was above the limit, was found where that is declined', async () => {
    const { id, lot, line } = await signed('5');
    const gone = await voided(id, line.id);
    expect(await finding(lot)).toMatchObject({ verdict: 'INDETERMINATE' });
    await decline(id, [gone.id]);
    expect(await finding(lot)).toMatchObject({ verdict: 'FAIL' });
  });
});

describe('a measured value', () => {
  it('is declined in the same way, with those that led to it, and the worksheet says so', async () => {
    const { id, lot } = await signed(null);
    const of = (parameter: string, entries: Answer[]) => entries.find((each) => each.parameter === parameter);
    const told = (value: string, correctsId: string) => ({
      inspectionId: id,
      reason: '示范',
      measurements: [{ parameter: 'JUICE_CONTENT', value, correctsId }],
    });
    const corrected = async (value: string, correctsId: string): Promise<Answer> => {
      const { inspection } = await done(
        trade.inspector,
        operations.correctMeasurements,
        told(value, correctsId),
      );
      return inspection.measurements.at(-1);
    };
    const low = await corrected('4.8', of('JUICE_CONTENT', (await seen(id)).measurements).id);
    const back = await corrected('48', low.id);
    expect(await finding(lot, 'XD-JUICE')).toMatchObject({ verdict: 'INDETERMINATE' });
    const { inspection } = await decline(id, [back.id], trade.base, 'WRONG_ENTRY');
    expect(
      inspection.measurements
        .filter(({ parameter }: Answer) => parameter === 'JUICE_CONTENT')
        .map(({ declineReason }: Answer) => declineReason),
    ).toEqual([null, 'WRONG_ENTRY', 'WRONG_ENTRY']);
    expect(await finding(lot, 'XD-JUICE')).toMatchObject({
      verdict: 'FAIL',
      explanation: expect.stringMatching(/^The base office declined/),
    });
    const { inspectionWorksheet } = await trade.inspector.client.run(operations.worksheetAwaiting, {
      inspectionId: id,
    });
    expect(of('JUICE_CONTENT', inspectionWorksheet.lines)?.recorded).toEqual([
      { value: '48', awaitsAgreement: false, isDeclined: true },
    ]);
  });
});

describe('two people at once', () => {
  it('of whom one agrees and one declines, settle it once', async () => {
    const { id, lot, line } = await signed('5');
    const late = await correct(id, { correctsId: line.id });
    const second = await given.colleague(trade.base, ['ADMINISTRATOR']);
    const [agreed, declined] = await Promise.all([agree(id, [late.id]), decline(id, [late.id], second)]);
    const { verdict } = await finding(lot);
    if (agreed.inspection) {
      expect(declined).toMatchObject(refusedWith('CORRECTION_AGREED_ALREADY'));
      expect(verdict).toBe('PASS');
    } else {
      expect(agreed).toMatchObject(refusedWith('CORRECTION_DECLINED'));
      expect(verdict).toBe('FAIL');
    }
    expect(await given.ledgerOf(late.id)).toHaveLength(1);
  });
});

it('what was judged with what was declined comes out again as it is stored', () =>
  expectReplayed(testApp, 10));

describe('the database', () => {
  it.each([
    `UPDATE laboratory_result SET decline_reason = 'NOT_SHOWN' WHERE declined_at IS NOT NULL`,
    `UPDATE measurement SET declined_at = NULL, declined_by_id = NULL, decline_reason = NULL WHERE declined_at IS NOT NULL`,
    `UPDATE laboratory_result SET declined_at = agreed_at, declined_by_id = agreed_by_id, decline_reason = 'NO_SLIP'
       WHERE agreed_at IS NOT NULL AND declined_at IS NULL`,
  ])('refuses to change what was declined, or agreed to: %s', async (sql) => {
    await expect(ownerRows(testApp.database.ownerUrl, sql, [])).rejects.toThrow('append-only');
  });

  it.each([
    ['measurement_declined_where_needed', `'NO_SLIP'`, 'NOT needs_agreement'],
    [
      'measurement_decline_reason',
      `'BECAUSE'`,
      'needs_agreement AND agreed_at IS NULL AND declined_at IS NULL',
    ],
    ['measurement_declined_whole', 'NULL', 'needs_agreement AND agreed_at IS NULL AND declined_at IS NULL'],
  ])('takes in no other declining: %s', async (constraint, reason, which) => {
    const { id } = await signed(null);
    const [juice] = (await seen(id)).measurements;
    await done(trade.inspector, operations.voidMeasurements, {
      inspectionId: id,
      reason: '示范',
      measurementIds: [juice.id],
    });
    const sql = `UPDATE measurement SET declined_at = now(), declined_by_id = (SELECT id FROM user_account ORDER BY id LIMIT 1),
      decline_reason = ${reason} WHERE ${which}`;
    await expect(ownerRows(testApp.database.ownerUrl, sql, [])).rejects.toThrow(constraint);
  });

  it('says nothing that the ledger does not say', async () => {
    const { ledger } = await verifyDatabase(testApp.database.applicationUrl, {
      directory: testApp.blobs,
      bucket: undefined,
    });
    expect(ledger.difference).toBeNull();
  });
});
