import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { landClaims } from '../../src/modules/land/land.claims.js';
import { lotClaims } from '../../src/modules/lots/lot.claims.js';
import { firstDifference } from '../../src/modules/ledger/verify/verify-ledger.js';
import { refusedWith } from '../support/expectations.js';
import { pdf, upload } from '../support/given/attachments.js';
import { capacityScene, KG, type CapacityScene } from '../support/given/capacity-scene.js';
import type { Member } from '../support/given/index.js';
import { lotActs } from '../support/given/lot-acts.js';
import { lotDocuments, type Trade } from '../support/given/lots.js';
import { registrationDocuments as documents } from '../support/given/registrations.js';
import { done, listed, send, type Answer } from '../support/given/send.js';
import type { TradeScene } from '../support/given/trade-scene.js';
import { jobsDone } from '../support/jobs-done.js';
import { counting } from '../support/query-counter.js';
import type { TestApp } from '../support/test-app.js';

/* Yields and supply relations of a registration, and the lots that need them. */

let testApp: TestApp;
let lots: TradeScene['lots'];
let trade: Trade;
let registration: CapacityScene['registration'];
let opened: CapacityScene['opened'];
let declare: CapacityScene['declare'];
let departs: CapacityScene['departs'];
let yieldsSeen: CapacityScene['yieldsSeen'];
let rowOf: CapacityScene['rowOf'];
let lot: Answer;
const { find, findings, move, ruleCodes, verdicts } = lotActs(() => trade);

beforeAll(async () => {
  const scene = await capacityScene();
  ({ testApp, lots, trade, registration, opened, declare, departs, yieldsSeen, rowOf } = scene);
  lot = await opened(400);
});
afterAll(() => testApp?.close());

/** What a lot's finding says once all that followed from a change is done. */
async function finding(code: string, of: Answer = lot): Promise<Answer> {
  await jobsDone(testApp);
  return findings(await find(trade.exporter, of.id), code)[0];
}
const said = async (code: string, of: Answer = lot): Promise<[string, string | null]> => {
  const { verdict, nextSteps } = await finding(code, of);
  return [verdict, nextSteps[0]?.by ?? null];
};
const confirmYield = (by: Member, yieldId: string): Promise<Answer> =>
  send(by, documents.confirmRegistrationYield, { yieldId });
const supplies = (by: Member, filter: object = {}): Promise<Answer[]> =>
  listed(by, documents.supplyRelations, filter);

describe('a lot of which neither yield nor supply relation is recorded', () => {
  it('does not pass the gate, and is told by whom each is settled', async () => {
    expect(await said('TEST-CAPACITY')).toEqual(['INDETERMINATE', 'COOPERATIVE']);
    expect(await said('TEST-SUPPLY')).toEqual(['FAIL', 'PACKHOUSE']);
    const refusal = await move(lot, 'CLEARED');
    expect(refusal).toEqual(refusedWith('REQUIREMENT_NOT_MET', 'REQUIREMENT_NOT_MET'));
    expect(ruleCodes(refusal).toSorted()).toEqual(['TEST-CAPACITY', 'TEST-SUPPLY']);
  });

  it('gets advice of the supply relation from the rules that ship, which stops nothing', async () => {
    expect(await finding('ORDER-91-SUPPLY-RELATION')).toMatchObject({
      effect: 'ADVICE',
      gating: false,
      confidence: 'SECONDARY',
      verdict: 'INDETERMINATE',
    });
  });
});

