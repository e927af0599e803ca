import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { instant } from '../../src/kernel/instant.js';
import { kg } from '../../src/kernel/mass.js';
import { refusedWith } from '../support/expectations.js';
import { batchDocuments } from '../support/given/batches.js';
import { givenIn, ZIZHONG, type Given, type Member } from '../support/given/index.js';
import { send, type Answer } from '../support/given/send.js';
import { startTestApp, TestClock, type TestApp } from '../support/test-app.js';

let testApp: TestApp;
let given: Given;
let base: Member;
let packhouse: Member;
const sellers: Member[] = [];

beforeAll(async () => {
  testApp = await startTestApp({ clock: new TestClock(instant('2026-01-30T01:00:00.000Z')) });
  given = givenIn(testApp);
  base = await given.member('BASE_OFFICE');
  packhouse = await given.member('PACKHOUSE');
  for (let i = 0; i < 3; i += 1)
    sellers.push(await given.member(await given.organisation('COOPERATIVE', { county: ZIZHONG })));
});
afterAll(() => testApp?.close());

async function sold(by: Member, kilograms: number, settlement: object): Promise<Answer> {
  const [seller, buyer] = [await given.member(by.organisation), await given.member(packhouse.organisation)];
  const { id: plotId } = await given.plot(seller, { town: '511025123' });
  const harvest = await given.harvest(seller, plotId, kilograms, { consignedToId: buyer.organisationId });
  return send(buyer, batchDocuments.receiveBatch, {
    batchId: harvest.id,
    ticket: { number: randomUUID().slice(0, 8), grossGrams: kg(kilograms + 10), tareGrams: kg(10) },
    weighedAt: '2026-01-21T02:00:00.000Z',
    settlement,
  });
}

const QUERY = `query ($season: String, $asKnownAt: Instant) { settlementSums(season: $season, asKnownAt: $asKnownAt) {
  season countyCode varietyCode currency receiptCount leftOutCount massGrams amount } }`;
/** Asked by somebody who has just signed in, since sessions end while the clock goes on. */
const sums = async (season: string | null = null, asKnownAt: string | null = null): Promise<Answer[]> => {
  const { client } = await given.member(base.organisation);
  return (await client.run(QUERY, { season, asKnownAt })).settlementSums;
};
const GROUP = { season: '2025/26', countyCode: ZIZHONG, varietyCode: 'TAROCCO', currency: 'CNY' };

describe('sums of what fruit fetched', () => {
  it('keep one receipt in one currency', async () => {
    const mixed = await sold(sellers[0]!, 10, { pricePerKg: '1.00 USD', advance: '1 CNY' });
    expect(mixed).toEqual(refusedWith('CURRENCIES_DIFFER'));
  });

  it('are for the base office alone, also for who asks the database', async () => {
    for (const other of [packhouse, sellers[0]!]) {
      const { body } = await other.client.raw(QUERY);
      expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    }
    const ctx = await packhouse.ctx();
    const asked = testApp.app
      .get(UnitOfWork)
      .read(ctx, ({ manager }) => manager.query(`SELECT * FROM settlement_sums(NULL, '2026-03-03T00:00Z')`));
    await expect(asked).rejects.toThrow('sums are for the base office');
  });

  it('take money and seasons only as they are written', async () => {
    const { body } = await base.client.raw(QUERY, { season: '2025' });
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    for (const pricePerKg of ['6.205 CNY', '6.20', '-1.00 CNY', 620]) {
      const { body: refusal } = await packhouse.client.raw(batchDocuments.receiveBatch, {
        input: {
          requestId: randomUUID(),
          batchId: randomUUID(),
          ticket: { number: 'T', grossGrams: 2, tareGrams: 1 },
          weighedAt: '2026-01-21T02:00:00.000Z',
          settlement: { pricePerKg },
        },
      });
      expect(refusal.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  it('show no price while fewer than three sold, nor in a month that goes on', async () => {
    await sold(sellers[0]!, 100, { pricePerKg: '6.20 CNY', advance: '100 CNY' });
    await sold(sellers[0]!, 100, { pricePerKg: '6.20 CNY' });
    await sold(sellers[1]!, 200, { pricePerKg: '5.00 CNY' });
    await sold(sellers[0]!, 10, { pricePerKg: '1.00 USD' });
    const hidden = { ...GROUP, receiptCount: 0, leftOutCount: 3, massGrams: null, amount: null };
    const dollars = { ...hidden, currency: 'USD', leftOutCount: 1 };
    expect(await sums()).toEqual([hidden, dollars]);
    await sold(sellers[2]!, 300, { pricePerKg: '0.33 CNY' });
    expect(await sums()).toEqual([{ ...hidden, leftOutCount: 4 }, dollars]);
  });

  it('add up when the month is over, exactly, and leave out what came alone since', async () => {
    testApp.clock.set(instant('2026-02-02T01:00:00.000Z'));
    // 1,240.00 + 1,000.00 + 99.00
    const told = { ...GROUP, receiptCount: 4, leftOutCount: 0, massGrams: kg(700), amount: '2339.00 CNY' };
    expect((await sums('2025/26'))[0]).toEqual(told);
    expect(await sums('2024/25')).toEqual([]);
    await sold(sellers[1]!, 50, { pricePerKg: '9.99 CNY' });
    testApp.clock.set(instant('2026-03-03T01:00:00.000Z'));
    expect((await sums())[0]).toEqual({ ...told, leftOutCount: 1 });
    // As it was known: on 1 February without February's sale, on 30 January with no month over.
    expect((await sums(null, '2026-02-01T00:00:00.000Z'))[0]).toEqual(told);
    expect((await sums(null, '2026-01-30T01:00:00.000Z'))[0]).toMatchObject({
      receiptCount: 0,
      leftOutCount: 4,
      amount: null,
    });
    expect(await sums(null, '2026-01-01T00:00:00.000Z')).toEqual([]);
  });
});
