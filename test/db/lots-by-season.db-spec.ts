import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource, type Logger } from 'typeorm';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import type { Member } from '../support/given/index.js';
import type { Trade } from '../support/given/lots.js';
import { tradeScene } from '../support/given/trade-scene.js';
import type { TestApp } from '../support/test-app.js';

/* Twenty seasons of a thousand lots each: more than the base will have for as many years. */

let testApp: TestApp;
let trade: Trade;

beforeAll(async () => {
  const scene = await tradeScene();
  ({ testApp, trade } = scene);
  const { id } = await scene.lots.open(trade);
  const owner = new pg.Client({ connectionString: testApp.database.ownerUrl });
  await owner.connect();
  await owner.query(
    `INSERT INTO lot SELECT (jsonb_populate_record(l, jsonb_build_object(
         'id', overlay(l.id::text PLACING lpad(n::text, 12, '0') FROM 25), 'code', 'MANY-' || n,
         'season', format('20%s/%s', 10 + n / 1000, 11 + n / 1000), 'created_at', l.created_at - (21000 - n) * interval '1 minute',
         'planned_departure_on', make_date(2010 + n / 1000, 11, 1) + n % 200))).*
       FROM lot l CROSS JOIN generate_series(0, 19999) AS n WHERE l.id = $1`,
    [id],
  );
  await owner.query('ANALYZE lot');
  await owner.end();
});
afterAll(() => testApp?.close());

/** Every node of the plan of a page of lots, as the request itself is scoped. */
async function planOf(by: Member, query: string): Promise<Plan[]> {
  const dataSource = testApp.app.get(DataSource);
  const sent: [string, unknown[]][] = [];
  const before = dataSource.logger;
  dataSource.logger = {
    logQuery: (sql: string, params: unknown[] = []) => sent.push([sql, params]),
  } as unknown as Logger;
  const { lots } = await by.client.run(query).finally(() => (dataSource.logger = before));
  expect(lots.edges).toHaveLength(25);
  const [sql, params] = sent.find(([text]) => text.includes('FROM lot l'))!;
  const rows = await testApp.app
    .get(UnitOfWork)
    .read(await by.ctx(), ({ manager }) =>
      manager.query<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>(`EXPLAIN (FORMAT JSON) ${sql}`, params),
    );
  return nodesOf(rows[0]!['QUERY PLAN'][0].Plan);
}

interface Plan {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

describe('a page of the lots of one season among twenty', () => {
  it.each([
    ['NEWEST', 'lot_season_created'],
    ['DEPARTURE', 'lot_season_departure'],
    ['CODE', 'lot_season_code'],
  ])('is read in the order %s by %s, and by nothing else', async (order, index) => {
    const query = `{ lots(filter: { season: "2012/13" }, order: ${order}) { edges { node { code } } } }`;
    const plan = await planOf(trade.base, query);
    const read = plan.filter((each) => each['Relation Name'] === 'lot');
    expect(read.map((each) => each['Index Name'])).toEqual([index]);
    // In that order already: what is sorted above it are the rows of the page, when they are put together.
    const page = plan.find((each) => each['Node Type'] === 'Limit')!;
    expect(nodesOf(page)).toContain(read[0]);
    expect(nodesOf(page).filter((each) => /Sort/.test(each['Node Type']))).toEqual([]);
  });

  it('reads through no table for an exporter, who sees his own', async () => {
    const query = '{ lots(filter: { season: "2012/13" }) { edges { node { code } } } }';
    const plan = await planOf(trade.exporter, query);
    expect(plan.length).toBeGreaterThan(1);
    expect(plan.map((each) => each['Node Type'])).not.toContain('Seq Scan');
  });
});
