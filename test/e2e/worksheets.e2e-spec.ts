import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ownerRows } from '../support/demo.js';
import { refusedWith } from '../support/expectations.js';
import { ZIZHONG, type Given, type Member } from '../support/given/index.js';
import { inventedRules, type InventedRule } from '../support/given/invented-rules.js';
import { lotActs } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { worksheetDocuments as operations } from '../support/given/worksheets.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { counting } from '../support/query-counter.js';
import type { TestApp } from '../support/test-app.js';

const SAMPLED_ON = '2026-01-24';

/** A contract that nobody made: what to draw, what is tolerated, and a self-check. */
const CONTRACT = [
  {
    code: 'T-CARTONS',
    kind: 'package-count-plan',
    parameters: { steps: [{ from: 1, to: null, packages: 4 }] },
  },
  { code: 'T-AQL', kind: 'iso-2859-plan', parameters: { level: 'II', aql: '2.5', comparedWithText: true } },
  {
    code: 'T-CLASS',
    kind: 'tolerance-by-class',
    parameters: {
      classes: {
        I: [
          { parameter: 'OUT_OF_CLASS_SHARE', maximum: '10' },
          { parameter: 'DECAY_SHARE', maximum: '1' },
        ],
      },
    },
  },
  { code: 'T-SELF-CHECK', kind: 'self-check-signed', parameters: {} },
].map((rule): InventedRule => ({ ...rule, unity: 'STANDARD', stage: 'DECLARE', effect: 'CONTRACT' }));

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
let officer: Member;
let clerk: Member;
const { find, judge, findings } = lotActs(() => trade);

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
  await inventedRules(testApp, 'TEST-CONTRACT', CONTRACT);
  officer = await given.colleague(trade.packhouse, ['PLANT_PROTECTION_OFFICER']);
  clerk = await given.colleague(trade.packhouse, ['CLERK']);
});
afterAll(() => testApp.close());

/** Twenty cartons: letter C of ISO 2859-1, five to open, none of them bad. */
const packed = (): Promise<Answer> => lots.packed(trade, trade.zizhong, 200);

const worksheet = async (by: Member, of: Record<string, unknown>): Promise<Answer> =>
  (await by.client.run(operations.worksheet, of)).inspectionWorksheet;
const verdictOf = (sheet: Answer, ruleCode: string): Answer =>
  sheet.findings.find((each: Answer) => each.ruleCode === ruleCode);
const shareOf = (inspection: Answer, parameter: string): string | undefined =>
  inspection.countedShares.find((each: Answer) => each.parameter === parameter)?.percent;

const sample = (by: Member, inspectionId: string, cartons: number, more: object = {}): Promise<Answer> =>
  send(by, operations.recordSample, {
    inspectionId,
    sampledOn: SAMPLED_ON,
    cartons,
    fruits: cartons * 40,
    ...more,
  });
const count = (by: Member, inspectionId: string, counts: object[], more: object = {}): Promise<Answer> =>
  send(by, operations.recordDefects, { inspectionId, counts, ...more });
const carton = (defects: object[] = [], more: object = {}) => ({
  examined: 40,
  nonconformingCartons: 0,
  defects,
  ...more,
});
const selfCheck = async (batch: Answer): Promise<Answer> =>
  (await done(officer, operations.startSelfCheck, { batchId: batch.id })).inspection;

/** Started, sampled, counted and signed by the packhouse. */
async function selfChecked(batch: Answer): Promise<Answer> {
  const { id } = await selfCheck(batch);
  await sample(officer, id, 5);
  await count(officer, id, [carton([], { cartons: 5, examined: 200 })]);
  return (await done(officer, operations.signInspection, { inspectionId: id, verdict: 'PASS' })).inspection;
}

