import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { pestClaims } from '../../src/modules/pests/pest.claims.js';
import { firstDifference } from '../../src/modules/ledger/verify/verify-ledger.js';
import { refusedWith } from '../support/expectations.js';
import { erase, pdf, upload } from '../support/given/attachments.js';
import { batchDocuments } from '../support/given/batches.js';
import type { Given, Member } from '../support/given/index.js';
import { inventedRules, type InventedRule } from '../support/given/invented-rules.js';
import { lotActs } from '../support/given/lot-acts.js';
import { lotDocuments, type Trade } from '../support/given/lots.js';
import { pestDocuments as documents } from '../support/given/pests.js';
import { done, listed, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { jobsDone } from '../support/jobs-done.js';
import type { TestApp } from '../support/test-app.js';

const PEST = 'BACTROCERA-MINAX';
/** Demands that no market has made: every figure here is this test's own. */
const DEMANDS: readonly InventedRule[] = [
  {
    code: 'TEST-AREA',
    kind: 'pest-area-status',
    parameters: { pests: [PEST], accepted: ['FREE_AREA', 'FREE_PLACE_OF_PRODUCTION'] },
  },
  {
    code: 'TEST-TRAPS',
    kind: 'trap-monitoring',
    parameters: { pests: [PEST], windowDays: 14, everyDays: 7, limit: 0, byOfficer: true },
  },
  { code: 'TEST-OFFICER', kind: 'plant-protection-officer', parameters: { of: 'ORCHARD' } },
  { code: 'TEST-PACKER', kind: 'plant-protection-officer', parameters: { of: 'PACKHOUSE' } },
  {
    code: 'TEST-COLD',
    kind: 'quarantine-treatment',
    parameters: { treatment: 'COLD', minimumHours: 24, maximumCelsius: '1.5', readingEveryHours: 12 },
  },
];

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
let officer: Member;
let clerk: Member;
let batch: Answer;
let lot: Answer;
let registrationId: string;
const { find, findings } = lotActs(() => trade);

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
  await inventedRules(testApp, 'TEST-PESTS', DEMANDS);
  officer = await given.colleague(trade.zizhong, ['PLANT_PROTECTION_OFFICER']);
  clerk = await given.colleague(trade.zizhong, ['CLERK']);
  registrationId = trade.registrations.get(trade.zizhong)!.id;
  // Picked on 20 January, packed on the 23rd, to leave on 10 February.
  batch = await lots.fit(trade, trade.zizhong, 400);
  lot = await lots.open(trade);
  await lots.allocated(trade, lot, batch);
  await done(trade.exporter, lotDocuments.judgeLot, { lotId: lot.id });
});
afterAll(() => testApp?.close());

/** What the lot's finding says once all that followed from a change is done. */
async function finding(code: string): Promise<Answer> {
  await jobsDone(testApp);
  return findings(await find(trade.exporter, lot.id), code)[0];
}
const verdict = async (code: string): Promise<string> => (await finding(code)).verdict;
const count = (by: Member, trapId: string, inspectedAt: string, found: number, more: object = {}) =>
  send(by, documents.recordTrapCount, {
    trapId,
    inspectedAt,
    counts: [{ pestCode: PEST, count: found }],
    ...more,
  });

describe('a lot of which nothing is recorded about pests', () => {
  it('is open in each of these findings, and is told by whom each is settled', async () => {
    for (const { code } of DEMANDS) {
      const open = await finding(code);
      expect([code, open.verdict]).toEqual([code, 'INDETERMINATE']);
      expect(open.settledBy).toMatch(/cooperative|packhouse|base office/i);
    }
  });

  it('calls the pest by its scientific name, as read in an older text', async () => {
    expect((await finding('TEST-AREA')).explanation).toContain('Bactrocera minax');
    const { pests } = await trade.exporter.client.run(documents.pests, {});
    expect(pests).toContainEqual({
      code: PEST,
      scientificName: 'Bactrocera minax',
      nameZh: '橘大实蝇',
      eppoCode: null,
      provenance: { confidence: 'SECONDARY' },
    });
  });
});

