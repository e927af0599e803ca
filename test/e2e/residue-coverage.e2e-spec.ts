import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/verification.js';
import { refusedWith } from '../support/expectations.js';
import { erase, pdf, upload } from '../support/given/attachments.js';
import { batchDocuments } from '../support/given/batches.js';
import {
  confirmedReport,
  coverageDocuments,
  enterReport,
  reportOf,
  watchListDocuments,
} from '../support/given/coverage.js';
import { growingDocuments } from '../support/given/growing-documents.js';
import type { Given, Member } from '../support/given/index.js';
import { lotActs } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { organisationDocuments } from '../support/given/organisation-documents.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { jobsDone } from '../support/jobs-done.js';
import { collectStatements } from '../support/query-counter.js';
import type { TestApp } from '../support/test-app.js';

/*
 * One winter of one block: it is sprayed, the board shows the hole, the laboratory covers it, a later spray makes that void, a
 * new report closes it again, and the lot with its fruit comes to PASS; then what the packing line applied does the same.
 */

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
let colleague: Member;
let plot: Answer;
let neighbour: Answer;
const { findings, find, judge, withdraw } = lotActs(() => trade);

// Everybody signs in at the end of the story: a session lasts hours, and the story weeks.
beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
  colleague = await given.colleague(trade.inspector, ['INSPECTOR']);
  plot = await lots.plot(trade, trade.zizhong);
  neighbour = await lots.plot(trade, trade.zizhong);
});
afterAll(() => testApp?.close());

const registration = (): string => trade.registrations.get(trade.zizhong)!.id;
const board = async (by: Member, filter: object): Promise<Answer> =>
  (await by.client.run(coverageDocuments.residueCoverageBoard, { filter })).residueCoverageBoard;
const block = async (by: Member = trade.zizhong): Promise<Answer> =>
  (await board(by, { registrationId: registration(), marketCode: 'XD' })).edges[0]?.node;
const missing = async (): Promise<string[]> =>
  (await block()).gaps.map(({ because, substance }: Answer) => `${because} ${substance}`);
const covering = (substances: string[], more: object): Record<string, unknown> =>
  reportOf(substances, { registrationId: registration(), coversTo: '2026-01-31', ...more });

