import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { sha256Hex } from '../../src/kernel/canonical-json.js';
import { kg } from '../../src/kernel/mass.js';
import { refusedWith } from '../support/expectations.js';
import { batchDocuments } from '../support/given/batches.js';
import { RONGCHANG, ZIZHONG, type Given, type Member } from '../support/given/index.js';
import { holdDocuments, lotActs } from '../support/given/lot-acts.js';
import { lotDocuments as operations, type Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { collectStatements } from '../support/query-counter.js';
import { jobsDone } from '../support/jobs-done.js';
import type { TestApp } from '../support/test-app.js';

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
const { find, batchOf, move, judge, allocate, withdraw, verdicts, findings } = lotActs(() => trade);

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
});
afterAll(() => testApp.close());

describe('opening a lot', () => {
  it('takes the market from the channel and makes a code that can be read', async () => {
    const lot = await lots.open(trade);
    expect(lot).toMatchObject({
      state: 'OPEN',
      marketCode: 'XD',
      season: '2025/26',
      massGrams: 0,
      members: [],
      checks: [],
      judgement: null,
      nextStates: ['CLEARED', 'CANCELLED'],
    });
    expect(lot.code).toMatch(/^L2526-[0-9A-Z]{10}$/);
    expect((await given.ledgerOf(lot.id)).map(({ kind }) => kind)).toEqual(['lot.opened']);
  });

  it('keeps a code of the exporter’s own, once in the whole base', async () => {
    const lot = await lots.open(trade, { code: 'SPRING-1' });
    expect(lot.code).toBe('SPRING-1');
    const input = { channelId: trade.channelId, plannedDepartureOn: '2026-02-10', code: 'SPRING-1' };
    expect(await send(trade.exporter, operations.openLot, input)).toEqual(refusedWith('LOT_CODE_TAKEN'));
  });

  it('is refused by a channel of another exporter and for a day that has passed, both at once', async () => {
    const other = await given.member(await given.organisation('EXPORTER', { county: RONGCHANG }));
    const input = { channelId: trade.channelId, plannedDepartureOn: '2026-01-24' };
    expect(await send(other, operations.openLot, input)).toEqual(
      refusedWith('CHANNEL_NOT_YOURS', 'DEPARTURE_IN_PAST'),
    );
    expect(await send(other, operations.openLot, { ...input, channelId: randomUUID() })).toEqual(
      refusedWith('NOT_FOUND', 'DEPARTURE_IN_PAST'),
    );
  });
});

