import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { allClaims } from '../../src/all-claims.js';
import { loadReferenceFacts } from '../../src/infrastructure/database/reference-loader.js';
import { leftToTheOffice, publishVersions } from '../../src/infrastructure/database/reference-versions.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { instant } from '../../src/kernel/instant.js';
import { verifyLedger } from '../../src/modules/ledger/verify/verify-ledger.js';
import { JudgementReplay } from '../../src/modules/lots/judgement-replay.js';
import { refusedWith } from '../support/expectations.js';
import { erase } from '../support/given/attachments.js';
import { givenIn, type Given, type Member } from '../support/given/index.js';
import { lotActs } from '../support/given/lot-acts.js';
import { watchListOf } from '../support/given/coverage.js';
import { givenLabels } from '../support/given/labels.js';
import { givenLots, lotDocuments, type Trade } from '../support/given/lots.js';
import { editionDocuments as documents, givenPacks, INVENTED_LIMITS } from '../support/given/packs.js';
import { done, send, type Answer } from '../support/given/send.js';
import { customsConfirmed, unityDocuments } from '../support/given/unities.js';
import { givenVarietyLists } from '../support/given/variety-lists.js';
import { worksheetDocuments } from '../support/given/worksheets.js';
import { jobsDone } from '../support/jobs-done.js';
import { collectStatements } from '../support/query-counter.js';
import { startTestApp, TestClock, type TestApp } from '../support/test-app.js';

/*
 * Two people of the base office bring Thailand from "nobody has read it" to verdicts. Every clause and figure below is
 * invented for this test and says so; no market demands any of it.
 */

let testApp: TestApp;
let given: Given;
let lots: ReturnType<typeof givenLots>;
let labels: ReturnType<typeof givenLabels>;
let design: Answer;
let packs: ReturnType<typeof givenPacks>;
let lists: ReturnType<typeof givenVarietyLists>;
let trade: Trade;
/** Two people of the base office: whoever enters, and the second pair of eyes. */
let first: Member;
let second: Member;
let owner: pg.Client;
const { find, judge, move, verdicts, findings } = lotActs(() => trade);

