import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant } from '../../src/kernel/instant.js';
import { refusedWith } from '../support/expectations.js';
import { batchDocuments } from '../support/given/batches.js';
import { coverageDocuments } from '../support/given/coverage.js';
import { givenIn, type Given, type Member } from '../support/given/index.js';
import { lotActs } from '../support/given/lot-acts.js';
import { givenLots, type Trade } from '../support/given/lots.js';
import { editionDocuments, givenPacks } from '../support/given/packs.js';
import { done, send, type Answer } from '../support/given/send.js';
import { jobsDone } from '../support/jobs-done.js';
import { startTestApp, TestClock, type TestApp } from '../support/test-app.js';

/*
 * A market's text says of a substance that no limit is needed. The pack and what it exempts are invented for this test and say
 * so; which substances markets exempt is not on record here.
 */

let testApp: TestApp;
let given: Given;
let lots: ReturnType<typeof givenLots>;
let trade: Trade;
let first: Member;
let second: Member;
let lot: Answer;
let untested: Answer;
let versionCode: string;
const { findings, find, judge } = lotActs(() => trade);

beforeAll(async () => {
  testApp = await startTestApp({ clock: new TestClock(instant('2026-01-25T01:00:00.000Z')) });
  given = givenIn(testApp);
  lots = givenLots(testApp, given);
  trade = await lots.trade('TH');
  first = trade.base;
  second = await given.colleague(first, ['ADMINISTRATOR']);
});
afterAll(() => testApp?.close());

const SOURCE = { document: '示例文本（测试虚构） / invented for this test', clause: '附录 B' };
const exempt = (more: object = {}) => ({
  versionCode,
  source: SOURCE,
  substance: 'abamectin',
  commodity: '示例：甜橙',
  level: 'COMMODITY',
  isExempt: true,
  ...more,
});
const said = async (rule: string): Promise<Answer> => findings(await find(trade.exporter, lot.id), rule)[0];

/** Fruit of the same kind that nobody has tested. */
async function untestedLot(): Promise<Answer> {
  const batch = await lots.packed(trade, trade.zizhong, 100, { marketCode: 'TH' });
  const other = await lots.open(trade);
  await lots.allocated(trade, other, batch);
  await judge(other);
  return other;
}

