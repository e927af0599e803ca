import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PlotId } from '../../src/kernel/ids.js';
import { batchDocuments } from '../support/given/batches.js';
import { growingDocuments } from '../support/given/growing-documents.js';
import type { Given, Member } from '../support/given/index.js';
import type { Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { unityDocuments } from '../support/given/unities.js';
import { collectStatements } from '../support/query-counter.js';
import type { TestApp } from '../support/test-app.js';

/* Names that nobody recognises, for whoever should make them known. */

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
let second: Member;

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
  second = await given.colleague(trade.base, ['ADMINISTRATOR']);
});
afterAll(() => testApp?.close());

const UNLISTED = `query ($first: Int = 25, $after: String) { answer: unlistedIngredients(first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor }
  edges { node { name spellings since sprayCount treatmentCount labelCount lotCount lotCodes neededBy readingId } } } }`;
const page = async (variables: Record<string, unknown> = {}): Promise<Answer> =>
  (await trade.base.client.run(UNLISTED, variables)).answer;
const listed = async (): Promise<Answer[]> => (await page()).edges.map(({ node }: Answer) => node);
const names = async (): Promise<string[]> => (await listed()).map(({ name }) => name);
const called = async (name: string): Promise<Answer> => (await listed()).find((each) => each.name === name);

/** A plot that was sprayed with something by this name. */
async function sprayed(name: string, at: string): Promise<{ plotId: PlotId; recordId: string }> {
  const { id } = await lots.plot(trade, trade.zizhong);
  const plotId = id as PlotId;
  const more = { productLabelId: trade.label, substances: [name, 'imidacloprid'] };
  return { plotId, recordId: await lots.growing.spray(trade.zizhong, plotId, at, more) };
}

/** A lot with fruit of a plot, picked in January. */
async function lotOf(plotId: PlotId, plannedDepartureOn: string): Promise<Answer> {
  const lot = await lots.open(trade, { plannedDepartureOn });
  const batch = await lots.packed(trade, trade.zizhong, 50, { plotId });
  await lots.allocated(trade, lot, batch);
  return { ...lot, batch };
}

async function treated(batch: Answer, name: string): Promise<void> {
  const { postHarvestTreatments } = await trade.packhouse.client.run(batchDocuments.postHarvestTreatments, {
    filter: { batchId: batch.id },
  });
  await done(trade.packhouse, batchDocuments.correctPostHarvestTreatment, {
    treatmentId: postHarvestTreatments.edges[0].node.id,
    kind: 'WAX',
    lineCode: 'LINE-1',
    productName: '示范蜡',
    substances: [name],
    concentration: '500',
    concentrationUnit: 'MG_PER_L',
    performedAt: '2026-01-23T03:00:00.000Z',
    batchIds: [batch.id],
  });
}

