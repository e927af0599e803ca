import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadDemoMarket } from '../../src/infrastructure/database/reference-loader.js';
import { instant } from '../../src/kernel/instant.js';
import { kg } from '../../src/kernel/mass.js';
import { refusedWith } from '../support/expectations.js';
import { batchDocuments } from '../support/given/batches.js';
import { givenCertificates } from '../support/given/certificates.js';
import { growingDocuments } from '../support/given/growing-documents.js';
import { givenIn, type Given, type Member } from '../support/given/index.js';
import { GOOD_FRUIT } from '../support/given/inspections.js';
import type { PlotId } from '../../src/kernel/ids.js';
import { landDocuments } from '../support/given/land-documents.js';
import { holdDocuments, lotActs } from '../support/given/lot-acts.js';
import { givenLots, lotDocuments, type Trade } from '../support/given/lots.js';
import { done, type Answer } from '../support/given/send.js';
import { jobsDone } from '../support/jobs-done.js';
import { startTestApp, TestClock, type TestApp } from '../support/test-app.js';

/*
 * For each who works here, one lot of the fictional market that one single finding keeps, and the work of that person by
 * which it comes to PASS and is cleared. At the end of February 2026, when the duty of certificates had begun.
 */

let testApp: TestApp;
let given: Given;
let lots: ReturnType<typeof givenLots>;
let trade: Trade;
const certificates = givenCertificates();
const {
  allocate,
  batchOf,
  find,
  findings: findingsOf,
  judge,
  move,
  ruleCodes,
  verdicts,
} = lotActs(() => trade);

beforeAll(async () => {
  testApp = await startTestApp({ clock: new TestClock(instant('2026-02-25T01:00:00.000Z')) });
  await loadDemoMarket(testApp.database.ownerUrl);
  given = givenIn(testApp);
  lots = givenLots(testApp, given);
  trade = await lots.trade();
});
afterAll(() => testApp?.close());

const STEPS = `{ openSteps { ruleCode verdict nextStep { by text } lotCodes } }`;
/** What somebody can do so that a lot may go; but for the certificate that customs gives it after its inspection. */
const stepsOf = async (by: Member, lot: Answer): Promise<Answer[]> =>
  (await by.client.run(STEPS)).openSteps.filter(
    ({ ruleCode, lotCodes }: Answer) => lotCodes.includes(lot.code) && ruleCode !== 'XD-PHYTOSANITARY',
  );

/** Everything that keeps a lot. */
const unmetOf = ({ checks }: Answer): string[] =>
  checks
    .flatMap(({ findings }: Answer) => findings)
    .filter(({ gating, verdict }: Answer) => gating && !['PASS', 'NOT_APPLICABLE'].includes(verdict))
    .map(({ ruleCode, verdict }: Answer) => `${ruleCode} ${verdict}`);

/** A lot of this fruit alone, with its papers but for those that are left out. */
async function lotOf(batch: Answer, papers = ['PACKING_LIST', 'SUPPLY_CERTIFICATE']): Promise<Answer> {
  const lot = await lots.open(trade, { plannedDepartureOn: '2026-03-10' });
  await lots.allocated(trade, lot, batch);
  for (const kind of papers) await document(lot, kind);
  return lot;
}

const document = (lot: Answer, kind: string): Promise<Answer> =>
  done(trade.exporter, lotDocuments.recordLotDocument, {
    lotId: lot.id,
    kind,
    number: `TEST-${kind}`,
    issuedOn: '2026-02-24',
  });

/**
 * A lot is kept by one finding, which says so to whoever can do something about it; that is done, and the lot may go.
 *
 * @param unmet 'RULE VERDICT'
 * @param step  what is told to that person
 */
async function madeToPass(
  lot: Answer,
  by: Member,
  { unmet, step, work }: { unmet: string; step: RegExp; work: () => Promise<unknown> },
): Promise<void> {
  const [ruleCode, verdict] = unmet.split(' ');
  expect(unmetOf((await judge(lot)).lot)).toEqual([unmet]);
  const refused = await move(lot, 'CLEARED');
  expect(refused).toEqual(refusedWith('REQUIREMENT_NOT_MET'));
  expect(ruleCodes(refused)).toEqual([ruleCode]);
  expect(await stepsOf(by, lot)).toEqual([
    {
      ruleCode,
      verdict,
      nextStep: { by: by.organisation.kind, text: expect.stringMatching(step) },
      lotCodes: [lot.code],
    },
  ]);
  await work();
  await jobsDone(testApp);
  const judged = await find(trade.exporter, lot.id);
  expect(unmetOf(judged)).toEqual([]);
  expect(verdicts(judged)).toEqual({ VARIETY: 'PASS', BRAND: 'PASS', STANDARD: 'PASS', CHANNEL: 'PASS' });
  expect((await move(lot, 'CLEARED')).lot.state).toBe('CLEARED');
  expect(await stepsOf(by, lot)).toEqual([]);
}