describe('before the harvest', () => {
  it('the board shows the cooperative what was sprayed and what the market watches for, and until when', async () => {
    testApp.clock.set('2025-12-18T01:00:00.000Z');
    expect(await block()).toMatchObject({
      season: '2025/26',
      asOf: '2025-12-18',
      plotCount: 2,
      watched: ['chlorpyrifos'],
      gaps: [
        { because: 'SPRAYED', substance: 'abamectin', before: '2025-12-18' },
        { because: 'WATCHED', substance: 'chlorpyrifos' },
      ],
      reports: [],
    });
  });

  it('nobody who gains by it, and nobody alone, lets the laboratory speak', async () => {
    const report = covering(['abamectin', 'chlorpyrifos'], {
      sampledOn: '2025-12-18',
      testedOn: '2025-12-18',
      coversFrom: '2025-12-20',
    });
    const answer = await enterReport(trade.inspector, report);
    expect(answer).toMatchObject({
      coverage: { state: 'RECORDED', kind: 'BLOCK', voidFrom: null, attachments: [{}] },
    });
    expect(answer.coverage.plots).toHaveLength(2);
    const input = { coverageId: answer.coverage.id };
    expect(await send(trade.inspector, coverageDocuments.confirmResidueCoverage, input)).toEqual(
      refusedWith('COVERAGE_TAKES_TWO'),
    );
    expect(await missing()).toEqual(['SPRAYED abamectin', 'WATCHED chlorpyrifos']);
    expect((await block()).reports).toMatchObject([
      { standing: 'UNCONFIRMED', unconfirmedPlotCodes: [], nextSteps: [{ by: 'BASE_OFFICE' }] },
    ]);
    expect(await done(colleague, coverageDocuments.confirmResidueCoverage, input)).toMatchObject({
      coverage: { state: 'CONFIRMED' },
    });
    expect(await missing()).toEqual([]);
    expect((await block()).reports).toMatchObject([
      { standing: 'VALID', tested: ['abamectin', 'chlorpyrifos'] },
    ]);
    expect(await enterReport(trade.inspector, report)).toEqual(refusedWith('COVERAGE_REPORT_ENTERED'));
    const alike = { ...report, reportNumber: String(report['reportNumber']).toLowerCase() };
    expect(await enterReport(trade.inspector, alike)).toEqual(refusedWith('COVERAGE_REPORT_ENTERED'));
  });

  it('says everything that is wrong with a report', async () => {
    const { body } = await upload(trade.inspector.client, { body: pdf() });
    const wrong = covering(['abamectin', 'abamectin', 'no-such-thing'], {
      sampledOn: '2025-12-17',
      testedOn: '2025-12-16',
      coversFrom: '2025-12-16',
      coversTo: '2026-09-01',
      attachmentIds: [body.id, randomUUID()],
    });
    const { reasons } = await send(trade.inspector, coverageDocuments.recordResidueCoverage, wrong);
    expect(reasons.map(({ code }: Answer) => code)).toEqual([
      'COVERAGE_OF_TWO_SEASONS',
      'COVERAGE_BEFORE_SAMPLING',
      'TESTED_BEFORE_SAMPLED',
      'SUBSTANCE_TWICE',
      'SUBSTANCE_UNKNOWN',
      'NOT_FOUND',
    ]);
    const day = { sampledOn: '2025-12-18', testedOn: '2025-12-18', coversFrom: '2025-12-18' };
    const nothing = { ...covering(['abamectin'], day), registrationId: null, attachmentIds: [] };
    const { reasons: others } = await send(trade.inspector, coverageDocuments.recordResidueCoverage, nothing);
    expect(others.map(({ code }: Answer) => code)).toEqual(['COVERAGE_OF_WHAT', 'COVERAGE_WITHOUT_REPORT']);
    for (const strange of [
      { registrationId: randomUUID() },
      { plotIds: [randomUUID()] },
      { registrationId: null, treatmentId: randomUUID() },
    ])
      expect(await enterReport(trade.inspector, { ...covering(['abamectin'], day), ...strange })).toEqual(
        refusedWith('NOT_FOUND'),
      );
  });

  it('a later spray makes the report void for what is picked from then on, and opens the hole again', async () => {
    testApp.clock.set('2026-01-06T01:00:00.000Z');
    await lots.growing.spray(trade.zizhong, plot.id, '2026-01-05T01:00:00.000Z', {
      substances: ['imidacloprid'],
      productLabelId: await lots.growing.confirmedLabel(trade.zizhong, trade.base, {
        substances: ['imidacloprid'],
        phiDays: 7,
      }),
    });
    const seen = await block();
    expect(seen.reports).toMatchObject([{ standing: 'VOID', voidFrom: '2026-01-05' }]);
    expect(seen.gaps).toMatchObject([
      { substance: 'abamectin', because: 'SPRAYED', before: '2026-01-06' },
      { substance: 'imidacloprid', because: 'SPRAYED', before: '2026-01-12' },
      { substance: 'chlorpyrifos', because: 'WATCHED' },
    ]);
    expect(seen.plots.find(({ plotId }: Answer) => plotId === plot.id)).toMatchObject({
      firstHarvest: '2026-01-12',
      missing: ['abamectin', 'imidacloprid'],
    });
  });
});

