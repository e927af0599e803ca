import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { allClaims } from '../../src/all-claims.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { verifyLedger } from '../../src/modules/ledger/verify/verify-ledger.js';
import { JudgementReplay } from '../../src/modules/lots/judgement-replay.js';
import { refusedWith } from '../support/expectations.js';
import type { Given, Member } from '../support/given/index.js';
import { memberOf } from '../support/given/member.js';
import { lotActs } from '../support/given/lot-acts.js';
import { watchListOf } from '../support/given/coverage.js';
import { lotDocuments, type Trade } from '../support/given/lots.js';
import { packScene, type PackScene } from '../support/given/pack-scene.js';
import { editionDocuments as documents, INVENTED_LIMITS } from '../support/given/packs.js';
import { done, send, type Answer } from '../support/given/send.js';
import { customsConfirmed } from '../support/given/unities.js';
import { givenVarietyLists } from '../support/given/variety-lists.js';
import { jobsDone } from '../support/jobs-done.js';
import { collectStatements } from '../support/query-counter.js';
import type { TestApp } from '../support/test-app.js';

/*
 * Two people of the base office bring Thailand from "nobody has read it" to verdicts. Every clause and figure below is
 * invented for this test and says so; no market demands any of it.
 */

let scene: PackScene;
let testApp: TestApp;
let given: Given;
let lots: PackScene['lots'];
let packs: PackScene['packs'];
let lists: ReturnType<typeof givenVarietyLists>;
let trade: Trade;
let first: Member;
let second: Member;
let owner: pg.Client;
let thaiLot: PackScene['thaiLot'];
let verdictsOf: PackScene['verdictsOf'];
const { find, move, found, verdicts, findings, ruleCodes } = lotActs(() => trade);

/** What is known of what Thailand asks: code -> kind of rule, stage, and what of its parameters says it. */
const DEMANDS: Readonly<Record<string, readonly [kind: string, stage: string, parameters?: object]>> = {
  'TH-ORCHARD': ['orchard-registration', 'PACK'],
  'TH-PACKHOUSE': ['packhouse-registration', 'PACK'],
  'TH-IMPORT-PERMIT': ['document-present', 'DECLARE', { document: 'IMPORT_PERMIT' }],
  'TH-MARKS': ['label-marks', 'PACK', { marks: ['ORCHARD', 'PACKHOUSE', 'EXPORTER', 'EXPORT_PHRASE'] }],
  'TH-FRUIT-FLY-AREA': [
    'pest-area-status',
    'PACK',
    { pests: ['BACTROCERA-MINAX', 'BACTROCERA-TSUNEONIS', 'BACTROCERA-CORRECTA'] },
  ],
  'TH-FOOD-SAFETY': ['document-present', 'DECLARE', { document: 'PACKHOUSE_FOOD_SAFETY_CERTIFICATE' }],
  'TH-BY-LAND': ['channel-open', 'DECLARE'],
  'TH-TRANSIT': ['document-present', 'LOAD', { document: 'TRANSIT_DOCUMENT' }],
  'TH-PHYTOSANITARY': ['document-present', 'LOAD', { document: 'PHYTOSANITARY_CERTIFICATE' }],
};

beforeAll(async () => {
  scene = await packScene();
  ({ testApp, given, lots, packs, trade, first, second, owner, thaiLot, verdictsOf } = scene);
  lists = givenVarietyLists(testApp.url);
});
afterAll(() => scene?.close());