describe('a lot that one finding keeps is brought to PASS', () => {
  it('by the base office, which confirms that a plot stands under a registration', async () => {
    const { id: registrationId } = trade.registrations.get(trade.zizhong)!;
    const plot = await lots.land.plot(trade.zizhong);
    await lots.growing.spray(trade.zizhong, plot.id, '2025-10-10T01:00:00.000Z', {
      productLabelId: trade.label,
    });
    await lots.land.covered(trade.zizhong, registrationId, [plot.id]);
    const batch = await lots.fit(trade, trade.zizhong, 100, { plotId: plot.id, registrationId: undefined });
    await madeToPass(await lotOf(batch), trade.base, {
      unmet: 'XD-ORCHARD INDETERMINATE',
      step: /sees the paper from customs/,
      work: () => done(trade.base, landDocuments.confirmCoverage, { registrationId, plotIds: [plot.id] }),
    });
  });

  it('by the cooperative, which takes back a spray that was written down twice, and the base office, which agrees', async () => {
    const plot = await lots.plot(trade, trade.zizhong);
    const sprayed = async (day: string): Promise<string> => {
      const input = {
        plotId: plot.id,
        performedAt: `${day}T01:00:00.000Z`,
        productLabelId: trade.label,
        target: '红蜘蛛',
      };
      return (await done(trade.zizhong, growingDocuments.recordSpray, input)).record.id;
    };
    await sprayed('2025-11-10');
    const recordId = await sprayed('2025-11-11');
    const lot = await lotOf(await lots.fit(trade, trade.zizhong, 100, { plotId: plot.id }));
    expect(unmetOf((await judge(lot)).lot)).toEqual(['WORK-APPLICATIONS FAIL']);
    expect(await stepsOf(trade.zizhong, lot)).toMatchObject([
      { nextStep: { text: expect.stringMatching(/where the record is wrong, .* corrects it/) } },
    ]);
    const { record } = await done(trade.zizhong, growingDocuments.voidGrowingRecord, {
      recordId,
      reason: '示范：同一次施药记了两遍',
    });
    await madeToPass(lot, trade.base, {
      unmet: 'WORK-APPLICATIONS INDETERMINATE',
      step: /looks into the correction and agrees to it/,
      work: () => done(trade.base, growingDocuments.agreeToGrowingCorrection, { recordId: record.id }),
    });
  });

  it('by the cooperative, which corrects what it weighed wrongly, and the base office, which releases the hold', async () => {
    const batch = await lots.fit(trade, trade.zizhong, 100);
    const lot = await lotOf(batch);
    await judge(lot);
    const corrected = (massGrams: number): Promise<Answer> =>
      done(trade.zizhong, batchDocuments.correctHarvest, {
        batchId: batch.origins[0].originBatchId,
        massGrams,
        reason: '示范：磅单',
      });
    const nextSteps = async (): Promise<Answer[]> =>
      findingsOf(await find(trade.exporter, lot.id), 'WORK-NO-HOLD')[0].nextSteps;
    await corrected(kg(10));
    expect(await nextSteps()).toEqual([
      { by: 'COOPERATIVE', text: expect.stringMatching(/weigh tickets and corrects its record/) },
    ]);
    await corrected(kg(100));
    // The correction itself has the lot judged again: nobody has to ask for it.
    expect(await nextSteps()).toEqual([
      { by: 'BASE_OFFICE', text: expect.stringMatching(/^The record was corrected: the base office checks/) },
    ]);
    const { holds } = await batchOf(trade.base, batch.id);
    await done(trade.base, holdDocuments.releaseHold, { holdId: holds[0].id, reason: '示范：磅单相符' });
    expect(unmetOf(await find(trade.exporter, lot.id))).toEqual([]);
    expect((await move(lot, 'CLEARED')).lot.state).toBe('CLEARED');
  });

  it('by the cooperative, which states that all sprays are on record', async () => {
    const plot = await lots.plot(trade, trade.zizhong);
    const batch = await lots.fit(trade, trade.zizhong, 100, { plotId: plot.id, isUnstated: true });
    const lot = await lotOf(batch);
    expect(new Set(unmetOf((await judge(lot)).lot).map((unmet) => unmet.split(' ')[1]))).toEqual(
      new Set(['INDETERMINATE']),
    );
    const steps = await stepsOf(trade.zizhong, lot);
    expect(steps.map(({ ruleCode }: Answer) => ruleCode)).toEqual(
      expect.arrayContaining(['WORK-INTERVAL', 'WORK-APPLICATIONS', 'WORK-COVERAGE']),
    );
    for (const { nextStep } of steps)
      expect(nextStep.text).toMatch(
        /states that the spray record of plot .* from 2025-01-21 to 2026-01-20 is complete/,
      );
    const told = { plotId: plot.id, from: '2025-01-21', to: '2026-01-20', spraysOnRecord: 1 };
    await done(trade.zizhong, growingDocuments.stateSpraysComplete, told);
    expect(unmetOf(await find(trade.exporter, lot.id))).toEqual([]);
    expect((await move(lot, 'CLEARED')).lot.state).toBe('CLEARED');
  });

  it('by the packhouse, which promises anew what it packed', async () => {
    const lot = await lotOf(await packedInFebruary());
    const { members } = await find(trade.exporter, lot.id);
    await madeToPass(lot, trade.packhouse, {
      unmet: 'CERTIFICATE-REISSUED FAIL',
      step: /issues one on the whole batch/,
      work: () =>
        certificates.issued(trade.packhouse, { id: members[0].batchId }, { issuedOn: '2026-02-22' }),
    });
  });

  it('by the inspector, who is asked to come again, measures what was left out and signs', async () => {
    const { inspections } = lots;
    const batch = await lots.packed(trade, trade.zizhong, 100);
    const first = await inspections.sampled(trade.packhouse, batch, trade.inspector, '2026-01-24');
    const left = GOOD_FRUIT.filter(({ parameter }) => parameter !== 'JUICE_CONTENT');
    await inspections.measured(trade.inspector, first, left);
    await inspections.tested(trade.inspector, first);
    await inspections.signed(trade.inspector, first);
    const lot = await lotOf(batch);
    const again = await inspections.sampled(trade.exporter, batch, trade.inspector, '2026-02-24');
    await madeToPass(lot, trade.inspector, {
      unmet: 'XD-JUICE INDETERMINATE',
      step: /measures it on this packed batch: Juice content/,
      work: async () => {
        await inspections.measured(trade.inspector, again);
        await inspections.signed(trade.inspector, again);
      },
    });
  });

  it('by the exporter, who records the packing list', async () => {
    const lot = await lotOf(await lots.fit(trade, trade.zizhong, 100), ['SUPPLY_CERTIFICATE']);
    await madeToPass(lot, trade.exporter, {
      unmet: 'XD-PACKING-LIST FAIL',
      step: /obtains a document that is valid/,
      work: () => document(lot, 'PACKING_LIST'),
    });
  });
});

