import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allClaims } from '../../src/all-claims.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { kg } from '../../src/kernel/mass.js';
import { verifyLedger } from '../../src/modules/ledger/verify/verify-ledger.js';
import { refusedWith } from '../support/expectations.js';
import { RONGCHANG, ZIZHONG, type Given, type Member } from '../support/given/index.js';
import { holdDocuments, lotActs, registrationNumbers } from '../support/given/lot-acts.js';
import { lotDocuments as operations, type Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import type { TestApp } from '../support/test-app.js';

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
const { find, batchOf, move, judge, allocate, withdraw, found, verdicts, findings, ruleCodes } = lotActs(
  () => trade,
);

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
});
afterAll(() => testApp.close());

const CERTIFICATE = { number: 'TEST-PC-1', issuedOn: '2026-01-25', validUntil: '2026-02-20' };

describe('moving a lot', () => {
  it('goes all the way with fruit of both counties', async () => {
    const lot = await lots.joint(trade);
    const cleared = await lots.moved(trade, lot, 'CLEARED');
    expect(cleared).toMatchObject({ state: 'CLEARED', nextStates: ['OPEN', 'DECLARED', 'CANCELLED'] });
    const declared = await lots.moved(trade, lot, 'DECLARED', { declarationNumber: '530420260000000001' });
    expect(declared.transitions.at(-1)).toMatchObject({
      declarationNumber: '530420260000000001',
      declaredRegistrationNumbers: registrationNumbers(trade),
    });
    await lots.moved(trade, lot, 'INSPECTED', { customsFinding: found(lot) });
    const certified = await lots.moved(trade, lot, 'CERTIFIED', { certificate: CERTIFICATE });
    expect(certified.documents.at(-1)).toMatchObject({
      kind: 'PHYTOSANITARY_CERTIFICATE',
      number: 'TEST-PC-1',
    });
    const loaded = await lots.moved(trade, lot, 'LOADED', {
      containerNumber: 'TSTU1234568',
      sealNumber: 'TEST-0001',
    });
    expect(loaded).toMatchObject({
      containerNumber: 'TSTU1234568',
      sealNumber: 'TEST-0001',
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
    for (const declarationNumber of [' 530420260000000001 ', '５３０４２０２６０００００００００１'])
      expect(await move(lot, 'DECLARED', { declarationNumber })).toEqual(
        refusedWith('DECLARATION_OF_OTHER_LOT'),
      );
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
    expect(await move(lot, 'CERTIFIED', { certificate: CERTIFICATE })).toEqual(
      refusedWith('DOCUMENT_OF_OTHER_LOT'),
    );
    const certificate = { ...CERTIFICATE, number: 'TEST-PC-3', validUntil: '2026-02-09' };
    await lots.moved(trade, lot, 'CERTIFIED', { certificate });
    const refused = await move(lot, 'LOADED', { containerNumber: 'x' });
    expect(refused).toEqual(refusedWith('MOVE_FACT_MISSING', 'NOT_A_CONTAINER', 'REQUIREMENT_NOT_MET'));
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
    // Picked on the 20th; 14 days from the 18th would have meant harvest from the 1st of February.
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
    const { hold } = await done(trade.packhouse, holdDocuments.placeHold, {
      batchIds: [lot.members[0].batchId],
      note: 'leaking',
    });
    expect(await move(lot, 'CLEARED')).toMatchObject({ __typename: 'Refused' });
    await done(trade.packhouse, holdDocuments.releaseHold, { holdId: hold.id, reason: 'dried' });
    expect((await move(lot, 'CLEARED')).lot).toMatchObject({ state: 'CLEARED', openHoldCount: 0 });
  });

  it('leaves a lot that has departed as it was judged', async () => {
    const lot = await lots.joint(trade);
    await lots.moved(trade, lot, 'CLEARED');
    await lots.moved(trade, lot, 'DECLARED', { declarationNumber: 'D-5' });
    await lots.moved(trade, lot, 'INSPECTED', { customsFinding: found(lot) });
    await lots.moved(trade, lot, 'CERTIFIED', { certificate: { ...CERTIFICATE, number: 'TEST-PC-5' } });
    await lots.moved(trade, lot, 'LOADED', { containerNumber: 'TSTU0000056', sealNumber: 'TEST-0005' });
    const departed = await lots.moved(trade, lot, 'DEPARTED');
    await done(trade.packhouse, holdDocuments.placeHold, {
      batchIds: [lot.members[0].batchId],
      note: 'recalled',
    });
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

describe('planning another day of departure', () => {
  const plan = (lot: Answer, plannedDepartureOn: string, by: Member = trade.exporter) =>
    send(by, operations.changeLotPlan, { lotId: lot.id, plannedDepartureOn });

  it('changes the day of a lot that has not left, enters it and judges again by it', async () => {
    const lot = await lots.joint(trade);
    const cleared = await lots.moved(trade, lot, 'CLEARED');
    const { lot: planned } = await plan(lot, '2026-03-01');
    expect(planned).toMatchObject({ plannedDepartureOn: '2026-03-01', season: '2025/26', state: 'CLEARED' });
    expect(planned.judgement.id).not.toBe(cleared.judgement.id);
    const entries = await given.ledgerOf(lot.id);
    expect(entries.map(({ kind }) => kind)).toContain('lot.replanned');
    expect(await plan(lot, '2026-03-01')).toEqual(refusedWith('PLAN_UNCHANGED'));
    expect(await plan(lot, '2026-01-24')).toEqual(refusedWith('DEPARTURE_IN_PAST'));
    expect(await plan(lot, '2027-09-01')).toEqual(refusedWith('SEASON_NOT_OPEN'));
    const other = await given.member(await given.organisation('EXPORTER', { county: RONGCHANG }));
    expect(await plan(lot, '2026-03-02', other)).toEqual(refusedWith('NOT_FOUND'));
    await lots.moved(trade, lot, 'CANCELLED', { reason: 'test' });
    expect(await plan(lot, '2026-03-02')).toEqual(refusedWith('PLAN_PASSED'));
  });
});

describe('a phytosanitary certificate', () => {
  it('is refused when it is out of date already, and stops the departure once it has run out', async () => {
    const lot = await lots.joint(trade);
    await lots.moved(trade, lot, 'CLEARED');
    await lots.moved(trade, lot, 'DECLARED', { declarationNumber: '530420260000000077' });
    await lots.moved(trade, lot, 'INSPECTED', { customsFinding: found(lot) });
    const certificate = { number: 'TEST-PC-70', issuedOn: '2026-01-10', validUntil: '2026-01-24' };
    expect(await move(lot, 'CERTIFIED', { certificate })).toEqual(
      refusedWith('CERTIFICATE_BEFORE_INSPECTION', 'CERTIFICATE_OUT_OF_DATE'),
    );
    const future = { ...certificate, issuedOn: '2026-01-26', validUntil: '2026-02-10' };
    expect(await move(lot, 'CERTIFIED', { certificate: future })).toEqual(refusedWith('DOCUMENT_IN_FUTURE'));
    await done(trade.exporter, operations.changeLotPlan, { lotId: lot.id, plannedDepartureOn: '2026-01-25' });
    const oneDay = { ...certificate, issuedOn: '2026-01-25', validUntil: '2026-01-25' };
    await lots.moved(trade, lot, 'CERTIFIED', { certificate: oneDay });
    await lots.moved(trade, lot, 'LOADED', { containerNumber: 'TSTU7654320', sealNumber: 'TEST-0070' });
    testApp.clock.advance({ days: 1 });
    // Sessions do not last so long.
    const exporter = await given.member(trade.exporter.organisation);
    const depart = () => send(exporter, operations.moveLot, { lotId: lot.id, to: 'DEPARTED' });
    const refused = await depart();
    expect(refused.reasons.map(({ code }: Answer) => code)).toContain('CERTIFICATE_OUT_OF_DATE');
    const input = {
      lotId: lot.id,
      kind: 'PHYTOSANITARY_CERTIFICATE',
      number: 'TEST-PC-71',
      issuedOn: '2026-01-26',
      validUntil: '2026-01-28',
    };
    await done(exporter, operations.recordLotDocument, input);
    expect(await depart()).toMatchObject({ lot: { departedOn: '2026-01-26' } });
  });
});

// The last one: it looks at all that was done above, codes the product made and a lot that was cancelled included.
describe('the ledger of it all', () => {
  it('agrees with every record', async () => {
    const { difference } = await testApp.app
      .get(UnitOfWork)
      .read(testApp.system(), ({ manager }) => verifyLedger(manager, allClaims));
    expect(difference).toBeNull();
  });
});
