import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startSeasonApp, type SeasonApp } from '../support/demo.js';
import { collectStatements } from '../support/query-counter.js';

let season: SeasonApp;

beforeAll(async () => {
  season = await startSeasonApp();
});
afterAll(() => season.close());

const LOTS = `query ($first: Int!, $after: String, $filter: LotFilter, $order: LotOrder! = CODE) {
  lots(first: $first, after: $after, filter: $filter, order: $order) {
    edges { node { code state marketCode massGrams openHoldCount countyCodes
      exporter { nameZh nameEn } cooperatives { nameZh countyCode }
      members { batchCode massGrams cartonCount packer { nameZh } inspections { code state verdict body { nameZh } } }
      checks { unity verdict findings { ruleCode verdict explanation } } } }
    pageInfo { hasNextPage endCursor }
  }
}`;
const TRACE = `query ($code: String!) {
  trace(code: $code) {
    start { kind code }
    batches { id code kind depth massGrams holder { nameZh } inspections { code verdict } }
    runs { kind inputGrams outputGrams discardedGrams lossGrams differenceGrams draws { batchId massGrams } }
    plots { code countyCode varietyCode massGrams registrations }
    lots { code state members { batchId massGrams } checks { unity verdict } }
  }
}`;
const sum = (masses: readonly { massGrams: number }[]): number =>
  masses.reduce((total, { massGrams }) => total + massGrams, 0);

/** Statements that read data: the one that finds out who asks is the same for every request. */
async function readsOf(work: () => Promise<unknown>): Promise<string[]> {
  const { statements } = await collectStatements(season, work);
  return statements.filter((statement) => !statement.includes('FROM session s'));
}

describe('the lots page', () => {
  it('costs one statement, whatever the page size and whatever hangs on the lots', async () => {
    const exporter = await season.as('exporter');
    for (const first of [1, 3, 100])
      expect(await readsOf(() => exporter.run(LOTS, { first }))).toHaveLength(1);
  });

  it('does not read what is not asked for', async () => {
    const exporter = await season.as('exporter');
    const [statement] = await readsOf(() => exporter.run('{ lots(first: 5) { edges { node { code } } } }'));
    for (const table of [
      'lot_member',
      'lot_check',
      'inspection',
      'lot_document',
      'lot_transition',
      'lot_release',
      'organisation g',
    ])
      expect(statement).not.toContain(table);
  });

  it('shows members of both counties with their inspections and the four checks', async () => {
    const exporter = await season.as('exporter');
    const { lots } = await exporter.run(LOTS, { first: 1, filter: { codePrefix: 'L2526-01' } });
    const [{ node }] = lots.edges;
    expect(node.countyCodes).toEqual(['500153', '511025']);
    expect(sum(node.members)).toBe(node.massGrams);
    expect(
      node.members.every(
        (member: { inspections: { verdict: string }[] }) => member.inspections[0]?.verdict === 'PASS',
      ),
    ).toBe(true);
    expect(node.checks.map((check: { unity: string }) => check.unity)).toEqual([
      'VARIETY',
      'BRAND',
      'STANDARD',
      'CHANNEL',
    ]);
  });

  it.each([
    [{ states: ['OPEN'] }, (lot: { state: string }) => lot.state === 'OPEN'],
    [{ marketCode: 'TH' }, (lot: { marketCode: string }) => lot.marketCode === 'TH'],
    [{ held: true }, (lot: { openHoldCount: number }) => lot.openHoldCount > 0],
    [{ countyCode: '500153' }, (lot: { countyCodes: string[] }) => lot.countyCodes.includes('500153')],
  ])('filters by %j', async (filter, holds) => {
    const exporter = await season.as('exporter');
    const { lots } = await exporter.run(LOTS, { first: 100, filter });
    const nodes = lots.edges.map((edge: { node: never }) => edge.node);
    expect(nodes.length).toBeGreaterThan(0);
    expect(nodes.every(holds)).toBe(true);
  });

  it.each(['NEWEST', 'DEPARTURE', 'CODE'])(
    'pages by keyset in the order %s without losing or repeating a lot',
    async (order) => {
      const exporter = await season.as('exporter');
      const whole = await exporter.run(LOTS, { first: 100, order });
      const codes: string[] = [];
      for (let after: string | null = null; ;) {
        const {
          lots,
        }: {
          lots: {
            edges: { node: { code: string } }[];
            pageInfo: { hasNextPage: boolean; endCursor: string };
          };
        } = await exporter.run(LOTS, { first: 2, order, after });
        codes.push(...lots.edges.map(({ node }) => node.code));
        if (!lots.pageInfo.hasNextPage) break;
        after = lots.pageInfo.endCursor;
      }
      expect(codes).toEqual(whole.lots.edges.map((edge: { node: { code: string } }) => edge.node.code));
    },
  );

  it('counts only what the caller may see', async () => {
    const count = async (account: string): Promise<number> =>
      (await (await season.as(account)).run('{ lots(first: 1) { totalCount } }')).lots.totalCount;
    const [office, one, two, cooperative] = await Promise.all(
      ['base', 'exporter', 'exporter-two', 'coop-zizhong'].map(count),
    );
    expect(office).toBe(one! + two!);
    expect(cooperative).toBe(0);
  });

  it('refuses a cursor that is not its own, and a page beyond a hundred', async () => {
    const exporter = await season.as('exporter');
    const forged = Buffer.from('["yesterday","nobody"]').toString('base64url');
    for (const variables of [
      { first: 1, after: 'nonsense' },
      { first: 1, after: forged, order: 'NEWEST' },
      { first: 101 },
      { first: 0 },
    ]) {
      const { body } = await exporter.raw(LOTS, variables);
      expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    }
  });
});

