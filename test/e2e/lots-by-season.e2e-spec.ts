import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RONGCHANG, type Given, type Member } from '../support/given/index.js';
import { lotDocuments as operations, type Trade } from '../support/given/lots.js';
import { done } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import type { TestApp } from '../support/test-app.js';

/* Lots of one season: that of the day on which they are planned to leave. */

const LOTS = `query ($filter: LotFilter, $order: LotOrder! = NEWEST, $first: Int! = 100, $after: String) {
  lots(filter: $filter, order: $order, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { code season } } } }`;

const OPEN_SEASON = `mutation ($input: SeasonInput!) { answer: openSeason(input: $input) { __typename } }`;

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
  await done(trade.base, OPEN_SEASON, { season: '2026/27' });
  // Opened in turn, so that no order of theirs is that of their seasons.
  for (const [code, plannedDepartureOn] of [
    ['S-3', '2026-03-10'],
    ['S-9', '2026-10-09'],
    ['S-1', '2026-04-01'],
    ['S-7', '2026-09-01'],
    ['S-5', '2026-08-31'],
  ]) {
    await lots.open(trade, { code, plannedDepartureOn });
    testApp.clock.advance({ minutes: 1 });
  }
});
afterAll(() => testApp?.close());

/** All pages of so many, one after the other. */
async function codes(by: Member, filter: object, order = 'NEWEST', first = 100): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null = null; ;) {
    const { lots: page } = await by.client.run(LOTS, { filter, order, first, after });
    found.push(...page.edges.map(({ node }: { node: { code: string } }) => node.code));
    if (!page.pageInfo.hasNextPage) {
      expect(page.totalCount).toBe(found.length);
      return found;
    }
    after = page.pageInfo.endCursor as string;
  }
}

describe('the lots of a season', () => {
  it('are those planned to leave in it, from September to August', async () => {
    expect(await codes(trade.exporter, { season: '2025/26' })).toEqual(['S-5', 'S-1', 'S-3']);
    expect(await codes(trade.exporter, { season: '2026/27' })).toEqual(['S-7', 'S-9']);
    expect(await codes(trade.exporter, { season: '2024/25' })).toEqual([]);
    expect(await codes(trade.exporter, { season: null })).toHaveLength(5);
  });

  it.each([
    ['NEWEST', ['S-5', 'S-1', 'S-3']],
    ['DEPARTURE', ['S-3', 'S-1', 'S-5']],
    ['CODE', ['S-1', 'S-3', 'S-5']],
  ])('are paged in the order %s as all lots are', async (order, expected) => {
    const { exporter } = trade;
    expect(await codes(exporter, { season: '2025/26' }, order, 1)).toEqual(expected);
    const all = await codes(exporter, {}, order, 2);
    expect(all.filter((code) => expected.includes(code))).toEqual(expected);
  });

  it('must meet the other conditions too, and be visible to whoever asks', async () => {
    const filter = { season: '2025/26', departureFrom: '2026-04-01' };
    expect(await codes(trade.exporter, filter)).toEqual(['S-5', 'S-1']);
    const other = await given.member(await given.organisation('EXPORTER', { county: RONGCHANG }));
    expect(await codes(other, { season: '2025/26' })).toEqual([]);
    expect(await codes(trade.base, { season: '2025/26' })).toEqual(['S-5', 'S-1', 'S-3']);
  });

  it('change with the planned day', async () => {
    const { lot } = await trade.exporter.client.run('{ lot(code: "S-9") { id } }');
    await done(trade.exporter, operations.changeLotPlan, { lotId: lot.id, plannedDepartureOn: '2026-08-30' });
    expect(await codes(trade.exporter, { season: '2026/27' })).toEqual(['S-7']);
    expect(await codes(trade.exporter, { season: '2025/26' })).toContain('S-9');
  });

  it.each([
    ['2025', 'en', 'filter.season: must be a season, named by two years in a row, such as 2025/26'],
    ['2025/27', 'zh', 'filter.season: 应为两个相连年份的产季，如 2025/26'],
  ] as const)('are of no season “%s”', async (season, language, message) => {
    const { body } = await trade.exporter.client.raw(LOTS, { filter: { season } }, { language });
    expect(body.errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
