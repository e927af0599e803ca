import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { loadReferenceFacts } from '../../src/infrastructure/database/reference-loader.js';
import { leftToTheOffice, publishVersions } from '../../src/infrastructure/database/reference-versions.js';
import { refusedWith } from '../support/expectations.js';
import { erase } from '../support/given/attachments.js';
import type { Member } from '../support/given/index.js';
import type { Trade } from '../support/given/lots.js';
import { lotActs } from '../support/given/lot-acts.js';
import { packScene, type PackScene } from '../support/given/pack-scene.js';
import { editionDocuments as documents } from '../support/given/packs.js';
import { done, send, type Answer } from '../support/given/send.js';
import { unityDocuments } from '../support/given/unities.js';
import { worksheetDocuments } from '../support/given/worksheets.js';
import { jobsDone } from '../support/jobs-done.js';
import { ledgerVerified } from '../support/ledger-verified.js';
import type { TestApp } from '../support/test-app.js';

/* Standards of the base's own, edition by edition. Every clause and figure below is invented for this test and says so. */

let scene: PackScene;
let testApp: TestApp;
let packs: PackScene['packs'];
let trade: Trade;
let first: Member;
let second: Member;
let owner: pg.Client;
let thaiLot: PackScene['thaiLot'];
let verdictsOf: PackScene['verdictsOf'];
const { find, findings } = lotActs(() => trade);

beforeAll(async () => {
  scene = await packScene();
  ({ testApp, packs, trade, first, second, owner, thaiLot, verdictsOf } = scene);
});
afterAll(() => scene?.close());

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

  it.each([
    ['2025-09-01', 'turns something', 0],
    ['2026-02-01', 'turns nothing, and says of all fruit that it was packed before', 1],
  ])('that begins on %s %s', async (validFrom, _, share) => {
    const { version } = await done(first, documents.draftStandardVersion, {
      ...draft('1', validFrom, { newStandard: { nameZh: '示例起始日', nameEn: 'Example of days' } }),
      standardCode: `CY-FROM-${validFrom}`,
    });
    await done(first, documents.draftRule, {
      ...tss(version.code, '13', await packs.scan(first)),
      code: 'CY-FROM',
    });
    const { previewStandardVersion: preview } = await second.client.run(documents.preview, {
      versionCode: version.code,
    });
    const { lotsJudged, batchesJudged, lotsOutsideDates, batchesOutsideDates, flips } = preview;
    expect(lotsJudged).toBeGreaterThan(0);
    expect([lotsOutsideDates, batchesOutsideDates]).toEqual([lotsJudged * share, batchesJudged * share]);
    expect(flips.some(({ ruleCode }: Answer) => ruleCode === 'CY-FROM')).toBe(share === 0);
  });

  it('keeps the scan of what a second person countersigned, and is not published without it', async () => {
    const scanId = await packs.scan(first);
    const { version } = await done(first, documents.draftStandardVersion, {
      ...draft('1', '2025-09-01', { newStandard: { nameZh: '示例扫描件', nameEn: 'Example of scans' } }),
      standardCode: 'CY-SCANS',
    });
    const { entry } = await done(first, documents.draftRule, tss(version.code, '13', scanId));
    const gone = await packs.scan(first);
    const unseen = (
      await done(first, documents.draftRule, { ...tss(version.code, '14', gone), code: 'CY-TWO' })
    ).entry;
    const sign = ({ id, saidSha256 }: Answer): Promise<Answer> =>
      send(second, documents.countersignEntry, { entryId: id, saidSha256 });
    expect(await erase(first, gone)).toMatchObject({ __typename: 'EraseAttachmentPayload' });
    expect(await sign(unseen)).toMatchObject(refusedWith('EDITION_ENTRY_NEEDS_SCAN'));
    expect(await sign(entry)).toMatchObject({ __typename: 'EditionEntryPayload' });
    for (const by of [first, second])
      expect(await erase(by, scanId)).toMatchObject({
        reasons: [
          { code: 'ATTACHMENT_IN_FORCE', facts: [{ name: 'evidenceOf', value: 'COUNTERSIGNED_ENTRY' }] },
        ],
      });
    // As a draft is whose scan was erased before that was refused; what is open says nothing, with or without its scan.
    await owner.query('UPDATE attachment SET erased_at = now(), file_name = NULL WHERE id = $1', [scanId]);
    const third = await scene.given.colleague(first, ['ADMINISTRATOR']);
    const publish = (): Promise<Answer> =>
      send(third, documents.publishStandardVersion, { versionCode: version.code });
    expect(await publish()).toMatchObject({
      reasons: [{ code: 'PAPER_ERASED', path: ['versionCode', 'CY-TSS'] }],
    });
    const again = tss(version.code, '13', await packs.scan(first));
    expect(await sign((await done(first, documents.draftRule, again)).entry)).toMatchObject({
      __typename: 'EditionEntryPayload',
    });
    expect(await publish()).toMatchObject({ __typename: 'EditionPayload' });
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
    await packs.opened(first, { season: '2027/28', startFrom: 'NOTHING' });
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

it('says nothing that the ledger does not say', async () => {
  // The erasure of a scan was written past the commands above.
  const verified = await ledgerVerified(testApp, ['attachment']);
  expect(verified.difference).toBeNull();
  expect(verified.records.get('edition_entry')).toBeGreaterThan(10);
});
