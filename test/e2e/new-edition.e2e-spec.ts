import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { JudgementReplay } from '../../src/modules/lots/judgement-replay.js';
import { ownerRows } from '../support/demo.js';
import { refusedWith } from '../support/expectations.js';
import type { Given, Member } from '../support/given/index.js';
import { GOOD_FRUIT } from '../support/given/inspections.js';
import { lotActs } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { editionDocuments as documents, givenPacks } from '../support/given/packs.js';
import { done, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { jobsDone } from '../support/jobs-done.js';
import { subscribe, type Subscribed } from '../support/sse.js';
import type { TestApp } from '../support/test-app.js';

/*
 * A new edition judges open and frozen lots again, never departed ones. Four lots of the same fruit, which measures
 * 12.5 Brix: one is OPEN, one CLEARED, one LOADED and one DEPARTED when the base office asks for 13 in place of 12. Both
 * figures are invented for this test.
 */

const RULE = 'CY-TSS';
const STATES = ['OPEN', 'CLEARED', 'LOADED', 'DEPARTED'] as const;
/** The three that have not left. */
const HERE = ['OPEN', 'CLEARED', 'LOADED'] as const;
const LOT_CHANGED = `subscription ($id: ID!) { lotChanged(id: $id) {
  lot { code state judgement { id versionCodes } checks { unity verdict findings { ruleCode versionCode verdict } } } } }`;

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
let packs: ReturnType<typeof givenPacks>;
let first: Member;
let second: Member;
/** The lots by the state they are in. */
const of = new Map<string, Answer>();
let editions: { was: string; is: string };
const { find, judge, move, allocate, withdraw, found, verdicts, findings, ruleCodes } = lotActs(() => trade);
const open: Subscribed[] = [];

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
  packs = givenPacks(testApp.url);
  first = trade.base;
  second = await given.colleague(first, ['ADMINISTRATOR']);
  const newStandard = { nameZh: '示例统一标准', nameEn: 'Example of a unified standard' };
  const was = await drafted('1', '2025-09-01', '12', { newStandard });
  await packs.published(second, was);
  for (const state of STATES) of.set(state, await broughtTo(state));
  // What waited from before: from here on, only the edition judges again.
  await jobsDone(testApp);
  for (const state of STATES) of.set(state, await seen(state));
  editions = { was, is: await drafted('2', '2026-01-15', '13') };
});
afterEach(async () => {
  for (const subscription of open.splice(0)) await subscription.close();
});
afterAll(() => testApp?.close());

/** An edition of the base's own standard with this one row, countersigned and not published yet. */
async function drafted(edition: string, validFrom: string, minimum: string, more: object = {}) {
  const { version } = await done(first, documents.draftStandardVersion, {
    standardCode: 'CY-UNIFIED',
    edition,
    validFrom,
    source: packs.invented('1'),
    ...more,
  });
  const { entry } = await done(first, documents.draftRule, {
    versionCode: version.code,
    code: RULE,
    scanId: await packs.scan(first),
    source: packs.invented('1'),
    kind: 'number-in-range',
    parametersJson: JSON.stringify({ parameter: 'TSS', minimum }),
    unity: 'STANDARD',
    subject: 'BATCH',
    stage: 'PACK',
    effect: 'CONTRACT',
    titleZh: '【示例】可溶性固形物',
    titleEn: 'Example: total soluble solids',
  });
  await done(second, documents.countersignEntry, { entryId: entry.id, saidSha256: entry.saidSha256 });
  return version.code as string;
}

/** A joint lot that is fit, on its way as far as this state. */
async function broughtTo(state: (typeof STATES)[number]): Promise<Answer> {
  const lot = await lots.joint(trade);
  await judge(lot);
  const way: readonly [string, object][] = [
    ['CLEARED', {}],
    ['DECLARED', { declarationNumber: `D-${lot.code}` }],
    ['INSPECTED', { customsFinding: found(lot) }],
    [
      'CERTIFIED',
      { certificate: { number: `PC-${lot.code}`, issuedOn: '2026-01-25', validUntil: '2026-02-20' } },
    ],
    ['LOADED', { containerNumber: 'TSTU1234568', sealNumber: `S-${lot.code}` }],
    ['DEPARTED', {}],
  ];
  for (const [to, more] of way.slice(0, way.findIndex(([last]) => last === state) + 1))
    await lots.moved(trade, lot, to, more);
  return find(trade.exporter, lot.id);
}

