import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusedWith } from '../support/expectations.js';
import { erase, pdf, upload } from '../support/given/attachments.js';
import type { Given, Member } from '../support/given/index.js';
import type { Trade } from '../support/given/lots.js';
import { pestDocuments } from '../support/given/pests.js';
import { registrationDocuments } from '../support/given/registrations.js';
import { done, listed, send, type Answer } from '../support/given/send.js';
import { tradeScene } from '../support/given/trade-scene.js';
import type { TestApp } from '../support/test-app.js';

/* Papers of yields, supply relations and officers stay as long as fruit is judged by what they say, and the records after it. */

let testApp: TestApp;
let given: Given;
let trade: Trade;
let registration: { id: string; number: string };

beforeAll(async () => {
  ({ testApp, given, trade } = await tradeScene());
  registration = trade.registrations.get(trade.zizhong)!;
});
afterAll(() => testApp?.close());

const paper = async (by: Member): Promise<string> =>
  (await upload({ url: testApp.url, token: by.token }, { body: pdf() })).body.id;
const GONE = { __typename: 'EraseAttachmentPayload' };
const inForce = (evidenceOf: string) => ({
  reasons: [{ code: 'ATTACHMENT_IN_FORCE', facts: [{ name: 'evidenceOf', value: evidenceOf }] }],
});
const keptUntil = (day: string) => ({
  reasons: [{ code: 'ATTACHMENT_TO_BE_KEPT', facts: [{ name: 'keptUntil', value: day }] }],
});
const ERASED_SINCE = refusedWith('PAPER_ERASED');

describe('the paper of a yield that was declared', () => {
  const declared = async (attachmentId: string, declaredOn = '2025-10-08'): Promise<string> => {
    const { registration: of } = await done(trade.zizhong, registrationDocuments.declareRegistrationYield, {
      registrationId: registration.id,
      season: '2025/26',
      massGrams: 500_000,
      declaredOn,
      attachmentId,
    });
    return of.yields.find((each: Answer) => each.attachmentId === attachmentId).id;
  };
  const confirm = (yieldId: string): Promise<Answer> =>
    send(trade.base, registrationDocuments.confirmRegistrationYield, { yieldId });

  it('goes before anybody has confirmed it, and then nobody does', async () => {
    const attachmentId = await paper(trade.zizhong);
    const yieldId = await declared(attachmentId);
    expect(await erase(trade.zizhong, attachmentId)).toMatchObject(GONE);
    expect(await confirm(yieldId)).toEqual(ERASED_SINCE);
  });

  it('stays two years after the season once it is confirmed, for the base office too', async () => {
    const attachmentId = await paper(trade.zizhong);
    const yieldId = await declared(attachmentId, '2025-10-09');
    expect(await confirm(yieldId)).toMatchObject({ __typename: 'RegistrationPayload' });
    for (const by of [trade.zizhong, trade.base])
      expect(await erase(by, attachmentId)).toMatchObject(keptUntil('2028-08-31'));
  });

  it('is either erased or confirmed where both are tried at once', async () => {
    for (let round = 1; round <= 6; round += 1) {
      const attachmentId = await paper(trade.zizhong);
      const yieldId = await declared(attachmentId, `2025-10-1${round}`);
      const [erased, confirmed] = await Promise.all([erase(trade.zizhong, attachmentId), confirm(yieldId)]);
      const wasErased = erased.__typename === 'EraseAttachmentPayload';
      expect(confirmed).toMatchObject(wasErased ? ERASED_SINCE : { __typename: 'RegistrationPayload' });
      if (!wasErased) expect(erased).toMatchObject(keptUntil('2028-08-31'));
    }
  });
});

describe('the contract of a supply relation', () => {
  const recorded = async (attachmentId: string, more: object = {}): Promise<string> =>
    (
      await done(trade.packhouse, registrationDocuments.recordSupplyRelation, {
        registrationNumber: registration.number,
        customsDistrictCode: 'CHENGDU',
        validFrom: '2025-09-01',
        attachmentId,
        ...more,
      })
    ).supplyRelation.id;
  const confirm = (supplyRelationId: string): Promise<Answer> =>
    send(trade.base, registrationDocuments.confirmSupplyRelation, { supplyRelationId });
  const end = (supplyRelationId: string, endedOn: string): Promise<Answer> =>
    done(trade.packhouse, registrationDocuments.endSupplyRelation, { supplyRelationId, endedOn });

  it('goes before anybody has confirmed it, and then nobody does', async () => {
    const attachmentId = await paper(trade.packhouse);
    const id = await recorded(attachmentId);
    expect(await erase(trade.packhouse, attachmentId)).toMatchObject(GONE);
    expect(await confirm(id)).toEqual(ERASED_SINCE);
  });

  it('stays while the relation stands, and two years after its last day', async () => {
    const attachmentId = await paper(trade.packhouse);
    const id = await recorded(attachmentId);
    await confirm(id);
    expect(await erase(trade.packhouse, attachmentId)).toMatchObject(inForce('SUPPLY_RELATION'));
    await end(id, '2026-01-23');
    expect(await erase(trade.packhouse, attachmentId)).toMatchObject(keptUntil('2028-01-22'));
  });

  it('does not go because one person says that the relation never stood', async () => {
    const attachmentId = await paper(trade.packhouse);
    const id = await recorded(attachmentId, { validTo: '2026-08-31' });
    await confirm(id);
    expect(await erase(trade.packhouse, attachmentId)).toMatchObject(keptUntil('2028-08-31'));
    await end(id, '2025-09-01');
    expect(await erase(trade.packhouse, attachmentId)).toMatchObject(keptUntil('2027-09-01'));
  });
});