describe('a trace', () => {
  it('costs two statements, however long the way was', async () => {
    const exporter = await season.as('exporter');
    for (const code of ['L2526-01', 'P2526-Z01', 'H2526-Z01A'])
      expect(await readsOf(() => exporter.run(TRACE, { code }))).toHaveLength(2);
  });

  it('follows a carton’s batch up to its plots, to the gram, and down to its lot', async () => {
    const { trace } = await (await season.as('exporter')).run(TRACE, { code: 'P2526-Z01' });
    const start = trace.batches.find((batch: { depth: number }) => batch.depth === 0);
    expect(sum(trace.plots)).toBe(start.massGrams);
    expect(trace.lots.map((lot: { code: string }) => lot.code)).toContain('L2526-01');
    expect(trace.batches.map((batch: { kind: string }) => batch.kind)).toEqual(
      expect.arrayContaining(['HARVEST', 'RECEIVED', 'GRADED', 'PACKED']),
    );
    expect(trace.runs.length).toBeGreaterThan(2);
    for (const run of trace.runs)
      expect(run.outputGrams + run.discardedGrams + run.lossGrams + run.differenceGrams).toBe(run.inputGrams);
  });

  it('begins a lot at its members: the plots of both counties add up to its mass', async () => {
    const exporter = await season.as('exporter');
    const { trace } = await exporter.run(TRACE, { code: 'L2526-01' });
    const { lot } = await exporter.run('{ lot(code: "L2526-01") { massGrams } }');
    expect(sum(trace.plots)).toBe(lot.massGrams);
    expect(new Set(trace.plots.map((plot: { countyCode: string }) => plot.countyCode))).toEqual(
      new Set(['500153', '511025']),
    );
  });

  it('shows a contributor its own harvests in a joint lot, and nothing of the others’', async () => {
    const cooperative = await season.as('coop-zizhong');
    const { trace } = await cooperative.run(TRACE, { code: 'L2526-01' });
    expect(trace.lots).toEqual([expect.objectContaining({ code: 'L2526-01', checks: [] })]);
    expect(new Set(trace.plots.map((plot: { countyCode: string }) => plot.countyCode))).toEqual(
      new Set(['511025']),
    );
    expect(new Set(trace.batches.map((batch: { kind: string }) => batch.kind))).toEqual(new Set(['HARVEST']));
  });

  it('shows a packhouse what it packed of a joint lot', async () => {
    const { trace } = await (await season.as('packhouse')).run(TRACE, { code: 'L2526-01' });
    const packed = trace.batches.filter((batch: { depth: number }) => batch.depth === 0);
    expect(packed.length).toBeGreaterThan(0);
    expect(packed.every((batch: { kind: string }) => batch.kind === 'PACKED')).toBe(true);
    expect(sum(trace.lots[0].members)).toBe(sum(trace.plots));
  });

  it('tells the variety that was picked, whatever the plot is planted with since', async () => {
    const varieties = async (code: string) => {
      const { trace } = await (await season.as('exporter')).run(TRACE, { code });
      return Object.fromEntries(
        trace.plots.map((plot: { code: string; varietyCode: string }) => [plot.code, plot.varietyCode]),
      );
    };
    const before = [await varieties('L2526-01'), await varieties('P2526-Z01')];
    expect(before[0]?.['ZZA-01']).not.toBe('MORO');
    const cooperative = await season.as('coop-zizhong');
    const { plots } = await cooperative.run(
      '{ plots(filter: { codePrefix: "ZZA-01" }) { edges { node { id } } } }',
    );
    const input = { requestId: randomUUID(), plotId: plots.edges[0].node.id, varietyCode: 'MORO' };
    const changed = await cooperative.run(
      `mutation ($input: ChangePlotInput!) { changePlot(input: $input) { ... on PlotPayload { plot { code varietyCode } } } }`,
      { input },
    );
    expect(changed.changePlot.plot).toEqual({ code: 'ZZA-01', varietyCode: 'MORO' });
    expect([await varieties('L2526-01'), await varieties('P2526-Z01')]).toEqual(before);
  });

  it('ends where sight ends: nothing for somebody who had no part in it', async () => {
    const { trace } = await (await season.as('exporter-two')).run(TRACE, { code: 'P2526-Z01' });
    expect(trace).toBeNull();
  });
});

describe('a recall', () => {
  it('is seen by those it reaches, and holds what it reached', async () => {
    const { recalls } = await (
      await season.as('exporter')
    ).run('{ recalls(first: 10) { totalCount edges { node { code batchIds lotIds } } } }');
    expect(recalls.edges.length).toBeGreaterThan(0);
    expect(recalls.totalCount).toBe(recalls.edges.length);
    expect(recalls.edges[0].node.lotIds.length).toBeGreaterThan(0);
    const others = await (
      await season.as('coop-rongchang')
    ).run('{ recalls(first: 10) { edges { node { code } } } }');
    expect(others.recalls.edges.length).toBeLessThanOrEqual(recalls.edges.length);
  });
});
