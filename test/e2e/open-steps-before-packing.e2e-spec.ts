import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { kg } from '../../src/kernel/mass.js';
import type { PlotId } from '../../src/kernel/ids.js';
import { batchDocuments } from '../support/given/batches.js';
import { landDocuments } from '../support/given/land-documents.js';
import { growingDocuments } from '../support/given/growing-documents.js';
import type { Given, Member } from '../support/given/index.js';
import { holdDocuments } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { done, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { counting } from '../support/query-counter.js';
import type { TestApp } from '../support/test-app.js';

/* What cooperatives and packhouses are told to do while fruit is not packed yet, and it may still help. */

const STEPS = `{ openSteps { ruleCode verdict explanation nextStep { by text } marketCode batchCodes unpackedBatchCodes plotCodes lotCodes dueOn } }`;

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
});
afterAll(() => testApp?.close());

/** Of fruit that is not packed, those that name this batch. */
const stepsOf = async (by: Member, batch: Answer, language: 'zh' | 'en' = 'en'): Promise<Answer[]> =>
  (await by.client.run(STEPS, {}, { language })).openSteps.filter(({ unpackedBatchCodes }: Answer) =>
    unpackedBatchCodes.includes(batch.code),
  );
const told = (steps: Answer[]): string[] =>
  steps.map(({ ruleCode, verdict, marketCode }) => `${ruleCode} ${verdict} ${marketCode ?? '-'}`).sort();

/** Fruit of which nobody has stated yet that all sprays are on record. */
const unstated = (by: Member, plotId: string): Promise<Answer> =>
  given.harvest(by, plotId, 100, { consignedToId: trade.packhouse.organisationId });

async function harvest(by: Member, plotId: string): Promise<Answer> {
  const batch = await unstated(by, plotId);
  await lots.growing.stated(by, plotId as PlotId, batch.madeOn);
  return batch;
}

/** A plot under its registration, of which nobody wrote down any work. */
async function silentPlot(by: Member) {
  const plot = await lots.land.plot(by, { town: '511025123' });
  await lots.land.covered(by, trade.registrations.get(by)!.id, [plot.id]);
  await lots.land.confirmed(trade.base, trade.registrations.get(by)!.id, [plot.id]);
  return plot;
}

