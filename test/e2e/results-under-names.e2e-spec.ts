import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { JudgementReplay } from '../../src/modules/lots/judgement-replay.js';
import { ResultsUnderNames1764460000000 } from '../../migrations/1764460000000-results-under-names.js';
import { verifyDatabase } from '../../src/verification.js';
import { connect } from '../contract/support/transaction.js';
import { ownerRows } from '../support/demo.js';
import { refusedWith } from '../support/expectations.js';
import { confirmedReport, coverageDocuments, reportOf } from '../support/given/coverage.js';
import { correctionDocuments } from '../support/given/corrections.js';
import type { Given, Member } from '../support/given/index.js';
import { inspectionDocuments } from '../support/given/inspections.js';
import { lotActs } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { unityDocuments } from '../support/given/unities.js';
import { jobsDone } from '../support/jobs-done.js';
import { counting } from '../support/query-counter.js';
import type { TestApp } from '../support/test-app.js';

/*
 * A laboratory's report calls a substance by a name that two people of the base office made known, and it was the wrong
 * substance. Lots passed by it. When two people take the name back, they are open again: nobody knows what was tested for.
 */

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
let second: Member;
const { findings, find, judge, move, ruleCodes } = lotActs(() => trade);

const SAMPLED_ON = '2026-01-24';
const LIMITS = 'WORK-RESIDUE';
const TESTED = 'WORK-COVERAGE';
const finding = async (lot: Answer, rule: string): Promise<Answer> =>
  findings(await find(trade.exporter, lot.id), rule)[0];

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
  second = await given.colleague(trade.base, ['ADMINISTRATOR']);
});
afterAll(() => testApp?.close());

/** Another name of a substance, made known by two people. */
async function known(name: string, code: string): Promise<string> {
  const { reading } = await done(trade.base, unityDocuments.enterSubstance, {
    code,
    otherNames: [name],
    document: '示例文本（测试虚构） / text invented for this test',
    clause: '示例条款 1 / invented clause 1',
  });
  await done(second, unityDocuments.confirmSubstance, { readingId: reading.id });
  return reading.id;
}

/** Taken back by two people; every lot that has not left is judged again. */
async function takenBack(readingId: string): Promise<void> {
  await done(trade.base, unityDocuments.withdrawSubstanceNames, { readingId, reason: 'OTHER_SUBSTANCE' });
  await done(second, unityDocuments.confirmNamesWithdrawal, { readingId });
  await jobsDone(testApp);
}

interface Tested {
  readonly lot: Answer;
  readonly inspectionId: string;
}

/** A lot of one batch whose own report, signed, says this of these substances, judged. */
async function tested(residues: Record<string, string | null>): Promise<Tested> {
  const batch = await lots.packed(trade, trade.zizhong, 100);
  const { inspections } = lots;
  const inspection = await inspections.sampled(trade.packhouse, batch, trade.inspector, SAMPLED_ON);
  await inspections.measured(trade.inspector, inspection);
  await done(trade.inspector, inspectionDocuments.recordLaboratoryResults, {
    inspectionId: inspection.id,
    laboratory: '示范实验室',
    reportNumber: 'R-1',
    testedOn: SAMPLED_ON,
    results: Object.entries(residues).map(([substance, mgPerKg]) => ({
      substance,
      mgPerKg,
      limitOfQuantification: '0.01',
    })),
  });
  await inspections.signed(trade.inspector, inspection);
  const lot = await lots.open(trade, { plannedDepartureOn: '2026-03-10' });
  await lots.allocated(trade, lot, batch);
  await lots.papers(trade, lot);
  await judge(lot, 'DECLARE');
  return { lot, inspectionId: inspection.id };
}

const LINES = `query ($id: ID) { inspection(id: $id) { signatureSha256
  laboratoryResults { id substance substanceTold substanceToday mgPerKg isCorrected } } }`;
