import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant } from '../../src/kernel/instant.js';
import { verifyDatabase } from '../../src/verification.js';
import { refusedWith } from '../support/expectations.js';
import { watchListDocuments } from '../support/given/coverage.js';
import { givenIn, type Given, type Member } from '../support/given/index.js';
import { lotActs } from '../support/given/lot-acts.js';
import { givenLots, type Trade } from '../support/given/lots.js';
import { editionDocuments, givenPacks } from '../support/given/packs.js';
import { done, send, type Answer } from '../support/given/send.js';
import { unityDocuments } from '../support/given/unities.js';
import { jobsDone } from '../support/jobs-done.js';
import { startTestApp, TestClock, type TestApp } from '../support/test-app.js';

/*
 * The base office enters a limit and a watch list by a name that turns out wrong: nobody knows any more what the texts are about.
 * Pack and list are invented for this test and say so.
 */

let testApp: TestApp;
let given: Given;
let lots: ReturnType<typeof givenLots>;
let packs: ReturnType<typeof givenPacks>;
let trade: Trade;
let first: Member;
let second: Member;
let lot: Answer;
const { findings, find, judge } = lotActs(() => trade);

const SOURCE = { document: '示例文本（测试虚构） / invented for this test', clause: '附录 B' };
const LIMIT = '示范限量名';
const WATCHED = '示范关注名';
const said = async (rule: string): Promise<Answer> => findings(await find(trade.exporter, lot.id), rule)[0];
const limits = async (): Promise<Answer[]> =>
  (
    await trade.exporter.client.run(
      `{ residueLimits(first: 10, filter: { marketCode: "TH", substance: "abamectin", on: "2026-01-25" }) {
           edges { node { substance substanceTold mgPerKg provenance { confidence } } } } }`,
    )
  ).residueLimits.edges.map(({ node }: Answer) => node);
const lists = async (): Promise<Answer[]> =>
  (
    await trade.exporter.client.run(
      `{ watchLists(marketCode: "TH") { edition substances substancesTold confidence } }`,
    )
  ).watchLists;

beforeAll(async () => {
  testApp = await startTestApp({ clock: new TestClock(instant('2026-01-25T01:00:00.000Z')) });
  given = givenIn(testApp);
  lots = givenLots(testApp, given);
  packs = givenPacks(testApp.url);
  trade = await lots.trade('TH');
  first = trade.base;
  second = await given.colleague(first, ['ADMINISTRATOR']);
  const batch = await lots.packed(trade, trade.zizhong, 100, { marketCode: 'TH' });
  const { inspections } = lots;
  const inspection = await inspections.sampled(trade.packhouse, batch, trade.inspector, '2026-01-24');
  await inspections.tested(trade.inspector, inspection, { abamectin: '0.4' });
  await inspections.signed(trade.inspector, inspection);
  lot = await lots.open(trade);
  await lots.allocated(trade, lot, batch);
});
afterAll(() => testApp?.close());

/** Another name of a substance, made known by two people. */
async function known(name: string, code: string): Promise<string> {
  const told = { code, otherNames: [name], ...SOURCE };
  const { reading } = await done(first, unityDocuments.enterSubstance, told);
  await done(second, unityDocuments.confirmSubstance, { readingId: reading.id });
  return reading.id;
}

async function takenBack(readingId: string): Promise<void> {
  await done(first, unityDocuments.withdrawSubstanceNames, { readingId, reason: 'OTHER_SUBSTANCE' });
  await done(second, unityDocuments.confirmNamesWithdrawal, { readingId });
  await jobsDone(testApp);
}

/** A draft pack of one limit, by a name or a code; and a rule, without which nothing is published. */
async function drafted(substance: string): Promise<{ versionCode: string; entry: Answer }> {
  const versionCode = await packs.opened(first, { startFrom: 'NOTHING' });
  const scanId = await packs.scan(first);
  const { entry } = await done(first, editionDocuments.draftResidueLimit, {
    versionCode,
    source: SOURCE,
    substance,
    commodity: '示例：甜橙',
    level: 'COMMODITY',
    mgPerKg: '0.5',
    residueDefinitionKind: 'SUBSTANCE',
    scanId,
  });
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
  return { versionCode, entry };
}

/** What rests on the names of an entry, as somebody reads it. */
const resting = async (by: Member, readingId: string): Promise<Answer[]> =>
  (
    await by.client.run('{ substanceReadings { id restingTexts { kind marketCode edition isDraft name } } }')
  ).substanceReadings.find(({ id }: Answer) => id === readingId).restingTexts;