describe('the lot with its fruit', () => {
  let lot: Answer;
  let batch: Answer;
  let second: Answer;
  const coverage = async (): Promise<Answer> =>
    findings(await find(trade.exporter, lot.id), 'WORK-COVERAGE')[0];
  const verdict = async (): Promise<string> => (await coverage()).verdict;

  it('waits, and says what is missing where, why the report there is does not help, who closes it and until when', async () => {
    testApp.clock.set('2026-01-25T01:00:00.000Z');
    batch = await lots.packed(trade, trade.zizhong, 400, { plotId: plot.id });
    const inspection = await lots.inspections.sampled(trade.packhouse, batch, trade.inspector, '2026-01-24');
    await lots.inspections.measured(trade.inspector, inspection);
    await lots.inspections.signed(trade.inspector, inspection);
    lot = await lots.open(trade);
    await lots.allocated(trade, lot, batch);
    await judge(lot);
    const finding = await coverage();
    expect(finding).toMatchObject({ verdict: 'INDETERMINATE', gating: true, isOwn: true });
    expect(finding.explanation).toMatch(
      /Abamectin, Imidacloprid; report TEST-C-1 is void, the block having been sprayed again on 2026-01-05/,
    );
    expect(finding.settledBy).toContain('before the declaration (planned departure 2026-02-10)');
    expect(findings(await find(trade.exporter, lot.id), 'WORK-RESIDUE')).toMatchObject([
      { verdict: 'INDETERMINATE' },
    ]);
  });

  it('comes to PASS by a new report, entered by the base office from the paper, without anybody asking', async () => {
    const two = await given.colleague(trade.base, ['ADMINISTRATOR']);
    const report = covering(['abamectin', 'imidacloprid', 'chlorpyrifos'], {
      sampledOn: '2026-01-10',
      testedOn: '2026-01-14',
      coversFrom: '2026-01-12',
    });
    second = await confirmedReport(trade.base, two, report);
    await jobsDone(testApp);
    expect(await verdict()).toBe('PASS');
    expect(findings(await find(trade.exporter, lot.id), 'WORK-RESIDUE')).toMatchObject([{ verdict: 'PASS' }]);
    expect((await coverage()).evidence).toContainEqual(
      expect.objectContaining({ type: 'residue-coverage', id: second.id }),
    );
  });

  it('is judged by what the packing line applied as soon as the packhouse corrects its statement', async () => {
    const { postHarvestTreatments } = await trade.packhouse.client.run(batchDocuments.postHarvestTreatments, {
      filter: { batchId: batch.id },
    });
    expect(postHarvestTreatments).toMatchObject({ totalCount: 1, edges: [{ node: { kind: 'NONE' } }] });
    const [{ node: none }] = postHarvestTreatments.edges;
    const dip = {
      treatmentId: none.id,
      kind: 'FUNGICIDE',
      lineCode: 'LINE-1',
      productName: '示范抑霉唑',
      substances: ['imazalil'],
      concentration: '500.0',
      concentrationUnit: 'MG_PER_L',
      bathMadeUpAt: '2026-01-23T00:00:00.000Z',
      performedAt: '2026-01-23T03:00:00.000Z',
      batchIds: [batch.id],
    };
    const { treatment } = await done(trade.packhouse, batchDocuments.correctPostHarvestTreatment, dip);
    expect(treatment).toMatchObject({
      correctsId: none.id,
      concentration: '500',
      batches: [{ code: batch.code }],
    });
    expect(await send(trade.packhouse, batchDocuments.correctPostHarvestTreatment, dip)).toEqual(
      refusedWith('TREATMENT_CORRECTED_ALREADY'),
    );
    expect(await coverage()).toMatchObject({
      verdict: 'INDETERMINATE',
      explanation: expect.stringContaining('Applied after harvest on 2026-01-23, LINE-1'),
    });

    const lines = async (): Promise<Answer> =>
      (await trade.packhouse.client.run(coverageDocuments.treatmentCoverageBoard, {})).treatmentCoverageBoard;
    expect(await lines()).toMatchObject([
      { lineCode: 'LINE-1', treatments: 1, substances: ['imazalil'], missing: ['imazalil'], reports: [] },
    ]);
    const [{ lastTreatmentId }] = await lines();
    await confirmedReport(
      trade.inspector,
      colleague,
      reportOf(['imazalil'], {
        treatmentId: lastTreatmentId,
        sampledOn: '2026-01-24',
        testedOn: '2026-01-25',
        coversFrom: '2026-01-20',
        coversTo: '2026-02-28',
      }),
    );
    await jobsDone(testApp);
    expect(await verdict()).toBe('PASS');
    expect(await lines()).toMatchObject([{ missing: [], reports: [{ standing: 'VALID' }] }]);
  });

  it('is opened by a spray on a neighbour of the same block, and closed when that did not happen', async () => {
    const recordId = await lots.growing.spray(trade.zizhong, neighbour.id, '2026-01-15T01:00:00.000Z', {
      substances: ['abamectin'],
    });
    await jobsDone(testApp);
    expect(await coverage()).toMatchObject({
      verdict: 'INDETERMINATE',
      explanation: expect.stringContaining('sprayed again on 2026-01-15'),
    });
    const { record } = await done(trade.zizhong, growingDocuments.voidGrowingRecord, {
      recordId,
      reason: '示范：录错地块',
    });
    await jobsDone(testApp);
    expect(await coverage()).toMatchObject({
      verdict: 'INDETERMINATE',
      explanation: expect.stringContaining('the base office has not agreed'),
    });
    const told = { recordId: record.id };
    await done(trade.base, growingDocuments.declineGrowingCorrection, { ...told, reason: 'NOT_SHOWN' });
    await jobsDone(testApp);
    expect(await coverage()).toMatchObject({
      verdict: 'INDETERMINATE',
      explanation: expect.stringMatching(/^The base office declined .* sprayed again on 2026-01-15/),
    });
    const again = await done(trade.zizhong, growingDocuments.voidGrowingRecord, {
      ...told,
      reason: '示范：附出库单',
    });
    await done(trade.base, growingDocuments.agreeToGrowingCorrection, { recordId: again.record.id });
    await jobsDone(testApp);
    expect(await verdict()).toBe('PASS');
  });

  it('is opened when the report is withdrawn', async () => {
    const input = { coverageId: second.id, because: 'SAMPLE_IN_DOUBT' };
    const insider = await given.colleague(trade.base, ['ADMINISTRATOR']);
    const invited = await done(trade.zizhong, organisationDocuments.inviteMember, {
      displayName: '示例',
      roles: ['VIEWER'],
    });
    await done(insider, organisationDocuments.joinOrganisation, { token: invited.token });
    expect(
      await send(insider, coverageDocuments.withdrawResidueCoverage, input, {
        organisationId: trade.base.organisationId,
      }),
    ).toEqual(refusedWith('COVERAGE_BY_WHO_GAINS'));
    const [{ attachmentId }] = second.attachments;
    expect(await erase(trade.base, attachmentId)).toMatchObject({
      reasons: [{ code: 'ATTACHMENT_TO_BE_KEPT', facts: [{ name: 'keptUntil', value: '2028-01-31' }] }],
    });
    expect(await done(trade.base, coverageDocuments.withdrawResidueCoverage, input)).toMatchObject({
      coverage: {
        state: 'CONFIRMED',
        withdrawalAskedAt: expect.any(String),
        withdrawalAskedBecause: 'SAMPLE_IN_DOUBT',
        withdrawnBecause: null,
      },
    });
    expect(await send(trade.base, coverageDocuments.withdrawResidueCoverage, input)).toEqual(
      refusedWith('COVERAGE_WITHDRAWAL_ASKED'),
    );
    expect(await erase(trade.base, attachmentId)).toEqual(refusedWith('ATTACHMENT_TO_BE_KEPT'));
    await jobsDone(testApp);
    // It speaks for the fruit no longer, as soon as one person doubts it.
    expect(await coverage()).toMatchObject({
      verdict: 'INDETERMINATE',
      explanation: expect.stringContaining('one person has withdrawn'),
    });
    expect(
      await send(trade.base, coverageDocuments.confirmResidueCoverage, { coverageId: second.id }),
    ).toEqual(refusedWith('COVERAGE_WITHDRAWAL_TAKES_TWO'));
    const other = await given.colleague(trade.base, ['ADMINISTRATOR']);
    expect(
      await done(other, coverageDocuments.confirmResidueCoverage, { coverageId: second.id }),
    ).toMatchObject({ coverage: { state: 'WITHDRAWN', withdrawnBecause: 'SAMPLE_IN_DOUBT' } });
    expect(await send(trade.base, coverageDocuments.withdrawResidueCoverage, input)).toEqual(
      refusedWith('COVERAGE_WITHDRAWN'),
    );
    expect(await verdict()).toBe('INDETERMINATE');
  });

  it('does not pass by what one person takes away: a residue that two people confirmed takes two', async () => {
    const residue = async (): Promise<string> =>
      findings(await find(trade.exporter, lot.id), 'WORK-RESIDUE')[0].verdict;
    const report = covering(['abamectin', 'imidacloprid', 'chlorpyrifos'], {
      sampledOn: '2026-01-10',
      testedOn: '2026-01-14',
      coversFrom: '2026-01-12',
      results: [
        { substance: 'abamectin', mgPerKg: '90', limitOfQuantification: '0.01' },
        { substance: 'imidacloprid', limitOfQuantification: '0.01' },
        { substance: 'chlorpyrifos', limitOfQuantification: '0.01' },
      ],
    });
    const bad = await confirmedReport(trade.inspector, colleague, report);
    const clean = covering(['abamectin', 'imidacloprid', 'chlorpyrifos'], {
      sampledOn: '2026-01-10',
      testedOn: '2026-01-14',
      coversFrom: '2026-01-12',
    });
    await confirmedReport(trade.inspector, colleague, clean);
    await jobsDone(testApp);
    expect(await residue()).toBe('FAIL');
    const input = { coverageId: bad.id, because: 'ENTERED_WRONGLY' };
    await done(trade.inspector, coverageDocuments.withdrawResidueCoverage, input);
    await jobsDone(testApp);
    expect(await residue()).toBe('FAIL');
    await done(colleague, coverageDocuments.confirmResidueCoverage, { coverageId: bad.id });
    await jobsDone(testApp);
    expect(await residue()).toBe('PASS');
  });

  it('a report that nobody confirmed is withdrawn by one', async () => {
    const { coverage: entered } = await enterReport(
      trade.inspector,
      covering(['abamectin'], { sampledOn: '2026-01-10', testedOn: '2026-01-14', coversFrom: '2026-01-12' }),
    );
    const input = { coverageId: entered.id, because: 'ENTERED_WRONGLY' };
    expect(await done(trade.inspector, coverageDocuments.withdrawResidueCoverage, input)).toMatchObject({
      coverage: { state: 'WITHDRAWN', withdrawnBecause: 'ENTERED_WRONGLY', withdrawalAskedAt: null },
    });
    expect(await erase(trade.inspector, entered.attachments[0].attachmentId)).toMatchObject({
      attachment: { erasedAt: testApp.clock.now() },
    });
  });

  it('shows its reports to who sees the fruit, of the block only the plots it grew on', async () => {
    const seen = async (by: Member): Promise<Answer> =>
      (await by.client.run(coverageDocuments.residueCoverage, { id: second.id })).residueCoverage;
    expect((await seen(trade.zizhong)).plots).toHaveLength(2);
    expect((await seen(trade.exporter)).plots).toEqual([{ plotId: plot.id, plotCode: expect.any(String) }]);
    expect((await seen(trade.packhouse)).results).toHaveLength(3);
    expect(await seen(trade.rongchang)).toBeNull();
    const file = (await seen(trade.exporter)).attachments[0];
    const attachment = 'query ($id: ID!) { attachment(id: $id) { sha256 } }';
    expect((await trade.exporter.client.run(attachment, { id: file.attachmentId })).attachment).toEqual({
      sha256: file.sha256,
    });
    const stranger = await given.member('PACKHOUSE');
    expect((await board(stranger, {})).totalCount).toBe(0);
    expect(
      (await stranger.client.run(batchDocuments.postHarvestTreatments, {})).postHarvestTreatments.totalCount,
    ).toBe(0);
    expect((await block(trade.exporter)).plots).toMatchObject([{ plotId: plot.id, firstHarvest: null }]);
  });
});