describe('the yield of a season', () => {
  let yieldId: string;

  it('is recorded by whose registration it is, and not for anybody', async () => {
    expect(await declare(trade.rongchang, 500)).toEqual(refusedWith('NOT_FOUND'));
    expect(await declare(trade.zizhong, 0, { declaredOn: '2026-02-01' })).toEqual(
      refusedWith('REGISTRATION_YIELD_ZERO', 'YIELD_DECLARED_IN_THE_FUTURE'),
    );
    expect(await declare(trade.zizhong, 500, { season: '2024/25' })).toEqual(
      refusedWith('YIELD_OUTSIDE_REGISTRATION'),
    );
    const { registration: found } = await declare(trade.zizhong, 500);
    expect(found.yields).toMatchObject([{ season: '2025/26', massGrams: 500 * KG, confirmedAt: null }]);
    yieldId = found.yields[0].id;
    expect(await said('TEST-CAPACITY')).toEqual(['INDETERMINATE', 'BASE_OFFICE']);
  });

  it('is known to its holder and the base office alone', async () => {
    expect(await yieldsSeen(trade.base)).toHaveLength(1);
    // The exporter sees the registration, because fruit of its lot grew under it.
    expect(await yieldsSeen(trade.exporter)).toEqual([]);
    expect(await yieldsSeen(trade.rongchang)).toBeUndefined();
  });

  it('counts once a second person of the base office has confirmed it', async () => {
    await expect(confirmYield(trade.zizhong, yieldId)).rejects.toThrow(/FORBIDDEN|may not|无权/);
    expect(await confirmYield(trade.base, yieldId)).toMatchObject({ __typename: 'RegistrationPayload' });
    expect(await confirmYield(trade.base, yieldId)).toEqual(refusedWith('ENTRY_CONFIRMED'));
    const capacity = await finding('TEST-CAPACITY');
    expect([capacity.verdict, capacity.explanation]).toEqual([
      'PASS',
      expect.stringContaining('declared 500 kg, left 0 kg, in other lots already cleared 0 kg, here 400 kg'),
    ]);
  });

  it('is not confirmed by the person of the base office who entered it', async () => {
    const { registration: found } = await declare(trade.base, 450, { declaredOn: '2025-10-01' });
    expect(await confirmYield(trade.base, found.yields[0].id)).toEqual(
      refusedWith('ENTRY_NEEDS_ANOTHER_PERSON'),
    );
  });
});

describe('a fixed supply relation', () => {
  let relation: Answer;
  const contract = () => ({
    registrationNumber: registration.number,
    customsDistrictCode: 'CHENGDU',
    validFrom: '2025-09-01',
    validTo: '2026-08-31',
    document: '供货合同（测试虚构）',
  });
  const record = (by: Member, more: object = {}): Promise<Answer> =>
    send(by, documents.recordSupplyRelation, { ...contract(), ...more });
  const confirm = (by: Member): Promise<Answer> =>
    send(by, documents.confirmSupplyRelation, { supplyRelationId: relation.id });

  it('is entered by the packhouse, by the number in its contract', async () => {
    expect(await record(trade.zizhong)).toEqual(refusedWith('SUPPLY_ENTERED_BY_PACKHOUSE'));
    expect(await record(trade.packhouse, { registrationNumber: 'NONE' })).toEqual(
      refusedWith('SUPPLY_REGISTRATION_UNKNOWN'),
    );
    expect(await record(trade.base)).toEqual(refusedWith('SUPPLY_TO_NO_PACKHOUSE'));
    const paper = await upload({ url: testApp.url, token: trade.packhouse.token }, { body: pdf() });
    ({ supplyRelation: relation } = await record(trade.packhouse, { attachmentId: paper.body.id }));
    expect(relation).toMatchObject({
      organisationId: trade.packhouse.organisationId,
      holderId: trade.zizhong.organisationId,
      registrationId: registration.id,
      confirmedAt: null,
    });
    expect(await said('TEST-SUPPLY')).toEqual(['INDETERMINATE', 'BASE_OFFICE']);
  });

  it('is seen by both parties and the base office', async () => {
    for (const by of [trade.packhouse, trade.zizhong, trade.base])
      expect(await supplies(by, { registrationId: registration.id })).toHaveLength(1);
    for (const by of [trade.exporter, trade.rongchang]) expect(await supplies(by)).toEqual([]);
    expect(await supplies(trade.base, { isConfirmed: true })).toEqual([]);
    expect(await supplies(trade.base, { standingOn: '2026-09-01' })).toEqual([]);
  });

  it('speaks once the base office has confirmed it, and the lot passes', async () => {
    expect(await confirm(trade.base)).toMatchObject({ __typename: 'SupplyRelationPayload' });
    expect(await confirm(trade.base)).toEqual(refusedWith('ENTRY_CONFIRMED'));
    expect(await said('TEST-SUPPLY')).toEqual(['PASS', null]);
    expect(verdicts(await find(trade.exporter, lot.id))['CHANNEL']).toBe('PASS');
  });

  it('that ends on the packing day does not speak for it', async () => {
    const other = (await record(trade.base, { organisationId: trade.packhouse.organisationId }))
      .supplyRelation;
    const end = (by: Member, endedOn: string) =>
      send(by, documents.endSupplyRelation, { supplyRelationId: other.id, endedOn });
    expect(await end(trade.zizhong, '2026-01-23')).toEqual(refusedWith('NOT_FOUND'));
    expect(await end(trade.packhouse, '2025-08-31')).toEqual(refusedWith('SUPPLY_DATES_REVERSED'));
    expect((await end(trade.packhouse, '2026-01-23')).supplyRelation.endedOn).toBe('2026-01-23');
    expect(await end(trade.packhouse, '2026-02-01')).toEqual(refusedWith('SUPPLY_ENDED_ALREADY'));
    expect(await said('TEST-SUPPLY')).toEqual(['PASS', null]);
  });
});