describe('a plant-protection officer', () => {
  let appointment: Answer;

  it('is appointed by the cooperative, not by himself', async () => {
    const input = { userId: officer.userId, registrationId, validFrom: '2025-09-01' };
    const denied = await officer.client.raw(documents.appointOfficer, {
      input: { ...input, requestId: officer.userId },
    });
    expect(JSON.stringify(denied)).toContain('FORBIDDEN');
    appointment = (await done(trade.zizhong, documents.appointOfficer, { ...input, evidence: 'TRAINING-1' }))
      .appointment;
    expect(appointment).toMatchObject({ officer: officer.username, confirmedAt: null });
  });

  it('is a member, and for an orchard that belongs to the cooperative', async () => {
    const input = { validFrom: '2026-01-01', validTo: '2025-01-01', userId: trade.exporter.userId };
    expect(await send(trade.zizhong, documents.appointOfficer, input)).toMatchObject(
      refusedWith('OFFICER_NEEDS_AN_ORCHARD', 'PEST_DATES_REVERSED', 'OFFICER_NOT_A_MEMBER'),
    );
    const others = { ...input, validTo: null, userId: trade.rongchang.userId, registrationId };
    expect(await send(trade.rongchang, documents.appointOfficer, others)).toMatchObject(
      refusedWith('NOT_FOUND'),
    );
  });

  it('speaks for fruit once the base office has seen the papers', async () => {
    expect(await finding('TEST-OFFICER')).toMatchObject({
      verdict: 'INDETERMINATE',
      settledBy: expect.stringMatching(/^The base office sees the papers of the appointment/),
      evidence: expect.arrayContaining([
        expect.objectContaining({ type: 'officer-appointment', id: appointment.id, field: 'isConfirmed' }),
      ]),
    });
    const input = { appointmentId: appointment.id };
    await done(trade.base, documents.confirmOfficerAppointment, input);
    expect(await verdict('TEST-OFFICER')).toBe('PASS');
    expect(await send(trade.base, documents.confirmOfficerAppointment, input)).toMatchObject(
      refusedWith('ENTRY_CONFIRMED'),
    );
  });

  it('is seen with the fruit, and by name only at home and in the base office', async () => {
    const named = async (by: Member) =>
      (await listed(by, documents.officerAppointments, { registrationId })).map((each) => each.officer);
    expect(await named(trade.zizhong)).toEqual([officer.username]);
    expect(await named(trade.base)).toEqual([officer.username]);
    expect(await named(trade.exporter)).toEqual([null]);
    expect(await named(trade.rongchang)).toEqual([]);
  });

  it('is wanted by the packhouse too', async () => {
    const { appointment: own } = await done(trade.packhouse, documents.appointOfficer, {
      userId: trade.packhouse.userId,
      validFrom: '2025-09-01',
    });
    await done(trade.base, documents.confirmOfficerAppointment, { appointmentId: own.id });
    expect(await verdict('TEST-PACKER')).toBe('PASS');
    await done(trade.packhouse, documents.endOfficerAppointment, {
      appointmentId: own.id,
      endedOn: '2026-01-23',
    });
    expect(await verdict('TEST-PACKER')).toBe('FAIL');
    expect(
      await send(trade.packhouse, documents.endOfficerAppointment, {
        appointmentId: own.id,
        endedOn: '2026-02-01',
      }),
    ).toMatchObject(refusedWith('PEST_RECORD_ENDED_ALREADY'));
    const again = { userId: trade.packhouse.userId, validFrom: '2026-01-23' };
    const { appointment: next } = await done(trade.packhouse, documents.appointOfficer, again);
    await done(trade.base, documents.confirmOfficerAppointment, { appointmentId: next.id });
    expect(await verdict('TEST-PACKER')).toBe('PASS');
  });
});

