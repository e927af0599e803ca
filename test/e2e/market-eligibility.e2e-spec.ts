import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SETTLERS } from '../../src/modules/standards/domain/finding.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { batchDocuments } from '../support/given/batches.js';
import type { Given, Member } from '../support/given/index.js';
import { givenLand } from '../support/given/land.js';
import { lotDocuments, type Trade } from '../support/given/lots.js';
import { done, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { counting } from '../support/query-counter.js';
import type { TestApp } from '../support/test-app.js';

const ELIGIBILITY = `query ($batchIds: [ID!]!, $marketCodes: [String!], $departureOn: LocalDate) {
  marketEligibility(batchIds: $batchIds, marketCodes: $marketCodes, departureOn: $departureOn) {
    asOf departureOn
    markets { marketCode verdict channelCode missing { code } toCome { code stage dueOn nextSteps { by } } }
    leftOut batches { batchId batchCode markets { marketCode verdict
      missing { code verdict title explanation nextSteps { text by } dueOn source { document } confidence } } } } }`;

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
let good: Answer;
let untested: Answer;

const ask = async (by: Member, variables: object, language: 'zh' | 'en' = 'en'): Promise<Answer> =>
  (await by.client.run(ELIGIBILITY, { ...variables }, { language })).marketEligibility;
const verdictOf = (found: Answer, batch: Answer, market: string): Answer =>
  found.batches
    .find(({ batchId }: Answer) => batchId === batch.id)
    ?.markets.find(({ marketCode }: Answer) => marketCode === market);

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
  good = await lots.fit(trade, trade.zizhong, 100);
  untested = await lots.packed(trade, trade.rongchang, 100);
});
afterAll(() => testApp?.close());

