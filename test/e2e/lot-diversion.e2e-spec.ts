import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { refusedWith } from '../support/expectations.js';
import { watchListOf } from '../support/given/coverage.js';
import type { Given } from '../support/given/index.js';
import { lotActs } from '../support/given/lot-acts.js';
import { lotDocuments as operations, type Trade } from '../support/given/lots.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import type { TestApp } from '../support/test-app.js';

let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
const { find, move, found, findings, ruleCodes, verdicts } = lotActs(() => trade);

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene());
});
afterAll(() => testApp.close());

let count = 0;
async function departed(): Promise<Answer> {
  const lot = await lots.joint(trade);
  const n = ++count;
  await lots.moved(trade, lot, 'CLEARED');
  await lots.moved(trade, lot, 'DECLARED', { declarationNumber: `D-${n}` });
  await lots.moved(trade, lot, 'INSPECTED', { customsFinding: found(lot) });
  const certificate = { number: `TEST-PC-${n}`, issuedOn: '2026-01-25', validUntil: '2026-02-20' };
  await lots.moved(trade, lot, 'CERTIFIED', { certificate });
  await lots.moved(trade, lot, 'LOADED', { containerNumber: 'TSTU0000014', sealNumber: `TEST-${n}` });
  return lots.moved(trade, lot, 'DEPARTED');
}

/** What the base office compiles of a limit, as the loader of the reference facts writes it. */
async function limitAtHome(substance: string, microgramsPerKg: number): Promise<void> {
  const client = new pg.Client(testApp.database.ownerUrl);
  await client.connect();
  await client.query(
    `INSERT INTO residue_limit (id, market_code, substance, commodity, level, limit_micrograms_per_kg, source, last_checked, confidence)
     VALUES ('CN/TEST/' || $1, 'CN', $1, '柑橘', 'GROUP', $2, '{"document": "test", "clause": null, "url": null}', '2026-01-25', 'confirmed')`,
    [substance, microgramsPerKg],
  );
  await client.end();
}

const shareOf = async (lot: Answer): Promise<Answer> => {
  const { myContributions } = await trade.zizhong.client.run(operations.myContributions, {
    states: ['DIVERTED'],
  });
  return myContributions.edges.map(({ node }: Answer) => node).find(({ lotId }: Answer) => lotId === lot.id);
};

describe('a lot that has left', () => {
  it('goes to another port of its market for a reason, judged again by that market', async () => {
    const lot = await departed();
    expect(await move(lot, 'DIVERTED', { marketCode: 'XD' })).toEqual(refusedWith('MOVE_FACT_MISSING'));
    const diverted = await lots.moved(trade, lot, 'DIVERTED', {
      marketCode: 'XD',
      reason: '改港：原港口封航',
    });
    expect(diverted).toMatchObject({ state: 'DIVERTED', marketCode: 'XD', nextStates: ['CLOSED'] });
    expect(diverted.judgement.id).not.toBe(lot.judgement.id);
    expect(diverted.transitions.at(-1)).toMatchObject({ toState: 'DIVERTED', reason: '改港：原港口封航' });
    expect((await lots.moved(trade, lot, 'CLOSED')).nextStates).toEqual([]);
  });

  it('is refused for a market whose limits nobody knows, and stays where it is', async () => {
    const lot = await departed();
    const refused = await move(lot, 'DIVERTED', { marketCode: 'PE', reason: '改港' });
    expect(ruleCodes(refused)).toEqual(['WORK-COVERAGE', 'WORK-RESIDUE']);
    expect(await find(trade.exporter, lot.id)).toMatchObject({
      state: 'DEPARTED',
      marketCode: 'XD',
      judgement: { id: lot.judgement.id },
    });
    expect(await move(lot, 'DIVERTED', { marketCode: 'QQ', reason: '改港' })).toEqual(
      refusedWith('UNKNOWN_MARKET'),
    );
  });

  it('is sold at home 转内销 only by the limits of home, and says so to those who grew it', async () => {
    const lot = await departed();
    await lots.moved(trade, lot, 'RETURNED', { reason: '目的港退运' });
    expect(await move(lot, 'DIVERTED', { reason: '再出口', marketCode: 'XD' })).toEqual(
      refusedWith('RETURNED_STAYS_HOME'),
    );
    expect(ruleCodes(await move(lot, 'DIVERTED', { reason: '转内销' }))).toEqual([
      'WORK-COVERAGE',
      'WORK-RESIDUE',
    ]);
    await watchListOf(trade.base, await given.colleague(trade.base, ['ADMINISTRATOR']), 'CN');
    const refused = await move(lot, 'DIVERTED', { reason: '转内销' });
    expect(ruleCodes(refused)).toEqual(['WORK-RESIDUE']);
    for (const { explanation, settledBy } of refused.reasons[0].findings) {
      expect(explanation).toMatch(/the market's limit is not known/);
      expect(settledBy).toMatch(/The base office finds the limit/);
    }
    for (const substance of new Set<string>(
      refused.reasons[0].findings.flatMap(({ evidence }: Answer) =>
        evidence.map(({ field }: Answer) => field),
      ),
    ))
      await limitAtHome(substance, 1_000);
    const diverted = await lots.moved(trade, lot, 'DIVERTED', { reason: '转内销' });
    expect(diverted).toMatchObject({ state: 'DIVERTED', marketCode: 'CN' });
    expect(verdicts(diverted)).toMatchObject({ VARIETY: 'PASS', BRAND: 'PASS', STANDARD: 'PASS' });
    // What only the foreign market demands is not asked of fruit that stays at home.
    expect(findings(diverted, 'XD-JUICE')).toEqual([]);
    expect(await shareOf(lot)).toMatchObject({ marketCode: 'CN', state: 'DIVERTED' });
    const { seasonAccount } = await trade.base.client.run(
      '{ seasonAccount(season: "2025/26") { departures { marketCode lotCount massGrams returnedGrams } } }',
    );
    // Of the lots that left here, this one came back; it still counts as one that left for the foreign market.
    expect(seasonAccount.departures).toEqual([
      { marketCode: 'XD', lotCount: 3, massGrams: 3 * 600_000, returnedGrams: 600_000 },
      { marketCode: 'XD', lotCount: 3, massGrams: 3 * 400_000, returnedGrams: 400_000 },
    ]);
  });
});

it('a recall is not closed by the exporter that opened it', async () => {
  const lot = await lots.joint(trade);
  const recall = (name: string, Input: string): string =>
    `mutation ($input: ${Input}!) { answer: ${name}(input: $input) { __typename ... on RecallPayload { recall { id closedAt } } ... on Refused { reasons { code } } } }`;
  const close = recall('closeRecall', 'CloseRecallInput');
  const opened = await done(trade.exporter, recall('openRecall', 'OpenRecallInput'), {
    batchId: lot.members[0].batchId,
    reason: 'stones',
  });
  const input = { recallId: opened.recall.id, reason: 'never mind' };
  expect(await send(trade.exporter, close, input)).toEqual(refusedWith('RECALL_CLOSED_BY_BASE_OFFICE'));
  expect((await done(trade.base, close, input)).recall.closedAt).not.toBeNull();
});

it('no channel of export leads home', async () => {
  await expect(lots.unities.channel(trade.base, trade.exporter, { marketCode: 'CN' })).rejects.toThrow(
    'CHANNEL_LEADS_HOME',
  );
});