describe('a cooperative', () => {
  it('has nothing to do about fruit of which all is recorded', async () => {
    const batch = await harvest(trade.zizhong, (await lots.plot(trade, trade.zizhong)).id);
    expect(await stepsOf(trade.zizhong, batch)).toEqual([]);
  });

  it('is told at once to state that all sprays are on record, in its language, and until the last of the fruit is packed', async () => {
    const plot = await silentPlot(trade.zizhong);
    const batch = await unstated(trade.zizhong, plot.id);
    const { code } = (await trade.zizhong.client.run(landDocuments.plot, { id: plot.id })).plot;
    const [step, ...more] = (await stepsOf(trade.zizhong, batch, 'zh')).filter(
      ({ ruleCode }) => ruleCode === 'WORK-INTERVAL',
    );
    expect(more).toEqual([]);
    expect(step).toEqual({
      ruleCode: 'WORK-INTERVAL',
      verdict: 'INDETERMINATE',
      explanation: `地块 ${code} 2025-01-21 至 2026-01-20 的用药记录未声明完整，是否另有用药无从知道。`,
      nextStep: {
        by: 'COOPERATIVE',
        text: `合作社补记漏记的用药，再声明地块 ${code} 2025-01-21 至 2026-01-20 的用药记录完整；没有用药的，声明未用药。`,
      },
      marketCode: null,
      batchCodes: [],
      unpackedBatchCodes: [batch.code],
      plotCodes: [],
      lotCodes: [],
      dueOn: null,
    });
    // Weighed in and graded elsewhere it is the same harvest.
    const received = await given.weighedIn(trade.packhouse, batch, 100);
    expect(told(await stepsOf(trade.zizhong, batch))).toContain('WORK-INTERVAL INDETERMINATE -');
    await given.packed(trade.packhouse, received, { marketCode: 'XD' });
    expect(await stepsOf(trade.zizhong, batch)).toEqual([]);
  });

  it('is told nothing more once it has stated that nothing was sprayed', async () => {
    const plot = await silentPlot(trade.zizhong);
    const batch = await unstated(trade.zizhong, plot.id);
    expect(told(await stepsOf(trade.zizhong, batch))).toContain('WORK-INTERVAL INDETERMINATE -');
    await done(trade.zizhong, growingDocuments.stateSpraysComplete, {
      plotId: plot.id,
      from: '2025-01-21',
      to: '2026-01-20',
      spraysOnRecord: 0,
    });
    expect(await stepsOf(trade.zizhong, batch)).toEqual([]);
  });

  it('is told of a label that nobody confirmed, before the fruit is packed with other fruit', async () => {
    const plot = await silentPlot(trade.zizhong);
    const label = await lots.growing.label(trade.zizhong);
    await lots.growing.spray(trade.zizhong, plot.id, '2025-12-01T01:00:00.000Z', { productLabelId: label });
    const batch = await harvest(trade.zizhong, plot.id);
    expect(told(await stepsOf(trade.zizhong, batch))).toEqual(
      expect.arrayContaining(['WORK-APPLICATIONS INDETERMINATE -', 'WORK-INTERVAL INDETERMINATE -']),
    );
    await lots.growing.confirmed(trade.base, label);
    expect(await stepsOf(trade.zizhong, batch)).toEqual([]);
  });

  it('is told why its fruit is held, and by whom the hold ends: first by itself, then by the base office', async () => {
    const plot = await lots.plot(trade, trade.zizhong);
    const batch = await harvest(trade.zizhong, plot.id);
    const recordId = await lots.growing.spray(trade.zizhong, plot.id as PlotId, '2026-01-17T01:00:00.000Z', {
      productLabelId: trade.label,
    });
    // Entered late, it takes the ground from what was stated, which is stated again.
    const open = told(await stepsOf(trade.zizhong, batch));
    expect(open).toEqual(
      expect.arrayContaining(['WORK-INTERVAL FAIL -', 'WORK-APPLICATIONS INDETERMINATE -']),
    );
    await lots.growing.stated(trade.zizhong, plot.id as PlotId, batch.madeOn);
    const steps = await stepsOf(trade.zizhong, batch);
    expect(told(steps)).toEqual(['WORK-INTERVAL FAIL -', 'WORK-NO-HOLD FAIL -']);
    expect(steps.find(({ ruleCode }) => ruleCode === 'WORK-NO-HOLD')).toMatchObject({
      explanation: 'On hold since 2026-01-25: Harvested before the pre-harvest interval had ended.',
      nextStep: { by: 'COOPERATIVE', text: expect.stringMatching(/^Where the growing record is wrong/) },
    });
    // What is said of fruit in a lot says it, too: the base office is not asked before the record is corrected.
    await done(trade.zizhong, growingDocuments.voidGrowingRecord, { recordId, reason: '示范：记错地块' });
    expect(await stepsOf(trade.zizhong, batch)).toEqual([]);
  });

  it('is told of plots without the registration that a market asks for, to which a channel leads', async () => {
    const plot = await lots.land.plot(trade.rongchang, { town: '500153112' });
    await lots.growing.spray(trade.rongchang, plot.id, '2025-10-10T01:00:00.000Z', {
      productLabelId: trade.label,
    });
    const batch = await harvest(trade.rongchang, plot.id);
    const [step, ...more] = await stepsOf(trade.rongchang, batch);
    expect(more).toEqual([]);
    expect(step).toMatchObject({ ruleCode: 'XD-ORCHARD', verdict: 'FAIL', marketCode: 'XD' });
    expect(step.nextStep.text).toMatch(/goes to a market that asks for no registration/);
    // No channel leads to Thailand here, which asks for one as well. One that is opened makes it worth saying, but not of
    // fruit that is registered for another market already.
    await lots.unities.channel(trade.base, trade.exporter, { marketCode: 'TH' });
    expect(told(await stepsOf(trade.rongchang, batch))).toEqual([
      'TH-ORCHARD INDETERMINATE TH',
      'XD-ORCHARD FAIL XD',
    ]);
    const fit = await harvest(trade.zizhong, (await lots.plot(trade, trade.zizhong)).id);
    expect(await stepsOf(trade.zizhong, fit)).toEqual([]);
  });

  it('is told nothing of the fruit of others, nor by the mix it went into', async () => {
    const [own, others] = [
      await harvest(trade.zizhong, (await lots.plot(trade, trade.zizhong)).id),
      await harvest(trade.rongchang, (await lots.land.plot(trade.rongchang, { town: '500153112' })).id),
    ];
    const received = [
      await given.weighedIn(trade.packhouse, own, 100),
      await given.weighedIn(trade.packhouse, others, 100),
    ];
    const { batches } = await done(trade.packhouse, batchDocuments.gradeBatches, {
      performedAt: '2026-01-22T02:00:00.000Z',
      draws: received.map(({ id }) => ({ batchId: id, massGrams: kg(100) })),
      outputs: [{ massGrams: kg(200), class: 'I' }],
    });
    expect(await stepsOf(trade.zizhong, own)).toEqual([]);
    expect(await stepsOf(trade.zizhong, others)).toEqual([]);
    expect(await stepsOf(trade.zizhong, batches[0])).toEqual([]);
    expect(await stepsOf(trade.rongchang, others)).not.toEqual([]);
  });
});