describe('a limit that was countersigned under a name', () => {
  let readingId: string;

  it('settles what was found while the name counts', async () => {
    readingId = await known(LIMIT, 'abamectin');
    expect(await resting(first, readingId)).toEqual([]);
    const { versionCode, entry } = await drafted(LIMIT);
    const text = { kind: 'RESIDUE_LIMIT', marketCode: 'TH', edition: versionCode, name: LIMIT };
    expect(await resting(second, readingId)).toEqual([{ ...text, isDraft: true }]);
    expect(await resting(trade.exporter, readingId)).toEqual([]);
    expect(JSON.parse(entry.contentJson)).toMatchObject({ substance: 'abamectin', substanceTold: LIMIT });
    await packs.countersigned(second, versionCode);
    await packs.published(second, versionCode);
    expect(await resting(trade.exporter, readingId)).toEqual([{ ...text, isDraft: false }]);
    await judge(lot, 'DECLARE');
    expect(await said('WORK-RESIDUE')).toMatchObject({
      verdict: 'PASS',
      explanation: expect.stringContaining('Abamectin found at 0.4 mg/kg; limit 0.5'),
    });
    expect(await limits()).toContainEqual({
      substance: 'abamectin',
      substanceTold: LIMIT,
      mgPerKg: 0.5,
      provenance: { confidence: 'CONFIRMED' },
    });
  });

  it('settles nothing once the name is taken back, and the base office reads the text again', async () => {
    await takenBack(readingId);
    expect(await said('WORK-RESIDUE')).toMatchObject({
      verdict: 'INDETERMINATE',
      explanation: expect.stringContaining('Abamectin found at 0.4 mg/kg'),
      nextSteps: expect.arrayContaining([
        expect.objectContaining({ by: 'BASE_OFFICE', text: expect.stringContaining('checks') }),
      ]),
    });
    expect(await limits()).toContainEqual({
      substance: 'abamectin',
      substanceTold: LIMIT,
      mgPerKg: 0.5,
      provenance: { confidence: 'UNVERIFIED' },
    });
  });
});

describe('a draft with a limit under such a name', () => {
  it('is neither countersigned nor published once the name is taken back', async () => {
    const name = '示范草稿名';
    const readingId = await known(name, 'abamectin');
    const [before, signed] = [await drafted(name), await drafted(name)];
    await packs.countersigned(second, signed.versionCode);
    await takenBack(readingId);
    const { id: entryId, saidSha256 } = before.entry;
    expect(await send(second, editionDocuments.countersignEntry, { entryId, saidSha256 })).toMatchObject(
      refusedWith('EDITION_SUBSTANCE_UNKNOWN'),
    );
    const { versionCode } = signed;
    expect(await send(second, editionDocuments.publishStandardVersion, { versionCode })).toMatchObject(
      refusedWith('EDITION_SUBSTANCE_UNKNOWN'),
    );
  });
});

describe('a watch list under a name', () => {
  const enter = async (edition: string, validFrom: string, substances: string[]): Promise<string> => {
    const list = { marketCode: 'TH', edition, validFrom, substances, document: SOURCE.document };
    return (await done(first, watchListDocuments.enterWatchList, list)).watchList.id;
  };
  const coverage = async (): Promise<Answer> => {
    await judge(lot, 'DECLARE');
    return said('WORK-COVERAGE');
  };

  it('says what the market watches for while the name counts, and then no longer', async () => {
    const readingId = await known(WATCHED, 'abamectin');
    const watchListId = await enter('TEST-1', '2025-09-01', [WATCHED]);
    await done(second, watchListDocuments.confirmWatchList, { watchListId });
    expect(await coverage()).toMatchObject({ verdict: 'PASS', confidence: 'CONFIRMED' });
    expect(await lists()).toContainEqual({
      edition: 'TEST-1',
      substances: ['abamectin'],
      substancesTold: [WATCHED],
      confidence: 'CONFIRMED',
    });
    const unconfirmed = await enter('TEST-2', '2030-09-01', [WATCHED]);
    const text = { kind: 'WATCH_LIST', marketCode: 'TH', name: WATCHED };
    expect(await resting(first, readingId)).toEqual([
      { ...text, edition: 'TEST-1', isDraft: false },
      { ...text, edition: 'TEST-2', isDraft: true },
    ]);
    await takenBack(readingId);
    expect(await coverage()).toMatchObject({ verdict: 'INDETERMINATE', confidence: 'UNVERIFIED' });
    expect(await lists()).toContainEqual(
      expect.objectContaining({ edition: 'TEST-1', substances: ['abamectin'], confidence: 'UNVERIFIED' }),
    );
    expect(
      await send(second, watchListDocuments.confirmWatchList, { watchListId: unconfirmed }),
    ).toMatchObject(refusedWith('WATCH_LIST_SUBSTANCE_UNKNOWN'));
  });

  it('gives way to one that is read anew', async () => {
    const watchListId = await enter('TEST-3', '2025-09-02', ['abamectin']);
    await done(second, watchListDocuments.confirmWatchList, { watchListId });
    expect(await coverage()).toMatchObject({ verdict: 'PASS', confidence: 'CONFIRMED' });
    expect(await lists()).toContainEqual(expect.objectContaining({ edition: 'TEST-3', substancesTold: [] }));
  });

  it('stands in the ledger as in its row', async () => {
    const blobs = { directory: testApp.blobs, bucket: undefined };
    const { ledger } = await verifyDatabase(testApp.database.applicationUrl, blobs);
    expect(ledger.difference).toBeNull();
  });
});
