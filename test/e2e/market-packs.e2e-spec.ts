import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { refusedWith } from '../support/expectations.js';
import type { Given, Member } from '../support/given/index.js';
import { memberOf } from '../support/given/member.js';
import { lotActs } from '../support/given/lot-acts.js';
import { watchListOf } from '../support/given/coverage.js';
import type { Trade } from '../support/given/lots.js';
import { packScene, type PackScene } from '../support/given/pack-scene.js';
import { editionDocuments as documents, THAI_DEMANDS } from '../support/given/packs.js';
import { done, send, type Answer } from '../support/given/send.js';
import { customsConfirmed } from '../support/given/unities.js';
import { ledgerVerified } from '../support/ledger-verified.js';
import { collectStatements } from '../support/query-counter.js';
import type { TestApp } from '../support/test-app.js';

/*
 * Two people of the base office read for Thailand what nobody has read. Every clause and figure below is
 * invented for this test and says so; no market demands any of it.
 */

let scene: PackScene;
let testApp: TestApp;
let given: Given;
let lots: PackScene['lots'];
let packs: PackScene['packs'];
let trade: Trade;
let first: Member;
let second: Member;
let thaiLot: PackScene['thaiLot'];
let verdictsOf: PackScene['verdictsOf'];
const { find, verdicts } = lotActs(() => trade);

beforeAll(async () => {
  scene = await packScene();
  ({ testApp, given, lots, packs, trade, first, second, thaiLot, verdictsOf } = scene);
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
    for (const [code, [kind, stage, parameters = {}]] of Object.entries(THAI_DEMANDS)) {
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
});

it('says nothing that the ledger does not say', async () => {
  const verified = await ledgerVerified(testApp);
  expect(verified.difference).toBeNull();
  expect(verified.records.get('edition_entry')).toBeGreaterThan(35);
});