describe('documents and customs of the lot', () => {
  const due = async (by: Member): Promise<Answer> =>
    (await by.client.run(documents.lotDocumentsDue, { lotId: lot.id })).answer;

  it('are listed by stage: which rule asks, whether it is there, who provides it and what for', async () => {
    const { documents: papers, leavesOn } = await due(trade.exporter);
    expect(leavesOn).toBe('2026-02-10');
    const of = (ruleCode: string) => papers.find((each: Answer) => each.ruleCode === ruleCode);
    expect(of('WORK-SUPPLY-CERTIFICATE')).toMatchObject({
      document: 'SUPPLY_CERTIFICATE',
      standing: 'RECORDED',
      number: 'TEST-SUPPLY_CERTIFICATE',
      dueBefore: 'CLEARED',
      recordedBy: 'EXPORTER',
      providedBy: 'customs at the place of growing',
      verdict: 'PASS',
    });
    expect(of('PRACTICE-SALES-CONTRACT')).toMatchObject({
      standing: 'MISSING',
      effect: 'ADVICE',
      number: null,
    });
    const phytosanitary = papers.find((each: Answer) => each.document === 'PHYTOSANITARY_CERTIFICATE');
    expect(phytosanitary).toMatchObject({ standing: 'MISSING', dueBefore: 'LOADED', stage: 'LOAD' });
    expect(papers.at(-1)).toEqual(phytosanitary);
  });

  it('a paper that has run out by then is on record but not valid, at once', async () => {
    const input = { lotId: lot.id, kind: 'SALES_CONTRACT', number: 'TEST-C-1', issuedOn: '2026-01-24' };
    await done(trade.exporter, lotDocuments.recordLotDocument, { ...input, validUntil: '2026-02-09' });
    const contract = (await due(trade.exporter)).documents.find(
      (each: Answer) => each.document === 'SALES_CONTRACT',
    );
    expect(contract).toMatchObject({ standing: 'NOT_VALID', validUntil: '2026-02-09' });
  });

  it('say under which customs each member was grown and is declared', async () => {
    const expected = { packerCustomsDistrictCode: 'CHONGQING', originCustomsDistrictCodes: ['CHENGDU'] };
    expect((await due(trade.exporter)).members).toMatchObject([{ ...expected, crossesDistricts: true }]);
    const seen = await trade.exporter.client.run(documents.memberCustoms, { id: lot.id });
    expect(seen.lot.members).toEqual([expected]);
  });

  it('are nothing to those who do not see the lot, and cost one statement', async () => {
    expect(await due(trade.zizhong)).toBeNull();
    // Who the token belongs to, and the list.
    expect(await counting(testApp, () => due(trade.exporter))).toBeLessThanOrEqual(2);
  });
});