describe('the traps of an orchard', () => {
  let trap: Answer;
  let last: Answer;

  it('are set up for pests that are known, once under a code', async () => {
    const input = { code: 'T-1', registrationId, pests: [PEST], lure: 'FOOD_BAIT', setUpOn: '2025-12-01' };
    const wrong = { ...input, plotId: batch.plotId, pests: ['NO-PEST'], setUpOn: '2026-01-26', point: {} };
    expect(await send(officer, documents.setUpTrap, wrong)).toMatchObject(
      refusedWith('PEST_PLACE_NOT_ONE', 'PEST_DAY_IN_THE_FUTURE', 'PEST_UNKNOWN', 'TRAP_POINT_MALFORMED'),
    );
    const point = { type: 'Point', coordinates: [104.85, 29.76] };
    trap = (await done(officer, documents.setUpTrap, { ...input, point })).trap;
    expect(trap).toMatchObject({ code: 'T-1', point, takenDownOn: null });
    expect(await send(officer, documents.setUpTrap, input)).toMatchObject(refusedWith('TRAP_CODE_TAKEN'));
  });

  it('show where they hang to whoever sees the boundary of a plot', async () => {
    const seen = async (by: Member) =>
      (await listed(by, documents.pestTraps)).map(({ point }) => point !== null);
    expect(await seen(trade.zizhong)).toEqual([true]);
    expect(await seen(trade.inspector)).toEqual([true]);
    expect(await seen(trade.base)).toEqual([true]);
    expect(await seen(trade.exporter)).toEqual([false]);
    expect(await seen(trade.packhouse)).toEqual([false]);
    expect(await seen(trade.rongchang)).toEqual([]);
  });

  it('settle the finding once they were looked into often enough, entered late or for another', async () => {
    await count(officer, trap.id, '2026-01-05T02:00:00.000Z', 0);
    expect(await verdict('TEST-TRAPS')).toBe('INDETERMINATE');
    await count(officer, trap.id, '2026-01-12T02:00:00.000Z', 0);
    // The clerk looked too, but is no officer.
    await count(clerk, trap.id, '2026-01-19T02:00:00.000Z', 0);
    expect((await finding('TEST-TRAPS')).settledBy).toMatch(/^The cooperative/);
    // Appointed, and nobody of the base office saw the papers: then it is for the office to say.
    await done(trade.zizhong, documents.appointOfficer, {
      userId: clerk.userId,
      registrationId,
      validFrom: '2026-01-19',
    });
    expect(await finding('TEST-TRAPS')).toMatchObject({
      verdict: 'INDETERMINATE',
      settledBy: expect.stringMatching(/^The base office sees the papers of the appointment/),
    });
    const entered = await count(clerk, trap.id, '2026-01-18T02:00:00.000Z', 0, {
      inspectorId: officer.userId,
    });
    last = entered.count;
    expect(last).toMatchObject({
      inspectedOn: '2026-01-18',
      recordedAt: '2026-01-25T01:00:00.000Z',
      inspector: officer.username,
      recordedBy: clerk.username,
      counts: [{ pestCode: PEST, count: 0 }],
    });
    expect(await verdict('TEST-TRAPS')).toBe('PASS');
  });

  it('fail the fruit with one fly, which a new entry may put right and nothing takes away', async () => {
    const { count: fly } = await count(officer, trap.id, '2026-01-18T02:00:00.000Z', 1, {
      correctsId: last.id,
    });
    expect(await finding('TEST-TRAPS')).toMatchObject({
      verdict: 'FAIL',
      evidence: [{ type: 'trap-count', id: fly.id, field: 'count', value: '1' }],
    });
    expect(
      await count(officer, trap.id, '2026-01-18T02:00:00.000Z', 0, { correctsId: last.id }),
    ).toMatchObject(refusedWith('PEST_RECORD_CORRECTED_ALREADY'));
    const { count: none } = await count(officer, trap.id, '2026-01-18T02:00:00.000Z', 0, {
      correctsId: fly.id,
    });
    expect(await verdict('TEST-TRAPS')).toBe('PASS');
    const filter = { trapId: trap.id, from: '2026-01-18', to: '2026-01-18' };
    expect(await listed(officer, documents.trapCounts, filter)).toMatchObject([
      { id: none.id, correctedById: null },
      { id: fly.id, correctedById: none.id },
      { id: last.id, correctedById: fly.id },
    ]);
    expect(await listed(officer, documents.trapCounts, { ...filter, standing: true })).toHaveLength(1);
  });

  it('show their counts to the exporter of the fruit, without saying who looked', async () => {
    const seen = await listed(trade.exporter, documents.trapCounts, { trapId: trap.id });
    expect(seen.length).toBeGreaterThan(3);
    expect(new Set(seen.flatMap(({ inspector, recordedBy }) => [inspector, recordedBy]))).toEqual(
      new Set([null]),
    );
    expect(await listed(trade.rongchang, documents.trapCounts)).toEqual([]);
  });

  it('are not counted before they stand, in the future or for nothing', async () => {
    expect(await count(officer, trap.id, '2025-11-01T02:00:00.000Z', 0, { counts: [] })).toMatchObject(
      refusedWith('TRAP_NOT_STANDING', 'TRAP_COUNTED_NOTHING'),
    );
    expect(await count(trade.rongchang, trap.id, '2026-01-10T02:00:00.000Z', 0)).toMatchObject(
      refusedWith('NOT_FOUND'),
    );
    const stranger = { inspectorId: trade.rongchang.userId };
    expect(await count(officer, trap.id, '2026-01-10T02:00:00.000Z', 0, stranger)).toMatchObject(
      refusedWith('OFFICER_NOT_A_MEMBER'),
    );
  });
});