describe('a cooperative, before it picks', () => {
  /** Of plots that are not picked, those that name this plot. */
  const stepsBefore = async (by: Member, plot: Answer): Promise<Answer[]> =>
    (await by.client.run(STEPS)).openSteps.filter(({ plotCodes }: Answer) => plotCodes.includes(plot.code));

  it('is told of a spray under a label that nobody confirmed, and no more once it is', async () => {
    const plot = await silentPlot(trade.zizhong);
    expect(await stepsBefore(trade.zizhong, plot)).toEqual([]);
    const label = await lots.growing.label(trade.zizhong);
    await lots.growing.spray(trade.zizhong, plot.id, '2026-01-20T01:00:00.000Z', { productLabelId: label });
    const steps = await stepsBefore(trade.zizhong, plot);
    expect(told(steps)).toEqual(['WORK-APPLICATIONS INDETERMINATE -', 'WORK-INTERVAL INDETERMINATE -']);
    for (const step of steps)
      expect(step).toMatchObject({ unpackedBatchCodes: [], batchCodes: [], dueOn: null });
    // Confirmed, its interval runs on: that is a matter of waiting, which `earliestHarvest` tells the day of.
    await lots.growing.confirmed(trade.base, label);
    expect(await stepsBefore(trade.zizhong, plot)).toEqual([]);
    // Once something is picked it is told of the harvest.
    await harvest(trade.zizhong, plot.id);
    expect(await stepsBefore(trade.zizhong, plot)).toEqual([]);
  });

  it('is told of a spray that it struck out where the base office does not believe that, and no other one stands', async () => {
    const plot = await silentPlot(trade.zizhong);
    const recordId = await lots.growing.spray(trade.zizhong, plot.id, '2026-01-20T01:00:00.000Z', {
      productLabelId: await lots.growing.label(trade.zizhong),
    });
    const struck = { recordId, reason: '示范：录错' };
    const { record } = await done(trade.zizhong, growingDocuments.voidGrowingRecord, struck);
    const declined = { recordId: record.id, reason: 'NOT_SHOWN' };
    await done(trade.base, growingDocuments.declineGrowingCorrection, declined);
    const steps = await stepsBefore(trade.zizhong, plot);
    expect(told(steps)).toEqual(['WORK-APPLICATIONS INDETERMINATE -', 'WORK-INTERVAL INDETERMINATE -']);
    expect(steps[0]!.explanation).toMatch(/^.*The base office declined a correction or voiding/);
    const again = await done(trade.zizhong, growingDocuments.voidGrowingRecord, {
      ...struck,
      recordId: record.id,
    });
    await done(trade.base, growingDocuments.agreeToGrowingCorrection, { recordId: again.record.id });
    expect(await stepsBefore(trade.zizhong, plot)).toEqual([]);
  });

  it('is told of a plot without registration while there is time to have one', async () => {
    const plot = await lots.land.plot(trade.zizhong, { town: '511025123' });
    await lots.growing.spray(trade.zizhong, plot.id, '2025-10-10T01:00:00.000Z', {
      productLabelId: trade.label,
    });
    expect(told(await stepsBefore(trade.zizhong, plot))).toEqual([
      'TH-ORCHARD INDETERMINATE TH',
      'XD-ORCHARD FAIL XD',
    ]);
    expect(await stepsBefore(trade.rongchang, plot)).toEqual([]);
    await lots.land.covered(trade.zizhong, trade.registrations.get(trade.zizhong)!.id, [plot.id]);
    expect(await stepsBefore(trade.zizhong, plot)).toEqual([]);
  });
});