describe('allocating to a lot', () => {
  it('pools fruit of both counties, to the gram and down to the harvest', async () => {
    const lot = await lots.joint(trade);
    expect(lot).toMatchObject({
      massGrams: kg(1_000),
      cartonCount: 100,
      countyCodes: [RONGCHANG, ZIZHONG],
      varietyCodes: ['TAROCCO'],
    });
    expect(lot.originOrganisationIds.toSorted()).toEqual(
      [trade.zizhong.organisationId, trade.rongchang.organisationId].sort(),
    );
    expect(lot.members).toHaveLength(2);
    for (const member of lot.members) {
      const parts = member.origins.map((origin: Answer) => origin.massGrams);
      expect(parts.reduce((sum: number, part: number) => sum + part, 0)).toBe(member.massGrams);
      expect(member.packerId).toBe(trade.packhouse.organisationId);
    }
  });

  it('takes a part, adds to it, and gives all of it back', async () => {
    const batch = await lots.packed(trade, trade.zizhong, 100);
    const lot = await lots.open(trade);
    expect((await allocate(lot, batch, 3)).lot.members).toMatchObject([
      { cartonCount: 3, massGrams: kg(30) },
    ]);
    expect((await allocate(lot, batch, 4)).lot.members).toMatchObject([
      { cartonCount: 7, massGrams: kg(70) },
    ]);
    expect(await batchOf(trade.exporter, batch.id)).toMatchObject({
      remainingCartons: 3,
      remainingGrams: kg(30),
    });
    expect((await withdraw(lot, batch)).lot).toMatchObject({ members: [], massGrams: 0, countyCodes: [] });
    expect(await batchOf(trade.exporter, batch.id)).toMatchObject({
      remainingCartons: 10,
      remainingGrams: kg(100),
    });
    expect((await given.ledgerOf(lot.id)).map(({ kind }) => kind)).toEqual([
      'lot.opened',
      'lot.allocated',
      'lot.allocated',
      'lot.withdrawn',
    ]);
  });

  it('gives back also what has been consigned to somebody else since', async () => {
    const batch = await lots.packed(trade, trade.zizhong, 100);
    const lot = await lots.open(trade);
    await allocate(lot, batch, 4);
    const other = await given.member(await given.organisation('EXPORTER', { county: RONGCHANG }));
    await done(trade.packhouse, batchDocuments.consignBatch, {
      batchId: batch.id,
      consignedToId: other.organisationId,
    });
    expect((await withdraw(lot, batch)).lot.members).toEqual([]);
    expect(await batchOf(trade.packhouse, batch.id)).toMatchObject({
      remainingCartons: 10,
      remainingGrams: kg(100),
    });
    // Neither sent to it nor in its lot any more: the exporter does not see the batch.
    expect(await allocate(lot, batch, 1)).toEqual(refusedWith('NOT_FOUND'));
  });

  it('of what is sent to somebody else at that moment, is one of both', async () => {
    const lot = await lots.open(trade);
    const rival = await given.member(await given.organisation('EXPORTER', { county: RONGCHANG }));
    for (let n = 0; n < 6; n += 1) {
      const batch = await lots.packed(trade, trade.zizhong, 50);
      const elsewhere = { batchId: batch.id, consignedToId: rival.organisationId };
      const [sent, taken] = await Promise.all([
        send(trade.packhouse, batchDocuments.consignBatch, elsewhere),
        allocate(lot, batch),
      ]);
      const codes = (taken.reasons ?? []).map(({ code }: { code: string }) => code);
      expect([[], ['NOT_FOUND'], ['BATCH_NOT_FOUND'], ['BATCH_NOT_CONSIGNED']]).toContainEqual(codes);
      expect(sent).toMatchObject({ batch: { consignedToId: rival.organisationId } });
      // In the lot or not, as it was answered.
      const { members } = await find(trade.exporter, lot.id);
      const codesIn = members.map(({ batchCode }: Answer) => batchCode);
      if (codes.length === 0) expect(codesIn).toContain(batch.code);
      else expect(codesIn).not.toContain(batch.code);
    }
  });

  it('is refused with every reason at once', async () => {
    const batch = await lots.packed(trade, trade.zizhong, 100, { marketCode: 'TH' });
    const lot = await lots.open(trade);
    await done(trade.packhouse, holdDocuments.placeHold, { batchIds: [batch.id], note: 'wet cartons' });
    expect(await allocate(lot, batch, 11)).toEqual(
      refusedWith('BATCH_FOR_OTHER_MARKET', 'BATCH_HELD', 'NOT_ENOUGH_CARTONS'),
    );
    expect((await find(trade.exporter, lot.id)).members).toEqual([]);
  });

  it('answers for lots and batches of others as for those that do not exist', async () => {
    const other = await given.member(await given.organisation('EXPORTER', { county: RONGCHANG }));
    const batch = await lots.packed(trade, trade.zizhong, 100);
    const lot = await lots.open(trade);
    const by = (lotId: string, batchId: string) => send(other, operations.allocateToLot, { lotId, batchId });
    expect(await by(lot.id, batch.id)).toEqual(refusedWith('NOT_FOUND', 'NOT_FOUND'));
    expect(await by(randomUUID(), randomUUID())).toEqual(refusedWith('NOT_FOUND', 'NOT_FOUND'));
    expect(await find(other, lot.id)).toBeNull();
  });

  it('answers a second try with the lot as it is now, and changes nothing', async () => {
    const batch = await lots.packed(trade, trade.zizhong, 100);
    const lot = await lots.open(trade);
    const input = { requestId: randomUUID(), lotId: lot.id, batchId: batch.id, cartons: 4 };
    const both = await Promise.all([
      send(trade.exporter, operations.allocateToLot, input),
      send(trade.exporter, operations.allocateToLot, input),
    ]);
    for (const answer of both) expect(answer.lot.members).toMatchObject([{ cartonCount: 4 }]);
  });
});