it('goes out of the sight of an exporter that gives the fruit back', async () => {
  const { id: plotId } = await lots.plot(trade, trade.rongchang);
  const report = reportOf(['abamectin'], {
    plotIds: [plotId],
    sampledOn: '2026-01-19',
    testedOn: '2026-01-20',
  });
  const window = { coversFrom: '2026-01-20', coversTo: '2026-01-31' };
  const { id } = await confirmedReport(trade.inspector, colleague, { ...report, ...window });
  const batch = await lots.packed(trade, trade.rongchang, 100, { plotId });
  const lot = await lots.open(trade);
  await lots.allocated(trade, lot, batch);
  const sees = async (): Promise<unknown[]> => {
    const { client } = trade.exporter;
    const { residueCoverage } = await client.run(coverageDocuments.residueCoverage, { id });
    const { postHarvestTreatments } = await client.run(batchDocuments.postHarvestTreatments, {
      filter: { batchId: batch.id },
    });
    return [residueCoverage?.plots ?? null, postHarvestTreatments.totalCount];
  };
  expect(await sees()).toEqual([[expect.objectContaining({ plotId })], 1]);
  const next = await given.member(await given.organisation('EXPORTER'));
  await done(trade.packhouse, batchDocuments.consignBatch, {
    batchId: batch.id,
    consignedToId: next.organisationId,
  });
  expect(await withdraw(lot, batch)).toMatchObject({ __typename: 'LotPayload' });
  expect(await sees()).toEqual([null, 0]);
});

