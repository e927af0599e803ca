import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { pestClaims } from '../../src/modules/pests/pest.claims.js';
import { firstDifference } from '../../src/modules/ledger/verify/verify-ledger.js';
import { refusedWith } from '../support/expectations.js';
import type { Given, Member } from '../support/given/index.js';
import { lotActs } from '../support/given/lot-acts.js';
import { lotDocuments, type Trade } from '../support/given/lots.js';
import {
  countTrap as count,
  PEST,
  PEST_DEMANDS,
  pestScene,
  type PestScene,
} from '../support/given/pest-scene.js';
import { pestDocuments as documents } from '../support/given/pests.js';
import { done, listed, send, type Answer } from '../support/given/send.js';
import type { TradeScene } from '../support/given/trade-scene.js';
import { jobsDone } from '../support/jobs-done.js';
import type { TestApp } from '../support/test-app.js';

/* Officers and traps of an orchard, and what they say for its fruit. */

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
let officer: Member;
let clerk: Member;
let batch: Answer;
let registrationId: string;
let finding: PestScene['finding'];
let verdict: PestScene['verdict'];
const { find, findings } = lotActs(() => trade);

beforeAll(async () => {
  ({ testApp, given, lots, trade, officer, clerk, registrationId, batch, finding, verdict } =
    await pestScene());
});
afterAll(() => testApp?.close());

describe('a lot of which nothing is recorded about pests', () => {
  it('is open in each of these findings, and is told by whom each is settled', async () => {
    for (const { code } of PEST_DEMANDS) {
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

describe('a trap on a plot of an orchard whose registration nobody confirmed', () => {
  it('is not looked into by an officer of that orchard, whoever confirmed the appointment and the plot', async () => {
    const { land, growing } = lots;
    const plot = await land.plot(trade.zizhong, { town: '511025123' });
    await growing.spray(trade.zizhong, plot.id, '2025-11-10T01:00:00.000Z', { productLabelId: trade.label });
    const orchard = await land.registration(trade.zizhong, { marketCodes: ['XD'] });
    await land.covered(trade.zizhong, orchard.id, [plot.id]);
    await land.confirmed(trade.base, orchard.id, [plot.id]);
    const looker = await given.colleague(trade.zizhong, ['PLANT_PROTECTION_OFFICER']);
    const { appointment } = await done(trade.zizhong, documents.appointOfficer, {
      userId: looker.userId,
      registrationId: orchard.id,
      validFrom: '2025-09-01',
    });
    await done(trade.base, documents.confirmOfficerAppointment, { appointmentId: appointment.id });
    const place = { code: 'T-9', plotId: plot.id, pests: [PEST], lure: 'COLOUR', setUpOn: '2025-12-01' };
    const { trap } = await done(looker, documents.setUpTrap, place);
    for (const day of ['2026-01-05', '2026-01-12', '2026-01-18'])
      await count(looker, trap.id, `${day}T02:00:00.000Z`, 0);
    const other = await lots.open(trade);
    const more = { plotId: plot.id, registrationId: orchard.id };
    await lots.allocated(trade, other, await lots.fit(trade, trade.zizhong, 50, more));
    await done(trade.exporter, lotDocuments.judgeLot, { lotId: other.id });
    const said = async (): Promise<Answer> => {
      await jobsDone(testApp);
      return findings(await find(trade.exporter, other.id), 'TEST-TRAPS')[0];
    };
    expect(await said()).toMatchObject({
      verdict: 'INDETERMINATE',
      settledBy: expect.stringMatching(/^The base office/),
    });
    await land.confirmed(trade.base, orchard.id);
    expect((await said()).verdict).toBe('PASS');
  });
});

describe('in the end', () => {
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
});
