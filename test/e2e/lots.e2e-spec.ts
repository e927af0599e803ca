import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadDemoMarket } from '../../src/infrastructure/database/reference-loader.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { sha256Hex } from '../../src/kernel/canonical-json.js';
import { instant } from '../../src/kernel/instant.js';
import { kg } from '../../src/kernel/mass.js';
import { refusedWith } from '../support/expectations.js';
import { batchDocuments } from '../support/given/batches.js';
import { givenIn, RONGCHANG, ZIZHONG, type Given, type Member } from '../support/given/index.js';
import { givenLots, lotDocuments as operations, type Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { collectStatements } from '../support/query-counter.js';
import { startTestApp, TestClock, type TestApp } from '../support/test-app.js';

const PLACE_HOLD = `mutation ($input: PlaceHoldInput!) { answer: placeHold(input: $input) { __typename
  ... on HoldPayload { hold { id } } ... on Refused { reasons { code } } } }`;
const RELEASE_HOLD = `mutation ($input: ReleaseHoldInput!) { answer: releaseHold(input: $input) { __typename
  ... on HoldPayload { hold { id } } ... on Refused { reasons { code } } } }`;

let testApp: TestApp;
let given: Given;
let lots: ReturnType<typeof givenLots>;
let trade: Trade;

beforeAll(async () => {
  testApp = await startTestApp({ clock: new TestClock(instant('2026-01-25T01:00:00.000Z')) });
  await loadDemoMarket(testApp.database.ownerUrl);
  given = givenIn(testApp);
  lots = givenLots(testApp, given);
  trade = await lots.trade();
});
afterAll(() => testApp.close());

const find = async (by: Member, id: string): Promise<Answer> =>
  (await by.client.run(operations.lot, { id })).lot;
const move = (lot: Answer, to: string, more: object = {}): Promise<Answer> =>
  send(trade.exporter, operations.moveLot, { lotId: lot.id, to, ...more });
const judge = (lot: Answer, stage?: string): Promise<Answer> =>
  send(trade.exporter, operations.judgeLot, { lotId: lot.id, stage });
const allocate = (lot: Answer, batch: Answer, cartons?: number): Promise<Answer> =>
  send(trade.exporter, operations.allocateToLot, { lotId: lot.id, batchId: batch.id, cartons });
const withdraw = (lot: Answer, batch: Answer): Promise<Answer> =>
  send(trade.exporter, operations.withdrawFromLot, { lotId: lot.id, batchId: batch.id });
const verdicts = (lot: Answer): Record<string, string> =>
  Object.fromEntries(lot.checks.map(({ unity, verdict }: Answer) => [unity, verdict]));
const findings = (lot: Answer, ruleCode: string): Answer[] =>
  lot.checks
    .flatMap((check: Answer) => check.findings)
    .filter((finding: Answer) => finding.ruleCode === ruleCode);
const ruleCodes = (answer: Answer): string[] =>
  answer.reasons.flatMap((reason: Answer) => reason.findings?.[0]?.ruleCode ?? []);
const batchOf = async (by: Member, id: string): Promise<Answer> =>
  (await by.client.run(batchDocuments.batch, { id })).batch;

const CERTIFICATE = { number: 'TEST-PC-1', issuedOn: '2026-01-25', validUntil: '2026-02-20' };
const found = (lot: Answer, more: object = {}) => ({
  varietyCodes: lot.varietyCodes,
  cartonCount: lot.cartonCount,
  registrationNumbers: [
    trade.packhouseRegistration,
    ...[...trade.registrations.values()].map(({ number }) => number),
  ],
  fruitTemperatureCelsius: '4.5',
  ...more,
});

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
    expect(lot.code).toMatch(/^L2526-[0-9A-Z]{8}$/);
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
    expect(await allocate(lot, batch, 1)).toEqual(refusedWith('BATCH_NOT_CONSIGNED'));
  });

  it('is refused with every reason at once', async () => {
    const batch = await lots.packed(trade, trade.zizhong, 100, { marketCode: 'TH' });
    const lot = await lots.open(trade);
    await done(trade.packhouse, PLACE_HOLD, { batchIds: [batch.id], note: 'wet cartons' });
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
    for (let i = 0; i < 3; i += 1)
      await lots.allocated(trade, many, await lots.packed(trade, trade.zizhong, 50));
    const reads = async (lot: Answer): Promise<number> => {
      const { statements } = await collectStatements(testApp, () => judge(lot));
      return statements.filter((sql) => /^\s*(WITH|SELECT)/i.test(sql)).length;
    };
    expect(await reads(many)).toBe(await reads(few));
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
      { verdict: 'FAIL', explanation: expect.stringContaining('0.021 mg/kg; limit 0.02 mg/kg') },
    ]);
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

