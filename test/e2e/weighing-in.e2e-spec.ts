import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant } from '../../src/kernel/instant.js';
import { kg } from '../../src/kernel/mass.js';
import { refusedWith } from '../support/expectations.js';
import { batchDocuments } from '../support/given/batches.js';
import { givenIn, type Given, type Member } from '../support/given/index.js';
import { done, send, type Answer } from '../support/given/send.js';
import { startTestApp, TestClock, type TestApp } from '../support/test-app.js';

let testApp: TestApp;
let given: Given;
let cooperative: Member;
let packhouse: Member;
let processor: Member;
let plotId: string;

beforeAll(async () => {
  testApp = await startTestApp({ clock: new TestClock(instant('2026-01-25T01:00:00.000Z')) });
  given = givenIn(testApp);
  cooperative = await given.member('COOPERATIVE');
  packhouse = await given.member('PACKHOUSE');
  processor = await given.member('PROCESSOR');
  plotId = (await given.plot(cooperative)).id;
});
afterAll(() => testApp?.close());

describe('fruit that was sent to somebody', () => {
  it('is worked on only after it was weighed in there', async () => {
    const received = await given.received(cooperative, packhouse, plotId, 100);
    await done(packhouse, batchDocuments.consignBatch, {
      batchId: received.id,
      consignedToId: processor.organisationId,
    });
    const juice = (batchId: string) =>
      send(processor, batchDocuments.processBatches, {
        performedAt: '2026-01-23T02:00:00.000Z',
        draws: [{ batchId, massGrams: kg(100) }],
        outputs: [{ massGrams: kg(60) }],
        lossGrams: kg(40),
      });
    expect(await juice(received.id)).toEqual(refusedWith('BATCH_NOT_WEIGHED_IN'));
    const taken = await given.weighedIn(processor, received, 100);
    expect(await juice(taken.id)).toMatchObject({ batches: [{ kind: 'PRODUCT', massGrams: kg(60) }] });
  });

  it('and is sent elsewhere while it is weighed in, is one of both', async () => {
    const elsewhere = await given.member('PACKHOUSE');
    for (let n = 0; n < 6; n += 1) {
      const sent = { consignedToId: packhouse.organisationId };
      const { id: batchId } = await given.harvest(cooperative, plotId, 100, sent);
      const weighIn = (by: Member, number: string): Promise<Answer> =>
        send(by, batchDocuments.receiveBatch, {
          batchId,
          weighedAt: '2026-01-22T03:00:00.000Z',
          ticket: { number, grossGrams: kg(1100), tareGrams: kg(1000) },
        });
      const passOn = { batchId, consignedToId: elsewhere.organisationId };
      const [passedOn, first] = await Promise.all([
        send(cooperative, batchDocuments.consignBatch, passOn),
        weighIn(packhouse, `R-${n}`),
      ]);
      expect(passedOn).toMatchObject({ batch: { consignedToId: elsewhere.organisationId } });
      // Whoever came first, the fruit is weighed in once.
      const second = await weighIn(elsewhere, `S-${n}`);
      const taken = { batch: { massGrams: kg(100) } };
      expect([first, second]).toMatchObject(
        first.reasons
          ? [refusedWith('BATCH_NOT_FOUND'), taken]
          : [taken, refusedWith('BATCH_WEIGHED_IN_ALREADY')],
      );
    }
  });

  it('is weighed in once', async () => {
    const sent = { consignedToId: packhouse.organisationId };
    const harvest = await given.harvest(cooperative, plotId, 100, sent);
    const again = { batchId: harvest.id, weighedAt: '2026-01-22T03:00:00.000Z' };
    const ticket = (number: string) => ({ number, grossGrams: kg(1100), tareGrams: kg(1000) });
    await done(packhouse, batchDocuments.receiveBatch, { ...again, ticket: ticket('T-1') });
    expect(await send(packhouse, batchDocuments.receiveBatch, { ...again, ticket: ticket('T-2') })).toEqual(
      refusedWith('BATCH_WEIGHED_IN_ALREADY'),
    );
  });

  it('stays what it was when it is culls: it can be processed, and never packed', async () => {
    const received = await given.received(cooperative, packhouse, plotId, 100);
    const graded = await done(packhouse, batchDocuments.gradeBatches, {
      performedAt: '2026-01-22T02:00:00.000Z',
      draws: [{ batchId: received.id, massGrams: kg(100) }],
      outputs: [{ massGrams: kg(60), class: 'I' }],
      culls: [{ massGrams: kg(40) }],
    });
    const culls = graded.batches.find(({ kind }: { kind: string }) => kind === 'CULL');
    const other = await given.member('PACKHOUSE');
    await done(packhouse, batchDocuments.consignBatch, {
      batchId: culls.id,
      consignedToId: other.organisationId,
    });
    const taken = (
      await done(other, batchDocuments.receiveBatch, {
        batchId: culls.id,
        ticket: { number: 'CULLS-1', grossGrams: kg(50), tareGrams: kg(10) },
        weighedAt: '2026-01-23T02:00:00.000Z',
      })
    ).batch;
    expect(taken.kind).toBe('CULL');
    const packing = await send(other, batchDocuments.packBatches, {
      performedAt: '2026-01-24T02:00:00.000Z',
      draws: [{ batchId: taken.id, massGrams: kg(40) }],
      outputs: [{ massGrams: kg(40), cartonCount: 4, class: 'I' }],
    });
    expect(packing).toEqual(refusedWith('KIND_NOT_FOR_RUN'));
  });

  it('is weighed in and corrected at once by many, and none of them fails', async () => {
    const harvest = await given.harvest(cooperative, plotId, 1000, {
      consignedToId: packhouse.organisationId,
    });
    const weighIn = (i: number) =>
      send(packhouse, batchDocuments.receiveBatch, {
        batchId: harvest.id,
        deliveredGrams: kg(50),
        ticket: { number: `AT-ONCE-${i}`, grossGrams: kg(60), tareGrams: kg(10) },
        weighedAt: '2026-01-21T02:00:00.000Z',
      });
    const correct = (i: number) =>
      send(cooperative, batchDocuments.correctHarvest, {
        batchId: harvest.id,
        massGrams: kg(900 + i),
        reason: '复核磅单',
      });
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) => [weighIn(i), correct(i)] as const).flat(),
    );
    expect(answers.map(({ __typename }) => __typename)).toEqual(Array(12).fill('BatchPayload'));
    const { batch } = await cooperative.client.run(batchDocuments.batch, { id: harvest.id });
    expect(batch.massGrams - batch.remainingGrams).toBe(kg(300));
  });
});
