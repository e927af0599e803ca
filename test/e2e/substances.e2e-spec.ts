import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadDemoMarket, loadReferenceFacts } from '../../src/infrastructure/database/reference-loader.js';
import type { PlotId } from '../../src/kernel/ids.js';
import { instant } from '../../src/kernel/instant.js';
import { verifyDatabase } from '../../src/verification.js';
import { ownerRows } from '../support/demo.js';
import { refusedWith } from '../support/expectations.js';
import { batchDocuments } from '../support/given/batches.js';
import { coverageDocuments } from '../support/given/coverage.js';
import { givenIn, type Given, type Member } from '../support/given/index.js';
import { holdDocuments, lotActs } from '../support/given/lot-acts.js';
import { givenLots, type Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { unityDocuments as documents } from '../support/given/unities.js';
import { jobsDone } from '../support/jobs-done.js';
import { startTestApp, TestClock, type TestApp } from '../support/test-app.js';

/*
 * A grower sprays what is sold under another name than the one the ban uses. Nobody can say that it is banned, and nobody that it
 * is not, until the base office has made the name known; then the fruit is held that was picked after it.
 */

let testApp: TestApp;
let given: Given;
let lots: ReturnType<typeof givenLots>;
let trade: Trade;
let lot: Answer;
let batch: Answer;
let longAgo: Answer;
let plotId: PlotId;
let sprayId: string;
let colleague: Member;
const { findings, find, judge } = lotActs(() => trade);

const BAN = 'BAN-MOA-199-FRUIT';
const finding = async (rule: string): Promise<Answer> =>
  findings(await find(trade.exporter, lot.id), rule).find(({ subject }) => subject.id === batch.id);
const holds = async (id: string): Promise<Answer[]> =>
  (await trade.zizhong.client.run(batchDocuments.batch, { id })).batch.holds;
const text = (code: string, more: object = {}) => ({
  code,
  document: '示例文本（测试虚构） / text invented for this test',
  clause: '示例条款 1 / invented clause 1',
  ...more,
});
const enter = (input: object, by = trade.base): Promise<Answer> => send(by, documents.enterSubstance, input);
const confirm = (readingId: string, by = colleague): Promise<Answer> =>
  send(by, documents.confirmSubstance, { readingId });

beforeAll(async () => {
  testApp = await startTestApp({ clock: new TestClock(instant('2026-01-25T01:00:00.000Z')) });
  await loadDemoMarket(testApp.database.ownerUrl);
  given = givenIn(testApp);
  lots = givenLots(testApp, given);
  trade = await lots.trade();
  colleague = await given.colleague(trade.base, ['ADMINISTRATOR']);
  plotId = (await lots.plot(trade, trade.zizhong)).id as PlotId;
  sprayId = await lots.growing.spray(trade.zizhong, plotId, '2025-11-10T01:00:00.000Z', {
    productLabelId: trade.label,
    substances: ['呋 喃丹'],
  });
  batch = await lots.fit(trade, trade.zizhong, 400, { plotId });
  // A year and a day before the fruit is looked at, and less than one before it was picked.
  const early = await lots.plot(trade, trade.zizhong);
  await lots.growing.spray(trade.zizhong, early.id as PlotId, '2025-01-24T01:00:00.000Z', {
    productLabelId: trade.label,
    substances: ['呋 喃丹'],
  });
  longAgo = await lots.packed(trade, trade.zizhong, 50, { plotId: early.id });
  lot = await lots.open(trade);
  await lots.allocated(trade, lot, batch);
});
afterAll(() => testApp?.close());

describe('an ingredient that is not in the list', () => {
  it('leaves the ban open, says which it is, and stops the lot', async () => {
    await judge(lot, 'DECLARE');
    expect(await finding(BAN)).toMatchObject({
      verdict: 'INDETERMINATE',
      gating: true,
      explanation: expect.stringContaining(
        'an ingredient (its name is in the record), which the list of substances does not know',
      ),
      evidence: [{ type: 'spray', id: sprayId, field: 'unlistedSubstance', value: `unlisted:${sprayId}:1` }],
      nextSteps: [{ by: 'BASE_OFFICE', text: expect.stringContaining('makes it known') }],
    });
    expect(await finding('WORK-COVERAGE')).toMatchObject({ verdict: 'INDETERMINATE' });
    expect(await holds(batch.harvestId)).toEqual([]);
  });

  it('stands by name in no judgement, which is kept for ever', async () => {
    const kept = await ownerRows<{ text: string }>(
      testApp.database.ownerUrl,
      `SELECT j.facts || (SELECT string_agg(c.findings::text, '') FROM lot_check c WHERE c.judgement_id = j.id) AS text
       FROM lot_judgement j`,
      [],
    );
    expect(kept.length).toBeGreaterThan(0);
    for (const judgement of kept) expect(judgement.text).not.toContain('喃丹');
    const { growingRecord } = await trade.base.client.run(
      `query ($id: ID!) { growingRecord(id: $id) { substances } }`,
      { id: sprayId },
    );
    expect(growingRecord.substances).toContain('呋 喃丹');
  });

  it('is no name of anything while one person says so', async () => {
    const { reading } = await enter(text('carbofuran', { otherNames: ['呋　喃丹'] }));
    expect(reading).toMatchObject({ code: 'carbofuran', nameZh: null, confirmedAt: null });
    expect(await confirm(reading.id, trade.base)).toEqual(refusedWith('SUBSTANCE_TAKES_TWO'));
    await judge(lot, 'DECLARE');
    expect(await finding(BAN)).toMatchObject({ verdict: 'INDETERMINATE' });
  });

  it('is recognised in what was recorded before, as soon as a second person confirmed the name: the fruit is held', async () => {
    const { substanceReadings } = await trade.exporter.client.run(
      '{ substanceReadings(isConfirmed: false) { id otherNames source { clause } } }',
    );
    expect(substanceReadings).toMatchObject([{ otherNames: ['呋　喃丹'] }]);
    const [{ id }] = substanceReadings;
    expect(await confirm(id)).toMatchObject({ reading: { confirmedAt: expect.any(String) } });
    expect(await confirm(id)).toEqual(refusedWith('SUBSTANCE_CONFIRMED_ALREADY'));
    expect(await holds(batch.harvestId)).toMatchObject([
      { reasonCode: 'BANNED_SUBSTANCE', note: 'Carbofuran' },
    ]);
    expect(await holds(longAgo.harvestId)).toMatchObject([{ reasonCode: 'BANNED_SUBSTANCE' }]);
    await jobsDone(testApp);
    expect(await finding(BAN)).toMatchObject({
      verdict: 'FAIL',
      explanation: expect.stringContaining('Carbofuran, banned on that day'),
    });
  });

  it('is then known before a spray too, whatever the width of its blanks', async () => {
    const substances = ['呋 喃丹'];
    const { checkSpray } = await trade.zizhong.client.run(
      `query ($input: CheckSprayInput!) { checkSpray(input: $input) { warnings { code } } }`,
      { input: { plotId, substances, sprayOn: '2026-01-24' } },
    );
    expect(checkSpray.warnings.map(({ code }: Answer) => code)).toContain('BANNED_SUBSTANCE');
  });
});

describe('a substance that nobody had a code for', () => {
  const mineralOil = { nameZh: '示范矿物成分', nameEn: 'Demo mineral', casNumber: '7732-18-5' };

  it('is made known by two people, and then bans nothing and holds nothing', async () => {
    const other = await lots.plot(trade, trade.zizhong);
    await lots.growing.spray(trade.zizhong, other.id as PlotId, '2025-11-10T01:00:00.000Z', {
      productLabelId: trade.label,
      substances: ['示范矿油'],
    });
    batch = await lots.fit(trade, trade.zizhong, 100, { plotId: other.id });
    lot = await lots.open(trade);
    await lots.allocated(trade, lot, batch);
    await judge(lot, 'DECLARE');
    expect(await finding(BAN)).toMatchObject({ verdict: 'INDETERMINATE' });
    const { reading } = await enter(text('demo-mineral', { ...mineralOil, otherNames: ['示范矿油'] }));
    await confirm(reading.id);
    await jobsDone(testApp);
    expect(await finding(BAN)).toMatchObject({ verdict: 'PASS' });
    expect(await holds(batch.harvestId)).toEqual([]);
  });

  it('is refused where it cannot be, with every reason', async () => {
    expect(await enter(text('carbofuran', { nameZh: '呋喃丹', nameEn: 'Furadan' }))).toEqual(
      refusedWith('SUBSTANCE_NAMED', 'SUBSTANCE_SAYS_NOTHING'),
    );
    expect(await enter(text('demo-new', { nameZh: '克百威', nameEn: 'Demo new' }))).toEqual(
      refusedWith('SUBSTANCE_NAME_TAKEN'),
    );
    expect(await enter(text('demo-new'))).toEqual(refusedWith('SUBSTANCE_WITHOUT_NAME'));
  });

  it('does not take a name that another one got meanwhile', async () => {
    const names = { nameZh: '示范新成分', nameEn: 'Demo new', otherNames: ['同名异物'] };
    const first = await enter(text('demo-new', names));
    const second = await enter(text('imidacloprid', { otherNames: ['同名异物'] }));
    await confirm(second.reading.id);
    expect(await confirm(first.reading.id)).toEqual(refusedWith('SUBSTANCE_NAME_TAKEN'));
  });

  it('is left to the base office, and stays when the product is started again', async () => {
    const input = { requestId: randomUUID(), ...text('demo-other') };
    const { body } = await trade.zizhong.client.raw(documents.enterSubstance, { input });
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    await loadReferenceFacts(testApp.database.ownerUrl);
    const { substances } = await trade.exporter.client.run(
      '{ substances { code nameZh casNumber otherNames { name provenance { confidence } } } }',
    );
    expect(substances.find(({ code }: Answer) => code === 'demo-mineral')).toEqual({
      code: 'demo-mineral',
      nameZh: '示范矿物成分',
      casNumber: '7732-18-5',
      otherNames: [{ name: '示范矿油', provenance: { confidence: 'CONFIRMED' } }],
    });
  });
});

describe('a name that turned out wrong', () => {
  const NAME = '示范错名';
  let readingId: string;
  let laterPlot: PlotId;
  let laterLot: Answer;
  let dipped: Answer;
  /** What was applied after harvest, as the board of the packhouse tells it. */
  const applied = async (): Promise<string[][]> =>
    (
      await trade.packhouse.client.run(coverageDocuments.treatmentCoverageBoard, {})
    ).treatmentCoverageBoard.map(({ substances }: Answer) => substances);
  const late = async (): Promise<Answer> => findings(await find(trade.exporter, laterLot.id), BAN)[0];
  const ask = (by = trade.base, reason = 'OTHER_SUBSTANCE'): Promise<Answer> =>
    send(by, documents.withdrawSubstanceNames, { readingId, reason });
  const agree = (by = colleague): Promise<Answer> =>
    send(by, documents.confirmNamesWithdrawal, { readingId });
  const release = (holdId: string): Promise<Answer> =>
    send(trade.base, holdDocuments.releaseHold, { holdId, reason: '示范：名称有误，已核对' });
  const warnings = async (): Promise<string[]> => {
    const { checkSpray } = await trade.zizhong.client.run(
      `query ($input: CheckSprayInput!) { checkSpray(input: $input) { warnings { code } } }`,
      { input: { plotId, substances: [NAME], sprayOn: '2026-01-24' } },
    );
    return checkSpray.warnings.map(({ code }: Answer) => code);
  };

  beforeAll(async () => {
    plotId = (await lots.plot(trade, trade.zizhong)).id as PlotId;
    await lots.growing.spray(trade.zizhong, plotId, '2025-11-10T01:00:00.000Z', {
      productLabelId: trade.label,
      substances: [NAME],
    });
    batch = await lots.fit(trade, trade.zizhong, 100, { plotId });
    lot = await lots.open(trade);
    await lots.allocated(trade, lot, batch);
    laterPlot = (await lots.plot(trade, trade.zizhong)).id as PlotId;
    laterLot = await lots.open(trade);
    dipped = await lots.fit(trade, trade.zizhong, 100, { plotId: laterPlot });
    await lots.allocated(trade, laterLot, dipped);
    readingId = (await enter(text('carbofuran', { otherNames: [NAME] }))).reading.id;
  });

  it('is not taken back before anybody confirmed it', async () => {
    expect(await ask()).toEqual(refusedWith('SUBSTANCE_NOT_CONFIRMED'));
    await confirm(readingId);
    await judge(lot, 'DECLARE');
    expect(await finding(BAN)).toMatchObject({ verdict: 'FAIL' });
  });

  it('counts for what is recorded under it from then on', async () => {
    await lots.growing.spray(trade.zizhong, laterPlot, '2025-11-11T01:00:00.000Z', {
      productLabelId: trade.label,
      substances: [NAME],
    });
    await judge(laterLot, 'DECLARE');
    expect(await late()).toMatchObject({ verdict: 'FAIL' });
    const { postHarvestTreatments } = await trade.packhouse.client.run(batchDocuments.postHarvestTreatments, {
      filter: { batchId: dipped.id },
    });
    await done(trade.packhouse, batchDocuments.correctPostHarvestTreatment, {
      treatmentId: postHarvestTreatments.edges[0].node.id,
      kind: 'FUNGICIDE',
      lineCode: 'LINE-1',
      productName: '示范保鲜剂',
      substances: [NAME],
      concentration: '500',
      concentrationUnit: 'MG_PER_L',
      performedAt: '2026-01-23T03:00:00.000Z',
      batchIds: [dipped.id],
    });
    expect(await applied()).toEqual([['carbofuran']]);
  });

  it('counts while one person says that it is wrong', async () => {
    expect(await agree()).toEqual(refusedWith('SUBSTANCE_WITHDRAWAL_NOT_ASKED'));
    expect(await ask()).toMatchObject({
      reading: {
        withdrawalReason: 'OTHER_SUBSTANCE',
        withdrawalAskedAt: expect.any(String),
        withdrawnAt: null,
      },
    });
    expect(await ask(colleague)).toEqual(refusedWith('SUBSTANCE_WITHDRAWAL_WAITS'));
    expect(await agree(trade.base)).toEqual(refusedWith('SUBSTANCE_WITHDRAWAL_TAKES_TWO'));
    expect(await warnings()).toContain('BANNED_SUBSTANCE');
    const [hold] = await holds(batch.harvestId);
    expect(await release(hold.id)).toEqual(refusedWith('HOLD_NOT_TO_BE_RELEASED_BY_HAND'));
  });

  it('is no name of the substance once another person agrees: at once, and for what was judged before', async () => {
    expect(await agree()).toMatchObject({ reading: { otherNames: [NAME], withdrawnAt: expect.any(String) } });
    expect(await agree()).toEqual(refusedWith('SUBSTANCE_WITHDRAWN_ALREADY'));
    expect(await ask()).toEqual(refusedWith('SUBSTANCE_WITHDRAWN_ALREADY'));
    await jobsDone(testApp);
    expect(await finding(BAN)).toMatchObject({
      verdict: 'INDETERMINATE',
      // Who may see the record reads the name there.
      explanation: expect.stringContaining(
        'contains an ingredient (its name is in the record), which the list of substances does not know',
      ),
    });
    expect(await applied()).toEqual([[NAME]]);
    // Whenever it was recorded: while the name counted as well.
    expect(await late()).toMatchObject({ verdict: 'INDETERMINATE' });
    expect(await warnings()).toEqual(expect.arrayContaining(['SUBSTANCE_NOT_LISTED']));
    expect(await warnings()).not.toContain('BANNED_SUBSTANCE');
    const { substances } = await trade.exporter.client.run('{ substances { code otherNames { name } } }');
    const carbofuran = substances.find(({ code }: Answer) => code === 'carbofuran');
    expect(carbofuran.otherNames.map(({ name }: Answer) => name)).toEqual(['呋　喃丹']);
  });

  it('leaves the fruit held until the base office has looked at it', async () => {
    const [hold] = await holds(batch.harvestId);
    expect(hold.releasedAt).toBeNull();
    expect((await release(hold.id)).__typename).not.toBe('Refused');
    expect((await holds(batch.harvestId))[0].releasedAt).toEqual(expect.any(String));
  });

  it('may be given to the substance it belongs to', async () => {
    const { reading } = await enter(text('imidacloprid', { otherNames: [NAME] }));
    expect(await confirm(reading.id)).toMatchObject({ reading: { confirmedAt: expect.any(String) } });
    await jobsDone(testApp);
    expect(await finding(BAN)).toMatchObject({ verdict: 'PASS' });
  });

  it('stays known by another entry that has it too', async () => {
    const readings = [];
    for (const otherNames of [['示范甲名'], ['示范甲名', '示范乙名']]) {
      const { reading } = await enter(text('carbofuran', { otherNames }));
      await confirm(reading.id);
      readings.push(reading.id);
    }
    readingId = readings[0]!;
    await ask(colleague, 'NOT_IN_TEXT');
    expect(await agree(trade.base)).toMatchObject({ reading: { withdrawnAt: expect.any(String) } });
    const { substances } = await trade.exporter.client.run('{ substances { code otherNames { name } } }');
    const names = substances.find(({ code }: Answer) => code === 'carbofuran').otherNames;
    expect(names.map(({ name }: Answer) => name).toSorted()).toEqual(['呋　喃丹', '示范乙名', '示范甲名']);
  });

  it('is taken back by the base office alone', async () => {
    const { body } = await trade.zizhong.client.raw(documents.confirmNamesWithdrawal, {
      input: { requestId: randomUUID(), readingId },
    });
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
  });
});

describe('what was said of substances', () => {
  it('stands in the ledger as in its rows, and the title of its text can be erased', async () => {
    const blobs = { directory: testApp.blobs, bucket: undefined };
    const { ledger } = await verifyDatabase(testApp.database.applicationUrl, blobs);
    expect(ledger.difference).toBeNull();
    const { substanceReadings } = await trade.base.client.run('{ substanceReadings { id } }');
    for (const { id } of substanceReadings)
      await done(
        trade.base,
        `mutation ($input: EraseTextInput!) { answer: eraseText(input: $input) { __typename ... on Refused { reasons { code } } } }`,
        { subjectId: id },
      );
    const after = await verifyDatabase(testApp.database.applicationUrl, blobs);
    expect(after.ledger.difference).toBeNull();
    const { substanceReadings: left } = await trade.base.client.run(
      '{ substanceReadings { otherNames source { document clause } } }',
    );
    expect(new Set(left.map(({ source }: Answer) => source.document))).toEqual(new Set(['']));
    expect(left[0].otherNames).toEqual(['示范甲名', '示范乙名']);
  });
});