describe('moving a lot', () => {
  it('goes all the way with fruit of both counties', async () => {
    const lot = await lots.joint(trade);
    const cleared = await lots.moved(trade, lot, 'CLEARED');
    expect(cleared).toMatchObject({ state: 'CLEARED', nextStates: ['OPEN', 'DECLARED', 'CANCELLED'] });
    const declared = await lots.moved(trade, lot, 'DECLARED', { declarationNumber: '530420260000000001' });
    expect(declared.transitions.at(-1)).toMatchObject({
      declarationNumber: '530420260000000001',
      declaredRegistrationNumbers: found(lot).registrationNumbers.toSorted(),
    });
    await lots.moved(trade, lot, 'INSPECTED', { customsFinding: found(lot) });
    const certified = await lots.moved(trade, lot, 'CERTIFIED', { certificate: CERTIFICATE });
    expect(certified.documents.at(-1)).toMatchObject({
      kind: 'PHYTOSANITARY_CERTIFICATE',
      number: 'TEST-PC-1',
    });
    const loaded = await lots.moved(trade, lot, 'LOADED', {
      containerNumber: 'TEST1234567',
      sealNumber: 'S-1',
    });
    expect(loaded).toMatchObject({
      containerNumber: 'TEST1234567',
      sealNumber: 'S-1',
      judgement: { stage: 'LOAD' },
    });
    const departed = await lots.moved(trade, lot, 'DEPARTED');
    expect(departed).toMatchObject({ departedOn: '2026-01-25', judgement: { stage: 'DEPART' } });
    await lots.moved(trade, lot, 'ARRIVED');
    const closed = await lots.moved(trade, lot, 'CLOSED');
    expect(closed).toMatchObject({ state: 'CLOSED', nextStates: [] });
    expect(closed.transitions.map(({ toState }: Answer) => toState)).toEqual([
      'CLEARED',
      'DECLARED',
      'INSPECTED',
      'CERTIFIED',
      'LOADED',
      'DEPARTED',
      'ARRIVED',
      'CLOSED',
    ]);
    expect((await given.ledgerOf(lot.id)).filter(({ kind }) => kind === 'lot.moved')).toHaveLength(8);
  });

  it('is refused with every requirement at once, each with its findings, and nothing is kept', async () => {
    const lot = await lots.open(trade);
    await lots.allocated(trade, lot, await lots.packed(trade, trade.zizhong, 100));
    const before = await given.ledgerOf(lot.id);
    const refused = await move(lot, 'CLEARED');
    expect(ruleCodes(refused)).toEqual(
      expect.arrayContaining([
        'WORK-RESIDUE',
        'WORK-INSPECTION',
        'WORK-SUPPLY-CERTIFICATE',
        'XD-PACKING-LIST',
        'XD-JUICE',
        'XD-TSS',
      ]),
    );
    for (const reason of refused.reasons) {
      expect(reason).toMatchObject({ __typename: 'RequirementNotMet', code: 'REQUIREMENT_NOT_MET' });
      for (const finding of reason.findings) expect(['FAIL', 'INDETERMINATE']).toContain(finding.verdict);
    }
    expect(await find(trade.exporter, lot.id)).toMatchObject({
      state: 'OPEN',
      transitions: [],
      judgement: null,
    });
    expect(await given.ledgerOf(lot.id)).toEqual(before);
    const zh = await trade.exporter.client.run(
      operations.moveLot,
      { input: { requestId: randomUUID(), lotId: lot.id, to: 'CLEARED' } },
      { language: 'zh' },
    );
    expect(zh.answer.reasons.map(({ message }: Answer) => message).join()).toContain('统一标准');
  });

  it('says where a lot can go when it cannot go there', async () => {
    const lot = await lots.open(trade);
    const refused = await move(lot, 'DEPARTED');
    expect(refused).toEqual(refusedWith('MOVE_NOT_POSSIBLE'));
    expect(refused.reasons[0].message).toContain('CLEARED, CANCELLED');
  });

  it('freezes the members until it is opened again', async () => {
    const lot = await lots.joint(trade);
    await lots.moved(trade, lot, 'CLEARED');
    const batch = await lots.packed(trade, trade.zizhong, 50);
    expect(await allocate(lot, batch)).toEqual(refusedWith('LOT_MEMBERS_FROZEN'));
    expect(await withdraw(lot, { id: lot.members[0].batchId })).toEqual(refusedWith('LOT_MEMBERS_FROZEN'));
    expect(await move(lot, 'OPEN')).toEqual(refusedWith('MOVE_FACT_MISSING'));
    await lots.moved(trade, lot, 'OPEN', { reason: 'one batch more' });
    expect((await allocate(lot, batch)).lot.members).toHaveLength(3);
  });

  it('is not INSPECTED while customs found anything but what was declared', async () => {
    const lot = await lots.joint(trade);
    await lots.moved(trade, lot, 'CLEARED');
    await lots.moved(trade, lot, 'DECLARED', { declarationNumber: 'D-2' });
    const wrong = found(lot, { varietyCodes: ['MORO'], cartonCount: 99, registrationNumbers: [] });
    const refused = await move(lot, 'INSPECTED', { customsFinding: wrong });
    expect(refused).toEqual(
      refusedWith('DIFFERS_FROM_DECLARATION', 'DIFFERS_FROM_DECLARATION', 'DIFFERS_FROM_DECLARATION'),
    );
    expect((await move(lot, 'INSPECTED', { customsFinding: found(lot) })).lot.state).toBe('INSPECTED');
  });

  it('does not load under a certificate that is not valid on the day of departure', async () => {
    const lot = await lots.joint(trade, { plannedDepartureOn: '2026-02-10' });
    await lots.moved(trade, lot, 'CLEARED');
    await lots.moved(trade, lot, 'DECLARED', { declarationNumber: 'D-3' });
    await lots.moved(trade, lot, 'INSPECTED', { customsFinding: found(lot) });
    const certificate = { ...CERTIFICATE, validUntil: '2026-02-09' };
    await lots.moved(trade, lot, 'CERTIFIED', { certificate });
    const refused = await move(lot, 'LOADED', { containerNumber: 'C-1' });
    expect(refused).toEqual(refusedWith('MOVE_FACT_MISSING', 'REQUIREMENT_NOT_MET'));
    expect(ruleCodes(refused)).toEqual(['XD-PHYTOSANITARY']);
  });

  it('gives the fruit back when it is cancelled, and the contributors still see that it was', async () => {
    const lot = await lots.joint(trade);
    await lots.moved(trade, lot, 'CLEARED');
    expect(await lots.moved(trade, lot, 'CANCELLED', { reason: 'no ship' })).toMatchObject({
      members: [],
      massGrams: 0,
    });
    for (const { batchId, cartonCount } of lot.members) {
      expect(await batchOf(trade.packhouse, batchId)).toMatchObject({ remainingCartons: cartonCount });
    }
    const { myContributions } = await trade.zizhong.client.run(operations.myContributions, {
      states: ['CANCELLED'],
    });
    expect(myContributions.edges[0].node).toMatchObject({ lotId: lot.id, massGrams: 0 });
  });

  it('is refused in the future, and before the move before it', async () => {
    const lot = await lots.joint(trade);
    expect(await move(lot, 'CLEARED', { occurredAt: '2026-01-26T01:00:00Z' })).toEqual(
      refusedWith('MOVE_IN_FUTURE'),
    );
    expect(await move(lot, 'CLEARED', { occurredAt: '2026-01-24T01:00:00Z' })).toEqual(
      refusedWith('MOVE_BEFORE_LAST'),
    );
  });
});