const linesOf = async (inspectionId: string): Promise<Answer[]> =>
  (await trade.exporter.client.run(LINES, { id: inspectionId })).inspection.laboratoryResults;

describe('a result by a name that was wrong', () => {
  const NAME = '示范 检名';
  let readingId: string;
  let clean: Tested;
  let byCode: Tested;
  let spoilt: Tested;

  beforeAll(async () => {
    readingId = await known(NAME, 'abamectin');
    clean = await tested({ [NAME]: null, chlorpyrifos: null });
    byCode = await tested({ abamectin: null, 毒死蜱: null });
    spoilt = await tested({ [NAME]: '5', chlorpyrifos: null });
  });

  it('is a test of the substance while the name counts, and the lot passes', async () => {
    expect(await finding(clean.lot, LIMITS)).toMatchObject({ verdict: 'PASS' });
    expect(await finding(clean.lot, TESTED)).toMatchObject({ verdict: 'PASS' });
    expect(await finding(spoilt.lot, LIMITS)).toMatchObject({ verdict: 'FAIL' });
    expect(await linesOf(clean.inspectionId)).toMatchObject([
      { substance: 'abamectin', substanceTold: NAME, substanceToday: 'abamectin' },
      { substance: 'chlorpyrifos', substanceTold: null, substanceToday: 'chlorpyrifos' },
    ]);
  });

  it('costs no statement more to judge than one by the code', async () => {
    const cost = (of: Tested): Promise<number> => counting(testApp, () => judge(of.lot, 'DECLARE'));
    expect(await cost(clean)).toBe(await cost(byCode));
  });

  it('leaves the lot open once the name is taken back, and says who puts the line right', async () => {
    await takenBack(readingId);
    expect(await finding(clean.lot, TESTED)).toMatchObject({
      verdict: 'INDETERMINATE',
      gating: true,
      explanation: expect.stringContaining(
        "of a result of the batch's own, the name by which it was entered",
      ),
      nextSteps: [
        { by: 'INSPECTION_BODY', text: expect.stringContaining('corrects the line') },
        { by: 'COOPERATIVE', text: expect.stringContaining('has the fruit tested') },
      ],
    });
    expect(ruleCodes(await move(clean.lot, 'CLEARED'))).toContain(TESTED);
    expect(await linesOf(clean.inspectionId)).toMatchObject([
      { substance: 'abamectin', substanceTold: NAME, substanceToday: null },
      { substance: 'chlorpyrifos', substanceToday: 'chlorpyrifos' },
    ]);
  });

  it('does not take back what was found, which stays open', async () => {
    expect(await finding(spoilt.lot, LIMITS)).toMatchObject({
      verdict: 'INDETERMINATE',
      explanation: expect.stringContaining('Found at 5 mg/kg'),
      nextSteps: [{ by: 'INSPECTION_BODY' }],
    });
  });

  it('changes nothing of results by code or by a name of the list', async () => {
    expect(await finding(byCode.lot, LIMITS)).toMatchObject({ verdict: 'PASS' });
    expect(await finding(byCode.lot, TESTED)).toMatchObject({ verdict: 'PASS' });
    expect(await linesOf(byCode.inspectionId)).toMatchObject([
      { substanceTold: null },
      { substanceTold: null },
    ]);
  });

  it('stands by name in no judgement, which is kept for ever, and old judgements come out as they were', async () => {
    const kept = await ownerRows<{ id: string; text: string }>(
      testApp.database.ownerUrl,
      `SELECT j.id, j.facts || (SELECT string_agg(c.findings::text, '') FROM lot_check c WHERE c.judgement_id = j.id) AS text
       FROM lot_judgement j WHERE j.lot_id = ANY ($1)`,
      [[clean.lot.id, spoilt.lot.id]],
    );
    expect(kept.length).toBeGreaterThanOrEqual(4);
    for (const { text } of kept) expect(text).not.toContain('检名');
    for (const { lot } of [clean, spoilt]) {
      const { judgement } = await find(trade.exporter, lot.id);
      expect(kept.find(({ id }) => id === judgement.id)!.text).toContain('unlisted:');
    }
    for (const { id } of kept)
      expect(await testApp.app.get(JudgementReplay).compared(testApp.system(), id)).toMatchObject({
        areFactsIntact: true,
        differing: [],
      });
  });

  it('is not entered again by that name', async () => {
    const [line] = await linesOf(clean.inspectionId);
    expect(await correct(clean, line.id, NAME)).toEqual(refusedWith('SUBSTANCE_UNKNOWN'));
  });

  it('is corrected as any other, and passes once the base office has agreed', async () => {
    const [line] = await linesOf(clean.inspectionId);
    const { inspection } = await correct(clean, line.id, 'abamectin');
    expect(await finding(clean.lot, TESTED)).toMatchObject({ verdict: 'INDETERMINATE' });
    const entryIds = [inspection.laboratoryResults.at(-1).id];
    const input = { inspectionId: clean.inspectionId, entryIds };
    await done(trade.base, correctionDocuments.agreeToResultCorrections, input);
    await jobsDone(testApp);
    expect(await finding(clean.lot, TESTED)).toMatchObject({ verdict: 'PASS' });
    expect(await finding(clean.lot, LIMITS)).toMatchObject({ verdict: 'PASS' });
  });

  it('is a test of whatever two people say the name stands for', async () => {
    const line = async (): Promise<Answer> => (await linesOf(spoilt.inspectionId))[0];
    expect(await line()).toMatchObject({ substance: 'abamectin', substanceToday: null });
    await known(NAME, 'imidacloprid');
    await jobsDone(testApp);
    expect(await line()).toMatchObject({ substance: 'abamectin', substanceToday: 'imidacloprid' });
    expect((await finding(spoilt.lot, LIMITS)).explanation).toContain('Imidacloprid found at 5 mg/kg');
  });
});

