import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { kg } from '../../src/kernel/mass.js';
import { batchDocuments as operations } from '../support/given/batches.js';
import { givenIn, RONGCHANG, ZIZHONG, type Given, type Member } from '../support/given/index.js';
import { done, send } from '../support/given/send.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let testApp: TestApp;
let given: Given;
let zizhong: Member;
let packhouse: Member;
let exporter: Member;
let office: Member;
let plotZ: string;

beforeAll(async () => {
  testApp = await startTestApp();
  given = givenIn(testApp);
  zizhong = await given.member(await given.organisation('COOPERATIVE', { county: ZIZHONG }));
  packhouse = await given.member(await given.organisation('PACKHOUSE', { county: RONGCHANG }));
  exporter = await given.member('EXPORTER');
  office = await given.member('BASE_OFFICE');
  plotZ = (await given.plot(zizhong, { town: '511025123' })).id;
});
afterAll(() => testApp.close());

const codes = (answer: { reasons: { code: string }[] }): string[] =>
  answer.reasons.map((reason) => reason.code);

describe('holds and corrections', () => {
  const holdDocument = `mutation ($input: PlaceHoldInput!) { answer: placeHold(input: $input) { __typename ... on HoldPayload { hold { id reasonCode batchIds } } ... on Refused { reasons { code } } } }`;
  const releaseDocument = `mutation ($input: ReleaseHoldInput!) { answer: releaseHold(input: $input) { __typename ... on HoldPayload { hold { releasedAt } } ... on Refused { reasons { code } } } }`;

  it('stops everything made of held fruit, whoever has it, until it is released', async () => {
    const received = await given.received(zizhong, packhouse, plotZ, 100);
    const { hold } = await done(zizhong, holdDocument, {
      batchIds: [received.origins[0].originBatchId],
      note: 'smells of diesel',
    });
    expect(hold.batchIds).toEqual(expect.arrayContaining([received.origins[0].originBatchId]));
    const draw = {
      performedAt: '2026-01-22T02:00:00.000Z',
      draws: [{ batchId: received.id, massGrams: kg(1) }],
      outputs: [{ massGrams: kg(1) }],
    };
    expect(codes(await send(packhouse, operations.gradeBatches, draw))).toEqual(['BATCH_HELD']);
    const { holds } = await packhouse.client.run(
      '{ holds(first: 100, open: true) { totalCount edges { node { id } } } }',
    );
    expect(holds.edges[0].node.id).toBe(hold.id);
    expect(holds.totalCount).toBe(holds.edges.length);
    expect(codes(await send(packhouse, releaseDocument, { holdId: hold.id, reason: 'I say so' }))).toEqual([
      'HOLD_NOT_FOUND',
    ]);
    await done(zizhong, releaseDocument, { holdId: hold.id, reason: 'it was the crate' });
    expect((await send(packhouse, operations.gradeBatches, draw)).__typename).toBe('BatchesPayload');
  });

  it('opens a deficit when a correction says there was less than was drawn, and the base office releases it when the masses agree again', async () => {
    const received = await given.received(zizhong, packhouse, plotZ, 100);
    const harvestId = received.origins[0].originBatchId;
    const { batch: short } = await done(zizhong, operations.correctHarvest, {
      batchId: harvestId,
      massGrams: kg(90),
      reason: 'counted twice',
    });
    expect(short).toMatchObject({ state: 'DEFICIT', deficitGrams: kg(10), openHoldCount: 1 });
    const seen = await packhouse.client.run(operations.batch, { id: received.id });
    expect(seen.batch).toMatchObject({
      state: 'HELD',
      holds: [expect.objectContaining({ reasonCode: 'DEFICIT' })],
    });
    const { batch: mended } = await done(zizhong, operations.correctHarvest, {
      batchId: harvestId,
      massGrams: kg(100),
      reason: 'it was right',
    });
    expect(mended).toMatchObject({ state: 'HELD', deficitGrams: 0, openHoldCount: 1 });
    const { batch } = await packhouse.client.run(operations.batch, { id: received.id });
    expect(batch.state).toBe('HELD');
    const release = { holdId: batch.holds[0].id, reason: 'the weigh tickets agree' };
    expect(codes(await send(zizhong, releaseDocument, release))).toEqual(['HOLD_CORRECTION_TO_BE_CHECKED']);
    expect(codes(await send(packhouse, releaseDocument, release))).toEqual(['HOLD_NOT_FOUND']);
    await done(office, releaseDocument, release);
    expect((await packhouse.client.run(operations.batch, { id: received.id })).batch.state).toBe('AVAILABLE');
  });

  it('of a deficit is not released while the masses differ, even if they agreed in between', async () => {
    const received = await given.received(zizhong, packhouse, plotZ, 100);
    const batchId = received.origins[0].originBatchId;
    for (const mass of [90, 100, 95])
      await done(zizhong, operations.correctHarvest, { batchId, massGrams: kg(mass), reason: 'again' });
    const { batch } = await office.client.run(operations.batch, { id: batchId });
    expect(batch).toMatchObject({ state: 'DEFICIT', openHoldCount: 1 });
    const release = { holdId: batch.holds[0].id, reason: 'it agreed once' };
    expect(codes(await send(office, releaseDocument, release))).toEqual(['HOLD_NOT_TO_BE_RELEASED_BY_HAND']);
  });

  it('is not for somebody who was once sent the fruit and never took it', async () => {
    const harvest = await given.harvest(zizhong, plotZ, 10, { consignedToId: exporter.organisationId });
    await done(zizhong, operations.consignBatch, {
      batchId: harvest.id,
      consignedToId: packhouse.organisationId,
    });
    const input = { batchIds: [harvest.id], note: 'out of spite' };
    expect(codes(await send(exporter, holdDocument, input))).toEqual(['BATCH_NOT_FOUND']);
    expect((await zizhong.client.run(operations.batch, { id: harvest.id })).batch.openHoldCount).toBe(0);
  });

  it('is not opened as a recall by an exporter that was only sent the fruit', async () => {
    const harvest = await given.harvest(zizhong, plotZ, 10, { consignedToId: exporter.organisationId });
    const open = `mutation ($input: OpenRecallInput!) { answer: openRecall(input: $input) { __typename ... on Refused { reasons { code } } } }`;
    const input = { batchId: harvest.id, reason: 'out of spite' };
    expect(codes(await send(exporter, open, input))).toEqual(['BATCH_NOT_FOUND']);
    expect((await zizhong.client.run(operations.batch, { id: harvest.id })).batch.openHoldCount).toBe(0);
  });

  it('of a recall ends with the recall and by no hand', async () => {
    const received = await given.received(zizhong, packhouse, plotZ, 10);
    const open = `mutation ($input: OpenRecallInput!) { answer: openRecall(input: $input) { __typename ... on RecallPayload { recall { id batchIds } } ... on Refused { reasons { code } } } }`;
    const close = `mutation ($input: CloseRecallInput!) { answer: closeRecall(input: $input) { __typename ... on RecallPayload { recall { closedAt } } ... on Refused { reasons { code } } } }`;
    const { recall } = await done(office, open, {
      batchId: received.origins[0].originBatchId,
      reason: 'stones',
    });
    expect(recall.batchIds).toContain(received.id);
    const held = async () => (await packhouse.client.run(operations.batch, { id: received.id })).batch;
    const { holds } = await held();
    const release = { holdId: holds[0].id, reason: 'I say so' };
    expect(codes(await send(office, releaseDocument, release))).toEqual(['HOLD_NOT_TO_BE_RELEASED_BY_HAND']);
    await done(office, close, { recallId: recall.id, reason: 'it was another orchard' });
    expect((await held()).openHoldCount).toBe(0);
    const again = await send(office, close, { recallId: recall.id, reason: 'twice' });
    expect(codes(again)).toEqual(['RECALL_CLOSED_ALREADY']);
  });
});