beforeAll(async () => {
  testApp = await startTestApp({ clock: new TestClock(instant('2026-01-25T01:00:00.000Z')) });
  given = givenIn(testApp);
  lots = givenLots(testApp, given);
  packs = givenPacks(testApp.url);
  lists = givenVarietyLists(testApp.url);
  labels = givenLabels(testApp.url);
  trade = await lots.trade('TH');
  first = trade.base;
  second = await given.colleague(first, ['ADMINISTRATOR']);
  design = await labels.approved(first, second, trade.packhouse, { series: null });
  owner = new pg.Client({ connectionString: testApp.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await testApp?.close();
});

/** A lot for Thailand with one fit batch and its papers; of what is measured only the residue may differ. */
async function thaiLot(residue: string | null = null): Promise<Answer> {
  const lot = await lots.open(trade);
  const batch = await lots.packed(trade, trade.zizhong, 100, { marketCode: 'TH' });
  const inspection = await lots.inspections.sampled(trade.packhouse, batch, trade.inspector, '2026-01-24');
  await lots.inspections.measured(trade.inspector, inspection);
  await lots.inspections.tested(trade.inspector, inspection, { abamectin: residue });
  await lots.inspections.signed(trade.inspector, inspection);
  await labels.used(trade.packhouse, batch, design);
  await lots.allocated(trade, lot, batch);
  await lots.papers(trade, lot);
  for (const kind of ['PACKHOUSE_FOOD_SAFETY_CERTIFICATE', 'PHYTOSANITARY_CERTIFICATE'])
    await done(trade.exporter, lotDocuments.recordLotDocument, {
      lotId: lot.id,
      kind,
      number: `TEST-${kind}-${lot.code}`,
      issuedOn: '2026-01-25',
    });
  return (await judge(lot)).lot;
}

const verdictsOf = async (lot: Answer, ...rules: string[]): Promise<string[]> => {
  const { checks } = await find(trade.exporter, lot.id);
  return rules.map((code) =>
    findings({ checks }, code)
      .map(({ verdict }: Answer) => verdict)
      .join(' '),
  );
};

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

  it('takes some thirty rows, each with clause and scan', async () => {
    await packs.entered(first, versionCode);
    const { entries } = await packs.find(second);
    const rows = entries.filter(({ type }: Answer) => type !== 'QUESTION');
    expect(rows.length).toBeGreaterThanOrEqual(30);
    for (const row of rows)
      expect(row).toMatchObject({
        confidence: 'UNVERIFIED',
        enteredBy: { id: first.userId },
        scanId: expect.any(String),
        source: { clause: expect.stringContaining('示例条款') },
      });
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
    const assigned = await done(first, documents.assignDraftEntry, {
      entryId: row.id,
      ownerId: second.userId,
      dueOn: '2026-01-20',
    });
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
    const { overdue } = await packs.find(first);
    expect(overdue).toMatchObject([{ ownerId: second.userId, dueOn: '2026-01-20' }]);
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
    expect(finding.explanation).toContain(`account ${first.userId.slice(-6)}, by 2026-02-01`);
    expect(finding.explanation).not.toContain('测试用户');
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

describe('a row that cannot be', () => {
  let versionCode: string;
  beforeAll(async () => {
    versionCode = await packs.opened(first, { season: '2027/28', startFrom: 'NOTHING' });
  });
  const rule = (more: object) => ({
    versionCode,
    code: 'X-1',
    source: { document: '示例' },
    kind: 'number-in-range',
    parametersJson: '{"parameter": "TSS", "minimum": "10"}',
    unity: 'STANDARD',
    subject: 'BATCH',
    stage: 'PACK',
    effect: 'LEGAL',
    titleZh: '示例',
    titleEn: 'Example',
    ...more,
  });
  const why = async (more: object, language: 'zh' | 'en') => {
    const { reasons } = await send(first, documents.draftRule, rule(more), { language });
    return reasons.map(({ code, message, path }: Answer) => `${code} ${path.join('.')}: ${message}`);
  };

  it.each([
    [
      'a number that is no text',
      { parametersJson: '{"parameter": "TSS", "minimum": 10}' },
      'RULE_PARAMETERS_REFUSED parametersJson: Rule kind number-in-range: minimum must be a decimal number written as text',
      'RULE_PARAMETERS_REFUSED parametersJson: 规则种类 number-in-range：minimum 应为写成文字的小数，例如 "6.5"',
    ],
    [
      'a misspelt parameter',
      { parametersJson: '{"parameter": "TSS", "minimun": "10"}' },
      'RULE_PARAMETERS_REFUSED parametersJson: Rule kind number-in-range: no parameter is called minimun; expected parameter, minimum, maximum, decimals, unit, classes',
      'RULE_PARAMETERS_REFUSED parametersJson: 规则种类 number-in-range：没有名为 minimun 的参数，应为：parameter, minimum, maximum, decimals, unit, classes',
    ],
    [
      'no JSON',
      { parametersJson: 'TSS 10' },
      'PARAMETERS_NOT_JSON parametersJson: The parameters are no JSON; a JSON object is expected, such as {"parameter": "TSS", "minimum": "10"}',
      'PARAMETERS_NOT_JSON parametersJson: 参数不是 JSON；应为一个 JSON 对象，例如 {"parameter": "TSS", "minimum": "10"}',
    ],
    [
      'another market',
      { marketCode: 'EU' },
      'RULE_OF_OTHER_MARKET marketCode: A rule of this pack is for the market TH and no other',
      'RULE_OF_OTHER_MARKET marketCode: 市场资料包里的规则只能针对市场 TH',
    ],
    [
      'a subject the kind does not judge',
      { subject: 'LOT' },
      'RULE_PARAMETERS_REFUSED subject: Rule kind number-in-range: subject must be one of BATCH',
      'RULE_PARAMETERS_REFUSED subject: 规则种类 number-in-range：subject 应为：BATCH',
    ],
  ])('is refused with the field and what is expected: %s', async (_, more, en, zh) => {
    expect(await why(more, 'en')).toEqual([en]);
    expect(await why(more, 'zh')).toEqual([zh]);
  });

  it.each([
    [
      'conditions of a lot',
      { subject: 'LOT', kind: 'channel-open', parametersJson: '{}', conditions: { classes: ['I'] } },
      'RULE_CONDITIONS_OF_BATCHES conditions: Only rules about batches (BATCH) can be for certain classes or varieties',
      'RULE_CONDITIONS_OF_BATCHES conditions: 只有针对批次（BATCH）的规则可以限定等级或品种',
    ],
    [
      'a variety that nobody knows, by which all fruit would be left out',
      { conditions: { varieties: ['TAROCCO', 'TAROCO'] } },
      'RULE_VARIETY_UNKNOWN conditions.varieties: No variety has the code TAROCO; a rule is for varieties that are known',
      'RULE_VARIETY_UNKNOWN conditions.varieties: 没有代码为 TAROCO 的品种；规则只能针对已登记的品种',
    ],
  ])('is refused with what it may be for: %s', async (_, more, en, zh) => {
    expect(await why(more, 'en')).toEqual([en]);
    expect(await why(more, 'zh')).toEqual([zh]);
  });

  it('names no conditions that would leave out all fruit', async () => {
    for (const conditions of [{ classes: [] }, { varieties: [] }]) {
      const { body } = await first.client.raw(documents.draftRule, { input: rule({ conditions }) });
      expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  it('is refused for a substance, an owner or a scan that does not exist', async () => {
    const input = {
      versionCode,
      source: { document: '示例' },
      substance: 'nothing',
      mgPerKg: '0.1',
      commodity: '示例',
      level: 'GROUP',
      ownerId: trade.exporter.userId,
      scanId: trade.exporter.userId,
    };
    expect(await send(first, documents.draftResidueLimit, input)).toMatchObject(
      refusedWith('EDITION_SUBSTANCE_UNKNOWN', 'NOT_FOUND', 'OWNER_NOT_OF_OFFICE'),
    );
  });

  it('cannot be said to be official, or confirmed, by hand', async () => {
    for (const confidence of ['OFFICIAL', 'CONFIRMED']) {
      const { body } = await first.client.raw(documents.draftRule, { input: rule({ confidence }) });
      expect(body.errors[0].message).toContain('SaidConfidence');
    }
  });

  it('is not countersigned without clause and scan', async () => {
    const { entry } = await done(first, documents.draftRule, rule({ confidence: 'SECONDARY' }));
    expect(entry).toMatchObject({ confidence: 'SECONDARY', isOpen: true });
    const sign = { entryId: entry.id, saidSha256: entry.saidSha256 };
    expect(await send(second, documents.countersignEntry, sign)).toMatchObject(
      refusedWith('EDITION_ENTRY_NEEDS_CLAUSE', 'EDITION_ENTRY_NEEDS_SCAN'),
    );
    expect(await done(second, documents.dropDraftEntry, { entryId: entry.id })).toMatchObject({
      entry: { code: 'X-1' },
    });
    expect((await packs.find(first, versionCode, '2027/28')).entries).toEqual([]);
  });
});

describe('a standard of the base’s own', () => {
  const STANDARD = 'CY-UNIFIED';
  const draft = (edition: string, validFrom: string, more: object = {}) => ({
    standardCode: STANDARD,
    edition,
    validFrom,
    source: { document: '示例统一标准（测试虚构） / invented for this test' },
    ...more,
  });
  const tss = (versionCode: string, minimum: string, scanId: string) => ({
    versionCode,
    code: 'CY-TSS',
    scanId,
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
  const newStandard = { nameZh: '示例统一标准', nameEn: 'Example of a unified standard' };

  it('judges lots once another person has published it, and its rows only once they are countersigned', async () => {
    const lot = await thaiLot();
    const scanId = await packs.scan(first);
    const { version } = await done(
      first,
      documents.draftStandardVersion,
      draft('1', '2025-09-01', { newStandard }),
    );
    expect(await send(second, documents.publishStandardVersion, { versionCode: version.code })).toMatchObject(
      refusedWith('EDITION_EMPTY'),
    );
    await done(first, documents.draftRule, tss(version.code, '12', scanId));
    expect(
      await send(first, documents.draftMarketStatus, {
        versionCode: version.code,
        source: { document: '示例' },
        status: 'OPEN',
      }),
    ).toMatchObject(refusedWith('EDITION_ENTRY_ONLY_IN_PACK'));
    await packs.published(second, version.code);
    expect(await erase(first, scanId)).toMatchObject(refusedWith('ATTACHMENT_IN_FORCE'));
    await jobsDone(testApp);
    expect(await verdictsOf(lot, 'CY-TSS')).toEqual(['INDETERMINATE']);

    const next = await done(
      first,
      documents.draftStandardVersion,
      draft('2', '2025-09-01', { copyOf: version.code }),
    );
    const { standardVersions } = await second.client.run(documents.versions, { standardCode: STANDARD });
    const drafted = standardVersions.find(({ state }: Answer) => state === 'DRAFT');
    expect(drafted).toMatchObject({ code: next.version.code, entries: [{ code: 'CY-TSS' }], rules: [] });
    const { entry } = await done(first, documents.draftRule, tss(next.version.code, '13', scanId));
    await done(second, documents.countersignEntry, { entryId: entry.id, saidSha256: entry.saidSha256 });
    await packs.published(second, next.version.code);
    await jobsDone(testApp);
    // The fruit measures 12.5 Brix: the earlier edition judges no day any more.
    expect(await verdictsOf(lot, 'CY-TSS')).toEqual(['FAIL']);
  });

  it('judges the fruit it is for, and asks nothing of other fruit', async () => {
    const lot = await thaiLot();
    const { members } = await find(trade.exporter, lot.id);
    const scanId = await packs.scan(first);
    const { version } = await done(first, documents.draftStandardVersion, {
      ...draft('1', '2025-09-01', { newStandard: { nameZh: '示例限定', nameEn: 'Example of conditions' } }),
      standardCode: 'CY-CONDITIONS',
    });
    const { entry } = await done(first, documents.draftRule, {
      ...tss(version.code, '13', scanId),
      code: 'CY-TSS-TAROCCO',
      conditions: { classes: ['EXTRA', 'I'], varieties: ['TAROCCO'] },
    });
    expect(JSON.parse(entry.contentJson)).toMatchObject({
      conditions: { classes: ['EXTRA', 'I'], varieties: ['TAROCCO'] },
    });
    const other = await done(first, documents.draftRule, {
      ...tss(version.code, '13', scanId),
      code: 'CY-TSS-MORO',
      conditions: { varieties: ['MORO'] },
    });
    for (const { id, saidSha256 } of [entry, other.entry])
      await done(second, documents.countersignEntry, { entryId: id, saidSha256 });
    await packs.published(second, version.code);
    await jobsDone(testApp);
    expect(await verdictsOf(lot, 'CY-TSS-TAROCCO', 'CY-TSS-MORO')).toEqual(['FAIL', 'NOT_APPLICABLE']);
    const { checks } = await find(trade.exporter, lot.id);
    expect(findings({ checks }, 'CY-TSS-MORO')[0].explanation).toBe(
      'This is asked of the varieties Moro; the batch is Tarocco.',
    );
    const { rules } = await first.client.run(unityDocuments.rules, {
      filter: { standardCode: 'CY-CONDITIONS' },
    });
    expect(rules.edges.map(({ node }: Answer) => [node.code, node.conditions])).toEqual(
      expect.arrayContaining([
        ['CY-TSS-TAROCCO', { classes: ['EXTRA', 'I'], varieties: ['TAROCCO'] }],
        ['CY-TSS-MORO', { classes: null, varieties: ['MORO'] }],
      ]),
    );
    const { inspectionWorksheet } = await trade.packhouse.client.run(worksheetDocuments.worksheet, {
      batchId: members[0].batchId,
      marketCode: 'TH',
    });
    const asked = inspectionWorksheet.lines.flatMap(({ limits }: Answer) =>
      limits.map(({ ruleCode }: Answer) => ruleCode),
    );
    expect(asked).toContain('CY-TSS-TAROCCO');
    expect(asked).not.toContain('CY-TSS-MORO');
    // A corrected edition says the same of the same fruit.
    const again = await done(first, documents.draftStandardVersion, {
      ...draft('2', '2025-09-01', { copyOf: version.code, isCorrection: true }),
      standardCode: 'CY-CONDITIONS',
    });
    const { standardVersions } = await first.client.run(documents.versions, {
      standardCode: 'CY-CONDITIONS',
    });
    const { entries } = standardVersions.find(({ code }: Answer) => code === again.version.code);
    expect(entries.map(({ confidence }: Answer) => confidence)).toEqual(['CONFIRMED', 'CONFIRMED']);
    await packs.published(second, again.version.code);
    await jobsDone(testApp);
    expect(await verdictsOf(lot, 'CY-TSS-TAROCCO', 'CY-TSS-MORO')).toEqual(['FAIL', 'NOT_APPLICABLE']);
  });

  it('follows its published edition and never goes before it', async () => {
    const { version } = await done(
      first,
      documents.draftStandardVersion,
      draft('0', '2024-09-01', { copyOf: `${STANDARD}@2` }),
    );
    expect(await send(second, documents.publishStandardVersion, { versionCode: version.code })).toMatchObject(
      refusedWith('EDITION_BEGINS_TOO_EARLY'),
    );
    expect(await send(first, documents.draftStandardVersion, draft('2', '2026-09-01'))).toMatchObject(
      refusedWith('EDITION_TAKEN'),
    );
    expect(
      await send(
        first,
        documents.draftStandardVersion,
        draft('3', '2026-09-01', { newStandard, copyOf: 'nothing' }),
      ),
    ).toMatchObject(refusedWith('STANDARD_TAKEN', 'NOT_FOUND'));
  });

  it('keeps signatures, and what is official, only where the same text was entered wrongly', async () => {
    const confidences = async (standardCode: string, edition: string, more: object): Promise<string[]> => {
      const input = { ...draft(edition, '2027-09-01', more), standardCode };
      const { version } = await done(first, documents.draftStandardVersion, input);
      const { standardVersions } = await first.client.run(documents.versions, { standardCode });
      const { entries } = standardVersions.find(({ code }: Answer) => code === version.code);
      return [...new Set<string>(entries.map(({ confidence }: Answer) => confidence))];
    };
    const own = { copyOf: `${STANDARD}@2` };
    expect(await confidences(STANDARD, '2a', { ...own, isCorrection: true })).toEqual(['CONFIRMED']);
    expect(await confidences(STANDARD, '3', own)).toEqual(['UNVERIFIED']);
    const shipped = { copyOf: 'EU-2023-2429@(EU) 2023/2429' };
    expect(await confidences('EU-2023-2429', 'a', { ...shipped, isCorrection: true })).toEqual(['OFFICIAL']);
    expect(await confidences('EU-2023-2429', 'b', shipped)).toEqual(['SECONDARY']);
    expect(await confidences(STANDARD, '4', { ...shipped, isCorrection: true })).toEqual(['SECONDARY']);
  });

  it('is left alone by what a release ships, and so is a shipped one that the office has taken over', async () => {
    const code = 'GI-ZIZHONG';
    const { standardVersions } = await first.client.run(documents.versions, { standardCode: code });
    const [shipped] = standardVersions;
    const { version } = await done(first, documents.draftStandardVersion, {
      ...draft('示例 2', '2026-01-01', { copyOf: shipped.code }),
      standardCode: code,
    });
    await packs.published(second, version.code);
    const editions = async () => {
      const { rows } = await owner.query(
        `SELECT v.code, v.state, v.valid_from::text, v.valid_to::text, s.name_zh FROM standard_version v
           JOIN standard s ON s.code = v.standard_code
         WHERE s.code IN ('GI-ZIZHONG', 'CY-UNIFIED', 'PACK-TH') ORDER BY v.code`,
      );
      return rows;
    };
    const held = await editions();
    const { loaded } = await loadReferenceFacts(testApp.database.ownerUrl);
    expect(Object.values(loaded).filter((count) => count > 0)).toEqual([]);
    const release = (standard: string) => ({
      code: `${standard}@2099`,
      standard: { code: standard },
      version: { code: `${standard}@2099`, standard_code: standard, valid_from: '2026-02-01' },
      rules: [],
    });
    expect(await leftToTheOffice(owner, [release(code), release('CN-BANS')])).toEqual([`${code}@2099`]);
    expect(await publishVersions(owner, [release(code), release(STANDARD), release('PACK-TH')])).toEqual({
      standard_version: 0,
      rule: 0,
    });
    expect(await editions()).toEqual(held);
  });
});

it('a draft is not published by whoever dropped something of it, before another person has done the same', async () => {
  const of = await packs.opened(first, { startFrom: 'SHIPPED', season: '2027/28' });
  const { entries } = await packs.find(second, of, '2027/28');
  const question = entries.find(({ type }: Answer) => type === 'QUESTION');
  await done(second, documents.dropDraftEntry, { entryId: question.id });
  expect(await send(second, documents.publishStandardVersion, { versionCode: of })).toMatchObject(
    refusedWith('PUBLISHER_DROPPED'),
  );
  const { code } = question;
  const again = { versionCode: of, code, textZh: '示例', textEn: 'Example' };
  const { entry } = await done(first, documents.draftPackQuestion, again);
  await done(first, documents.dropDraftEntry, { entryId: entry.id });
  expect(await packs.published(second, of)).toMatchObject({ state: 'PUBLISHED' });
});

it('says nothing that the ledger does not say', async () => {
  const verified = await testApp.app
    .get(UnitOfWork)
    .read(testApp.system(), ({ manager }) => verifyLedger(manager, allClaims));
  expect(verified.difference).toBeNull();
  expect(verified.records.get('edition_entry')).toBeGreaterThan(100);
});