describe('the board', () => {
  it('takes as many statements for all blocks as for one', async () => {
    const cost = async (filter: object): Promise<number> =>
      (await collectStatements(testApp, () => board(trade.base, { ...filter, marketCode: 'XD' }))).statements
        .length;
    const one = await cost({ registrationId: registration() });
    expect(await cost({})).toBe(one);
    // Who asks, the count, and the board's own: blocks, plots, sprays, reports, watch list.
    expect(one).toBeLessThanOrEqual(7);
  });

  it('of treatments takes one statement more for the market that is asked about', async () => {
    const cost = async (filter: object): Promise<number> => {
      const ask = () => trade.base.client.run(coverageDocuments.treatmentCoverageBoard, { filter });
      return (await collectStatements(testApp, ask)).statements.length;
    };
    const plain = await cost({});
    expect(await cost({ marketCode: 'XD' })).toBe(plain + 1);
    // Who asks, and the board's own: lines, reports.
    expect(plain).toBeLessThanOrEqual(3);
  });

  it('is paged by registration, and takes plots of one’s own choice', async () => {
    const { totalCount, pageInfo } = (
      await trade.base.client.run(coverageDocuments.residueCoverageBoard, { first: 1 })
    ).residueCoverageBoard;
    expect([totalCount, pageInfo.hasNextPage]).toEqual([2, true]);
    const next = await trade.base.client.run(coverageDocuments.residueCoverageBoard, {
      first: 1,
      after: pageInfo.endCursor,
    });
    expect(next.residueCoverageBoard).toMatchObject({ pageInfo: { hasNextPage: false } });
    expect(next.residueCoverageBoard.edges).toHaveLength(1);
    const [named] = (await board(trade.zizhong, { plotIds: [neighbour.id], season: '2025/26' })).edges;
    expect(named.node).toMatchObject({ registrationId: null, plotCount: 1, watched: null });
  });
});