describe('a trap on a plot', () => {
  it('is taken down once, and what was never counted in it is void', async () => {
    const input = { code: 'T-2', plotId: batch.plotId, pests: [PEST], lure: 'COLOUR', setUpOn: '2025-12-01' };
    const { trap } = await done(officer, documents.setUpTrap, input);
    // Of two traps one was not looked into.
    expect(await verdict('TEST-TRAPS')).toBe('INDETERMINATE');
    const fly = (await count(officer, trap.id, '2026-01-10T02:00:00.000Z', 3)).count;
    expect(await verdict('TEST-TRAPS')).toBe('FAIL');
    const nothing = { counts: [], isVoid: true };
    expect(await count(officer, trap.id, '2026-01-10T02:00:00.000Z', 0, nothing)).toMatchObject(
      refusedWith('PEST_VOID_WITHOUT_RECORD'),
    );
    const voided = await count(officer, trap.id, '2026-01-10T02:00:00.000Z', 0, {
      ...nothing,
      correctsId: fly.id,
    });
    expect(voided.count).toMatchObject({ isVoid: true, counts: [], correctsId: fly.id });
    expect(await verdict('TEST-TRAPS')).toBe('INDETERMINATE');

    const down = { trapId: trap.id, takenDownOn: '2025-12-31' };
    expect((await done(officer, documents.takeDownTrap, down)).trap).toMatchObject({
      takenDownOn: '2025-12-31',
    });
    expect(await verdict('TEST-TRAPS')).toBe('PASS');
    expect(await send(officer, documents.takeDownTrap, down)).toMatchObject(
      refusedWith('TRAP_TAKEN_DOWN_ALREADY'),
    );
    expect(await listed(officer, documents.pestTraps, { standingOn: '2026-01-01' })).toHaveLength(1);
  });
});