describe('what turns a finding', () => {
  it('a late spray holds the fruit, fails the lot that was cleared already, and stops it', async () => {
    const lot = await lots.joint(trade);
    await lots.moved(trade, lot, 'CLEARED');
    const plotId = lot.members[0].origins[0].plotId;
    const grower = [trade.zizhong, trade.rongchang].find(
      ({ organisationId }) => organisationId === lot.members[0].origins[0].organisationId,
    )!;
    // 14 days before harvest: from the 18th on the fruit might be picked on the 1st of the next month.
    await lots.growing.spray(grower, plotId as never, '2026-01-18T01:00:00.000Z', {
      productLabelId: trade.label,
    });
    const after = await find(trade.exporter, lot.id);
    expect(after).toMatchObject({ state: 'CLEARED', openHoldCount: 1 });
    expect(verdicts(after).STANDARD).toBe('FAIL');
    expect(findings(after, 'WORK-INTERVAL').map(({ verdict }) => verdict)).toContain('FAIL');
    const refused = await move(lot, 'DECLARED', { declarationNumber: 'D-4' });
    expect(refused.reasons.map(({ code }: Answer) => code)).toContain('LOT_HELD');
    expect(ruleCodes(refused)).toEqual(expect.arrayContaining(['WORK-INTERVAL', 'WORK-NO-HOLD']));
    const ofGrower = await grower.client.run(operations.lot, { id: lot.id });
    expect(ofGrower.lot).toBeNull();
  });

  it('an inspection that fails holds the lot; taken out, the rest may go on', async () => {
    const lot = await lots.joint(trade);
    await judge(lot);
    const bad = await lots.packed(trade, trade.zizhong, 100);
    await lots.allocated(trade, lot, bad);
    await judge(lot);
    const inspection = await lots.inspections.sampled(trade.packhouse, bad, trade.inspector, '2026-01-24');
    await lots.inspections.measured(trade.inspector, inspection);
    await lots.inspections.tested(trade.inspector, inspection);
    await lots.inspections.signed(trade.inspector, inspection, 'FAIL', '腐烂果超过容许度');
    const held = await find(trade.exporter, lot.id);
    expect(held.openHoldCount).toBe(1);
    expect(findings(held, 'WORK-INSPECTION').filter(({ verdict }) => verdict === 'FAIL')).toHaveLength(1);
    expect((await withdraw(lot, bad)).lot).toMatchObject({ openHoldCount: 0 });
    expect((await move(lot, 'CLEARED')).lot.state).toBe('CLEARED');
  });

  it('a hold stops a lot, and its release lets it go on', async () => {
    const lot = await lots.joint(trade);
    const { hold } = await done(trade.packhouse, PLACE_HOLD, {
      batchIds: [lot.members[0].batchId],
      note: 'leaking',
    });
    expect(await move(lot, 'CLEARED')).toMatchObject({ __typename: 'Refused' });
    await done(trade.packhouse, RELEASE_HOLD, { holdId: hold.id, reason: 'dried' });
    expect((await move(lot, 'CLEARED')).lot).toMatchObject({ state: 'CLEARED', openHoldCount: 0 });
  });

  it('leaves a lot that has departed as it was judged', async () => {
    const lot = await lots.joint(trade);
    await lots.moved(trade, lot, 'CLEARED');
    await lots.moved(trade, lot, 'DECLARED', { declarationNumber: 'D-5' });
    await lots.moved(trade, lot, 'INSPECTED', { customsFinding: found(lot) });
    await lots.moved(trade, lot, 'CERTIFIED', { certificate: { ...CERTIFICATE, number: 'TEST-PC-5' } });
    await lots.moved(trade, lot, 'LOADED', { containerNumber: 'C-5', sealNumber: 'S-5' });
    const departed = await lots.moved(trade, lot, 'DEPARTED');
    await done(trade.packhouse, PLACE_HOLD, { batchIds: [lot.members[0].batchId], note: 'recalled' });
    const after = await find(trade.exporter, lot.id);
    expect(after).toMatchObject({ openHoldCount: 1, judgement: { id: departed.judgement.id } });
    expect((await move(lot, 'ARRIVED')).lot.state).toBe('ARRIVED');
    expect(await move(lot, 'DIVERTED', { reason: 'sold at home' })).toMatchObject({
      reasons: expect.arrayContaining([expect.objectContaining({ code: 'LOT_HELD' })]),
    });
    expect((await move(lot, 'RETURNED', { reason: 'recalled' })).lot.state).toBe('RETURNED');
  });
});