describe('no kilogram from nowhere', () => {
  const grade = (
    batchId: string,
    massGrams: number,
    made: number,
    performedAt = '2026-01-22T02:00:00.000Z',
  ) =>
    send(packhouse, operations.gradeBatches, {
      performedAt,
      draws: [{ batchId, massGrams }],
      outputs: [{ massGrams: made }],
    });

  it('comes of weighing the same fruit again and again', async () => {
    const received = await given.received(zizhong, packhouse, plotZ, 1_000);
    const once = await grade(received.id, kg(1_000), kg(1_005));
    expect(once.__typename).toBe('BatchesPayload');
    const { id, massGrams } = once.batches[0];
    expect(codes(await grade(id, massGrams, massGrams + 1_000))).toEqual(['OUTPUTS_EXCEED_INPUTS']);
    expect((await grade(id, massGrams, massGrams)).__typename).toBe('BatchesPayload');
  });

  it('comes of a run before its fruit was there', async () => {
    const received = await given.received(zizhong, packhouse, plotZ, 10);
    expect(codes(await grade(received.id, kg(10), kg(10), '2026-01-15T02:00:00.000Z'))).toEqual([
      'RUN_BEFORE_ITS_FRUIT',
    ]);
  });

  it('comes of sending fruit to oneself', async () => {
    const received = await given.received(zizhong, packhouse, plotZ, 10);
    const input = { batchId: received.id, consignedToId: packhouse.organisationId };
    expect(codes(await send(packhouse, operations.consignBatch, input))).toEqual(['CONSIGNEE_NOT_FOUND']);
  });
});