describe('the status of an area', () => {
  let status: Answer;

  it('settles nothing before another person of the base office has seen the paper', async () => {
    const { body } = await upload({ url: testApp.url, token: trade.base.token }, { body: pdf() });
    const input = {
      pestCode: PEST,
      status: 'FREE_AREA',
      regionCode: '511025',
      validFrom: '2025-09-01',
      document: '监管结论（测试）',
      attachmentId: body.id,
    };
    status = (await done(trade.base, documents.recordAreaStatus, input)).areaStatus;
    expect(await verdict('TEST-AREA')).toBe('INDETERMINATE');
    const confirmation = { areaStatusId: status.id };
    expect(await send(trade.base, documents.confirmAreaStatus, confirmation)).toMatchObject(
      refusedWith('ENTRY_NEEDS_ANOTHER_PERSON'),
    );
    const second = await given.colleague(trade.base, ['ADMINISTRATOR']);
    await done(second, documents.confirmAreaStatus, confirmation);
    expect(await finding('TEST-AREA')).toMatchObject({
      verdict: 'PASS',
      evidence: [{ type: 'area-status', id: status.id, value: 'FREE_AREA' }],
    });
    expect(await erase(trade.base, body.id)).toMatchObject(refusedWith('ATTACHMENT_IN_FORCE'));
    expect(JSON.stringify(await given.ledgerOf(status.id))).not.toContain('监管结论');
  });

  it('is entered for a county, a town or a registered orchard, with a pest that is known', async () => {
    const input = { pestCode: 'NO-PEST', status: 'PRESENT', validFrom: '2025-09-01', document: 'X' };
    expect(await send(trade.base, documents.recordAreaStatus, input)).toMatchObject(
      refusedWith('PEST_PLACE_NOT_ONE', 'PEST_UNKNOWN'),
    );
    expect(
      await send(trade.base, documents.recordAreaStatus, { ...input, pestCode: PEST, regionCode: '51' }),
    ).toMatchObject(refusedWith('PEST_REGION_UNKNOWN'));
  });

  it('ends, and with it what it settled', async () => {
    await done(trade.base, documents.endAreaStatus, { areaStatusId: status.id, endedOn: '2026-01-20' });
    expect(await verdict('TEST-AREA')).toBe('INDETERMINATE');
    const again = { pestCode: PEST, status: 'FREE_PLACE_OF_PRODUCTION', registrationId };
    const { areaStatus } = await done(trade.base, documents.recordAreaStatus, {
      ...again,
      validFrom: '2026-01-20',
      document: '监管结论（测试）',
    });
    const second = await given.colleague(trade.base, ['ADMINISTRATOR']);
    await done(second, documents.confirmAreaStatus, { areaStatusId: areaStatus.id });
    expect(await verdict('TEST-AREA')).toBe('PASS');

    // What two people stated against the fruit is not taken away by one of them.
    const found = { ...again, status: 'PRESENT', validFrom: '2026-01-20', document: '监管结论（测试）' };
    const { areaStatus: bad } = await done(trade.base, documents.recordAreaStatus, found);
    await done(second, documents.confirmAreaStatus, { areaStatusId: bad.id });
    expect(await verdict('TEST-AREA')).toBe('FAIL');
    const entrant = await given.colleague(trade.base, ['CLERK']);
    await done(entrant, documents.endAreaStatus, { areaStatusId: bad.id, endedOn: '2026-01-20' });
    expect(await verdict('TEST-AREA')).toBe('FAIL');
    expect(await done(second, documents.confirmAreaStatus, { areaStatusId: bad.id })).toMatchObject({
      areaStatus: { endedOn: '2026-01-20', endConfirmedAt: expect.any(String) },
    });
    expect(await verdict('TEST-AREA')).toBe('PASS');
    expect(
      await send(entrant, documents.endAreaStatus, { areaStatusId: bad.id, endedOn: '2026-01-20' }),
    ).toMatchObject(refusedWith('PEST_RECORD_ENDED_ALREADY'));
    expect(await listed(trade.rongchang, documents.areaStatuses, { standingOn: '2026-01-20' })).toMatchObject(
      [{ id: areaStatus.id, status: 'FREE_PLACE_OF_PRODUCTION' }],
    );
  });
});

describe('a quarantine treatment', () => {
  const reading = (at: string, celsius: string) => ({ at, celsius });
  const told = () => ({
    batchId: batch.id,
    kind: 'COLD',
    facility: '示范冷库',
    startedAt: '2026-01-23T12:00:00.000Z',
    endedAt: '2026-01-24T12:00:00.000Z',
    readings: [reading('2026-01-24T00:00:00.000Z', '1.50'), reading('2026-01-23T12:00:00.000Z', '1.4')],
    certificateNumber: 'TEST-COLD-1',
  });

  it('counts once the base office has compared it with its certificate', async () => {
    const { treatment } = await done(trade.packhouse, documents.recordQuarantineTreatment, told());
    expect(treatment.readings).toEqual([
      reading('2026-01-23T12:00:00.000Z', '1.4'),
      reading('2026-01-24T00:00:00.000Z', '1.5'),
    ]);
    expect(await verdict('TEST-COLD')).toBe('INDETERMINATE');
    await done(trade.base, documents.confirmQuarantineTreatment, { treatmentId: treatment.id });
    expect(await verdict('TEST-COLD')).toBe('PASS');
  });

  it('fails the fruit where a correction says that it was too warm', async () => {
    const [earlier] = await listed(trade.exporter, documents.quarantineTreatments, { batchId: batch.id });
    const readings = [reading('2026-01-24T00:00:00.000Z', '1.6')];
    const corrected = { ...told(), readings, correctsId: earlier.id };
    await done(trade.packhouse, documents.recordQuarantineTreatment, corrected);
    expect(await finding('TEST-COLD')).toMatchObject({ verdict: 'FAIL' });
    const { treatment } = await done(trade.packhouse, documents.recordQuarantineTreatment, told());
    await done(trade.base, documents.confirmQuarantineTreatment, { treatmentId: treatment.id });
    expect(await verdict('TEST-COLD')).toBe('PASS');
  });

  it('is of a packed batch in the hands of who records it', async () => {
    const input = { ...told(), batchId: batch.harvestId, dose: '48' };
    expect(await send(trade.packhouse, documents.recordQuarantineTreatment, input)).toMatchObject(
      refusedWith('TREATMENT_DOSE_WITHOUT_UNIT', 'TREATMENT_BATCH_NOT_PACKED'),
    );
    const other = await given.member('EXPORTER');
    expect(await send(other, documents.recordQuarantineTreatment, told())).toMatchObject(
      refusedWith('NOT_FOUND'),
    );
  });

  it('is seen by who sees the fruit', async () => {
    expect(await listed(trade.exporter, documents.quarantineTreatments)).toHaveLength(3);
    expect(await listed(trade.rongchang, documents.quarantineTreatments)).toEqual([]);
  });
});

