import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { allClaims } from '../../src/all-claims.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { instant } from '../../src/kernel/instant.js';
import { verifyLedger } from '../../src/modules/ledger/verify/verify-ledger.js';
import { refusedWith } from '../support/expectations.js';
import { givenIn, type Given, type Member } from '../support/given/index.js';
import { lotActs } from '../support/given/lot-acts.js';
import { givenLots, type Trade } from '../support/given/lots.js';
import { editionDocuments } from '../support/given/packs.js';
import { done, send, type Answer } from '../support/given/send.js';
import { givenVarietyLists, listDocuments } from '../support/given/variety-lists.js';
import { jobsDone } from '../support/jobs-done.js';
import { collectStatements } from '../support/query-counter.js';
import { startTestApp, TestClock, type TestApp } from '../support/test-app.js';

/*
 * Two people of the base office say which varieties the base grows and when they may be picked. Every clause, window and
 * new variety below is invented for this test and says so; the base's own list is not public.
 */

let testApp: TestApp;
let lots: ReturnType<typeof givenLots>;
let lists: ReturnType<typeof givenVarietyLists>;
let trade: Trade;
/** Two people of the base office: whoever enters, and the second pair of eyes. */
let first: Member;
let second: Member;
let owner: pg.Client;
/** Joint lots with fruit picked on 18 January, and with fruit of the 18th and the 20th. */
let early: Answer;
let mixed: Answer;
const { find, judge, findings } = lotActs(() => trade);

beforeAll(async () => {
  testApp = await startTestApp({ clock: new TestClock(instant('2026-01-25T01:00:00.000Z')) });
  const given: Given = givenIn(testApp);
  lots = givenLots(testApp, given);
  lists = givenVarietyLists(testApp.url);
  trade = await lots.trade('TH');
  first = trade.base;
  second = await given.colleague(first, ['ADMINISTRATOR']);
  owner = new pg.Client({ connectionString: testApp.database.ownerUrl });
  await owner.connect();
  early = await lotOf('2026-01-18');
  mixed = await lotOf('2026-01-18', '2026-01-20');
});
afterAll(async () => {
  await owner?.end();
  await testApp?.close();
});

const pickedOn = (day: string): Promise<Answer> =>
  lots.packed(trade, trade.zizhong, 100, { marketCode: 'TH', harvestedAt: `${day}T02:00:00.000Z` });

async function lotOf(...days: string[]): Promise<Answer> {
  const lot = await lots.open(trade);
  for (const day of days) await lots.allocated(trade, lot, await pickedOn(day));
  return (await judge(lot)).lot;
}

/** The verdicts of a rule about a lot's fruit, the best last. */
const verdictsOf = async (lot: Answer, rule: string): Promise<string[]> =>
  findings(await find(trade.exporter, lot.id), rule)
    .map(({ verdict }: Answer) => verdict)
    .sort();