describe('a market pack that says of a substance that no limit is needed', () => {
  it('meets fruit that was sprayed with it, in which much of it was found', async () => {
    const batch = await lots.packed(trade, trade.zizhong, 100, { marketCode: 'TH' });
    const { inspections } = lots;
    const inspection = await inspections.sampled(trade.packhouse, batch, trade.inspector, '2026-01-24');
    await inspections.tested(trade.inspector, inspection, { abamectin: '5' });
    await inspections.signed(trade.inspector, inspection);
    lot = await lots.open(trade);
    await lots.allocated(trade, lot, batch);
    await judge(lot);
    expect((await said('WORK-RESIDUE')).verdict).toBe('INDETERMINATE');
    untested = await untestedLot();
    const [coverage] = findings(await find(trade.exporter, untested.id), 'WORK-COVERAGE');
    expect(coverage.explanation).toMatch(/Sprayed on plot .*abamectin/i);
  });

  it('names no limit beside it, and a limit is named where it does not say so', async () => {
    versionCode = await givenPacks(testApp.url).opened(first, { startFrom: 'NOTHING' });
    for (const [more, code] of [
      [{ mgPerKg: '0.02' }, 'RESIDUE_LIMIT_AND_EXEMPT'],
      [{ atLoq: true }, 'RESIDUE_LIMIT_AND_EXEMPT'],
      [{ residueDefinitionKind: 'SUBSTANCE' }, 'RESIDUE_LIMIT_AND_EXEMPT'],
      [{ isExempt: false }, 'RESIDUE_LIMIT_MISSING'],
    ] as const)
      expect(await send(first, editionDocuments.draftResidueLimit, exempt(more))).toMatchObject(
        refusedWith(code),
      );
  });

  it('is entered by one person and countersigned by another, and then settles what was found', async () => {
    const packs = givenPacks(testApp.url);
    const scanId = await packs.scan(first);
    const { entry } = await done(first, editionDocuments.draftResidueLimit, exempt({ scanId }));
    expect(JSON.parse(entry.contentJson)).toMatchObject({ isExempt: true, limitMicrogramsPerKg: null });
    await done(first, editionDocuments.draftRule, {
      versionCode,
      code: 'TH-TSS',
      scanId,
      source: SOURCE,
      kind: 'number-in-range',
      parametersJson: JSON.stringify({ parameter: 'TSS', minimum: '1' }),
      unity: 'STANDARD',
      subject: 'BATCH',
      stage: 'PACK',
      effect: 'ADVICE',
      titleZh: '【示例】可溶性固形物',
      titleEn: 'Example: total soluble solids',
    });
    for (const limit of [
      { commodity: '示例：柑橘类水果', level: 'GROUP', mgPerKg: '5' },
      { commodity: '示例：甜橙', level: 'COMMODITY', mgPerKg: '0.5', validFrom: '2026-01-25' },
    ])
      await done(
        first,
        editionDocuments.draftResidueLimit,
        exempt({ scanId, substance: 'imidacloprid', isExempt: false, ...limit }),
      );
    await packs.countersigned(second, versionCode);
    await packs.published(second, versionCode);
    await jobsDone(testApp);
    expect(await said('WORK-RESIDUE')).toMatchObject({
      verdict: 'PASS',
      explanation: expect.stringContaining('the market needs no limit of it (示例文本'),
    });
  });

  it('is shown among the limits as what it is', async () => {
    const { residueLimits } = await trade.exporter.client.run(
      `{ residueLimits(first: 10, filter: { marketCode: "TH", substance: "abamectin" }) {
           edges { node { isExempt mgPerKg provenance { confidence } } } } }`,
    );
    expect(residueLimits.edges.map(({ node }: Answer) => node)).toContainEqual({
      isExempt: true,
      mgPerKg: null,
      provenance: { confidence: 'CONFIRMED' },
    });
  });

  it('leaves fruit that was sprayed with it without that to be tested', async () => {
    await judge(untested);
    const [coverage] = findings(await find(trade.exporter, untested.id), 'WORK-COVERAGE');
    expect(coverage).toMatchObject({
      verdict: 'INDETERMINATE',
      explanation: 'What Thailand watches for is not recorded.',
    });
  });

  it('leaves treated fruit without that to be tested, on the board of treatments as in the judgement', async () => {
    const batch = await lots.packed(trade, trade.zizhong, 100, { marketCode: 'TH' });
    const { postHarvestTreatments } = await trade.packhouse.client.run(batchDocuments.postHarvestTreatments, {
      filter: { batchId: batch.id },
    });
    await done(trade.packhouse, batchDocuments.correctPostHarvestTreatment, {
      treatmentId: postHarvestTreatments.edges[0].node.id,
      kind: 'FUNGICIDE',
      lineCode: 'LINE-1',
      productName: '示范保鲜剂',
      substances: ['abamectin', 'imazalil'],
      concentration: '500',
      concentrationUnit: 'MG_PER_L',
      performedAt: '2026-01-23T03:00:00.000Z',
      batchIds: [batch.id],
    });
    const other = await lots.open(trade);
    await lots.allocated(trade, other, batch);
    await judge(other);
    const [{ evidence }] = findings(await find(trade.exporter, other.id), 'WORK-COVERAGE');
    expect(
      evidence
        .filter(({ type }: Answer) => type === 'post-harvest-treatment')
        .map(({ field }: Answer) => field),
    ).toEqual(['tested:imazalil']);
    const missing = async (filter: object | null): Promise<unknown[]> =>
      (
        await trade.packhouse.client.run(coverageDocuments.treatmentCoverageBoard, { filter })
      ).treatmentCoverageBoard.map((line: Answer) => line.missing);
    expect(await missing({ marketCode: 'TH' })).toEqual([['imazalil']]);
    expect(await missing({ marketCode: 'EU' })).toEqual([['abamectin', 'imazalil']]);
    expect(await missing(null)).toEqual([['abamectin', 'imazalil']]);
  });
});

describe('a limit for oranges that is in force from a day of the season on', () => {
  it.each([
    ['2026-01-24', 'PASS', 'the one for citrus fruit, which counts until then'],
    ['2026-01-25', 'FAIL', 'the one for oranges'],
  ])('what was tested on %s is a %s by %s', async (day, verdict) => {
    const batch = await lots.packed(trade, trade.zizhong, 100, { marketCode: 'TH' });
    const inspection = await lots.inspections.sampled(trade.packhouse, batch, trade.inspector, day);
    await lots.inspections.tested(trade.inspector, inspection, { imidacloprid: '1' });
    await lots.inspections.signed(trade.inspector, inspection);
    const other = await lots.open(trade);
    await lots.allocated(trade, other, batch);
    await judge(other);
    const [residue] = findings(await find(trade.exporter, other.id), 'WORK-RESIDUE');
    expect(residue).toMatchObject({ verdict });
    expect(residue.explanation).toContain(verdict === 'PASS' ? '5 mg/kg' : '0.5 mg/kg');
  });
});