const correct = ({ inspectionId }: Tested, correctsId: string, substance: string): Promise<Answer> =>
  send(trade.inspector, correctionDocuments.correctLaboratoryResults, {
    inspectionId,
    reason: '名称有误，报告所指为该成分 / the name was wrong',
    laboratory: '示范实验室',
    reportNumber: 'R-1',
    testedOn: SAMPLED_ON,
    results: [{ correctsId, substance, limitOfQuantification: '0.01' }],
  });

describe('a report on a block by such a name', () => {
  const NAME = '示范区块检名';
  let readingId: string;
  let lot: Answer;
  let coverage: Answer;
  let partner: Member;
  const results = async (): Promise<Answer[]> =>
    (
      await trade.inspector.client.run(
        `query ($id: ID!) { residueCoverage(id: $id) { results { substance substanceTold substanceToday } } }`,
        { id: coverage.id },
      )
    ).residueCoverage.results;
  const report = (name: string): Record<string, unknown> =>
    reportOf([name, 'chlorpyrifos'], {
      registrationId: trade.registrations.get(trade.rongchang)!.id,
      sampledOn: '2025-12-18',
      testedOn: '2025-12-20',
      coversFrom: '2025-12-20',
      coversTo: '2026-01-31',
    });

  beforeAll(async () => {
    partner = await given.colleague(trade.inspector, ['INSPECTOR']);
    readingId = await known(NAME, 'abamectin');
    const plot = await lots.plot(trade, trade.rongchang);
    coverage = await confirmedReport(trade.inspector, partner, report(NAME));
    const batch = await lots.packed(trade, trade.rongchang, 100, { plotId: plot.id });
    lot = await lots.open(trade, { plannedDepartureOn: '2026-03-10' });
    await lots.allocated(trade, lot, batch);
    await judge(lot, 'DECLARE');
  });

  it('covers the fruit while the name counts', async () => {
    expect(await finding(lot, TESTED)).toMatchObject({ verdict: 'PASS' });
    expect(await finding(lot, LIMITS)).toMatchObject({ verdict: 'PASS' });
    expect(await results()).toContainEqual({
      substance: 'abamectin',
      substanceTold: NAME,
      substanceToday: 'abamectin',
    });
  });

  it('no longer does once it is taken back, and the hole says which report is to be entered anew', async () => {
    await takenBack(readingId);
    expect(await finding(lot, TESTED)).toMatchObject({
      verdict: 'INDETERMINATE',
      explanation: expect.stringContaining(`of a line of report ${coverage.reportNumber}, the name by which`),
      evidence: expect.arrayContaining([
        expect.objectContaining({ type: 'residue-coverage', id: coverage.id, field: 'NAME_TAKEN_BACK' }),
      ]),
      nextSteps: [
        { by: 'INSPECTION_BODY', text: expect.stringContaining('enters it anew') },
        { by: 'COOPERATIVE', text: expect.stringContaining('has the fruit tested') },
      ],
    });
    // Nothing was found, by whatever name.
    expect(await finding(lot, LIMITS)).toMatchObject({ verdict: 'PASS' });
    expect(await results()).toContainEqual({
      substance: 'abamectin',
      substanceTold: NAME,
      substanceToday: null,
    });
  });

  it('leaves a hole on the board of the block too', async () => {
    const { residueCoverageBoard } = await trade.rongchang.client.run(
      coverageDocuments.residueCoverageBoard,
      {
        filter: { registrationId: trade.registrations.get(trade.rongchang)!.id, marketCode: 'XD' },
      },
    );
    const [{ node }] = residueCoverageBoard.edges;
    expect(node.gaps.map(({ substance }: Answer) => substance)).toEqual(['abamectin']);
    expect(node.reports[0].tested).toEqual(['chlorpyrifos']);
    expect(node.reports[0].nextSteps).toContainEqual({
      by: 'INSPECTION_BODY',
      text: expect.stringContaining('withdraws it and enters it anew'),
    });
  });

  it('is withdrawn and entered anew by the substance it means, and covers the fruit again', async () => {
    const because = 'ENTERED_WRONGLY';
    const input = { coverageId: coverage.id };
    await done(trade.inspector, coverageDocuments.withdrawResidueCoverage, { ...input, because });
    await done(partner, coverageDocuments.confirmResidueCoverage, input);
    await confirmedReport(trade.inspector, partner, report('abamectin'));
    await jobsDone(testApp);
    expect(await finding(lot, TESTED)).toMatchObject({ verdict: 'PASS' });
  });
});

