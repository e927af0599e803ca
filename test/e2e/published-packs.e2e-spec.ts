import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { JudgementReplay } from '../../src/modules/lots/judgement-replay.js';
import { refusedWith } from '../support/expectations.js';
import type { Member } from '../support/given/index.js';
import { memberOf } from '../support/given/member.js';
import { lotActs } from '../support/given/lot-acts.js';
import { watchListOf } from '../support/given/coverage.js';
import { lotDocuments, type Trade } from '../support/given/lots.js';
import { packScene, type PackScene } from '../support/given/pack-scene.js';
import { editionDocuments as documents, INVENTED_LIMITS, THAI_DEMANDS } from '../support/given/packs.js';
import { done, send, type Answer } from '../support/given/send.js';
import { customsConfirmed } from '../support/given/unities.js';
import { givenVarietyLists } from '../support/given/variety-lists.js';
import { ledgerVerified } from '../support/ledger-verified.js';
import { jobsDone } from '../support/jobs-done.js';
import type { TestApp } from '../support/test-app.js';

/*
 * A pack of Thailand that two people of the base office have entered and countersigned is published: what its verdicts are from
 * then on. Every clause and figure is invented for this test and says so; no market demands any of it.
 */

let scene: PackScene;
let testApp: TestApp;
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

beforeAll(async () => {
  scene = await packScene();
  ({ testApp, lots, packs, trade, first, second, owner, thaiLot, verdictsOf } = scene);
  lists = givenVarietyLists(testApp.url);
});
afterAll(() => scene?.close());

describe('a pack of Thailand that is ready', () => {
  let versionCode: string;
  let good: Answer;
  let residual: Answer;
  beforeAll(async () => {
    await packs.areaFree(first, second);
    await watchListOf(first, second, 'TH');
    await customsConfirmed(first, second);
    good = await thaiLot();
    residual = await thaiLot('0.03');
    versionCode = await packs.opened(first);
    await packs.entered(first, versionCode);
    await packs.countersigned(second, versionCode);
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
    for (const code of Object.keys(THAI_DEMANDS))
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
  const verified = await ledgerVerified(testApp);
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