describe('who sees a lot', () => {
  it('a contributor sees state, market and its own share, and nothing else of it', async () => {
    const lot = await lots.joint(trade);
    const share = async (by: Member): Promise<Answer> => {
      const { myContributions } = await by.client.run(operations.myContributions);
      return myContributions.edges
        .map(({ node }: Answer) => node)
        .find(({ lotId }: Answer) => lotId === lot.id);
    };
    const common = {
      lotCode: lot.code,
      marketCode: 'XD',
      state: 'OPEN',
      exporterId: trade.exporter.organisationId,
    };
    expect(await share(trade.zizhong)).toMatchObject({ ...common, massGrams: kg(400) });
    expect(await share(trade.rongchang)).toMatchObject({ ...common, massGrams: kg(600) });
    expect(await share(trade.packhouse)).toMatchObject({ ...common, massGrams: kg(1_000) });
    for (const by of [trade.zizhong, trade.rongchang, trade.packhouse])
      expect(await find(by, lot.id)).toBeNull();
    await withdraw(lot, { id: lot.members.find((m: Answer) => m.massGrams === kg(400)).batchId });
    expect(await share(trade.zizhong)).toBeUndefined();
  });

  it('the body that inspects its fruit sees it, whether asked before or after the allocation', async () => {
    const lot = await lots.joint(trade);
    expect(await find(trade.inspector, lot.id)).toMatchObject({ id: lot.id, members: [{}, {}] });
    const late = await given.member(await given.organisation('INSPECTION_BODY', { county: ZIZHONG }));
    await judge(lot);
    expect(await find(late, lot.id)).toBeNull();
    await lots.inspections.requested(trade.packhouse, { id: lot.members[0].batchId }, late);
    const seen = await find(late, lot.id);
    expect(seen).toMatchObject({ id: lot.id, judgement: { stage: 'DECLARE' } });
    expect(seen.checks).toHaveLength(4);
    expect(seen.documents).toHaveLength(2);
    await lots.moved(trade, lot, 'CLEARED');
    expect((await find(late, lot.id)).transitions).toHaveLength(1);
  });

  it('the base office sees all, another exporter nothing', async () => {
    const lot = await lots.joint(trade);
    const other = await given.member(await given.organisation('EXPORTER', { county: RONGCHANG }));
    expect(await find(trade.base, lot.id)).toMatchObject({ code: lot.code });
    expect(await find(other, lot.id)).toBeNull();
    expect((await other.client.run(operations.lot, { code: lot.code })).lot).toBeNull();
    expect(await send(other, operations.moveLot, { lotId: lot.id, to: 'CLEARED' })).toEqual(
      refusedWith('NOT_FOUND'),
    );
  });

  it('does not tell a cooperative through the ledger how a lot was judged', async () => {
    const lot = await lots.joint(trade);
    await judge(lot);
    const { plotId, organisationId } = lot.members[0].origins[0];
    const grower = [trade.zizhong, trade.rongchang].find((by) => by.organisationId === organisationId)!;
    await lots.growing.spray(grower, plotId, '2025-11-01T01:00:00.000Z', { productLabelId: trade.label });
    const judgements = (await given.ledgerOf(lot.id)).filter(({ kind }) => kind === 'lot.judged');
    expect(judgements).toHaveLength(2);
    expect(judgements.map((entry) => entry.organisationId)).toEqual([trade.exporter.organisationId, null]);
  });
});

describe('documents of a lot', () => {
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