describe('a pack of Thailand', () => {
  let versionCode: string;
  let good: Answer;
  let residual: Answer;

  it('is needed: fruit of which everything is recorded stays INDETERMINATE', async () => {
    await packs.areaFree(first, second);
    await watchListOf(first, second, 'TH');
    await customsConfirmed(first, second);
    good = await thaiLot();
    residual = await thaiLot('0.03');
    for (const lot of [good, residual])
      expect(verdicts(lot)).toMatchObject({ CHANNEL: 'INDETERMINATE', STANDARD: 'INDETERMINATE' });
    expect(
      await verdictsOf(good, 'TH-ORCHARD', 'WORK-MARKET-PACK', 'WORK-MARKET-OPEN', 'WORK-RESIDUE'),
    ).toEqual(Array(4).fill('INDETERMINATE'));
  });

  it('starts from what is shipped and unconfirmed, with the open questions, an owner and a day', async () => {
    versionCode = await packs.opened(first);
    expect(versionCode).toBe('PACK-TH@2025/26-1');
    const pack = await packs.find(first);
    expect(pack).toMatchObject({
      versionCode,
      state: 'DRAFT',
      validFrom: '2025-09-01',
      validTo: '2026-08-31',
      isReviewDue: false,
      draftedBy: { id: first.userId, displayName: expect.any(String) },
    });
    const codes = pack.entries.map(({ code }: Answer) => code);
    expect(codes).toEqual(
      expect.arrayContaining(['TH-ORCHARD', 'TH-PHYTOSANITARY', 'FALLBACK', 'OPEN-2022-01-05', 'Q1']),
    );
    expect(pack.entries.every(({ isOpen }: Answer) => isOpen)).toBe(true);
    expect(pack.missing).toHaveLength(pack.entries.length);
    expect(pack.missing[0]).toMatchObject({ ownerId: first.userId, dueOn: '2026-02-01' });
    expect(pack.overdue).toEqual([]);
  });

  it('is not opened with a day of review that has passed', async () => {
    const open = (reviewOn: string, language: 'zh' | 'en', dueOn = '2026-02-01'): Promise<Answer> =>
      send(
        first,
        documents.openMarketPack,
        {
          marketCode: 'EU',
          season: '2025/26',
          startFrom: 'NOTHING',
          reviewOn,
          ownerId: first.userId,
          dueOn,
        },
        { language },
      );
    const refused = await open('2026-01-24', 'zh');
    expect(refused).toEqual(refusedWith('REVIEW_IN_PAST'));
    expect(refused.reasons[0]).toMatchObject({
      path: ['reviewOn'],
      message: '复查日 2026-01-24 已过（今天是 2026-01-25）；请填写今天或以后的一天',
    });
    const late = await open('2026-08-15', 'en', '2026-01-24');
    expect(late).toEqual(refusedWith('DUE_IN_PAST'));
    expect(late.reasons[0].message).toMatch(/2026-01-24, has passed \(today is 2026-01-25\)/);
    expect((await open('2026-01-24', 'en')).reasons[0].message).toBe(
      'The day of review, 2026-01-24, has passed (today is 2026-01-25); name today or a later day',
    );
    expect(await open('2026-01-25', 'zh')).toMatchObject({ version: { code: 'PACK-EU@2025/26-1' } });
  });

  it('is nobody’s to see but the base office’s while it is a draft', async () => {
    for (const member of [trade.exporter, trade.zizhong]) {
      expect(await packs.find(member)).toBeNull();
      expect((await member.client.run(documents.marketPacks)).marketPacks).toMatchObject({
        totalCount: 0,
        edges: [],
      });
      const { standardVersions } = await member.client.run(documents.versions, { standardCode: 'PACK-TH' });
      expect(standardVersions).toEqual([]);
      const ctx = await member.ctx();
      const seen = await testApp.app
        .get(UnitOfWork)
        .read(ctx, async ({ manager }) => [
          ...(await manager.query<object[]>('SELECT id FROM edition_entry')),
          ...(await manager.query<object[]>(`SELECT code FROM standard_version WHERE state = 'DRAFT'`)),
        ]);
      expect(seen).toEqual([]);
      const { body } = await member.client.raw(documents.preview, { versionCode });
      expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    }
    const office = await second.client.run(documents.marketPacks, {
      filter: { marketCode: 'TH', state: 'DRAFT' },
    });
    expect(office.marketPacks.edges.map(({ node }: Answer) => node.versionCode)).toEqual([versionCode]);
  });

  it('takes some thirty rows for everything the market asks, each invented, with clause and scan', async () => {
    await packs.entered(first, versionCode);
    const { entries } = await packs.find(second);
    const rows = entries.filter(({ type }: Answer) => type !== 'QUESTION');
    const ofType = (type: string): Answer[] => rows.filter((row: Answer) => row.type === type);
    expect(ofType('RULE')).toHaveLength(15);
    expect(ofType('RESIDUE_LIMIT')).toHaveLength(18);
    expect(ofType('RESIDUE_FALLBACK')).toHaveLength(1);
    expect(ofType('MARKET_STATUS')).toHaveLength(1);
    expect(rows).toHaveLength(35);
    for (const row of rows)
      expect(row).toMatchObject({
        confidence: 'UNVERIFIED',
        enteredBy: { id: first.userId },
        scanId: expect.any(String),
        source: {
          document: expect.stringContaining('测试虚构'),
          clause: expect.stringContaining('示例条款'),
        },
      });
    for (const { title } of ofType('RULE')) expect(title.zh).toMatch(/^【示例】/);
    for (const [code, [kind, stage, parameters = {}]] of Object.entries(DEMANDS)) {
      const row = rows.find((each: Answer) => each.code === code);
      expect(JSON.parse(row.contentJson)).toMatchObject({ kind, stage, effect: 'LEGAL', parameters });
    }
    // The second person can open the scan.
    const { attachment } = await second.client.run(
      `query ($id: ID!) { attachment(id: $id) { downloadUrl } }`,
      {
        id: rows[0].scanId,
      },
    );
    expect(attachment.downloadUrl).toMatch(/^\//);
  });

  it('is countersigned row by row, never by whoever entered the row', async () => {
    const { entries } = await packs.find(first);
    const row = entries.find(({ code }: Answer) => code === 'TH-ORCHARD');
    const sign = (by: Member, saidSha256 = row.saidSha256) =>
      send(by, documents.countersignEntry, { entryId: row.id, saidSha256 });
    expect(await sign(first)).toMatchObject(refusedWith('EDITION_ENTRY_NEEDS_ANOTHER_PERSON'));
    expect(await sign(second, '0'.repeat(64))).toMatchObject(refusedWith('EDITION_ENTRY_CHANGED_MEANWHILE'));
    expect(await sign(second)).toMatchObject({ entry: { confidence: 'CONFIRMED', isOpen: false } });
    expect(await sign(second)).toMatchObject(refusedWith('EDITION_ENTRY_COUNTERSIGNED_ALREADY'));
  });

  it('loses a countersignature when the row is said anew, and not when somebody else is to see to it', async () => {
    const pack = await packs.find(first);
    const row = pack.entries.find(({ code }: Answer) => code === 'TH-ORCHARD');
    const assigning = { entryId: row.id, ownerId: second.userId };
    const late = await send(
      first,
      documents.assignDraftEntry,
      { ...assigning, dueOn: '2026-01-24' },
      { language: 'zh' },
    );
    expect(late).toEqual(refusedWith('DUE_IN_PAST'));
    expect(late.reasons[0]).toMatchObject({
      path: ['dueOn'],
      message: '期限 2026-01-24 已过（今天是 2026-01-25）；请填写今天或以后的一天',
    });
    const assigned = await done(first, documents.assignDraftEntry, { ...assigning, dueOn: '2026-01-25' });
    expect(assigned.entry).toMatchObject({ isOpen: false, owner: { id: second.userId } });
    const { code, source } = row;
    const said = await done(second, documents.draftRule, {
      versionCode,
      code,
      source: { document: source.document, clause: source.clause },
      kind: 'orchard-registration',
      parametersJson: '{}',
      unity: 'CHANNEL',
      subject: 'BATCH',
      stage: 'PACK',
      effect: 'LEGAL',
      titleZh: '【示例】果园注册登记（改）',
      titleEn: 'Example: TH-ORCHARD, reworded',
    });
    expect(said.entry).toMatchObject({
      id: row.id,
      confidence: 'UNVERIFIED',
      isOpen: true,
      enteredBy: { id: second.userId },
      countersignedBy: null,
      scanId: row.scanId,
    });
    // Copied when the pack was opened, said anew with the invented clause, and so on.
    expect((await given.ledgerOf(row.id)).map(({ kind }) => kind)).toEqual([
      'edition.changed',
      'edition.countersigned',
      'edition.assigned',
      'edition.changed',
    ]);
    expect((await packs.find(first)).overdue).toEqual([]);
    const now = testApp.clock.now();
    testApp.clock.set('2026-01-25T16:01:00.000Z');
    const { overdue } = await packs.find(await memberOf(testApp, first.organisation, first));
    testApp.clock.set(now);
    expect(overdue).toMatchObject([{ ownerId: second.userId, dueOn: '2026-01-25' }]);
  });

  it('tells before it is published what would turn, in a handful of statements, and stores nothing', async () => {
    await packs.countersigned(second, versionCode);
    await packs.countersigned(first, versionCode);
    const loose = await lots.packed(trade, trade.rongchang, 50, { marketCode: 'TH' });
    const before = (await find(trade.exporter, good.id)).judgement.id;
    const { value, statements } = await collectStatements(testApp, () =>
      second.client.run(documents.preview, { versionCode }),
    );
    // Who asks, the draft, its standard, its entries, all rules, the market, the lots; the batches, and three for their facts.
    expect(statements.length).toBeLessThanOrEqual(11);
    const preview = value.previewStandardVersion;
    expect(preview).toMatchObject({
      lotsJudged: 2,
      batchesJudged: 1,
      isCut: false,
      next: null,
      nextBatch: null,
    });
    const ofStock = preview.flips.filter(({ batchCode }: Answer) => batchCode === loose.code);
    expect(ofStock).toContainEqual(
      expect.objectContaining({
        lotId: null,
        ruleCode: 'TH-ORCHARD',
        before: 'INDETERMINATE',
        after: 'PASS',
      }),
    );
    expect(ofStock).toContainEqual(
      expect.objectContaining({ ruleCode: 'TH-JUICE', before: null, after: 'INDETERMINATE' }),
    );
    const flip = (lot: Answer, ruleCode: string) =>
      preview.flips.find((each: Answer) => each.lotId === lot.id && each.ruleCode === ruleCode);
    expect(flip(good, 'WORK-RESIDUE')).toMatchObject({ before: 'INDETERMINATE', after: 'PASS' });
    expect(flip(residual, 'WORK-RESIDUE')).toMatchObject({
      before: 'INDETERMINATE',
      after: 'FAIL',
      subject: { type: 'BATCH' },
    });
    expect(flip(good, 'TH-ORCHARD')).toMatchObject({ before: 'INDETERMINATE', after: 'PASS' });
    expect(flip(good, 'TH-JUICE')).toMatchObject({ before: null, after: 'PASS' });
    // The questions are open still, so the pack as a whole is not confirmed.
    expect(flip(good, 'WORK-MARKET-PACK')).toBeUndefined();
    expect(preview.checks).toContainEqual(
      expect.objectContaining({ lotId: residual.id, unity: 'STANDARD', after: 'FAIL' }),
    );
    expect((await find(trade.exporter, good.id)).judgement.id).toBe(before);
    const page = await second.client.run(documents.preview, { versionCode, first: 1 });
    const next = page.previewStandardVersion.next;
    const rest = await second.client.run(documents.preview, { versionCode, first: 1, after: next });
    expect(rest.previewStandardVersion).toMatchObject({ lotsJudged: 1, batchesJudged: 0, next: null });
  });

  it('is published by another person than drafted it, with its gaps, which every verdict then names', async () => {
    expect(await send(first, documents.publishStandardVersion, { versionCode })).toMatchObject(
      refusedWith('PUBLISHER_DRAFTED'),
    );
    expect(await packs.published(second, versionCode)).toMatchObject({
      state: 'PUBLISHED',
      provenance: { validFrom: '2025-09-01', validTo: '2026-08-31', confidence: 'UNVERIFIED' },
    });
    await jobsDone(testApp);
    expect(
      await verdictsOf(
        good,
        'TH-ORCHARD',
        'TH-JUICE',
        'WORK-MARKET-OPEN',
        'WORK-RESIDUE',
        'WORK-MARKET-PACK',
      ),
    ).toEqual(['PASS', 'PASS', 'PASS', 'PASS', 'INDETERMINATE']);
    const [finding] = findings(await find(trade.exporter, good.id), 'WORK-MARKET-PACK');
    expect(finding.explanation).toContain('all of it up to the base office, by 2026-02-01');
    for (const told of ['测试用户', first.userId.slice(-6)]) expect(finding.explanation).not.toContain(told);
    expect(finding.evidence).toContainEqual(
      expect.objectContaining({ type: 'account', id: first.userId, field: 'dueOn', value: '2026-02-01' }),
    );
    // Members see what is published, and not the names of the office's people.
    const seen = await packs.find(trade.exporter);
    expect(seen).toMatchObject({ state: 'PUBLISHED', draftedBy: { displayName: null } });
    expect(seen.missing.length).toBeGreaterThan(0);
  });

  it('never changes once it is published', async () => {
    const pack = await packs.find(first);
    const [row] = pack.entries;
    const touching: [string, object][] = [
      [documents.dropDraftEntry, { entryId: row.id }],
      [documents.countersignEntry, { entryId: row.id, saidSha256: row.saidSha256 }],
      [documents.publishStandardVersion, { versionCode }],
      [documents.draftPackQuestion, { versionCode, code: 'Q9', textZh: '示例', textEn: 'Example' }],
    ];
    for (const [document, input] of touching)
      expect(await send(first, document, input)).toMatchObject(refusedWith('EDITION_PUBLISHED'));
    for (const sql of [
      `UPDATE edition_entry SET owner_id = NULL WHERE version_code = $1`,
      `DELETE FROM edition_entry WHERE version_code = $1`,
      `UPDATE rule SET effect = 'ADVICE' WHERE version_code = $1`,
      `UPDATE residue_limit SET limit_micrograms_per_kg = 1 WHERE version_code = $1`,
      `DELETE FROM residue_fallback WHERE version_code = $1`,
      `UPDATE market_status SET status = 'CLOSED' WHERE version_code = $1`,
      `UPDATE market_pack SET missing = '[]' WHERE version_code = $1`,
      `UPDATE standard_version SET review_on = '2099-01-01' WHERE code = $1`,
    ])
      await expect(owner.query(sql, [versionCode])).rejects.toMatchObject({ code: '23000' });
  });

  it('is corrected by a new edition that keeps the signatures of the season, and ends the one before', async () => {
    const corrected = await packs.opened(second, { startFrom: 'LAST', ownerId: second.userId });
    expect(corrected).toBe('PACK-TH@2025/26-2');
    const open = (await packs.find(first, corrected)).entries.filter(({ isOpen }: Answer) => isOpen);
    expect(open.map(({ type }: Answer) => type)).toEqual(Array(open.length).fill('QUESTION'));
    await packs.answered(second, corrected);
    await packs.countersigned(first, corrected);
    await packs.published(first, corrected);
    await jobsDone(testApp);
    const [clear, blocked] = [await find(trade.exporter, good.id), await find(trade.exporter, residual.id)];
    expect(verdicts(clear)).toMatchObject({ CHANNEL: 'PASS', STANDARD: 'PASS' });
    expect(verdicts(blocked)).toMatchObject({ CHANNEL: 'PASS', STANDARD: 'FAIL' });
    expect(findings(blocked, 'WORK-RESIDUE')).toMatchObject([
      { verdict: 'FAIL', explanation: expect.stringContaining('limit 0.02 mg/kg') },
    ]);
    expect(findings(clear, 'WORK-MARKET-PACK')).toMatchObject([{ verdict: 'PASS', confidence: 'CONFIRMED' }]);
    expect((await packs.find(first, versionCode)).state).toBe('SUPERSEDED');
    expect(clear.judgement.versionCodes).toContain(corrected);
    expect(clear.judgement.versionCodes).not.toContain(versionCode);
  });

  it('lets the fruit go once the unified list is published too: all four checks PASS, and the lot is cleared', async () => {
    expect(verdicts(await find(trade.exporter, good.id))).toMatchObject({ VARIETY: 'INDETERMINATE' });
    const list = await lists.drafted(first, '示例 2025/26');
    await lists.listed(first, list, 'TAROCCO', { harvestFrom: '12-01', harvestTo: '05-31' });
    await lists.countersigned(second, list);
    await lists.published(second, list);
    await jobsDone(testApp);
    expect(verdicts(await find(trade.exporter, good.id))).toEqual({
      VARIETY: 'PASS',
      BRAND: 'PASS',
      STANDARD: 'PASS',
      CHANNEL: 'PASS',
    });
    expect((await move(good, 'CLEARED')).lot).toMatchObject({ state: 'CLEARED' });
  });

  it('holds it until the papers by land are there, and departs while the short-lived certificate is valid', async () => {
    const certificate = { number: 'TEST-PC-TH', issuedOn: '2026-01-25', validUntil: '2026-01-31' };
    const numbers = [trade.packhouseRegistration, trade.registrations.get(trade.zizhong)!.number];
    const finding = found(await find(trade.exporter, good.id), { registrationNumbers: numbers });
    await lots.moved(trade, good, 'DECLARED', { declarationNumber: 'TEST-D-TH' });
    await lots.moved(trade, good, 'INSPECTED', { customsFinding: finding });
    await lots.moved(trade, good, 'CERTIFIED', { certificate });
    const load = (): Promise<Answer> =>
      move(good, 'LOADED', { containerNumber: '示例A12345', sealNumber: 'TEST-0001' });
    // Planned for 10 February: by then the certificate is no longer valid, and nothing says by which ports it goes.
    const refused = await load();
    expect(ruleCodes(refused).toSorted()).toEqual(['TH-PHYTOSANITARY', 'TH-TRANSIT']);
    for (const { findings: told } of refused.reasons) expect(told).toMatchObject([{ verdict: 'FAIL' }]);

    const day = { lotId: good.id, plannedDepartureOn: '2026-01-30' };
    await done(trade.exporter, lotDocuments.changeLotPlan, day);
    expect(ruleCodes(await load())).toEqual(['TH-TRANSIT']);
    await done(trade.exporter, lotDocuments.recordLotDocument, {
      lotId: good.id,
      kind: 'TRANSIT_DOCUMENT',
      number: 'TEST-TRANSIT',
      issuedOn: '2026-01-25',
      validUntil: '2026-01-31',
    });
    expect((await load()).lot).toMatchObject({ state: 'LOADED', sealNumber: 'TEST-0001' });
    const departed = (await move(good, 'DEPARTED')).lot;
    expect(departed).toMatchObject({
      state: 'DEPARTED',
      departedOn: '2026-01-25',
      judgement: { stage: 'DEPART' },
    });
    expect(verdicts(departed)).toEqual({ VARIETY: 'PASS', BRAND: 'PASS', STANDARD: 'PASS', CHANNEL: 'PASS' });
    for (const code of Object.keys(DEMANDS))
      expect(findings(departed, code)).toMatchObject([
        {
          verdict: 'PASS',
          confidence: 'CONFIRMED',
          gating: true,
          source: { clause: expect.stringContaining('示例条款') },
        },
      ]);
  });

  it('leaves every stored verdict one that can be made again, also those by the edition that has ended', async () => {
    const uow = testApp.app.get(UnitOfWork);
    const replay = testApp.app.get(JudgementReplay, { strict: false });
    const { rows } = await owner.query<{
      id: string;
      version_codes: string[];
      findings: { unity: string; rows: unknown[] }[];
    }>(
      `SELECT j.id, j.version_codes, (SELECT jsonb_agg(jsonb_build_object('unity', c.unity, 'rows', c.findings) ORDER BY c.unity)
         FROM lot_check c WHERE c.judgement_id = j.id) AS findings
       FROM lot_judgement j WHERE j.lot_id = ANY ($1) ORDER BY j.id`,
      [[good.id, residual.id]],
    );
    expect(rows.filter(({ version_codes }) => version_codes.includes(versionCode))).not.toHaveLength(0);
    for (const { id, findings: stored } of rows) {
      const made = await uow.read(testApp.system(), (reading) => replay.again(reading, id));
      for (const { unity, rows: kept } of stored)
        expect(JSON.parse(JSON.stringify(made?.filter((each) => each.unity === unity)))).toEqual(kept);
    }
  });

  it('starts the next season from the last, with every row to be read again', async () => {
    const next = await packs.opened(first, { season: '2026/27', startFrom: 'LAST' });
    const { entries, missing } = await packs.find(first, next, '2026/27');
    expect(entries.length).toBeGreaterThan(Object.keys(INVENTED_LIMITS).length);
    expect(entries.every(({ isOpen, enteredBy }: Answer) => isOpen && enteredBy.id === first.userId)).toBe(
      true,
    );
    expect(missing).toHaveLength(entries.length);
    const marketOpen = await first.client.run(
      `{ marketRequirements(marketCode: "TH", on: "2026-02-10") { pack { provenance { edition confidence } missing { zh } reviewOn }
         status { provenance { confidence } } rules { code provenance { confidence } } } }`,
    );
    expect(marketOpen.marketRequirements).toMatchObject({
      pack: {
        provenance: { edition: '2025/26-2', confidence: 'CONFIRMED' },
        missing: [],
        reviewOn: '2026-06-30',
      },
      status: { provenance: { confidence: 'CONFIRMED' } },
    });
    const orchard = marketOpen.marketRequirements.rules.filter(({ code }: Answer) => code === 'TH-ORCHARD');
    expect(orchard).toEqual([{ code: 'TH-ORCHARD', provenance: { confidence: 'CONFIRMED' } }]);
  });
});

it('says nothing that the ledger does not say', async () => {
  const verified = await testApp.app
    .get(UnitOfWork)
    .read(testApp.system(), ({ manager }) => verifyLedger(manager, allClaims));
  expect(verified.difference).toBeNull();
  expect(verified.records.get('edition_entry')).toBeGreaterThan(100);
});

it('is due for its review from the day after the one that was set', async () => {
  for (const [at, isReviewDue] of [
    ['2026-06-30T15:59:00.000Z', false],
    ['2026-06-30T16:00:00.000Z', true],
  ] as const) {
    testApp.clock.set(at);
    // Sessions have ended long since.
    const office = await memberOf(testApp, first.organisation, first);
    expect(await packs.find(office)).toMatchObject({ reviewOn: '2026-06-30', isReviewDue });
  }
});
