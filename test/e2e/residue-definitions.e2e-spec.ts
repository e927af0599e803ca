import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allClaims } from '../../src/all-claims.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { instant } from '../../src/kernel/instant.js';
import { verifyLedger } from '../../src/modules/ledger/verify/verify-ledger.js';
import { JudgementReplay } from '../../src/modules/lots/judgement-replay.js';
import { refusedWith } from '../support/expectations.js';
import { confirmedReport, reportOf } from '../support/given/coverage.js';
import { givenIn, type Given, type Member } from '../support/given/index.js';
import { inspectionDocuments } from '../support/given/inspections.js';
import { lotActs } from '../support/given/lot-acts.js';
import { givenLots, type Trade } from '../support/given/lots.js';
import { editionDocuments, givenPacks } from '../support/given/packs.js';
import { done, send, type Answer } from '../support/given/send.js';
import { startTestApp, TestClock, type TestApp } from '../support/test-app.js';

/*
 * A limit counts a sum, a laboratory the substance alone. The market pack, its limit and the definition are invented for this
 * test and say so; no market words anything like it.
 */

const WORDING = '示例定义：阿维菌素与其示例代谢物之和，以阿维菌素计 (invented)';
const DEFINITIONS = `query ($substance: String!) {
  residueDefinitions(substance: $substance) { substance wording kind marketCodes } }`;

let testApp: TestApp;
let given: Given;
let lots: ReturnType<typeof givenLots>;
let trade: Trade;
let first: Member;
let second: Member;
let lot: Answer;
let batch: Answer;
const { findings, judge } = lotActs(() => trade);

beforeAll(async () => {
  testApp = await startTestApp({ clock: new TestClock(instant('2026-01-25T01:00:00.000Z')) });
  given = givenIn(testApp);
  lots = givenLots(testApp, given);
  trade = await lots.trade('TH');
  first = trade.base;
  second = await given.colleague(first, ['ADMINISTRATOR']);
});
afterAll(() => testApp?.close());

/** A lot with one batch, of which nothing was tested yet. */
async function lotOf(more: object = {}): Promise<{ lot: Answer; batch: Answer }> {
  const made = await lots.packed(trade, trade.zizhong, 100, { marketCode: 'TH', ...more });
  const opened = await lots.open(trade);
  await lots.allocated(trade, opened, made);
  return { lot: opened, batch: made };
}

let reports = 0;

/** Sampled, one line of a report entered, and signed. @returns the inspection */
async function tested(of: Answer, line: object): Promise<Answer> {
  const inspection = await lots.inspections.sampled(trade.packhouse, of, trade.inspector, '2026-01-24');
  await done(trade.inspector, inspectionDocuments.recordLaboratoryResults, report(inspection, line));
  return lots.inspections.signed(trade.inspector, inspection);
}

const report = (inspection: Answer, line: object): object => ({
  inspectionId: inspection.id,
  laboratory: '示范实验室',
  reportNumber: `TEST-D-${++reports}`,
  testedOn: '2026-01-24',
  results: [{ substance: 'abamectin', ...line }],
});

const residueOf = async (of: Answer): Promise<Answer> => findings((await judge(of)).lot, 'WORK-RESIDUE')[0];