describe('what a market watches for', () => {
  const entered = {
    edition: 'TEST',
    validFrom: '2025-09-01',
    substances: ['imazalil'],
    document: '虚构 invented',
  };
  const ofPeru = async (): Promise<Answer> =>
    (await trade.exporter.client.run(watchListDocuments.watchLists, { marketCode: 'PE' })).watchLists;

  it('is entered by the base office and counts once a second person confirmed it', async () => {
    const input = { ...entered, marketCode: 'PE' };
    const { watchList } = await done(trade.base, watchListDocuments.enterWatchList, input);
    const { document, ...said } = input;
    expect(watchList).toMatchObject({ ...said, source: { document }, confidence: 'UNVERIFIED' });
    expect(await send(trade.base, watchListDocuments.enterWatchList, input)).toEqual(
      refusedWith('WATCH_LIST_ENTERED'),
    );
    const confirm = (by: Member): Promise<Answer> =>
      send(by, watchListDocuments.confirmWatchList, { watchListId: watchList.id });
    expect(await confirm(trade.base)).toEqual(refusedWith('WATCH_LIST_TAKES_TWO'));
    const two = await given.colleague(trade.base, ['ADMINISTRATOR']);
    expect(await confirm(two)).toMatchObject({ watchList: { confidence: 'CONFIRMED' } });
    expect(await confirm(two)).toEqual(refusedWith('WATCH_LIST_CONFIRMED_ALREADY'));
    expect(await ofPeru()).toEqual([{ edition: 'TEST', substances: ['imazalil'], confidence: 'CONFIRMED' }]);
  });

  it('is entered by the names that laboratories use, each substance once', async () => {
    const { watchList } = await done(trade.base, watchListDocuments.enterWatchList, {
      ...entered,
      marketCode: 'PE',
      edition: 'TEST-NAMES',
      substances: ['抑霉唑', 'IMAZALIL', 'prochloraz'],
    });
    expect(watchList.substances).toEqual(['imazalil', 'prochloraz']);
  });

  it('is not entered for what does not exist', async () => {
    const input = { ...entered, marketCode: 'QQ', substances: ['no-such'], validTo: '2025-08-31' };
    expect(await send(trade.base, watchListDocuments.enterWatchList, input)).toEqual(
      refusedWith('WATCH_LIST_MARKET_UNKNOWN', 'WATCH_LIST_SUBSTANCE_UNKNOWN', 'WATCH_LIST_DAYS'),
    );
    const strange = { watchListId: randomUUID() };
    expect(await send(trade.base, watchListDocuments.confirmWatchList, strange)).toEqual(
      refusedWith('NOT_FOUND'),
    );
  });
});

it('knows a dip that cannot have been, and one of somebody else’s fruit', async () => {
  const input = { kind: 'FUNGICIDE', performedAt: '2026-02-01T00:00:00.000Z', batchIds: [plot.id] };
  const { reasons } = await send(trade.packhouse, batchDocuments.recordPostHarvestTreatment, input);
  expect(reasons.map(({ code, path }: Answer) => `${code} ${path}`)).toEqual([
    'NOT_FOUND batchIds',
    'IN_THE_FUTURE performedAt',
    'TREATMENT_DETAIL_MISSING lineCode',
    'TREATMENT_DETAIL_MISSING productLabelId',
    'TREATMENT_DETAIL_MISSING concentration',
  ]);
});

it('leaves a ledger that says of treatments, reports and watch lists what their rows say', async () => {
  const { ledger } = await verifyDatabase(testApp.database.applicationUrl, {
    directory: testApp.blobs,
    bucket: undefined,
  });
  expect(ledger.difference).toBeNull();
});