describe('an edition of the unified list', () => {
  let code: string;
  let row: Answer;

  it('is needed: of an example nobody can say that the fruit is listed', async () => {
    expect(await verdictsOf(early, 'WORK-VARIETY-LISTED')).toEqual(['INDETERMINATE']);
  });

  it('is begun by the base office only, from the varieties of the example, each to be read anew', async () => {
    const input = {
      edition: '示例 A',
      validFrom: '2025-09-01',
      source: lists.invented('0'),
      startFrom: 'SHIPPED',
      ownerId: first.userId,
      dueOn: '2026-01-24',
    };
    for (const member of [trade.exporter, trade.zizhong]) {
      const { body } = await member.client.raw(listDocuments.draftVarietyList, {
        input: { requestId: randomUUID(), ...input },
      });
      expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    }
    expect(await send(first, listDocuments.draftVarietyList, input)).toEqual(refusedWith('DUE_IN_PAST'));
    const now = testApp.clock.now();
    testApp.clock.set('2026-01-24T01:00:00.000Z');
    const { list } = await done(first, listDocuments.draftVarietyList, input);
    testApp.clock.set(now);
    code = list.code;
    expect(list).toMatchObject({
      code: 'VARIETY-LIST@示例 A',
      isExample: false,
      state: 'DRAFT',
      publishedAt: null,
      provenance: { validFrom: '2025-09-01', validTo: null, confidence: 'UNVERIFIED' },
      draftedBy: { id: first.userId, displayName: expect.any(String) },
      owner: { id: first.userId },
      dueOn: '2026-01-24',
      follows: null,
    });
    const shipped = (await lists.find(first, 'EXAMPLE')).entries;
    expect(list.entries.map(({ variety }: Answer) => variety.code)).toEqual(
      shipped.map(({ variety }: Answer) => variety.code).sort(),
    );
    expect(list.editionEntries).toHaveLength(list.entries.length);
    expect(list.editionEntries.every(({ isOpen }: Answer) => isOpen)).toBe(true);
    expect(list.missing).toHaveLength(list.entries.length);
    expect(list.overdue).toEqual([]);
    expect(list.missing[0]).toMatchObject({ ownerId: first.userId, dueOn: '2026-01-24' });
    expect((await lists.find(first, code)).overdue).toHaveLength(list.entries.length);
    expect(await lists.find(trade.exporter, code)).toBeNull();
    expect((await trade.exporter.client.run(listDocuments.varietyLists)).varietyLists).toHaveLength(1);
    expect(
      await send(first, listDocuments.draftVarietyList, { ...input, dueOn: '2026-02-01' }),
    ).toMatchObject(refusedWith('EDITION_TAKEN'));
  });

  it('takes varieties that are known, with a whole window or none, and nothing else', async () => {
    const entry = { versionCode: code, varietyCode: 'TAROCCO', source: lists.invented('1') };
    const listed = (more: object) => send(first, listDocuments.draftListedVariety, { ...entry, ...more });
    expect(await listed({ varietyCode: 'UNHEARD-OF' })).toMatchObject(refusedWith('VARIETY_UNKNOWN'));
    expect(await listed({ harvestFrom: '12-01' })).toMatchObject(refusedWith('HARVEST_WINDOW_HALF'));
    expect(await listed({ versionCode: 'CHENGYUAN-WORKING@1' })).toMatchObject(
      refusedWith('EDITION_PUBLISHED'),
    );
    const { body } = await first.client.raw(listDocuments.draftListedVariety, {
      input: { ...entry, requestId: randomUUID(), harvestFrom: '02-30' },
    });
    expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(
      await send(first, editionDocuments.draftPackQuestion, {
        versionCode: code,
        code: 'Q1',
        textZh: '示例',
        textEn: 'Example',
      }),
    ).toMatchObject(refusedWith('EDITION_TAKES_VARIETIES'));
    expect(
      await send(first, editionDocuments.draftStandardVersion, {
        standardCode: 'VARIETY-LIST',
        edition: '示例',
        validFrom: '2026-01-01',
        source: lists.invented('0'),
      }),
    ).toMatchObject(refusedWith('STANDARD_DRAFTED_OTHERWISE'));
  });

  it('is countersigned variety by variety with clause and scan, never by whoever entered it', async () => {
    row = await lists.listed(first, code, 'TAROCCO', { harvestFrom: '12-01', harvestTo: '05-31' });
    expect(row).toMatchObject({ type: 'LISTED_VARIETY', isOpen: true, title: { zh: '塔罗科血橙' } });
    const sign = (by: Member, entry: Answer) =>
      send(by, editionDocuments.countersignEntry, { entryId: entry.id, saidSha256: entry.saidSha256 });
    expect(await sign(first, row)).toMatchObject(refusedWith('EDITION_ENTRY_NEEDS_ANOTHER_PERSON'));
    expect(await sign(second, row)).toMatchObject({ entry: { confidence: 'CONFIRMED', isOpen: false } });
    const copied = (await lists.find(first, code)).editionEntries.find(({ isOpen }: Answer) => isOpen);
    expect(await sign(second, copied)).toMatchObject(
      refusedWith('EDITION_ENTRY_NEEDS_CLAUSE', 'EDITION_ENTRY_NEEDS_SCAN'),
    );
  });

  it('makes a variety known that two people have read, and only then can it be planted', async () => {
    const variety = { versionCode: code, varietyCode: 'SHILI-1', source: lists.invented('2') };
    const added = {
      ...variety,
      nameZh: '示例一号（虚构）',
      maturityClass: 'LATE',
      scanId: await lists.scan(first),
    };
    expect(
      await send(first, listDocuments.draftNewVariety, { ...added, varietyCode: 'TAROCCO' }),
    ).toMatchObject(refusedWith('VARIETY_KNOWN_ALREADY'));
    await done(first, listDocuments.draftNewVariety, added);
    await lists.listed(first, code, 'SHILI-1');
    expect((await lists.find(first, code)).entries).toContainEqual(
      expect.objectContaining({ variety: { code: 'SHILI-1', nameZh: '示例一号（虚构）' } }),
    );
    expect(await send(second, editionDocuments.publishStandardVersion, { versionCode: code })).toMatchObject(
      refusedWith('NEW_VARIETY_NOT_COUNTERSIGNED'),
    );
    await expect(
      lots.land.plot(trade.zizhong, { town: '511025123', varietyCode: 'SHILI-1' }),
    ).rejects.toThrow('PLOT_VARIETY_UNKNOWN');
  });

  it('tells before it is published what would turn, in lots and in stock, and stores nothing', async () => {
    await lists.countersigned(second, code);
    const stock = await pickedOn('2026-01-18');
    const judgement = (await find(trade.exporter, early.id)).judgement.id;
    const { value, statements } = await collectStatements(testApp, () =>
      second.client.run(editionDocuments.preview, { versionCode: code }),
    );
    expect(statements.length).toBeLessThanOrEqual(11);
    const { flips, lotsJudged, batchesJudged } = value.previewStandardVersion;
    expect({ lotsJudged, batchesJudged }).toEqual({ lotsJudged: 2, batchesJudged: 1 });
    const turned = { ruleCode: 'WORK-VARIETY-LISTED', before: 'INDETERMINATE', after: 'PASS' };
    expect(flips).toContainEqual(expect.objectContaining({ lotId: early.id, ...turned }));
    expect(flips).toContainEqual(expect.objectContaining({ batchCode: stock.code, ...turned }));
    const rules = new Set(flips.map(({ ruleCode }: Answer) => ruleCode));
    expect(
      [...rules].filter((rule) => !['WORK-VARIETY-LISTED', 'WORK-HARVEST-WINDOW'].includes(rule as string)),
    ).toEqual([]);
    expect((await find(trade.exporter, early.id)).judgement.id).toBe(judgement);
  });

  it('is published by another person than began it; what is countersigned counts, the rest says who sees to it', async () => {
    expect(await send(first, editionDocuments.publishStandardVersion, { versionCode: code })).toMatchObject(
      refusedWith('PUBLISHER_DRAFTED', 'PUBLISHER_ENTERED'),
    );
    await lists.published(second, code);
    await jobsDone(testApp);
    expect(await verdictsOf(early, 'WORK-VARIETY-LISTED')).toEqual(['PASS']);
    expect(await verdictsOf(early, 'WORK-HARVEST-WINDOW')).toEqual(['PASS']);
    const list = await lists.find(trade.exporter, code);
    expect(list).toMatchObject({
      state: 'PUBLISHED',
      provenance: { confidence: 'UNVERIFIED' },
      draftedBy: { id: first.userId, displayName: null },
      publishedBy: { id: second.userId, displayName: null },
    });
    expect(list.entries).toContainEqual(
      expect.objectContaining({
        variety: expect.objectContaining({ code: 'TAROCCO' }),
        harvestFrom: '12-01',
        harvestTo: '05-31',
        provenance: expect.objectContaining({ confidence: 'CONFIRMED' }),
      }),
    );
    expect(list.missing).toHaveLength(list.entries.length - 2);
    const { rows } = await owner.query(
      `SELECT DISTINCT (owner_id IS NULL) AS nobody FROM variety_list_entry
       WHERE version_code = $1 AND confidence <> 'confirmed'`,
      [code],
    );
    expect(rows).toEqual([{ nobody: false }]);
    const { varieties } = await trade.zizhong.client.run(
      `{ varieties { code maturityClass provenance { confidence } } }`,
    );
    expect(varieties).toContainEqual({
      code: 'SHILI-1',
      maturityClass: 'LATE',
      provenance: { confidence: 'CONFIRMED' },
    });
    await lots.land.plot(trade.zizhong, { town: '511025123', varietyCode: 'SHILI-1' });
  });

  it('never changes once it is published', async () => {
    const touching: [string, object][] = [
      [editionDocuments.dropDraftEntry, { entryId: row.id }],
      [editionDocuments.countersignEntry, { entryId: row.id, saidSha256: row.saidSha256 }],
      [
        listDocuments.draftListedVariety,
        { versionCode: code, varietyCode: 'TAROCCO', source: { document: '示例' } },
      ],
    ];
    for (const [document, input] of touching)
      expect(await send(first, document, input)).toMatchObject(refusedWith('EDITION_PUBLISHED'));
    for (const sql of [
      `UPDATE variety_list SET valid_from = '2020-01-01' WHERE version_code = $1`,
      `DELETE FROM variety_list WHERE version_code = $1`,
      `UPDATE variety_list_entry SET harvest_to = '12-31' WHERE version_code = $1`,
      `DELETE FROM variety_list_entry WHERE version_code = $1`,
      `INSERT INTO variety_list_entry SELECT (jsonb_populate_record(e, '{"variety_code": "MORO"}')).* FROM variety_list_entry e
         WHERE e.version_code = $1 AND e.variety_code = 'TAROCCO'`,
    ])
      await expect(owner.query(sql, [code])).rejects.toMatchObject({ code: '23000' });
  });

  it('has whole windows and somebody who sees to it, by the database alone', async () => {
    await expect(
      owner.query(`UPDATE variety_list_entry SET harvest_from = '12-01' WHERE variety_list_code = 'EXAMPLE'`),
    ).rejects.toMatchObject({ constraint: 'variety_list_entry_window' });
    await expect(
      owner.query(
        `INSERT INTO standard_version SELECT (jsonb_populate_record(v, '{"code": "X", "ledger_id": null, "owner_id": null}')).*
           FROM standard_version v WHERE v.code = $1`,
        [code],
      ),
    ).rejects.toMatchObject({ constraint: 'standard_version_list' });
  });

  it('is followed by another one from a day on; what was picked before is judged by the old one', async () => {
    const next = await lists.drafted(second, '示例 B', { validFrom: '2026-01-19', ownerId: second.userId });
    for (const [varietyCode, more] of [
      ['SHILI-1', {}],
      ['TAROCCO-8', { harvestFrom: '02-01', harvestTo: '06-15' }],
    ] as const)
      await lists.listed(second, next, varietyCode, more);
    await lists.countersigned(first, next);
    const { follows, changes } = await lists.find(first, next);
    expect(follows).toBe(code);
    expect(changes).toContainEqual({
      varietyCode: 'TAROCCO',
      varietyName: { zh: '塔罗科血橙' },
      change: 'TAKEN_OFF',
      before: { harvestFrom: '12-01', harvestTo: '05-31' },
      after: null,
    });
    expect(changes).toContainEqual(
      expect.objectContaining({
        varietyCode: 'TAROCCO-8',
        change: 'WINDOW',
        after: { harvestFrom: '02-01', harvestTo: '06-15' },
      }),
    );
    expect(changes.map(({ varietyCode }: Answer) => varietyCode)).not.toContain('SHILI-1');

    const { flips } = (await first.client.run(editionDocuments.preview, { versionCode: next }))
      .previewStandardVersion;
    expect(flips.map(({ lotId, ruleCode, after }: Answer) => [lotId, ruleCode, after])).toEqual([
      [mixed.id, 'WORK-HARVEST-WINDOW', 'NOT_APPLICABLE'],
      [mixed.id, 'WORK-VARIETY-LISTED', 'FAIL'],
    ]);
    await lists.published(first, next);
    expect(await lists.find(first, next)).toMatchObject({ follows: code, changes });
    await jobsDone(testApp);
    expect(await verdictsOf(early, 'WORK-VARIETY-LISTED')).toEqual(['PASS']);
    expect(await verdictsOf(mixed, 'WORK-VARIETY-LISTED')).toEqual(['FAIL', 'PASS']);
    expect(await lists.find(trade.exporter, code)).toMatchObject({
      state: 'SUPERSEDED',
      provenance: { validTo: '2026-01-18' },
    });
    const { varietyLists } = await trade.exporter.client.run(listDocuments.varietyLists);
    expect(varietyLists.map((list: Answer) => list.code)).toEqual([next, code, 'EXAMPLE']);
  });

  it('is put right by a new edition that keeps the signatures, from the same day where it must not count at all', async () => {
    const corrected = await lists.drafted(first, '示例 B 更正', {
      validFrom: '2026-01-19',
      startFrom: 'LAST',
      isCorrection: true,
    });
    const open = (await lists.find(first, corrected)).editionEntries.filter(({ isOpen }: Answer) => isOpen);
    expect(open).toEqual([]);
    await lists.listed(first, corrected, 'TAROCCO', { harvestFrom: '12-01', harvestTo: '01-19' });
    await lists.countersigned(second, corrected);
    expect((await lists.find(first, corrected)).missing).toEqual([]);
    await lists.published(second, corrected);
    await jobsDone(testApp);
    expect(await verdictsOf(mixed, 'WORK-VARIETY-LISTED')).toEqual(['PASS', 'PASS']);
    expect(await verdictsOf(mixed, 'WORK-HARVEST-WINDOW')).toEqual(['FAIL', 'PASS']);
    expect(await lists.find(first, corrected)).toMatchObject({
      follows: 'VARIETY-LIST@示例 B',
      changes: [{ varietyCode: 'TAROCCO', change: 'LISTED' }],
      provenance: { confidence: 'CONFIRMED' },
    });
    const anew = await lists.drafted(first, '示例 C', { validFrom: '2026-09-01', startFrom: 'LAST' });
    const { editionEntries } = await lists.find(first, anew);
    expect(editionEntries).toHaveLength(3);
    expect(editionEntries.every(({ isOpen }: Answer) => isOpen)).toBe(true);
  });

  it('says nothing that the ledger does not say', async () => {
    const verified = await testApp.app
      .get(UnitOfWork)
      .read(testApp.system(), ({ manager }) => verifyLedger(manager, allClaims));
    expect(verified.difference).toBeNull();
  });
});