describe('names of ingredients that nobody recognises', () => {
  it('are on one list with what rests on each, what leaves first first', async () => {
    const one = await sprayed('呋 喃丹', '2025-11-10T01:00:00.000Z');
    const two = await sprayed('呋　喃丹', '2025-11-12T01:00:00.000Z');
    const late = await sprayed('示范迟药', '2026-01-24T01:00:00.000Z');
    const lotOfOne = await lotOf(one.plotId, '2026-02-10');
    const lotOfTwo = await lotOf(two.plotId, '2026-02-08');
    const lotOfLate = await lotOf(late.plotId, '2026-02-01');
    await treated(lotOfLate.batch, '示范蜡方');
    await given.label(trade.zizhong, { substances: ['示范成分', 'abamectin'] });

    expect(await listed()).toEqual([
      {
        name: '示范蜡方',
        spellings: ['示范蜡方'],
        since: testApp.clock.now(),
        sprayCount: 0,
        treatmentCount: 1,
        labelCount: 0,
        lotCount: 1,
        lotCodes: [lotOfLate.code],
        neededBy: '2026-02-01',
        readingId: null,
      },
      {
        name: '呋 喃丹',
        spellings: expect.arrayContaining(['呋 喃丹', '呋　喃丹']),
        since: testApp.clock.now(),
        sprayCount: 2,
        treatmentCount: 0,
        labelCount: 0,
        lotCount: 2,
        lotCodes: [lotOfTwo.code, lotOfOne.code],
        neededBy: '2026-02-08',
        readingId: null,
      },
      // Sprayed on the day after the harvest: no fruit of a lot has it.
      expect.objectContaining({ name: '示范迟药', sprayCount: 1, lotCount: 0, lotCodes: [], neededBy: null }),
      expect.objectContaining({ name: '示范成分', sprayCount: 0, labelCount: 1, lotCount: 0 }),
    ]);
  });

  it('count by the confirmed label as well, which says what is in the product', async () => {
    const productLabelId = await lots.growing.confirmedLabel(trade.zizhong, trade.base, {
      substances: ['示范标签成分'],
    });
    const { id } = await lots.plot(trade, trade.zizhong);
    const more = { productLabelId, substances: ['abamectin'] };
    await lots.growing.spray(trade.zizhong, id as PlotId, '2025-11-10T01:00:00.000Z', more);
    const lot = await lotOf(id as PlotId, '2026-02-12');
    expect(await called('示范标签成分')).toMatchObject({
      sprayCount: 1,
      labelCount: 1,
      lotCodes: [lot.code],
    });
  });

  it('are nobody’s to read but the base office’s, and there not a clerk’s', async () => {
    const clerk = await given.colleague(trade.base, ['CLERK']);
    for (const by of [trade.zizhong, trade.packhouse, trade.exporter, trade.inspector, clerk]) {
      const { body } = await by.client.raw(UNLISTED, {});
      expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    }
  });

  it('are paged in their order, one statement a page whatever its length, and stand in no cursor', async () => {
    // Two of one record, told first at the same moment.
    const { id } = await lots.plot(trade, trade.zizhong);
    await lots.growing.spray(trade.zizhong, id as PlotId, '2025-11-10T01:00:00.000Z', {
      productLabelId: trade.label,
      substances: ['示范乙方', '示范甲方', '示范丙方'],
    });
    const whole = await names();
    expect(whole.slice(-3)).toEqual(['示范乙方', '示范甲方', '示范丙方']);
    const paged: string[] = [];
    let after: string | null = null;
    do {
      const { edges, pageInfo }: Answer = await page({ first: 1, after });
      paged.push(...edges.map(({ node }: Answer) => node.name));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      for (const name of whole)
        expect(Buffer.from(pageInfo.endCursor, 'base64url').toString('utf8')).not.toContain(name);
    } while (after);
    expect(paged).toEqual(whole);
    expect((await page()).totalCount).toBe(whole.length);
    const cost = async (first: number): Promise<number> =>
      (await collectStatements(testApp, () => page({ first }))).statements.length;
    expect(await cost(100)).toBe(await cost(1));
    // Who asks, the page, the count.
    expect(await cost(100)).toBeLessThanOrEqual(3);
  });

  it('say who has begun to make them known, and go once a second person has', async () => {
    const { reading } = await done(trade.base, unityDocuments.enterSubstance, {
      code: 'carbofuran',
      otherNames: ['呋 喃丹'],
      document: '示例文本（测试虚构） / text invented for this test',
      clause: '示例条款 1 / invented clause 1',
    });
    expect(await called('呋 喃丹')).toMatchObject({ readingId: reading.id });
    await done(second, unityDocuments.confirmSubstance, { readingId: reading.id });
    expect(await names()).not.toContain('呋 喃丹');
  });

  it('go with the record, and with the text that somebody erases', async () => {
    const wrong = await sprayed('示范误录', '2025-11-10T01:00:00.000Z');
    const personal = await sprayed('示范某某的方子', '2025-11-10T01:00:00.000Z');
    expect(await names()).toEqual(expect.arrayContaining(['示范误录', '示范某某的方子']));
    await done(trade.zizhong, growingDocuments.voidGrowingRecord, {
      recordId: wrong.recordId,
      reason: '示范：录错',
    });
    const erase = `mutation ($input: EraseTextInput!) { answer: eraseText(input: $input) { __typename } }`;
    expect(
      await send(trade.zizhong, erase, { requestId: randomUUID(), subjectId: personal.recordId }),
    ).toMatchObject({
      __typename: 'EraseTextPayload',
    });
    const left = await listed();
    for (const gone of ['示范误录', '示范某某的方子', '***'])
      expect(left.flatMap(({ spellings }) => spellings)).not.toContain(gone);
  });
});