describe('the papers of a plant-protection officer', () => {
  const appointed = async (attachmentId: string, more: object = {}): Promise<string> =>
    (
      await done(trade.packhouse, pestDocuments.appointOfficer, {
        userId: trade.packhouse.userId,
        validFrom: '2025-09-01',
        attachmentId,
        ...more,
      })
    ).appointment.id;
  const confirm = (appointmentId: string): Promise<Answer> =>
    send(trade.base, pestDocuments.confirmOfficerAppointment, { appointmentId });
  const end = (appointmentId: string, endedOn: string): Promise<Answer> =>
    done(trade.packhouse, pestDocuments.endOfficerAppointment, { appointmentId, endedOn });

  it('stay from the entry on, because the appointment speaks from then on', async () => {
    const attachmentId = await paper(trade.packhouse);
    const id = await appointed(attachmentId);
    expect(await erase(trade.packhouse, attachmentId)).toMatchObject(inForce('OFFICER_APPOINTMENT'));
    await end(id, '2026-01-20');
    expect(await erase(trade.packhouse, attachmentId)).toMatchObject(keptUntil('2028-01-19'));
  });

  it('go where the appointment never stood and nobody confirmed it', async () => {
    const attachmentId = await paper(trade.packhouse);
    const id = await appointed(attachmentId);
    await end(id, '2025-09-01');
    expect(await erase(trade.packhouse, attachmentId)).toMatchObject(GONE);
    expect(await confirm(id)).toEqual(ERASED_SINCE);
  });

  it('stay where somebody had confirmed it', async () => {
    const attachmentId = await paper(trade.packhouse);
    const id = await appointed(attachmentId);
    expect(await confirm(id)).toMatchObject({ __typename: 'OfficerAppointmentPayload' });
    await end(id, '2025-09-01');
    expect(await erase(trade.packhouse, attachmentId)).toMatchObject(keptUntil('2027-09-01'));
  });
});

describe('a paper', () => {
  it('of an area is not confirmed either once it was erased', async () => {
    const attachmentId = await paper(trade.base);
    const { areaStatus } = await done(trade.base, pestDocuments.recordAreaStatus, {
      pestCode: 'BACTROCERA-MINAX',
      status: 'FREE_AREA',
      regionCode: '511025',
      validFrom: '2025-09-01',
      document: '监管结论（测试）',
      attachmentId,
    });
    expect(await erase(trade.base, attachmentId)).toMatchObject(GONE);
    const second = await given.colleague(trade.base, ['ADMINISTRATOR']);
    expect(await send(second, pestDocuments.confirmAreaStatus, { areaStatusId: areaStatus.id })).toEqual(
      ERASED_SINCE,
    );
  });

  it('that nothing was said about is needed by none of these', async () => {
    const { appointment } = await done(trade.packhouse, pestDocuments.appointOfficer, {
      userId: trade.packhouse.userId,
      validFrom: '2025-09-01',
    });
    expect(
      await send(trade.base, pestDocuments.confirmOfficerAppointment, { appointmentId: appointment.id }),
    ).toMatchObject({ __typename: 'OfficerAppointmentPayload' });
  });
});

it('goes the day after the last on which it is kept', async () => {
  testApp.clock.set('2028-01-22T15:59:00.000Z');
  // Sessions have ended long since.
  const at = await given.member(trade.packhouse.organisation, ['ADMINISTRATOR']);
  const relations = await listed(at, registrationDocuments.supplyRelations, {});
  const ended = relations.find(({ endedOn }) => endedOn === '2026-01-23')!;
  expect(await erase(at, ended.attachmentId)).toMatchObject(keptUntil('2028-01-22'));
  testApp.clock.set('2028-01-22T16:00:00.000Z');
  expect(await erase(at, ended.attachmentId)).toMatchObject(GONE);
});