describe('a limit of a market pack', () => {
  let versionCode: string;
  const limit = (more: object) => ({
    versionCode,
    source: { document: '示例文本（测试虚构） / invented for this test', clause: '1' },
    substance: 'abamectin',
    commodity: '示例：甜橙',
    level: 'COMMODITY',
    mgPerKg: '0.02',
    ...more,
  });

  it('of a sum says in the words of the text what it counts', async () => {
    const packs = givenPacks(testApp.url);
    versionCode = await packs.opened(first, { startFrom: 'NOTHING' });
    expect(
      await send(first, editionDocuments.draftResidueLimit, limit({ residueDefinitionKind: 'SUM' })),
    ).toMatchObject(refusedWith('RESIDUE_DEFINITION_NOT_WORDED'));
    const scanId = await packs.scan(first);
    const { entry } = await done(
      first,
      editionDocuments.draftResidueLimit,
      limit({ residueDefinitionKind: 'SUM', residueDefinition: WORDING, scanId }),
    );
    expect(JSON.parse(entry.contentJson)).toMatchObject({
      residueDefinitionKind: 'SUM',
      residueDefinition: WORDING,
    });
    await done(first, editionDocuments.draftRule, {
      versionCode,
      code: 'TH-TSS',
      scanId,
      source: { document: '示例文本（测试虚构） / invented for this test', clause: '2' },
      kind: 'number-in-range',
      parametersJson: JSON.stringify({ parameter: 'TSS', minimum: '1' }),
      unity: 'STANDARD',
      subject: 'BATCH',
      stage: 'PACK',
      effect: 'ADVICE',
      titleZh: '【示例】可溶性固形物',
      titleEn: 'Example: total soluble solids',
    });
    await packs.countersigned(second, versionCode);
    const { residueDefinitions } = await trade.inspector.client.run(DEFINITIONS, { substance: 'abamectin' });
    expect(residueDefinitions).toEqual([]);
    await packs.published(second, versionCode);
  });

  it('is what inspectors then choose from', async () => {
    const { residueDefinitions } = await trade.inspector.client.run(DEFINITIONS, { substance: ' Abamectin' });
    expect(residueDefinitions).toEqual([
      { substance: 'abamectin', wording: WORDING, kind: 'SUM', marketCodes: ['TH'] },
    ]);
    const shipped = await trade.inspector.client.run(DEFINITIONS, { substance: 'acetamiprid' });
    expect(shipped.residueDefinitions).toMatchObject([{ kind: 'SUBSTANCE', marketCodes: ['EU'] }]);
  });
});

it('a pack that starts from what ships takes over what its limits count', async () => {
  await givenPacks(testApp.url).opened(first, { marketCode: 'EU' });
  const { marketPack } = await first.client.run(editionDocuments.marketPack, {
    marketCode: 'EU',
    season: '2025/26',
  });
  const saidOf = (code: string) =>
    JSON.parse(marketPack.entries.find((each: Answer) => each.code === code).contentJson);
  expect(saidOf('prochloraz/COMMODITY')).toMatchObject({
    residueDefinitionKind: 'SUM',
    residueDefinition: expect.stringMatching(/^sum of prochloraz/),
  });
  expect(saidOf('imidacloprid/COMMODITY')).toMatchObject({ residueDefinition: null });
  expect(saidOf('imidacloprid/COMMODITY')).not.toHaveProperty('residueDefinitionKind');
});

describe('fruit of which the laboratory does not say what it counted', () => {
  it('waits where it lies within a limit of a sum, and says what closes that and who', async () => {
    ({ lot, batch } = await lotOf());
    await tested(batch, { mgPerKg: '0.012', limitOfQuantification: '0.01' });
    const finding = await residueOf(lot);
    expect(finding).toMatchObject({
      verdict: 'INDETERMINATE',
      confidence: 'CONFIRMED',
      explanation: expect.stringContaining(`the limit counts “${WORDING}”`),
      nextSteps: [{ by: 'INSPECTION_BODY', text: expect.stringContaining('as the limit defines it') }],
    });
  });

  it('fails where it lies above: a part above the limit is above', async () => {
    const other = await lotOf();
    await tested(other.batch, { mgPerKg: '0.021', limitOfQuantification: '0.01' });
    expect(await residueOf(other.lot)).toMatchObject({ verdict: 'FAIL' });
  });

  it('waits by a report that covers it as well, and not by one that names the sum', async () => {
    const plot = await lots.plot(trade, trade.zizhong);
    const covered = await lotOf({ plotId: plot.id });
    const coverage = (line: object) =>
      reportOf([], {
        plotIds: [plot.id],
        sampledOn: '2026-01-10',
        testedOn: '2026-01-11',
        coversFrom: '2026-01-10',
        coversTo: '2026-02-28',
        results: [{ substance: 'abamectin', ...line }],
      });
    const alone = { value: '12', limitOfQuantification: '10', unit: 'µg/kg' };
    await confirmedReport(trade.inspector, second, coverage(alone));
    expect(await residueOf(covered.lot)).toMatchObject({ verdict: 'INDETERMINATE' });

    const next = await lots.plot(trade, trade.zizhong);
    const named = await lotOf({ plotId: next.id });
    const { results } = await confirmedReport(trade.inspector, second, {
      ...coverage({ ...alone, residueDefinition: WORDING }),
      plotIds: [next.id],
    });
    expect(results).toEqual([
      {
        substance: 'abamectin',
        mgPerKg: 0.012,
        limitOfQuantification: 0.01,
        residueDefinitionKind: 'SUM',
        residueDefinition: WORDING,
      },
    ]);
    expect(await residueOf(named.lot)).toMatchObject({ verdict: 'PASS' });
  });
});