describe('for packed batches', () => {
  it('tells the exporter which markets are open, and what is missing for the others, by whom and by when', async () => {
    const found = await ask(trade.exporter, {
      batchIds: [good.id, untested.id],
      marketCodes: ['XD', 'TH', 'EU'],
      departureOn: '2026-02-10',
    });
    expect(found.batches.map(({ batchCode }: Answer) => batchCode)).toEqual([good.code, untested.code]);
    expect(verdictOf(found, good, 'XD')).toEqual({ marketCode: 'XD', verdict: 'PASS', missing: [] });
    const open = verdictOf(found, untested, 'XD');
    expect(open.verdict).toBe('INDETERMINATE');
    expect(open.missing.length).toBeGreaterThan(0);
    for (const piece of open.missing)
      expect(piece).toMatchObject({
        nextSteps: [{ by: expect.any(String), text: expect.stringMatching(/\.$/) }],
        dueOn: '2026-02-10',
        source: { document: expect.any(String) },
      });
    const byWhom = open.missing.map(({ code, nextSteps }: Answer) => [
      code,
      ...nextSteps.map(({ by }: Answer) => by),
    ]);
    expect(byWhom.toSorted()).toEqual([
      ['WORK-COVERAGE', 'COOPERATIVE'],
      ['WORK-INSPECTION', 'INSPECTION_BODY'],
      ['WORK-RESIDUE', 'PACKHOUSE'],
      ['XD-JUICE', 'INSPECTION_BODY'],
      ['XD-RED-FLESH', 'INSPECTION_BODY'],
      ['XD-TSS', 'INSPECTION_BODY'],
      ['XD-TSS-ACID', 'INSPECTION_BODY'],
    ]);
    expect(verdictOf(found, good, 'TH').missing.map(({ code }: Answer) => code)).toContain(
      'PACKED-FOR-MARKET',
    );
    const xd = found.markets.find(({ marketCode }: Answer) => marketCode === 'XD');
    expect(xd).toMatchObject({ verdict: 'PASS', channelCode: expect.any(String), missing: [] });
    const eu = found.markets.find(({ marketCode }: Answer) => marketCode === 'EU');
    expect(eu.missing.map(({ code }: Answer) => code)).toContain('WORK-CHANNEL-OPEN');
  });

  it('tells which documents a lot for the market has to come with later, without holding them against the fruit', async () => {
    const found = await ask(trade.exporter, {
      batchIds: [good.id],
      marketCodes: ['XD', 'TH'],
      departureOn: '2026-02-10',
    });
    const toCome = (market: string): Answer[] =>
      found.markets.find(({ marketCode }: Answer) => marketCode === market).toCome;
    expect(toCome('XD')).toContainEqual({
      code: 'XD-PHYTOSANITARY',
      stage: 'LOAD',
      dueOn: '2026-02-10',
      nextSteps: [{ by: 'EXPORTER' }],
    });
    expect(toCome('TH').map(({ code }) => code)).toContain('TH-FOOD-SAFETY');
    expect(verdictOf(found, good, 'XD').verdict).toBe('PASS');
  });

  it('goes by the departure planned for the lot that the fruit is in, where none is asked about', async () => {
    const lot = await lots.open(trade, { plannedDepartureOn: '2026-02-17' });
    await lots.allocated(trade, lot, untested, 5);
    const days = async (by: Member, market: string) => {
      const { missing } = verdictOf(
        await ask(by, { batchIds: [untested.id], marketCodes: [market] }),
        untested,
        market,
      );
      return [...new Set(missing.map(({ dueOn }: Answer) => dueOn))];
    };
    expect(await days(trade.exporter, 'XD')).toEqual(['2026-02-17']);
    expect(await days(trade.base, 'XD')).toEqual(['2026-02-17']);
    // The lot goes elsewhere, and the packhouse is not told of it.
    expect(await days(trade.exporter, 'EU')).toEqual([null]);
    expect(await days(trade.packhouse, 'XD')).toEqual([null]);
  });

  it('says it in Chinese to whoever reads Chinese', async () => {
    const found = await ask(trade.exporter, { batchIds: [untested.id], marketCodes: ['XD'] }, 'zh');
    for (const { title, explanation, nextSteps } of verdictOf(found, untested, 'XD').missing)
      for (const said of [title, explanation, ...nextSteps.map(({ text }: Answer) => text)])
        expect(said).toMatch(/[\u4e00-\u9fff]/);
  });

  it('answers whoever has the fruit or ships it, the exporter it is sent to, and the base office; nobody else learns of it', async () => {
    const nowhere = randomUUID();
    const asked = { batchIds: [good.id, nowhere], marketCodes: ['XD'] };
    for (const by of [trade.exporter, trade.base, trade.packhouse])
      expect(await ask(by, asked)).toMatchObject({ batches: [{ batchId: good.id }], leftOut: [nowhere] });
    for (const by of [trade.zizhong, trade.rongchang])
      expect(await ask(by, asked)).toMatchObject({ batches: [], leftOut: [good.id, nowhere] });
  });

  it('tells an exporter whom it was sent to, before it is in a lot, and no other consignee what lies upstream', async () => {
    const sent = await lots.packed(trade, trade.zizhong, 20);
    const [elsewhere, buyer] = [await given.member('PACKHOUSE'), await given.member('EXPORTER')];
    const asked = { batchIds: [sent.id], marketCodes: ['XD'] };
    for (const [to, found] of [
      [elsewhere, []],
      [buyer, [{ batchId: sent.id }]],
    ] as const) {
      const consignment = { batchId: sent.id, consignedToId: to.organisationId };
      await done(trade.packhouse, batchDocuments.consignBatch, consignment);
      expect((await ask(to, asked)).batches).toMatchObject(found);
    }
    expect((await ask(elsewhere, asked)).batches).toEqual([]);
  });

  it('costs the same handful of statements, however many batches and markets', async () => {
    const statements = (variables: object) => counting(testApp, () => ask(trade.exporter, variables));
    const many = [good.id, untested.id];
    for (const by of [trade.zizhong, trade.rongchang])
      for (let i = 0; i < 5; i += 1) many.push((await lots.packed(trade, by, 20)).id);
    const all = await ask(trade.exporter, { batchIds: many });
    expect(all.batches).toHaveLength(12);
    expect(all.markets.length).toBeGreaterThan(20);
    const one = await statements({ batchIds: [good.id], marketCodes: ['XD'] });
    expect(await statements({ batchIds: many, marketCodes: ['XD'] })).toBe(one);
    expect(await statements({ batchIds: [good.id] })).toBe(one);
    expect(await statements({ batchIds: many })).toBe(one);
    expect(one).toBeLessThanOrEqual(8);
  });

  it('refuses what is no batch, none, and too many', async () => {
    for (const batchIds of [['x'], [], Array.from({ length: 101 }, () => randomUUID())]) {
      const { body } = await trade.exporter.client.raw(ELIGIBILITY, { batchIds });
      expect(body.errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
      expect(body.errors[0].message).toContain('batchIds');
    }
  });
});

describe('for a whole stock', () => {
  const STOCK = `query ($marketCodes: [String!], $departureOn: LocalDate) {
    stockEligibility(marketCodes: $marketCodes, departureOn: $departureOn) { asOf departureOn isWhole
      stock { batches massGrams }
      markets { market { marketCode verdict channelCode missing { code } toCome { code } } amounts { verdict batches massGrams }
        lacks { code verdict batches massGrams moreReasons reasons { explanation batches massGrams nextSteps { by text } } } } } }`;
  const stockOf = async (by: Member, variables: object = { marketCodes: ['XD'] }): Promise<Answer> =>
    (await by.client.run(STOCK, { departureOn: '2026-02-10', ...variables })).stockEligibility;
  const inStock = (by: Member): Promise<{ id: string; grams: number }[]> =>
    testApp.app.get(UnitOfWork).select(
      testApp.system(),
      `SELECT id, remaining_grams AS grams FROM batch
       WHERE kind = 'PACKED' AND remaining_cartons > 0 AND (holder_id = $1 OR consigned_to_id = $1)`,
      [by.organisationId],
    );

  it('tells how much of it each market is open to, and of what it lacks how much lacks it', async () => {
    const found = await stockOf(trade.exporter, { marketCodes: ['XD', 'TH'] });
    const own = await inStock(trade.exporter);
    const massGrams = own.reduce((sum, { grams }) => sum + grams, 0);
    expect(found).toMatchObject({
      isWhole: true,
      departureOn: '2026-02-10',
      stock: { batches: own.length, massGrams },
    });
    expect(found.markets).toHaveLength(2);
    for (const { amounts } of found.markets) {
      expect(amounts.reduce((sum: number, each: Answer) => sum + each.batches, 0)).toBe(own.length);
      expect(amounts.reduce((sum: number, each: Answer) => sum + each.massGrams, 0)).toBe(massGrams);
    }
    const [xd, th] = found.markets;
    expect(xd.market).toMatchObject({ marketCode: 'XD', verdict: 'PASS', channelCode: expect.any(String) });
    expect(th.lacks.find(({ code }: Answer) => code === 'PACKED-FOR-MARKET')).toMatchObject({
      verdict: 'FAIL',
    });
  });

  it('says of the stock what is said of each of its batches', async () => {
    const { markets } = await stockOf(trade.exporter);
    const own = await inStock(trade.exporter);
    const each = await ask(trade.exporter, {
      batchIds: own.map(({ id }) => id),
      marketCodes: ['XD'],
      departureOn: '2026-02-10',
    });
    const said = each.batches.flatMap(({ markets: [{ missing }] }: Answer) => [
      ...new Set(missing.map(({ code, verdict }: Answer) => `${code} ${verdict}`)),
    ]);
    const counted = Object.fromEntries(
      markets[0].lacks.map(({ code, verdict, batches }: Answer) => [`${code} ${verdict}`, batches]),
    );
    expect(said).not.toHaveLength(0);
    for (const lack of new Set<string>(said))
      expect([lack, counted[lack]]).toEqual([lack, said.filter((one: string) => one === lack).length]);
    expect(Object.keys(counted)).toHaveLength(new Set(said).size);
    for (const { reasons } of markets[0].lacks)
      expect(reasons[0]).toMatchObject({
        explanation: expect.any(String),
        nextSteps: [{ by: expect.stringMatching(new RegExp(`^(${SETTLERS.join('|')})$`)) }],
      });
  });

  it('is the fruit of whoever asks, and everybody’s for the base office', async () => {
    const [packhouse, exporter, office] = await Promise.all(
      [trade.packhouse, trade.exporter, trade.base].map((by) => stockOf(by)),
    );
    expect(office.stock.batches).toBeGreaterThanOrEqual(
      Math.max(packhouse.stock.batches, exporter.stock.batches),
    );
    for (const by of [trade.zizhong, trade.rongchang])
      expect(await stockOf(by)).toMatchObject({
        stock: { batches: 0, massGrams: 0 },
        markets: [{ amounts: [], lacks: [] }],
      });
  });

  it('costs the same handful of statements, and is asked for once a document', async () => {
    await stockOf(trade.exporter);
    expect(await counting(testApp, () => stockOf(trade.exporter))).toBeLessThanOrEqual(8);
    const twice = '{ one: stockEligibility { isWhole } two: stockEligibility { isWhole } }';
    const { body } = await trade.exporter.client.raw(twice, {});
    expect(body.errors[0].extensions.code).toBe('QUERY_TOO_COSTLY');
  });
});

describe('what an organisation can do itself', () => {
  const STEPS = `{ openSteps { ruleCode verdict explanation nextStep { by text } marketCode batchCodes lotCodes dueOn } }`;
  const stepsOf = async (by: Member): Promise<Answer[]> => (await by.client.run(STEPS)).openSteps;
  let unregistered: Answer;

  beforeAll(async () => {
    const plot = await givenLand(testApp).plot(trade.zizhong, { town: '511025123' });
    unregistered = await lots.packed(trade, trade.zizhong, 50, { plotId: plot.id, isUnstated: true });
  });

  it('is told to a cooperative of its own plots, and of no batch that others’ fruit is in', async () => {
    const steps = await stepsOf(trade.zizhong);
    const growing = steps.filter(({ explanation }) => /has stated that all sprays/.test(explanation));
    expect(growing).not.toHaveLength(0);
    for (const step of steps) expect(step).toMatchObject({ nextStep: { by: 'COOPERATIVE' }, batchCodes: [] });
    const others = await stepsOf(trade.rongchang);
    expect(others.filter(({ explanation }) => /has stated that all sprays/.test(explanation))).toEqual([]);
  });

  it('is told to the packhouse by batch, and to whoever inspects nothing, nothing', async () => {
    const steps = await stepsOf(trade.packhouse);
    for (const step of steps) expect(step.nextStep.by).toBe('PACKHOUSE');
    expect(steps.flatMap(({ batchCodes }) => batchCodes)).toEqual(
      expect.arrayContaining([untested.code, unregistered.code]),
    );
    expect(await stepsOf(trade.inspector)).toEqual([]);
  });

  it('is told to the exporter by lot: the documents that its lots lack, by the day they leave', async () => {
    const lot = await lots.open(trade, { plannedDepartureOn: '2026-02-21' });
    await lots.allocated(trade, lot, good, 5);
    await done(trade.exporter, lotDocuments.judgeLot, { lotId: lot.id, stage: 'DECLARE' });
    const phyto = (await stepsOf(trade.exporter)).filter(({ ruleCode }) => ruleCode === 'XD-PHYTOSANITARY');
    expect(phyto).toMatchObject([
      {
        nextStep: { by: 'EXPORTER' },
        marketCode: 'XD',
        batchCodes: [],
        lotCodes: [lot.code],
        dueOn: '2026-02-21',
      },
    ]);
  });

  it('costs the same handful of statements for any number of batches', async () => {
    const count = () => counting(testApp, () => stepsOf(trade.packhouse));
    await count();
    const before = await count();
    await lots.packed(trade, trade.rongchang, 20);
    expect(await count()).toBe(before);
    // What waits, three for its facts, its markets, the rules; and whether anything is not packed yet.
    expect(before).toBeLessThanOrEqual(7);
  });
});