// Lots take packed fruit alone, so no finding of a lot is ever a processor's to settle.
it('nothing of a lot waits for the processor, whose products are in none', async () => {
  const processor = await given.member('PROCESSOR');
  const plot = await lots.plot(trade, trade.zizhong);
  const received = await given.received(trade.zizhong, processor, plot.id, 100);
  const [juice] = (
    await done(processor, batchDocuments.processBatches, {
      performedAt: '2026-01-22T02:00:00.000Z',
      draws: [{ batchId: received.id, massGrams: kg(100) }],
      outputs: [{ massGrams: kg(50) }],
      discardedGrams: kg(50),
    })
  ).batches;
  const to = { batchId: juice.id, consignedToId: trade.exporter.organisationId };
  await done(processor, batchDocuments.consignBatch, to);
  const lot = await lots.open(trade, { plannedDepartureOn: '2026-03-10' });
  expect(await allocate(lot, juice)).toEqual(refusedWith('BATCH_NOT_PACKED'));
  expect((await processor.client.run(STEPS)).openSteps).toEqual([]);
});

/** Picked, promised, weighed in, collected, packed and inspected in February; the packhouse has not promised anew. */
async function packedInFebruary(): Promise<Answer> {
  const { zizhong, packhouse, exporter, inspector } = trade;
  const plot = await lots.plot(trade, zizhong);
  const harvest = await given.harvest(zizhong, plot.id, 100, {
    harvestedAt: '2026-02-20T02:00:00.000Z',
    consignedToId: packhouse.organisationId,
  });
  await lots.growing.stated(zizhong, plot.id as PlotId, harvest.madeOn);
  const promised = await certificates.issued(zizhong, harvest, { issuedOn: '2026-02-20' });
  const { batch: received } = await done(packhouse, batchDocuments.receiveBatch, {
    batchId: harvest.id,
    ticket: { number: 'T-FEBRUARY', grossGrams: kg(150), tareGrams: kg(50) },
    weighedAt: '2026-02-21T02:00:00.000Z',
  });
  await certificates.collected(packhouse, received, promised);
  const { batches } = await done(packhouse, batchDocuments.packBatches, {
    performedAt: '2026-02-22T02:00:00.000Z',
    marketCode: 'XD',
    registrationId: trade.registrations.get(zizhong)!.id,
    draws: [{ batchId: received.id, massGrams: kg(100) }],
    outputs: [{ massGrams: kg(100), cartonCount: 10, class: 'I', brandCode: 'JOINT' }],
  });
  const batchId: string = batches[0].id;
  const untreated = { kind: 'NONE', performedAt: '2026-02-22T03:00:00.000Z', batchIds: [batchId] };
  await done(packhouse, batchDocuments.recordPostHarvestTreatment, untreated);
  await done(packhouse, batchDocuments.consignBatch, { batchId, consignedToId: exporter.organisationId });
  await lots.inspections.passed(packhouse, batches[0], inspector, '2026-02-23');
  return batches[0];
}