describe('the last tonnes of a registration', () => {
  let second: Answer;

  it('are taken by whoever passes the gate, and an open lot is judged again by what is left', async () => {
    second = await opened(200);
    expect(await said('TEST-CAPACITY', second)).toEqual(['PASS', null]);
    await lots.moved(trade, lot, 'CLEARED');
    const capacity = await finding('TEST-CAPACITY', second);
    expect([capacity.verdict, capacity.nextSteps[0].by, capacity.explanation]).toEqual([
      'FAIL',
      'EXPORTER',
      expect.stringMatching(/100 kg more.*exposes foreign fruit.*already cleared 400 kg/),
    ]);
    expect(ruleCodes(await move(second, 'CLEARED'))).toEqual(['TEST-CAPACITY']);
  });

  it('are given back when the lot is opened again', async () => {
    await lots.moved(trade, lot, 'OPEN', { reason: '改配' });
    expect(await said('TEST-CAPACITY', second)).toEqual(['PASS', null]);
    await lots.moved(trade, lot, 'CLEARED');
    expect(await said('TEST-CAPACITY', second)).toEqual(['FAIL', 'EXPORTER']);
  });

  it('grow by a yield that customs accepted later and the base office confirmed', async () => {
    const { registration: found } = await declare(trade.zizhong, 700, { declaredOn: '2026-01-20' });
    expect(await said('TEST-CAPACITY', second)).toEqual(['FAIL', 'EXPORTER']);
    await done(trade.base, documents.confirmRegistrationYield, { yieldId: found.yields[0].id });
    expect(await said('TEST-CAPACITY', second)).toEqual(['PASS', null]);
  });

  it('are not had by two lots at once', async () => {
    // 700 declared, 400 cleared: each of these fits alone, not both.
    const third = await opened(150);
    const moves = await Promise.all([move(second, 'CLEARED'), move(third, 'CLEARED')]);
    const refusals = moves.filter(({ __typename }: Answer) => __typename === 'Refused');
    expect(refusals).toHaveLength(1);
    expect(ruleCodes(refusals[0])).toEqual(['TEST-CAPACITY']);
  });
});

describe('a lot that leaves and comes back', () => {
  it('is declared at the customs of its packhouse, with the customs its fruit grew under', async () => {
    await lots.moved(trade, lot, 'DECLARED', { declarationNumber: 'D-BOARD-1' });
    const seen = await trade.exporter.client.run(documents.memberCustoms, { id: lot.id });
    expect(seen.lot.transitions.at(-1)).toEqual({
      toState: 'DECLARED',
      declaredCustomsDistrictCodes: ['CHONGQING'],
      originCustomsDistrictCodes: ['CHENGDU'],
    });
  });

  it('stays counted: what comes back is not grown anew', async () => {
    await departs(lot);
    const before = (await rowOf(trade.base)).capacity;
    expect(before).toMatchObject({ leftGrams: 400 * KG, returnedGrams: 0 });
    await lots.moved(trade, lot, 'RETURNED', { reason: '目的港退运' });
    const after = (await rowOf(trade.base)).capacity;
    expect(after).toEqual({ ...before, returnedGrams: 400 * KG });
  });
});

describe('in the end', () => {
  it('what was written about papers can be erased, and the figures stay', async () => {
    const erase = `mutation ($input: EraseTextInput!) { answer: eraseText(input: $input) { __typename
      ... on EraseTextPayload { texts } ... on Refused { reasons { code } } } }`;
    const [declared] = (await yieldsSeen(trade.zizhong))!;
    await done(trade.zizhong, erase, { subjectId: declared.id });
    const [erased] = (await yieldsSeen(trade.zizhong))!;
    expect(erased).toEqual({ ...declared, document: null });
    const [relation] = await supplies(trade.packhouse);
    await done(trade.packhouse, erase, { subjectId: relation.id });
    expect((await supplies(trade.packhouse))[0].document).toBeNull();
  });

  it('the ledger agrees with every record, and what is kept of each lot with its rows', async () => {
    const claims = [...landClaims, ...lotClaims];
    const differences = await testApp.app.get(UnitOfWork).read(testApp.system(), async ({ manager }) => {
      const found = [];
      for (const each of claims) found.push(await firstDifference(manager, each));
      return found;
    });
    expect(differences).toEqual(claims.map(() => null));
  });
});