describe('a report that says what it counted', () => {
  it('is refused in words that no limit has, and in a unit that is none, in both languages', async () => {
    const inspection = await lots.inspections.sampled(
      trade.packhouse,
      (await lotOf()).batch,
      trade.inspector,
      '2026-01-24',
    );
    const enter = (line: object) =>
      send(
        trade.inspector,
        inspectionDocuments.recordLaboratoryResults,
        report(inspection, { limitOfQuantification: '10', ...line }),
      );
    expect(await enter({ residueDefinition: '自拟的定义' })).toMatchObject(
      refusedWith('RESIDUE_DEFINITION_UNKNOWN'),
    );
    expect(await enter({ residueDefinition: WORDING, residueDefinitionKind: 'SUBSTANCE' })).toMatchObject(
      refusedWith('RESIDUE_DEFINITION_KIND'),
    );
    const refused = await enter({ value: '12', unit: 'mg/L' });
    expect(refused.reasons).toMatchObject([
      {
        code: 'RESIDUE_UNIT',
        message: expect.stringContaining('“mg/L” is no unit of a residue'),
        path: ['results', '0', 'unit'],
      },
    ]);
    expect(await enter({ mgPerKg: '0.012', unit: 'µg/kg' })).toMatchObject(
      refusedWith('RESIDUE_FIGURE_TWICE'),
    );
    expect(await enter({ value: '12.5', unit: 'µg/kg' })).toMatchObject(refusedWith('RESIDUE_NOT_EXACT'));
  });

  it('is entered as it is printed, µg/kg and all, and closes what an earlier one left open', async () => {
    const { laboratoryResults } = await tested(batch, {
      value: '18',
      limitOfQuantification: '10',
      unit: 'µg/kg',
      residueDefinition: WORDING,
    });
    expect(laboratoryResults).toMatchObject([
      {
        mgPerKg: 0.018,
        limitOfQuantification: 0.01,
        residueDefinitionKind: 'SUM',
        residueDefinition: WORDING,
      },
    ]);
    expect(await residueOf(lot)).toMatchObject({
      verdict: 'PASS',
      evidence: expect.arrayContaining([
        expect.objectContaining({ field: 'abamectin', value: '0.018', unit: 'mg/kg' }),
        expect.objectContaining({ field: 'residueDefinition', value: WORDING }),
      ]),
    });
  });
});

it('leaves every stored verdict one that can be made again from what was stored with it', async () => {
  const replay = testApp.app.get(JudgementReplay, { strict: false });
  const uow = testApp.app.get(UnitOfWork);
  const stored = await uow.read(testApp.system(), ({ manager }) =>
    manager.query<{ id: string; findings: { verdict: string; explanation: object }[] }[]>(
      `SELECT c.judgement_id AS id, c.findings FROM lot_check c JOIN lot_judgement j ON j.id = c.judgement_id
        WHERE j.lot_id = $1 AND c.unity = 'STANDARD' ORDER BY c.judgement_id`,
      [lot.id],
    ),
  );
  const verdicts = new Set<string>();
  for (const { id, findings: kept } of stored) {
    const made = await uow.read(testApp.system(), (reading) => replay.again(reading, id));
    const again = made?.filter(({ unity }) => unity === 'STANDARD');
    expect(JSON.parse(JSON.stringify(again))).toEqual(kept);
    for (const each of kept) if (JSON.stringify(each).includes(WORDING)) verdicts.add(each.verdict);
  }
  expect([...verdicts].toSorted()).toEqual(['INDETERMINATE', 'PASS']);
});

it('says nothing that the ledger does not say', async () => {
  const verified = await testApp.app
    .get(UnitOfWork)
    .read(testApp.system(), ({ manager }) => verifyLedger(manager, allClaims));
  expect(verified.difference).toBeNull();
  expect(verified.records.get('laboratory_result')).toBe(3);
});
