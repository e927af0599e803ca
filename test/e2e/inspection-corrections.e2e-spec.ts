import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { ok } from '../../src/kernel/result.js';
import { signatureOf } from '../../src/modules/inspections/domain/signature.js';
import { allClaims } from '../../src/all-claims.js';
import { verifyLedger } from '../../src/modules/ledger/verify/verify-ledger.js';
import { ownerRows } from '../support/demo.js';
import { refusedWith } from '../support/expectations.js';
import { correctionDocuments as operations } from '../support/given/corrections.js';
import type { Given, Member } from '../support/given/index.js';
import type { Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import type { TestApp } from '../support/test-app.js';

const SAMPLED_ON = '2026-01-24';
const SLIP = '漏打一位 / a digit was left out';

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
});
afterAll(() => testApp?.close());

const sampled = async (): Promise<Answer> =>
  lots.inspections.sampled(
    trade.packhouse,
    await lots.packed(trade, trade.zizhong, 100),
    trade.inspector,
    SAMPLED_ON,
  );
const measure = async (inspectionId: string, measurements: object[]): Promise<Answer[]> =>
  (await done(trade.inspector, operations.recordMeasurements, { inspectionId, measurements })).inspection
    .measurements;
const correct = (inspectionId: string, measurements: object[], by: Member = trade.inspector) =>
  send(by, operations.correctMeasurements, { inspectionId, reason: SLIP, measurements });
const voided = (inspectionId: string, measurementIds: string[]) =>
  send(trade.inspector, operations.voidMeasurements, { inspectionId, reason: SLIP, measurementIds });
const seen = async (id: string, by: Member = trade.inspector): Promise<Answer> =>
  (await by.client.run(operations.inspection, { id })).inspection;
const worksheet = async (inspectionId: string): Promise<Answer> =>
  (await trade.inspector.client.run(operations.worksheet, { inspectionId })).inspectionWorksheet;
const verdictOf = async (inspectionId: string, ruleCode: string): Promise<string> =>
  (await worksheet(inspectionId)).findings.find((each: Answer) => each.ruleCode === ruleCode).verdict;
const juice = (value: string, more: object = {}) => ({ parameter: 'JUICE_CONTENT', value, ...more });

const report = (inspectionId: string, results: object[], more: object = {}) => ({
  inspectionId,
  laboratory: '示范实验室',
  reportNumber: 'R-1',
  accreditation: 'CNAS L00000',
  testedOn: SAMPLED_ON,
  results: results.map((each) => ({ limitOfQuantification: '0.01', ...each })),
  ...more,
});
const test = async (inspectionId: string, results: object[]): Promise<Answer[]> =>
  (await done(trade.inspector, operations.recordLaboratoryResults, report(inspectionId, results))).inspection
    .laboratoryResults;
const correctReport = (inspectionId: string, results: object[], more: object = {}) =>
  send(trade.inspector, operations.correctLaboratoryResults, {
    reason: SLIP,
    ...report(inspectionId, results, more),
  });