describe('a packhouse', () => {
  it('is told of what it holds and placed a hold on itself, until it is released', async () => {
    const { packhouse } = trade;
    const batch = await harvest(trade.zizhong, (await lots.plot(trade, trade.zizhong)).id);
    const received = await given.weighedIn(packhouse, batch, 100);
    expect(await stepsOf(packhouse, received)).toEqual([]);
    const { hold } = await done(packhouse, holdDocuments.placeHold, {
      batchIds: [received.id],
      note: '待复检',
    });
    const [step, ...more] = await stepsOf(packhouse, received);
    expect(more).toEqual([]);
    expect(step).toMatchObject({
      ruleCode: 'WORK-NO-HOLD',
      verdict: 'FAIL',
      nextStep: { by: 'PACKHOUSE', text: expect.stringMatching(/whoever placed it releases it/) },
      unpackedBatchCodes: [received.code],
    });
    // It is no work of the cooperative's.
    expect(await stepsOf(trade.zizhong, batch)).toEqual([]);
    await done(packhouse, holdDocuments.releaseHold, { holdId: hold.id, reason: '复检合格' });
    expect(await stepsOf(packhouse, received)).toEqual([]);
  });

  it('is not told what only the cooperative can do, nor of fruit of another packhouse', async () => {
    const batch = await unstated(trade.zizhong, (await silentPlot(trade.zizhong)).id);
    const received = await given.weighedIn(trade.packhouse, batch, 100);
    expect(await stepsOf(trade.packhouse, received)).toEqual([]);
    await done(trade.packhouse, holdDocuments.placeHold, { batchIds: [received.id], note: '待复检' });
    const other = await given.member('PACKHOUSE');
    expect((await other.client.run(STEPS)).openSteps).toEqual([]);
  });
});

describe('what it costs', () => {
  it.each([
    ['a cooperative', () => trade.zizhong],
    ['a packhouse', () => trade.packhouse],
  ])('is the same handful of statements for any number of batches: %s', async (_, who) => {
    const cost = () => counting(testApp, () => who().client.run(STEPS));
    const sprayed = await lots.land.plot(trade.zizhong, { town: '511025123' });
    await lots.growing.spray(trade.zizhong, sprayed.id, '2025-10-10T01:00:00.000Z', {});
    await cost();
    const before = await cost();
    for (let i = 0; i < 3; i += 1) {
      const batch = await unstated(trade.zizhong, (await silentPlot(trade.zizhong)).id);
      if (i > 0) await given.weighedIn(trade.packhouse, batch, 100);
      const plot = await lots.land.plot(trade.zizhong, { town: '511025123' });
      await lots.growing.spray(trade.zizhong, plot.id, '2025-10-10T01:00:00.000Z', {});
    }
    expect(await cost()).toBe(before);
    expect(before).toBeLessThanOrEqual(13);
  });
});