describe('in the end', () => {
  it('every finding has come to PASS by the work of those who were named', async () => {
    const judged = await find(trade.exporter, lot.id);
    for (const { code } of DEMANDS) expect([code, findings(judged, code)[0].verdict]).toEqual([code, 'PASS']);
  });

  it('what was written about a treatment can be erased, and its number stays', async () => {
    const erasing = `mutation ($input: EraseTextInput!) { answer: eraseText(input: $input) { __typename
      ... on EraseTextPayload { texts } ... on Refused { reasons { code } } } }`;
    const [treatment] = await listed(trade.packhouse, documents.quarantineTreatments, { batchId: batch.id });
    const input = { subjectId: treatment.id };
    expect(await send(trade.packhouse, erasing, input)).toMatchObject({ __typename: 'EraseTextPayload' });
    const [erased] = await listed(trade.packhouse, documents.quarantineTreatments, { batchId: batch.id });
    expect(erased).toMatchObject({ id: treatment.id, facility: null, certificateNumber: 'TEST-COLD-1' });
  });

  it('the ledger agrees with every record, and names nobody', async () => {
    const differences = await testApp.app.get(UnitOfWork).read(testApp.system(), async ({ manager }) => {
      const found = [];
      for (const each of pestClaims) found.push(await firstDifference(manager, each));
      return found;
    });
    expect(differences).toEqual(pestClaims.map(() => null));
    const entries = await given.ledgerOf(registrationId);
    expect(JSON.stringify(entries)).not.toContain(officer.username);
  });

  it('whoever gives the fruit back no longer sees how it was watched', async () => {
    await done(trade.exporter, lotDocuments.withdrawFromLot, { lotId: lot.id, batchId: batch.id });
    await done(trade.packhouse, batchDocuments.consignBatch, { batchId: batch.id, consignedToId: null });
    for (const document of [
      documents.pestTraps,
      documents.trapCounts,
      documents.officerAppointments,
      documents.quarantineTreatments,
    ])
      expect(await listed(trade.exporter, document)).toEqual([]);
    expect(await listed(trade.packhouse, documents.trapCounts)).not.toEqual([]);
  });

  it('whoever takes it after that sees all of it, but not where the traps hang', async () => {
    const taker = await given.member('EXPORTER');
    const none = await listed(taker, documents.trapCounts);
    await done(trade.packhouse, batchDocuments.consignBatch, {
      batchId: batch.id,
      consignedToId: trade.exporter.organisationId,
    });
    expect(await listed(trade.exporter, documents.trapCounts)).toEqual(none);
    await lots.allocated(trade, await lots.open(trade), batch);
    expect(await listed(trade.exporter, documents.trapCounts)).toHaveLength(
      (await listed(trade.zizhong, documents.trapCounts)).length,
    );
    expect((await listed(trade.exporter, documents.pestTraps)).map(({ point }) => point)).toEqual([
      null,
      null,
    ]);
    // The orchard's two officers, and the two of the packhouse.
    expect(await listed(trade.exporter, documents.officerAppointments)).toHaveLength(4);
    expect(await listed(trade.exporter, documents.quarantineTreatments)).toHaveLength(3);
  });
});