describe('judging a lot', () => {
  it('gives the four checks with their findings, sources and evidence', async () => {
    const { lot } = await judge(await lots.joint(trade));
    expect(verdicts(lot)).toEqual({ VARIETY: 'PASS', BRAND: 'PASS', STANDARD: 'PASS', CHANNEL: 'PASS' });
    expect(lot.judgement).toMatchObject({ stage: 'DECLARE', judgedFor: '2026-01-25' });
    expect(lot.judgement.factsSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(findings(lot, 'XD-JUICE')).toHaveLength(2);
    expect(findings(lot, 'XD-JUICE')[0]).toMatchObject({
      verdict: 'PASS',
      gating: true,
      unity: 'STANDARD',
      confidence: 'CONFIRMED',
      evidence: [{ type: 'measurement', field: 'JUICE_CONTENT', value: '48', unit: '%' }],
      settledBy: null,
    });
    for (const each of findings(lot, 'BLE-RED-FLESH'))
      expect(each).toMatchObject({ effect: 'ADVICE', gating: false });
  });

  it('says in the reader’s language what is missing and who has to provide it', async () => {
    const lot = await lots.open(trade);
    await lots.allocated(trade, lot, await lots.packed(trade, trade.zizhong, 100));
    await judge(lot);
    const read = async (language: 'zh' | 'en') => {
      const answer = await trade.exporter.client.run(operations.lot, { id: lot.id }, { language });
      return findings(answer.lot, 'WORK-INSPECTION')[0];
    };
    expect(await read('en')).toMatchObject({
      verdict: 'INDETERMINATE',
      settledBy: expect.stringContaining('inspector'),
    });
    expect(await read('zh')).toMatchObject({ settledBy: expect.stringContaining('检验员') });
  });

  it('calls what it speaks of by its name in the reader’s language, not by its code', async () => {
    const lot = await lots.joint(trade);
    await judge(lot);
    const told = async (language: 'zh' | 'en'): Promise<string> => {
      const { lot: seen } = await trade.exporter.client.run(operations.lot, { id: lot.id }, { language });
      const all = seen.checks.flatMap((check: Answer) => check.findings);
      return all.map(({ explanation }: Answer) => explanation).join('\n');
    };
    const zh = await told('zh');
    expect(zh).toContain('塔罗科血橙在统一品种目录');
    expect(zh).toContain('示范市场');
    for (const text of [zh, await told('en')]) expect(text).not.toMatch(/TAROCCO|JOINT|\bXD\b|imidacloprid/);
  });

  it('can be made again by whoever sees the lot, and tells what was changed behind the product’s back', async () => {
    const { judgement, checks } = (await judge(await lots.joint(trade))).lot;
    const REPLAY = `query ($id: ID!) { judgementReplay(judgementId: $id) { outcome findingCount judgement { id factsSha256 versionCodes }
      differing { ruleCode subject { type id } stored made } } }`;
    const replay = async (by: Member): Promise<Answer> =>
      (await by.client.run(REPLAY, { id: judgement.id })).judgementReplay;
    const same = {
      outcome: 'SAME',
      findingCount: checks.flatMap((check: Answer) => check.findings).length,
      judgement: {
        id: judgement.id,
        factsSha256: judgement.factsSha256,
        versionCodes: judgement.versionCodes,
      },
      differing: [],
    };
    for (const by of [trade.exporter, trade.base]) expect(await replay(by)).toEqual(same);
    for (const by of [trade.zizhong, trade.packhouse]) expect(await replay(by)).toBeNull();
    const behind = async (sql: string, values: unknown[] = [judgement.id]): Promise<void> => {
      const intruder = new pg.Client({ connectionString: testApp.database.superuserUrl });
      await intruder.connect();
      await intruder.query(`SET session_replication_role = 'replica'`);
      try {
        await intruder.query(sql, values);
      } finally {
        await intruder.end();
      }
    };
    await behind(`UPDATE lot_check SET findings = jsonb_set(findings, '{0,verdict}', '"FAIL"')
      WHERE judgement_id = $1 AND unity = 'VARIETY'`);
    expect(await replay(trade.base)).toMatchObject({
      outcome: 'DIFFERENT',
      differing: [{ ruleCode: 'WORK-HARVEST-WINDOW', stored: 'FAIL', made: 'PASS' }],
    });
    await behind('ALTER TABLE lot_judgement DROP CONSTRAINT lot_judgement_hash', []);
    await behind(`UPDATE lot_judgement SET facts = facts || ' ' WHERE id = $1`);
    expect(await replay(trade.base)).toMatchObject({ outcome: 'FACTS_CHANGED', differing: [] });
  });

  it('keeps the facts it was made by, so that they can be judged again, and forgets the verdict when members change', async () => {
    const lot = await lots.joint(trade);
    const judged = (await judge(lot)).lot;
    const stored = await testApp.app
      .get(UnitOfWork)
      .read(testApp.system(), ({ manager }) =>
        manager.query<{ facts: string }[]>(`SELECT facts FROM lot_judgement WHERE id = $1`, [
          judged.judgement.id,
        ]),
      );
    const [{ facts } = { facts: '' }] = stored;
    expect(sha256Hex(facts)).toBe(judged.judgement.factsSha256);
    expect(JSON.parse(facts)).toMatchObject({ market: 'XD', lot: { id: lot.id }, channel: { market: 'XD' } });
    const changed = (await withdraw(lot, { id: lot.members[0].batchId })).lot;
    expect(changed).toMatchObject({ judgement: null, checks: [] });
  });

  it('costs the same few statements however many batches a lot has', async () => {
    const few = await lots.open(trade);
    const many = await lots.open(trade);
    await lots.allocated(trade, few, await lots.packed(trade, trade.zizhong, 50));
    for (let i = 0; i < 12; i += 1)
      await lots.allocated(trade, many, await lots.packed(trade, trade.zizhong, 50));
    const statements = async (lot: Answer): Promise<number> => {
      const { value, statements: sent } = await collectStatements(testApp, () => judge(lot));
      expect(value.__typename).toBe('LotPayload');
      return sent.length;
    };
    const first = await statements(few);
    expect(await statements(many)).toBe(first);
    // Judged again, there is a judgement before it.
    for (const lot of [few, many]) expect(await statements(lot)).toBe(first);
    // Who asks; what the client sent, before and after; the lock, five for the facts and rules, the judgement with its checks, the
    // lot, the ledger; and the lot as it is answered.
    expect(first).toBeLessThanOrEqual(14);
  });

  it('is INDETERMINATE for a market whose demands nobody has confirmed, never a pass', async () => {
    const channel = await lots.unities.channel(trade.base, trade.exporter, { marketCode: 'TH' });
    const lot = await lots.open(trade, { channelId: channel.id });
    await lots.allocated(trade, lot, await lots.fit(trade, trade.zizhong, 100, { marketCode: 'TH' }));
    await lots.papers(trade, lot);
    const judged = (await judge(lot)).lot;
    expect(verdicts(judged)).toMatchObject({ CHANNEL: 'INDETERMINATE' });
    expect(findings(judged, 'WORK-MARKET-PACK')[0]).toMatchObject({ verdict: 'INDETERMINATE' });
    expect(await move(lot, 'CLEARED')).toMatchObject({ __typename: 'Refused' });
  });

  it('fails a batch whose residue is above the limit, and names the limit', async () => {
    const lot = await lots.open(trade);
    const batch = await lots.packed(trade, trade.zizhong, 100);
    const inspection = await lots.inspections.sampled(trade.packhouse, batch, trade.inspector, '2026-01-24');
    await lots.inspections.measured(trade.inspector, inspection);
    await lots.inspections.tested(trade.inspector, inspection, { abamectin: '0.021' });
    await lots.allocated(trade, lot, batch);
    const judged = (await judge(lot)).lot;
    expect(findings(judged, 'WORK-RESIDUE')).toMatchObject([
      { verdict: 'FAIL', explanation: expect.stringContaining('0.021 mg/kg') },
    ]);
  });

  it('counts what was entered upstream after the allocation: the verdict does not depend on who saw it', async () => {
    const late = await given.member(await given.organisation('PACKHOUSE', { county: RONGCHANG }));
    const lot = await lots.open(trade);
    await lots.allocated(trade, lot, await lots.packed({ ...trade, packhouse: late }, trade.zizhong, 50));
    expect(findings((await judge(lot)).lot, 'XD-PACKHOUSE')).toMatchObject([{ verdict: 'FAIL' }]);
    const { id } = await lots.land.registration(late, {
      kind: 'PACKHOUSE',
      customsDistrictCode: 'CHONGQING',
      marketCodes: ['XD'],
    });
    await jobsDone(testApp);
    // Entered by whoever gains by it, after the packing: it decides nothing until the base office has seen the paper.
    const undecided = findings(await find(trade.exporter, lot.id), 'XD-PACKHOUSE');
    expect(undecided).toMatchObject([{ verdict: 'INDETERMINATE' }]);
    expect(undecided[0].settledBy).toContain('base office');
    await lots.land.confirmed(trade.base, id);
    await jobsDone(testApp);
    expect(findings(await find(trade.exporter, lot.id), 'XD-PACKHOUSE')).toMatchObject([{ verdict: 'PASS' }]);
  });

  it('leaves open what a cooperative covered after the harvest until the base office confirms it, and judges again then', async () => {
    const { id: plotId } = await lots.land.plot(trade.zizhong, { town: '511025123' });
    await lots.growing.spray(trade.zizhong, plotId, '2025-10-10T01:00:00.000Z', {
      productLabelId: trade.label,
    });
    const lot = await lots.open(trade);
    await lots.allocated(trade, lot, await lots.packed(trade, trade.zizhong, 50, { plotId }));
    const verdict = async () => {
      await jobsDone(testApp);
      const { checks } = await find(trade.exporter, lot.id);
      const all = findings({ checks }, 'XD-ORCHARD').concat(findings({ checks }, 'XD-MARKED-REGISTRATION'));
      return all.map((finding) => finding.verdict);
    };
    await judge(lot);
    expect(await verdict()).toEqual(['FAIL', 'FAIL']);
    const { id } = trade.registrations.get(trade.zizhong)!;
    await lots.land.covered(trade.zizhong, id, [plotId]);
    expect(await verdict()).toEqual(['INDETERMINATE', 'INDETERMINATE']);
    await lots.land.confirmed(trade.base, id, [plotId]);
    expect(await verdict()).toEqual(['PASS', 'PASS']);
  });

  it('fails cartons that name a registration which is not that of their fruit', async () => {
    const lot = await lots.open(trade);
    const { id: registrationId } = trade.registrations.get(trade.zizhong)!;
    const { id: plotId } = await lots.plot(trade, trade.rongchang);
    // The packhouse knows both: fruit of both came to it.
    await lots.packed(trade, trade.zizhong, 10);
    const strange = await lots.packed(trade, trade.rongchang, 50, { plotId, registrationId });
    await lots.allocated(trade, lot, strange);
    const judged = (await judge(lot)).lot;
    expect(findings(judged, 'XD-ORCHARD')).toMatchObject([{ verdict: 'PASS' }]);
    const [{ verdict, explanation }] = findings(judged, 'XD-MARKED-REGISTRATION');
    expect(verdict).toBe('FAIL');
    expect(explanation).toContain('did not cover');
  });

  it('leaves residues open that were not tested for what was sprayed', async () => {
    const lot = await lots.open(trade);
    const batch = await lots.packed(trade, trade.zizhong, 50);
    const inspection = await lots.inspections.sampled(trade.packhouse, batch, trade.inspector, '2026-01-24');
    await lots.inspections.tested(trade.inspector, inspection, { imidacloprid: null });
    await lots.allocated(trade, lot, batch);
    const coverage = async (): Promise<Answer> => findings((await judge(lot)).lot, 'WORK-COVERAGE')[0];
    expect(await coverage()).toMatchObject({
      verdict: 'INDETERMINATE',
      isOwn: true,
      explanation: expect.stringMatching(/no valid test for Abamectin\..+watch list.+Chlorpyrifos/),
    });
    await lots.inspections.tested(trade.inspector, inspection, { abamectin: '0.01', chlorpyrifos: null });
    expect((await coverage()).explanation).toMatch(/no independent inspector has signed/);
    await lots.inspections.signed(trade.inspector, inspection);
    expect(await coverage()).toMatchObject({ verdict: 'PASS' });
    expect(findings((await judge(lot)).lot, 'WORK-RESIDUE')).toMatchObject([{ verdict: 'PASS' }]);
  });

  it('is for the exporter alone, and asked again only before departure', async () => {
    const lot = await lots.open(trade);
    const { body } = await trade.packhouse.client.raw(operations.judgeLot, {
      input: { requestId: randomUUID(), lotId: lot.id },
    });
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    const cancelled = await lots.moved(trade, lot, 'CANCELLED', { reason: 'no ship' });
    expect(await judge(cancelled)).toEqual(refusedWith('LOT_DEPARTED'));
  });
});

describe('documents of a lot', () => {
  it('turn the finding that asked for them', async () => {
    const lot = await lots.open(trade);
    await lots.allocated(trade, lot, await lots.packed(trade, trade.zizhong, 50));
    expect(findings((await judge(lot)).lot, 'XD-PACKING-LIST')).toMatchObject([{ verdict: 'FAIL' }]);
    await lots.papers(trade, lot);
    expect(findings(await find(trade.exporter, lot.id), 'XD-PACKING-LIST')).toMatchObject([
      { verdict: 'PASS' },
    ]);
  });

  it('are recorded once, with dates that can be', async () => {
    const lot = await lots.open(trade);
    const record = (more: object) =>
      send(trade.exporter, operations.recordLotDocument, {
        lotId: lot.id,
        kind: 'SALES_CONTRACT',
        number: 'C-1',
        issuedOn: '2026-01-20',
        ...more,
      });
    expect((await record({})).lot.documents).toMatchObject([
      { kind: 'SALES_CONTRACT', number: 'C-1', validUntil: null },
    ]);
    expect(await record({})).toEqual(refusedWith('DOCUMENT_RECORDED'));
    expect(await record({ number: 'C-2', issuedOn: '2026-01-26', validUntil: '2026-01-20' })).toEqual(
      refusedWith('DOCUMENT_IN_FUTURE', 'DOCUMENT_DATES'),
    );
  });
});