describe('an inspector and a packhouse', () => {
  let batch: Answer;
  let lot: Answer;
  let inspectionId: string;

  beforeAll(async () => {
    batch = await packed();
    lot = await lots.open(trade);
    await lots.allocated(trade, lot, batch);
    await lots.papers(trade, lot);
    await judge(lot);
  });

  it('see what is to be done before anybody begins: what to open, measure and count, and what is missing', async () => {
    const sheet = await worksheet(officer, { batchId: batch.id });
    expect(sheet).toMatchObject({
      batchCode: batch.code,
      cartonCount: 20,
      marketCode: 'XD',
      inspection: null,
    });
    expect(sheet.toDraw).toMatchObject([
      { unit: 'CARTON', sampleSize: 5, drawn: null, lacking: 5, isConfirmed: true },
    ]);
    const plans = sheet.plans.map((plan: Answer) => [
      plan.ruleCode,
      plan.sampleSize,
      plan.confidence,
      plan.isChosen,
    ]);
    expect(plans).toEqual(
      expect.arrayContaining([
        ['T-AQL', 5, 'CONFIRMED', true],
        ['T-CARTONS', 4, 'CONFIRMED', false],
        ['EXAMPLE-PACKAGE-COUNT', 5, 'UNVERIFIED', false],
      ]),
    );
    const curveOf = (code: string) =>
      sheet.plans.find(({ ruleCode }: Answer) => ruleCode === code).operatingCharacteristic;
    // Of twenty cartons with one bad one, every fourth sample of five holds it.
    expect(curveOf('T-AQL')[0]).toEqual({
      nonconforming: 1,
      nonconformingPercent: 5,
      acceptedPercent: 75,
    });
    expect(curveOf('T-CARTONS')).toEqual([]);
    const juice = sheet.lines.find((line: Answer) => line.parameter === 'JUICE_CONTENT');
    expect(juice).toMatchObject({ unit: '%', isCounted: false, recorded: [] });
    expect(juice.limits[0]).toMatchObject({ ruleCode: 'XD-JUICE', gating: true, limit: 'at least 40 %' });
    const decay = sheet.lines.find((line: Answer) => line.parameter === 'DECAY_SHARE');
    expect(decay).toMatchObject({ isCounted: true });
    expect(sheet.defects.kinds).toContainEqual({
      kind: 'DECAY',
      name: 'Rot or deterioration',
      requirement: 'MINIMUM',
      counted: 0,
    });
    const missing = sheet.missing.map(({ ruleCode }: Answer) => ruleCode);
    expect(missing).toEqual(
      expect.arrayContaining([
        'T-AQL',
        'T-CARTONS',
        'T-CLASS',
        'T-SELF-CHECK',
        'WORK-INSPECTION',
        'XD-JUICE',
      ]),
    );
    // Each says who does what about it.
    for (const nextStep of sheet.missing.flatMap(({ nextSteps }: Answer) => nextSteps))
      expect(nextStep).toEqual({ by: expect.any(String), text: expect.stringMatching(/[.]$/) });
  });

  it('read how each figure is taken, in their language, from which text, and how far that may be trusted', async () => {
    const linesIn = async (language: 'zh' | 'en'): Promise<Answer[]> =>
      (await officer.client.run(operations.worksheet, { batchId: batch.id }, { language }))
        .inspectionWorksheet.lines;
    const [zh, en] = [await linesIn('zh'), await linesIn('en')];
    const of = (lines: Answer[], code: string) => lines.find(({ parameter }) => parameter === code);
    expect(of(zh, 'JUICE_CONTENT')).toMatchObject({
      how: '手压榨汁，占果重的百分比。',
      methods: [
        {
          code: 'CXS245-JUICE',
          provenance: { confidence: 'SECONDARY', source: { document: expect.stringMatching(/^CXS 245/) } },
        },
      ],
    });
    expect(of(en, 'OUT_OF_CLASS_SHARE').methods).toMatchObject([
      {
        text: expect.stringMatching(/meets Class II\.$/),
        note: null,
        provenance: { confidence: 'OFFICIAL' },
      },
    ]);
    // No text that was read says how decay is counted, so nothing is said.
    expect(of(en, 'DECAY_SHARE')).toMatchObject({ how: null, methods: [] });
  });

  it('begin with the self-check, entered carton by carton, a slip put right by another entry', async () => {
    const { id, kind, organisationId } = await selfCheck(batch);
    expect({ kind, organisationId }).toEqual({
      kind: 'SELF_CHECK',
      organisationId: trade.packhouse.organisationId,
    });
    await sample(clerk, id, 5);
    const first = await count(clerk, id, [carton([{ kind: 'DECAY', amount: 3 }])]);
    expect(shareOf(first.inspection, 'DECAY_SHARE')).toBe('7.5');
    const correctsId = first.inspection.defectCounts[0].id;
    const corrected = await count(officer, id, [carton([], { correctsId })]);
    expect(corrected.inspection.defectCounts).toMatchObject([{ isCorrected: true }, { isCorrected: false }]);
    const all = await count(
      officer,
      id,
      Array.from({ length: 4 }, () => carton([{ kind: 'SHAPE', reaches: 'II', amount: 1 }])),
    );
    expect(shareOf(all.inspection, 'OUT_OF_CLASS_SHARE')).toBe('2');
    expect(shareOf(all.inspection, 'DECAY_SHARE')).toBe('0');

    // What the packhouse found never speaks for its own fruit.
    const sheet = await worksheet(officer, { inspectionId: id });
    expect(sheet.inspection).toMatchObject({ id, kind: 'SELF_CHECK' });
    expect(verdictOf(sheet, 'T-CLASS').verdict).toBe('INDETERMINATE');
    expect(verdictOf(sheet, 'T-AQL').verdict).toBe('INDETERMINATE');
    expect(verdictOf(sheet, 'T-SELF-CHECK').verdict).toBe('INDETERMINATE');

    const signature = { requestId: randomUUID(), inspectionId: id, verdict: 'PASS' };
    const { body } = await clerk.client.raw(operations.signInspection, { input: signature });
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    await done(officer, operations.signInspection, { inspectionId: id, verdict: 'PASS' });
    const signed = await worksheet(officer, { inspectionId: id });
    // Signed today, and no inspection body has drawn its sample yet.
    expect(verdictOf(signed, 'T-SELF-CHECK').verdict).toBe('PASS');
    expect(verdictOf(signed, 'T-CLASS').verdict).toBe('INDETERMINATE');
    expect(verdictOf(signed, 'WORK-INSPECTION').verdict).toBe('INDETERMINATE');
  });

  it('go on with the inspection: fewer cartons than the plan leave it open and say how many more', async () => {
    inspectionId = (await lots.inspections.requested(trade.packhouse, batch, trade.inspector)).id;
    expect(
      (await sample(trade.inspector, inspectionId, 3, { sampledOn: '2026-01-25' })).inspection.state,
    ).toBe('SAMPLED');
    const sheet = await worksheet(trade.inspector, { inspectionId });
    expect(sheet.toDraw).toMatchObject([{ unit: 'CARTON', sampleSize: 5, drawn: 3, lacking: 2 }]);
    expect(verdictOf(sheet, 'T-CARTONS')).toMatchObject({
      verdict: 'INDETERMINATE',
      settledBy: 'The inspector draws 1 carton more at random.',
    });
    expect(await count(trade.inspector, inspectionId, [carton([], { cartons: 4, examined: 100 })])).toEqual(
      refusedWith('COUNT_EXCEEDS_SAMPLE'),
    );
    const more = await sample(trade.inspector, inspectionId, 5, {
      sampledOn: '2026-01-25',
      places: [
        { layer: 'TOP', cartons: 2 },
        { layer: 'BOTTOM', cartons: 3 },
      ],
    });
    expect(more.inspection.samplePlaces).toEqual([
      { pallet: null, layer: 'TOP', cartons: 2 },
      { pallet: null, layer: 'BOTTOM', cartons: 3 },
    ]);
    const wrong = { sampledOn: '2026-01-25', places: [{ layer: 'TOP', cartons: 4 }] };
    expect(await sample(trade.inspector, inspectionId, 5, wrong)).toEqual(
      refusedWith('SAMPLE_PLACES_DIFFER'),
    );
  });

  it('see findings live while values are entered, and nothing is typed that was counted', async () => {
    const { inspector } = trade;
    await done(inspector, operations.recordDefects, {
      inspectionId,
      counts: [carton([{ kind: 'COLOURING', reaches: 'II', amount: 3 }], { cartons: 5, examined: 200 })],
    });
    const share = { parameter: 'OUT_OF_CLASS_SHARE', value: '1' };
    expect(
      await send(inspector, operations.recordMeasurements, { inspectionId, measurements: [share] }),
    ).toEqual(refusedWith('SHARE_IS_COUNTED'));
    await lots.inspections.measured(inspector, { id: inspectionId });
    await lots.inspections.tested(inspector, { id: inspectionId, sampledOn: '2026-01-25' });
    const sheet = await worksheet(inspector, { inspectionId });
    const line = (parameter: string) => sheet.lines.find((each: Answer) => each.parameter === parameter);
    expect(line('OUT_OF_CLASS_SHARE').recorded).toEqual([{ value: '1.5', unit: '%', isCounted: true }]);
    expect(line('JUICE_CONTENT').recorded).toEqual([{ value: '48', unit: '%', isCounted: false }]);
    for (const rule of ['T-CLASS', 'T-AQL', 'T-CARTONS', 'XD-JUICE'])
      expect(verdictOf(sheet, rule)).toMatchObject({
        verdict: 'INDETERMINATE',
        settledBy: 'An inspector of no organisation that owns or holds the fruit signs.',
      });
    // Nothing of it is stored: the lot stands as it was judged.
    expect(findings(await find(trade.exporter, lot.id), 'T-SELF-CHECK')[0].verdict).toBe('PASS');
  });

  it('end with the signature, by which the blocked batch comes to PASS and its lot with it', async () => {
    const before = await find(trade.exporter, lot.id);
    expect(before.checks.find(({ unity }: Answer) => unity === 'STANDARD').verdict).toBe('INDETERMINATE');
    await done(trade.inspector, operations.signInspection, { inspectionId, verdict: 'PASS' });
    const sheet = await worksheet(trade.inspector, { inspectionId });
    for (const rule of ['T-CLASS', 'T-AQL', 'T-CARTONS', 'T-SELF-CHECK', 'XD-JUICE', 'WORK-INSPECTION'])
      expect([rule, verdictOf(sheet, rule).verdict]).toEqual([rule, 'PASS']);
    expect(await worksheet(trade.inspector, { inspectionId, stage: 'PACK' })).toMatchObject({
      verdict: 'PASS',
      missing: [],
    });
    const after = await find(trade.exporter, lot.id);
    expect(after.checks.find(({ unity }: Answer) => unity === 'STANDARD').verdict).toBe('PASS');
  });

  it('change nothing after it, in the program and in the database itself', async () => {
    expect(await count(trade.inspector, inspectionId, [carton()])).toEqual(refusedWith('INSPECTION_SIGNED'));
    expect(await sample(trade.inspector, inspectionId, 6)).toEqual(refusedWith('INSPECTION_SIGNED'));
    for (const sql of [
      `UPDATE defect_count SET examined = 1 WHERE inspection_id = $1`,
      `DELETE FROM defect_count WHERE inspection_id = $1`,
      `UPDATE inspection SET sample_places = NULL WHERE id = $1`,
      `UPDATE inspection SET kind = 'SELF_CHECK' WHERE id = $1`,
    ])
      await expect(ownerRows(testApp.database.ownerUrl, sql, [inspectionId])).rejects.toThrow();
  });
});