const seen = (state: string): Promise<Answer> => find(trade.exporter, of.get(state).id);
const toldOf = (lot: Answer): unknown =>
  findings(lot, RULE).map(({ versionCode, verdict }: Answer) => [versionCode, verdict]);

/** All that is stored of the judgements of a lot, as the database has it. */
const storedOf = (lot: Answer): Promise<unknown[]> =>
  ownerRows(
    testApp.database.ownerUrl,
    `SELECT to_jsonb(j) AS judgement, (SELECT jsonb_agg(to_jsonb(c) ORDER BY c.unity) FROM lot_check c
        WHERE c.judgement_id = j.id) AS checks
       FROM lot_judgement j WHERE j.lot_id = $1 ORDER BY j.id`,
    [lot.id],
  );

async function follow(lot: Answer): Promise<Subscribed> {
  const subscription = await subscribe(testApp.url, trade.exporter.token, LOT_CHANGED, { id: lot.id });
  open.push(subscription);
  expect((await subscription.next())?.data.lotChanged.lot).toMatchObject({ code: lot.code });
  return subscription;
}

describe('a new edition', () => {
  let before: ReadonlyMap<string, readonly unknown[]>;

  it('comes when fruit that is open, frozen and gone has passed by the edition before', () => {
    for (const state of STATES) {
      const lot = of.get(state);
      expect(lot).toMatchObject({
        state,
        judgement: { versionCodes: expect.arrayContaining([editions.was]) },
      });
      expect(verdicts(lot)).toMatchObject({ STANDARD: 'PASS' });
      expect(toldOf(lot)).toEqual([
        [editions.was, 'PASS'],
        [editions.was, 'PASS'],
      ]);
    }
  });

  it('says beforehand exactly which verdicts it would turn: of what is open or frozen, and of nothing that has left', async () => {
    const { previewStandardVersion: preview } = await second.client.run(documents.preview, {
      versionCode: editions.is,
    });
    expect(preview).toMatchObject({ lotsJudged: 3, batchesJudged: 0, isCut: false, next: null });
    const expected = HERE.flatMap((state) =>
      of.get(state).members.map(({ batchId, batchCode }: Answer) => ({
        lotId: of.get(state).id,
        ruleCode: RULE,
        subject: { type: 'BATCH', id: batchId, code: batchCode },
        before: 'PASS',
        after: 'FAIL',
      })),
    );
    const bySubject = (flips: Answer[]): Answer[] =>
      flips
        .map(({ lotId, ruleCode, subject, before: from, after }) => ({
          lotId,
          ruleCode,
          subject,
          before: from,
          after,
        }))
        .sort((a, b) => a.subject.id.localeCompare(b.subject.id));
    expect(bySubject(preview.flips)).toEqual(bySubject(expected));
    expect(preview.checks).toHaveLength(3);
    for (const state of HERE)
      expect(preview.checks).toContainEqual({
        lotId: of.get(state).id,
        unity: 'STANDARD',
        before: 'PASS',
        after: 'FAIL',
      });
    before = new Map(
      await Promise.all(STATES.map(async (state) => [state, await storedOf(of.get(state))] as const)),
    );
  });

  it('judges the open and the frozen ones again, stores it, and tells it at once; of the departed one nothing is told', async () => {
    const told = new Map(
      await Promise.all(STATES.map(async (state) => [state, await follow(of.get(state))] as const)),
    );
    await packs.published(second, editions.is);
    // Between the publication and the judging nothing slips out: each move judges afresh.
    expect(ruleCodes(await move(of.get('LOADED'), 'DEPARTED'))).toEqual([RULE]);
    await jobsDone(testApp);
    for (const state of HERE) {
      const change = (await told.get(state)!.next())?.data.lotChanged.lot;
      expect(change).toMatchObject({
        state,
        judgement: { versionCodes: expect.arrayContaining([editions.is]) },
      });
      expect(toldOf(change)).toEqual([
        [editions.is, 'FAIL'],
        [editions.is, 'FAIL'],
      ]);
      const lot = await seen(state);
      expect(lot.judgement.id).toBe(change.judgement.id);
      expect(lot.judgement.id).not.toBe(of.get(state).judgement.id);
      expect(lot.judgement.versionCodes).not.toContain(editions.was);
      expect(verdicts(lot)).toEqual({ VARIETY: 'PASS', BRAND: 'PASS', STANDARD: 'FAIL', CHANNEL: 'PASS' });
      // What was found before is kept beside it, one judgement more.
      const [kept, stored] = [before.get(state)!, await storedOf(lot)];
      expect(stored).toEqual([...kept, expect.anything()]);
    }
    expect(await told.get('DEPARTED')!.isQuietFor(600)).toBe(true);
  });

  it('leaves the departed one its edition, facts, hash and verdicts to the letter, and asking does not change them', async () => {
    const gone = of.get('DEPARTED');
    expect(await judge(gone)).toEqual(refusedWith('LOT_DEPARTED'));
    expect(await seen('DEPARTED')).toEqual(gone);
    expect(await storedOf(gone)).toEqual(before.get('DEPARTED'));
    const replay = testApp.app.get(JudgementReplay, { strict: false });
    const again = await testApp.app
      .get(UnitOfWork)
      .read(testApp.system(), (reading) => replay.again(reading, gone.judgement.id));
    expect(
      again?.filter(({ ruleCode }) => ruleCode === RULE).map((each) => [each.versionId, each.verdict]),
    ).toEqual([
      [editions.was, 'PASS'],
      [editions.was, 'PASS'],
    ]);
  });

  it('says nothing of it when it arrives either: what is recorded by then is judged by the editions it left under', async () => {
    const arrived = (await move(of.get('DEPARTED'), 'ARRIVED')).lot;
    expect(arrived).toMatchObject({ state: 'ARRIVED', judgement: { stage: 'ARRIVE' } });
    expect(arrived.judgement.versionCodes).toEqual(of.get('DEPARTED').judgement.versionCodes);
    expect(toldOf(arrived)).toEqual([
      [editions.was, 'PASS'],
      [editions.was, 'PASS'],
    ]);
    expect((await storedOf(arrived)).slice(0, -1)).toEqual(before.get('DEPARTED'));
  });

  it('leaves frozen ones where they are: members as they were, no hold, and no way on until all is met again', async () => {
    for (const [state, to, more] of [
      ['CLEARED', 'DECLARED', { declarationNumber: 'D-LATE' }],
      ['LOADED', 'DEPARTED', {}],
    ] as const) {
      const refused = await move(of.get(state), to, more);
      expect(refused).toEqual(refusedWith('REQUIREMENT_NOT_MET'));
      expect(ruleCodes(refused)).toEqual([RULE]);
      expect(await seen(state)).toMatchObject({ state, openHoldCount: 0, members: of.get(state).members });
    }
  });

  it('lets a cleared lot be opened again, and go on with fruit that meets it', async () => {
    const lot = of.get('CLEARED');
    await lots.moved(trade, lot, 'OPEN', { reason: '新版标准：更换不合格批次' });
    for (const { batchId } of lot.members) await withdraw(lot, { id: batchId });
    for (const by of [trade.zizhong, trade.rongchang]) await allocate(lot, await sweet(by));
    expect((await move(lot, 'CLEARED')).lot).toMatchObject({ state: 'CLEARED' });
    expect(toldOf(await seen('CLEARED'))).toEqual([
      [editions.is, 'PASS'],
      [editions.is, 'PASS'],
    ]);
  });

  it('is put right by the next one, which turns back what is still here and lets it leave; what had left stays as it was', async () => {
    await packs.published(second, await drafted('3', '2026-01-15', '11'));
    await jobsDone(testApp);
    expect(verdicts(await seen('OPEN'))).toMatchObject({ STANDARD: 'PASS' });
    expect(verdicts(await seen('LOADED'))).toMatchObject({ STANDARD: 'PASS' });
    expect((await move(of.get('LOADED'), 'DEPARTED')).lot).toMatchObject({ state: 'DEPARTED' });
    expect((await storedOf(of.get('DEPARTED'))).slice(0, -1)).toEqual(before.get('DEPARTED'));
  });
});

/** A fit batch that measures 13.5 Brix. */
async function sweet(by: Member): Promise<Answer> {
  const batch = await lots.packed(trade, by, 100);
  const inspection = await lots.inspections.sampled(trade.packhouse, batch, trade.inspector, '2026-01-24');
  const measured = GOOD_FRUIT.map((each) => (each.parameter === 'TSS' ? { ...each, value: '13.5' } : each));
  await lots.inspections.measured(trade.inspector, inspection, measured);
  await lots.inspections.tested(trade.inspector, inspection);
  await lots.inspections.signed(trade.inspector, inspection);
  return batch;
}