describe('a slip in what was measured', () => {
  it('fails the fruit until it is put right, and then only the correction counts', async () => {
    const { id } = await sampled();
    const [wrong] = await measure(id, [juice('4.8')]);
    await lots.inspections.measured(trade.inspector, { id }, [{ parameter: 'TSS', value: '12.5' }]);
    expect(await verdictOf(id, 'XD-JUICE')).toBe('FAIL');

    const { inspection } = await correct(id, [juice('48', { correctsId: wrong.id })]);
    const [first, , last] = inspection.measurements;
    expect(first).toMatchObject({ id: wrong.id, value: '4.8', isCorrected: true, correctionReason: null });
    expect(last).toMatchObject({
      value: '48',
      correctsId: wrong.id,
      isVoid: false,
      isCorrected: false,
      correctionReason: SLIP,
      recordedAt: expect.stringMatching(/^2026-01-25T01:00:\d\d\.\d{3}Z$/),
    });
    expect(last.correctedBy).toEqual(expect.stringMatching(/^user-/));
    // Who holds the fruit reads why, and not who.
    const [, , forHolder] = (await seen(id, trade.packhouse)).measurements;
    expect(forHolder).toMatchObject({ correctionReason: SLIP, correctedBy: null });

    const sheet = await worksheet(id);
    expect(sheet.lines.find(({ parameter }: Answer) => parameter === 'JUICE_CONTENT').recorded).toEqual([
      { value: '48', unit: '%', isCounted: false },
    ]);
    expect(await verdictOf(id, 'XD-JUICE')).toBe('INDETERMINATE');
    await done(trade.inspector, operations.signInspection, { inspectionId: id, verdict: 'PASS' });
    expect(await verdictOf(id, 'XD-JUICE')).toBe('PASS');
  });

  it('is not corrected twice: the correction is, even where two correct at once', async () => {
    const { id } = await sampled();
    const [wrong] = await measure(id, [juice('4.8')]);
    const both = await Promise.all(
      ['48', '47'].map((value) => correct(id, [juice(value, { correctsId: wrong.id })])),
    );
    expect(both.map(({ __typename }) => __typename).sort()).toEqual(['InspectionPayload', 'Refused']);
    expect(both.find(({ __typename }) => __typename === 'Refused')).toMatchObject(
      refusedWith('ENTRY_NOT_TO_CORRECT'),
    );
    const { measurements } = await seen(id);
    expect(measurements).toHaveLength(2);
    const again = await correct(id, [juice('46', { correctsId: measurements[1].id })]);
    expect(again.inspection.measurements.map(({ isCorrected }: Answer) => isCorrected)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('is corrected once, however often the request is sent', async () => {
    const { id } = await sampled();
    const [wrong] = await measure(id, [juice('4.8')]);
    const told = {
      requestId: randomUUID(),
      inspectionId: id,
      reason: SLIP,
      measurements: [juice('48', { correctsId: wrong.id })],
    };
    for (let sent = 0; sent < 2; sent++) {
      const { inspection } = await done(trade.inspector, operations.correctMeasurements, told);
      expect(inspection.measurements).toHaveLength(2);
    }
  });

  it('is read as strictly as the first entry, and is of this inspection', async () => {
    const { id } = await sampled();
    const other = await sampled();
    const [wrong] = await measure(id, [juice('4.8')]);
    const [foreign] = await measure(other.id, [juice('48')]);
    for (const [code, entry] of [
      ['ENTRY_NOT_TO_CORRECT', juice('48', { correctsId: foreign.id })],
      ['MEASUREMENT_IMPOSSIBLE', juice('480', { correctsId: wrong.id })],
      ['MEASUREMENT_UNIT', juice('48', { correctsId: wrong.id, unit: 'mm' })],
    ] as const)
      expect(await correct(id, [entry])).toMatchObject(refusedWith(code));
    const twice = [juice('48', { correctsId: wrong.id }), juice('47', { correctsId: wrong.id })];
    expect(await correct(id, twice)).toMatchObject(refusedWith('ENTRY_NOT_TO_CORRECT'));
    expect((await seen(id)).measurements).toHaveLength(1);
  });

  it('is voided where nothing was measured; a void is put right like any entry', async () => {
    const { id } = await sampled();
    const [wrong] = await measure(id, [juice('4.8')]);
    const { inspection } = await voided(id, [wrong.id]);
    expect(inspection.measurements).toMatchObject([
      { isCorrected: true, isVoid: false },
      { isCorrected: false, isVoid: true, value: '4.8', correctsId: wrong.id },
    ]);
    const findings = (await worksheet(id)).findings.filter((each: Answer) => each.ruleCode === 'XD-JUICE');
    expect(findings[0]).toMatchObject({ explanation: 'Not measured: Juice content.' });
    const voidId = inspection.measurements[1].id;
    expect(await voided(id, [voidId])).toMatchObject(refusedWith('ENTRY_VOID_ALREADY'));
    expect(await voided(id, [wrong.id])).toMatchObject(refusedWith('ENTRY_NOT_TO_CORRECT'));
    const restored = await correct(id, [juice('48', { correctsId: voidId })]);
    expect(restored.inspection.measurements[2]).toMatchObject({ isVoid: false, value: '48' });
  });

  it('where a share was typed, is voided to count it instead', async () => {
    const { id } = await sampled();
    const [share] = await measure(id, [{ parameter: 'DECAY_SHARE', value: '1' }]);
    const counts = { inspectionId: id, counts: [{ examined: 40, defects: [] }] };
    expect(await send(trade.inspector, operations.recordDefects, counts)).toMatchObject(
      refusedWith('SHARE_WAS_MEASURED'),
    );
    await voided(id, [share.id]);
    await done(trade.inspector, operations.recordDefects, counts);
    const [, voidEntry] = (await seen(id)).measurements;
    const typed = { parameter: 'DECAY_SHARE', value: '2', correctsId: voidEntry.id };
    expect(await correct(id, [typed])).toMatchObject(refusedWith('SHARE_IS_COUNTED'));
  });
});

describe("a slip in a laboratory's report", () => {
  it('fails the fruit until it is put right, with the head of the report where that was wrong', async () => {
    const { id } = await sampled();
    const [wrong] = await test(id, [{ substance: 'abamectin', mgPerKg: '5' }, { substance: 'chlorpyrifos' }]);
    expect(await verdictOf(id, 'WORK-RESIDUE')).toBe('FAIL');
    const line = { substance: 'abamectin', correctsId: wrong.id };
    const right = await correctReport(id, [line], { testedOn: '2026-01-25', reportNumber: 'R-2' });
    expect(right.inspection.laboratoryResults).toMatchObject([
      { isCorrected: true, mgPerKg: 5 },
      { isCorrected: false, substance: 'chlorpyrifos' },
      { mgPerKg: null, testedOn: '2026-01-25', reportNumber: 'R-2', correctionReason: SLIP },
    ]);
    expect(await verdictOf(id, 'WORK-RESIDUE')).toBe('INDETERMINATE');
    expect(
      await correctReport(id, [{ ...line, correctsId: right.inspection.laboratoryResults[2].id }], {
        testedOn: '2026-01-26',
      }),
    ).toMatchObject(refusedWith('INSPECTION_DAY_IN_FUTURE'));
  });

  it('in which substance a line is of, leaves the first one free to be entered; each stands once', async () => {
    const { id } = await sampled();
    const [wrong, other] = await test(id, [{ substance: 'abamectin' }, { substance: 'chlorpyrifos' }]);
    const asOther = { substance: 'chlorpyrifos', correctsId: wrong.id };
    expect(await correctReport(id, [asOther])).toMatchObject(refusedWith('SUBSTANCE_TWICE'));
    // Both were typed in the place of the other.
    const swapped = await correctReport(id, [asOther, { substance: 'abamectin', correctsId: other.id }]);
    expect(swapped.inspection.laboratoryResults).toHaveLength(4);
    const [, , , abamectin] = swapped.inspection.laboratoryResults;
    await done(trade.inspector, operations.voidLaboratoryResults, {
      inspectionId: id,
      reason: SLIP,
      resultIds: [abamectin.id],
    });
    expect(await test(id, [{ substance: 'abamectin', mgPerKg: '0.012' }])).toHaveLength(6);
    const twice = report(id, [{ substance: 'abamectin' }]);
    expect(await send(trade.inspector, operations.recordLaboratoryResults, twice)).toMatchObject(
      refusedWith('SUBSTANCE_TWICE'),
    );
    // The database keeps it too, whoever writes.
    await expect(
      ownerRows(
        testApp.database.ownerUrl,
        `INSERT INTO laboratory_result (id, inspection_id, batch_id, laboratory, report_number, tested_on, substance,
           loq_micrograms_per_kg, recorded_at, visible_to)
         SELECT gen_random_uuid(), inspection_id, batch_id, '', report_number, tested_on, substance, 10, recorded_at, '{}'
         FROM laboratory_result x WHERE inspection_id = $1 AND value_micrograms_per_kg = 12`,
        [id],
      ),
    ).rejects.toThrow('the line of the report is entered already');
  });

  it('is not corrected by two at once', async () => {
    const { id } = await sampled();
    const [wrong] = await test(id, [{ substance: 'abamectin', mgPerKg: '5' }]);
    const line = { substance: 'abamectin', correctsId: wrong.id };
    const both = await Promise.all([correctReport(id, [line]), correctReport(id, [line])]);
    expect(both.map(({ __typename }) => __typename).sort()).toEqual(['InspectionPayload', 'Refused']);
    expect((await seen(id)).laboratoryResults).toHaveLength(2);
  });
});

describe('fruit that is inspected again after the signature', () => {
  it('is judged by what the later sample measured, and by every residue that was found', async () => {
    const batch = await lots.packed(trade, trade.zizhong, 100);
    const { inspections } = lots;
    const first = await inspections.sampled(trade.packhouse, batch, trade.inspector, SAMPLED_ON);
    await inspections.measured(trade.inspector, first, [juice('4.8')]);
    await inspections.tested(trade.inspector, first, { abamectin: '5' });
    await inspections.signed(trade.inspector, first);
    expect(await verdictOf(first.id, 'XD-JUICE')).toBe('FAIL');

    const second = await inspections.sampled(trade.packhouse, batch, trade.inspector, '2026-01-25');
    await inspections.measured(trade.inspector, second, [juice('48')]);
    await inspections.tested(trade.inspector, second, { abamectin: null });
    expect(await verdictOf(second.id, 'XD-JUICE')).toBe('FAIL');
    await inspections.signed(trade.inspector, second);
    expect(await verdictOf(second.id, 'XD-JUICE')).toBe('PASS');
    const { findings } = await worksheet(second.id);
    expect(findings.find(({ ruleCode }: Answer) => ruleCode === 'WORK-RESIDUE')).toMatchObject({
      verdict: 'FAIL',
      isReleasable: false,
      nextSteps: [{ by: 'EXPORTER', text: expect.stringContaining('no clean test takes back') }],
    });
  });
});

describe('a correction', () => {
  it('is for whoever may record: not for the holder, another body, or an inspector with a part in the fruit', async () => {
    const { id } = await sampled();
    const [wrong] = await measure(id, [juice('4.8')]);
    const entry = [juice('48', { correctsId: wrong.id })];
    const stranger = await given.member('INSPECTION_BODY');
    const officer = await given.colleague(trade.packhouse, ['PLANT_PROTECTION_OFFICER']);
    for (const by of [stranger, officer])
      expect(await correct(id, entry, by)).toMatchObject(refusedWith('NOT_FOUND'));
    const { body } = await trade.exporter.client.raw(operations.correctMeasurements, {
      input: { requestId: randomUUID(), inspectionId: id, reason: SLIP, measurements: entry },
    });
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    const colleague = await given.colleague(trade.inspector, ['INSPECTOR']);
    await testApp.app.get(UnitOfWork).write<null, never>(testApp.system(), async ({ manager, ids, now }) => {
      await manager.query(
        `INSERT INTO membership (id, user_id, organisation_id, roles, started_at) VALUES ($1, $2, $3, '{VIEWER}', $4)`,
        [ids.next(), colleague.userId, trade.packhouse.organisationId, now],
      );
      return ok(null);
    });
    const told = { inspectionId: id, reason: SLIP, measurements: entry };
    const { organisationId } = trade.inspector;
    expect(await send(colleague, operations.correctMeasurements, told, { organisationId })).toMatchObject(
      refusedWith('INSPECTOR_NOT_INDEPENDENT'),
    );
    // It was put there past the ledger.
    await ownerRows(
      testApp.database.ownerUrl,
      `DELETE FROM membership WHERE user_id = $1 AND roles = '{VIEWER}'`,
      [colleague.userId],
    );
    expect((await seen(id)).measurements).toHaveLength(1);
  });

  it('until the signature is covered by it, with what stands', async () => {
    const { id } = await sampled();
    const [wrong] = await measure(id, [juice('4.8')]);
    const [line] = await test(id, [{ substance: 'abamectin', mgPerKg: '5' }]);
    const { inspection } = await correct(id, [juice('48', { correctsId: wrong.id })]);
    const voidedLine = await done(trade.inspector, operations.voidLaboratoryResults, {
      inspectionId: id,
      reason: SLIP,
      resultIds: [line.id],
    });
    await done(trade.inspector, operations.signInspection, { inspectionId: id, verdict: 'PASS' });

    const [row] = await ownerRows<Answer>(
      testApp.database.ownerUrl,
      `SELECT id, code, batch_id AS "batchId", organisation_id AS "organisationId", requested_by_id AS "requestedById",
         inspector_id AS "inspectorId", inspector_organisation_ids::text[] AS "inspectorOrganisationIds", verdict, remarks,
         signature_sha256 AS sha256, to_char(signed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "signedAt"
       FROM inspection WHERE id = $1`,
      [id],
    );
    const { sha256, ...signed } = row;
    const standing = inspection.measurements[1];
    const correction = (entry: Answer) => ({
      id: entry.id,
      correctsId: entry.correctsId,
      isVoid: entry.isVoid,
    });
    const record = {
      ...signed,
      sampledOn: SAMPLED_ON,
      sampledCartons: 5,
      sampledFruits: 50,
      measurements: [
        {
          id: standing.id,
          parameter: 'JUICE_CONTENT',
          value: '48',
          unit: '%',
          method: null,
          samplePosition: null,
        },
      ],
      laboratoryResults: [],
      corrections: [correction(standing), correction(voidedLine.inspection.laboratoryResults[1])],
    };
    expect(signatureOf(record)).toBe(sha256);

    const another = { inspectionId: id, measurements: [juice('47')] };
    const late = await send(trade.inspector, operations.recordMeasurements, another);
    expect(late).toMatchObject(refusedWith('INSPECTION_SIGNED'));
    expect(late.reasons[0].message).toMatch(
      /is signed and no longer changes; a value that was typed wrongly/,
    );
    // What is corrected from now on is told apart and changes nothing of what was signed (`signed-corrections.e2e-spec.ts`).
    const after = await correct(id, [juice('47', { correctsId: standing.id })]);
    expect(after.inspection).toMatchObject({
      verdict: 'PASS',
      signatureSha256: sha256,
      measurements: [{}, { isCorrected: true, needsAgreement: false }, { value: '47', needsAgreement: true }],
    });
  });

  it.each([
    `UPDATE measurement SET corrects_id = NULL`,
    `UPDATE measurement SET is_void = NOT is_void`,
    `UPDATE laboratory_result SET corrected_by_id = NULL`,
    `UPDATE laboratory_result SET correction_reason = 'another'`,
  ])('never changes: %s', async (sql) => {
    await expect(
      ownerRows(testApp.database.ownerUrl, `${sql} WHERE corrects_id IS NOT NULL`, []),
    ).rejects.toThrow('append-only');
  });

  it('says nothing that the ledger does not say', async () => {
    const verified = await testApp.app
      .get(UnitOfWork)
      .read(testApp.system(), ({ manager }) => verifyLedger(manager, allClaims));
    expect(verified.difference).toBeNull();
    const [kept] = await ownerRows<{ corrections: number }>(
      testApp.database.ownerUrl,
      `SELECT count(*)::integer AS corrections FROM measurement WHERE corrects_id IS NOT NULL`,
      [],
    );
    expect(kept?.corrections).toBeGreaterThan(5);
  });
});