describe('what was said of results', () => {
  it('stands in the ledger as in its rows', async () => {
    const blobs = { directory: testApp.blobs, bucket: undefined };
    const { ledger } = await verifyDatabase(testApp.database.applicationUrl, blobs);
    expect(ledger.difference).toBeNull();
  });
});

describe('results from before names were kept', () => {
  it('are of the substance they were entered as, whatever becomes of the name', async () => {
    const name = '示范旧名';
    const readingId = await known(name, 'abamectin');
    const { lot, inspectionId } = await tested({ [name]: null, chlorpyrifos: null });
    await takenBack(readingId);
    expect(await finding(lot, TESTED)).toMatchObject({ verdict: 'INDETERMINATE' });
    await upgraded();
    expect(await linesOf(inspectionId)).toContainEqual(
      expect.objectContaining({ substance: 'abamectin', substanceTold: null, substanceToday: 'abamectin' }),
    );
    await judge(lot, 'DECLARE');
    expect(await finding(lot, TESTED)).toMatchObject({ verdict: 'PASS' });
  });
});

/** As if everything until now had been entered by the version before. */
async function upgraded(): Promise<void> {
  const owner = await connect(testApp.database.ownerUrl);
  try {
    const runner = { query: (sql: string) => owner.query(sql) } as unknown as QueryRunner;
    await new ResultsUnderNames1764460000000().down(runner);
    await new ResultsUnderNames1764460000000().up(runner);
  } finally {
    await owner.end();
  }
}
