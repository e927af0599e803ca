import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { pestClaims } from '../../src/modules/pests/pest.claims.js';
import { firstDifference } from '../../src/modules/ledger/verify/verify-ledger.js';
import { refusedWith } from '../support/expectations.js';
import { erase, pdf, upload } from '../support/given/attachments.js';
import { batchDocuments } from '../support/given/batches.js';
import type { Given, Member } from '../support/given/index.js';
import { lotActs } from '../support/given/lot-acts.js';
import { lotDocuments, type Trade } from '../support/given/lots.js';
import { PEST, PEST_DEMANDS, pestScene, watched, type PestScene } from '../support/given/pest-scene.js';
import { pestDocuments as documents } from '../support/given/pests.js';
import { done, listed, send, type Answer } from '../support/given/send.js';
import type { TradeScene } from '../support/given/trade-scene.js';
import type { TestApp } from '../support/test-app.js';

/* The status of an area and quarantine treatments, where orchard and packhouse have done the rest. */

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
let officer: Member;
let batch: Answer;
let lot: Answer;
let registrationId: string;
let finding: PestScene['finding'];
let verdict: PestScene['verdict'];
const { find, findings } = lotActs(() => trade);

beforeAll(async () => {
  const scene = await pestScene();
  ({ testApp, given, lots, trade, officer, registrationId, batch, lot, finding, verdict } = scene);
  await watched(scene);
});
afterAll(() => testApp?.close());

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
    for (const { code } of PEST_DEMANDS)
      expect([code, findings(judged, code)[0].verdict]).toEqual([code, 'PASS']);
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
    expect((await listed(trade.exporter, documents.pestTraps)).map(({ point }) => point)).toEqual([null]);
    // The officers of the orchard and of the packhouse.
    expect(await listed(trade.exporter, documents.officerAppointments)).toHaveLength(2);
    expect(await listed(trade.exporter, documents.quarantineTreatments)).toHaveLength(3);
  });
});