describe('what was counted', () => {
  it('fails the batch by the acceptance number as soon as enough cartons are bad', async () => {
    const batch = await packed();
    const { id } = await lots.inspections.sampled(trade.packhouse, batch, trade.inspector, SAMPLED_ON);
    await count(trade.inspector, id, [carton([], { nonconformingCartons: 1 })]);
    const sheet = await worksheet(trade.inspector, { inspectionId: id });
    expect(verdictOf(sheet, 'T-AQL')).toMatchObject({ verdict: 'FAIL' });
    expect(sheet.missing[0]).toMatchObject({ verdict: 'FAIL' });
  });

  it('tightens what the next batches of the packhouse are inspected by', async () => {
    const refuse = async (): Promise<void> => {
      const { id } = await lots.inspections.sampled(
        trade.packhouse,
        await packed(),
        trade.inspector,
        SAMPLED_ON,
      );
      await count(trade.inspector, id, [carton([], { cartons: 5, examined: 50, nonconformingCartons: 2 })]);
      await done(trade.inspector, operations.signInspection, {
        inspectionId: id,
        verdict: 'FAIL',
        remarks: '测试',
      });
    };
    const severity = async (batch: Answer): Promise<string> =>
      (await worksheet(trade.packhouse, { batchId: batch.id })).plans.find(
        ({ ruleCode }: Answer) => ruleCode === 'T-AQL',
      ).severity;
    const next = await packed();
    expect(await severity(next)).toBe('NORMAL');
    await refuse();
    await refuse();
    expect(await severity(next)).toBe('TIGHTENED');
  });

  it('adds up the same when two enter cartons at once, and a third correction of one entry finds none', async () => {
    const { id } = await lots.inspections.sampled(
      trade.packhouse,
      await packed(),
      trade.inspector,
      SAMPLED_ON,
    );
    const one = { cartons: 3, examined: 25, defects: [] };
    const both = await Promise.all([count(trade.inspector, id, [one]), count(trade.inspector, id, [one])]);
    expect(both.map(({ __typename }) => __typename).sort()).toEqual(['InspectionPayload', 'Refused']);
    const { defectCounts } = both.find(({ inspection }) => inspection).inspection;
    const correction = [{ ...one, cartons: 2, correctsId: defectCounts[0].id }];
    expect((await count(trade.inspector, id, correction)).inspection.defectCounts).toHaveLength(2);
    expect(await count(trade.inspector, id, correction)).toEqual(refusedWith('COUNT_NOT_TO_CORRECT'));
  });
});

describe('a self-check', () => {
  it('is for whoever packed the batch and has it, one at a time', async () => {
    const batch = await packed();
    const start = (by: Member) => send(by, operations.startSelfCheck, { batchId: batch.id });
    expect(await start(trade.inspector)).toEqual(refusedWith('NOT_FOUND'));
    await start(officer);
    expect(await start(officer)).toEqual(refusedWith('INSPECTION_ALREADY_REQUESTED'));
    const { body } = await trade.exporter.client.raw(operations.startSelfCheck, {
      input: { requestId: randomUUID(), batchId: batch.id },
    });
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('gives the packhouse no hand in the inspection of others, nor sight of the lot', async () => {
    const batch = await packed();
    await selfChecked(batch);
    const { id } = await lots.inspections.sampled(trade.packhouse, batch, trade.inspector, SAMPLED_ON);
    for (const answer of [
      await count(officer, id, [carton()]),
      await sample(officer, id, 5),
      await send(officer, operations.signInspection, { inspectionId: id, verdict: 'PASS' }),
    ])
      expect(answer).toEqual(refusedWith('NOT_FOUND'));
    const lot = await lots.open(trade);
    await lots.allocated(trade, lot, batch);
    expect(await find(trade.packhouse, lot.id)).toBeNull();
    expect((await find(trade.inspector, lot.id)).code).toBe(lot.code);
  });

  it('that finds fruit not fit holds it, and leaves no way to call it independent', async () => {
    const batch = await packed();
    const { id } = await selfCheck(batch);
    await sample(officer, id, 5);
    await done(officer, operations.signInspection, {
      inspectionId: id,
      verdict: 'FAIL',
      remarks: '腐烂过多',
    });
    const sheet = await worksheet(officer, { batchId: batch.id });
    expect(verdictOf(sheet, 'T-SELF-CHECK').verdict).toBe('FAIL');
    expect(verdictOf(sheet, 'WORK-NO-HOLD').verdict).toBe('FAIL');
    expect(verdictOf(sheet, 'WORK-INSPECTION').verdict).toBe('INDETERMINATE');
  });
});

describe('a worksheet', () => {
  it('is for whoever packed, inspects or ships the fruit, and the base office', async () => {
    const batch = await packed();
    const stranger = await given.member(await given.organisation('PACKHOUSE', { county: ZIZHONG }));
    const seen = async (by: Member) => (await worksheet(by, { batchId: batch.id })) !== null;
    expect([await seen(trade.packhouse), await seen(trade.base)]).toEqual([true, true]);
    // Sent the batch, but nothing of it taken; grew it; never had to do with it.
    for (const by of [trade.exporter, trade.zizhong, stranger, trade.inspector])
      expect(await seen(by)).toBe(false);
    const { id } = await lots.inspections.requested(trade.packhouse, batch, trade.inspector);
    expect(await seen(trade.inspector)).toBe(true);
    await lots.allocated(trade, await lots.open(trade), batch);
    expect(await seen(trade.exporter)).toBe(true);
    expect(await worksheet(stranger, { inspectionId: id })).toBeNull();
  });

  it('shows counts to whoever comes to see the inspection later', async () => {
    const batch = await packed();
    const { id } = await selfChecked(batch);
    await lots.inspections.requested(trade.packhouse, batch, trade.inspector);
    expect((await worksheet(trade.inspector, { inspectionId: id })).inspection.defectCounts).toHaveLength(1);
  });

  it('can be asked for another market, in Chinese, and names what nobody confirmed', async () => {
    const batch = await packed();
    const { inspectionWorksheet: sheet } = await trade.packhouse.client.run(
      operations.worksheet,
      { batchId: batch.id, marketCode: 'EU' },
      { headers: { 'accept-language': 'zh' } },
    );
    expect(sheet.marketCode).toBe('EU');
    expect(sheet.toDraw[0]).toMatchObject({ sampleSize: 5, isConfirmed: false });
    expect(sheet.toDraw[0].why).toMatch(/没有经确认的抽样方案/);
    const decay = sheet.lines.find((line: Answer) => line.parameter === 'BELOW_CLASS_II_SHARE');
    expect(decay.limits[0]).toMatchObject({
      ruleCode: 'EU-CLASS-TOLERANCE',
      confidence: 'OFFICIAL',
      limit: '不高于 1 %',
    });
    expect(sheet.missing.map(({ ruleCode }: Answer) => ruleCode)).toContain('EU-SIZE-RANGE');
  });

  it('costs the same few statements however much was entered', async () => {
    const batch = await packed();
    const { id } = await lots.inspections.sampled(trade.packhouse, batch, trade.inspector, SAMPLED_ON);
    const cost = () => counting(testApp, () => worksheet(trade.inspector, { inspectionId: id }));
    const before = await cost();
    await count(
      trade.inspector,
      id,
      Array.from({ length: 5 }, () => carton([], { examined: 10 })),
    );
    await lots.inspections.measured(trade.inspector, { id });
    expect(await cost()).toBe(before);
    expect(before).toBeLessThanOrEqual(11);
  });
});
