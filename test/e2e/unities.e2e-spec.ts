import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANSWERED_401 } from '../support/expectations.js';
import { client } from '../support/graphql-client.js';
import { givenIn, type Given, type Member } from '../support/given/index.js';
import { unityDocuments as documents } from '../support/given/unities.js';
import { counting } from '../support/query-counter.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let testApp: TestApp;
let given: Given;
let exporter: Member;

beforeAll(async () => {
  testApp = await startTestApp();
  given = givenIn(testApp);
  exporter = await given.member('EXPORTER');
});
afterAll(() => testApp?.close());

interface Edge {
  readonly node: { readonly code: string; readonly versionCode: string };
}

interface RulePage {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly Edge[];
}

describe('the reference facts', () => {
  it('are there for anybody signed in, whatever the organisation, and for nobody else', async () => {
    const all = `{ varieties { code } varietyLists { code } brands { code } markets { code } standards { code }
      standardVersions { code } substances { code } bannedSubstances { substance } productIntervals { substance }
      rules { edges { cursor } } residueLimits { edges { cursor } } }`;
    for (const kind of ['COOPERATIVE', 'PROCESSOR', 'INSPECTION_BODY'] as const) {
      const { client: reader } = await given.member(kind, ['VIEWER']);
      const seen = await reader.run<Record<string, unknown[] | { edges: unknown[] }>>(all);
      const rows = Object.entries(seen).map(([field, found]) => [
        field,
        'edges' in found ? found.edges : found,
      ]);
      const empty = rows.filter(([, found]) => found?.length === 0);
      expect(empty).toEqual([]);
    }
    expect(await client(testApp.url).raw('{ varieties { code } }')).toMatchObject(ANSWERED_401);
  });

  it('hold the unified list as an example, with no harvest window that nobody gave', async () => {
    const { varietyLists } = await exporter.client.run(
      `{ varietyLists { code isExample state provenance { confidence } entries { harvestFrom harvestTo variety { code nameZh } } } }`,
    );
    expect(varietyLists).toHaveLength(1);
    const [list] = varietyLists;
    expect(list).toMatchObject({
      isExample: true,
      state: 'PUBLISHED',
      provenance: { confidence: 'UNVERIFIED' },
    });
    expect(list.entries).toContainEqual({
      harvestFrom: null,
      harvestTo: null,
      variety: { code: 'TAROCCO', nameZh: '塔罗科血橙' },
    });
  });

  it('tell what was measured of a variety only with its basis', async () => {
    const { varieties } = await exporter.client.run(
      `{ varieties { code measurements { basis { zh en } figures { parameter value unit } confidence } } }`,
    );
    const tarocco = varieties.find(({ code }: { code: string }) => code === 'TAROCCO');
    expect(tarocco.measurements[0].basis.zh).toContain('资中');
    expect(tarocco.measurements[0].figures).toContainEqual({ parameter: 'TSS', value: '11.8', unit: '%' });
    expect(tarocco.measurements[0].confidence).toBe('SECONDARY');
  });

  it('keep the joint brand and the two protections of 资中血橙 apart', async () => {
    const { brands } = await exporter.client.run(
      `{ brands { code kind nameZh areaCountyCode areaConfidence provenance { confidence } } }`,
    );
    expect(brands).toEqual([
      {
        code: 'JOINT',
        kind: 'JOINT',
        nameZh: '川渝血橙联合品牌（示例）',
        areaCountyCode: null,
        areaConfidence: null,
        provenance: { confidence: 'UNVERIFIED' },
      },
      {
        code: 'ZIZHONG-BLOOD-ORANGE',
        kind: 'GEOGRAPHICAL_INDICATION',
        nameZh: '资中血橙',
        areaCountyCode: '511025',
        areaConfidence: 'SECONDARY',
        provenance: { confidence: 'OFFICIAL' },
      },
      expect.objectContaining({
        code: 'ZIZHONG-BLOOD-ORANGE-MARK',
        nameZh: '资中血橙',
        areaCountyCode: null,
      }),
    ]);
  });

  it('know the bans of a day', async () => {
    const bansOn = async (on: string): Promise<string[]> => {
      const { bannedSubstances } = await exporter.client.run(
        `query ($on: LocalDate) { bannedSubstances(on: $on) { act substance } }`,
        { on },
      );
      return bannedSubstances.map(
        ({ act, substance }: { act: string; substance: string }) => `${act} ${substance}`,
      );
    };
    const eve = await bansOn('2026-05-31');
    const day = await bansOn('2026-06-01');
    expect(day.filter((ban) => !eve.includes(ban))).toEqual(
      ['aldicarb', 'carbofuran', 'methomyl', 'omethoate'].map((substance) => `MOA-2023-12-25 ${substance}`),
    );
  });

  it('give a limit in mg/kg, with its source', async () => {
    const { residueLimits } = await exporter.client.run(documents.residueLimits, {
      filter: { marketCode: 'EU', substance: 'imidacloprid', on: '2026-01-15' },
    });
    expect(residueLimits.totalCount).toBe(1);
    expect(residueLimits.edges[0].node).toMatchObject({
      mgPerKg: 0.9,
      level: 'COMMODITY',
      substanceName: { zh: '吡虫啉' },
      provenance: { confidence: 'SECONDARY', edition: '(EU) 2021/1881', validFrom: '2022-05-16' },
    });
    const before = { filter: { marketCode: 'EU', substance: 'imidacloprid', on: '2022-05-15' } };
    expect((await exporter.client.run(documents.residueLimits, before)).residueLimits.edges).toEqual([]);
  });
});

describe('markets', () => {
  it.each([
    ['before anything is known', '2019-12-31', null],
    ['on the first day of the ban', '2020-01-06', 'CLOSED'],
    ['in 2021', '2021-06-01', 'CLOSED'],
    ['on the last day of the ban', '2022-02-02', 'CLOSED'],
    ['on the day after', '2022-02-03', 'OPEN'],
    ['in 2023', '2023-06-01', 'OPEN'],
  ])('Russia %s', async (_, on, status) => {
    const seen = await exporter.client.run(documents.marketStatus, { marketCode: 'RU', on });
    expect(seen.marketStatus?.status ?? null).toBe(status);
  });

  it('hold nothing of the demonstration', async () => {
    const { markets } = await exporter.client.run('{ markets { code isFictional } }');
    expect(markets.filter(({ isFictional }: { isFictional: boolean }) => isFictional)).toEqual([]);
    const asked = { marketCode: 'XD', on: '2026-01-15' };
    expect(await exporter.client.run(documents.marketRequirements, asked)).toEqual({
      marketRequirements: null,
    });
  });

  const requirements = async (marketCode: string, on: string) =>
    (await exporter.client.run(documents.marketRequirements, { marketCode, on })).marketRequirements;

  it('tell an exporter what they ask, in the order of the way, each rule with source and confidence', async () => {
    const thailand = await requirements('TH', '2026-01-15');
    expect(thailand).toMatchObject({
      on: '2026-01-15',
      market: { code: 'TH' },
      status: { status: 'OPEN' },
      residueFallback: { kind: 'UNIFORM', mgPerKg: 0.01 },
    });
    expect(thailand.pack.missing.length).toBeGreaterThan(0);
    const stages = ['HARVEST', 'PACK', 'DECLARE', 'LOAD', 'DEPART', 'ARRIVE'];
    const places = thailand.rules.map(({ stage }: { stage: string }) => stages.indexOf(stage));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const orchard = thailand.rules.find(({ code }: { code: string }) => code === 'TH-ORCHARD');
    expect(orchard).toMatchObject({
      unity: 'CHANNEL',
      marketCode: 'TH',
      canSettle: false,
      provenance: {
        confidence: 'SECONDARY',
        source: { document: expect.stringContaining('Thai Department of Agriculture') },
      },
    });
  });

  it('ask by law what is advice elsewhere, from the day of the edition on', async () => {
    const codes = async (market: string, on: string) =>
      (await requirements(market, on)).rules
        .filter(({ code }: { code: string }) => code.startsWith('EU-JUICE'))
        .map(({ code, effect }: { code: string; effect: string }) => `${code} ${effect}`);
    expect(await codes('EU', '2024-12-31')).toEqual([]);
    expect(await codes('EU', '2025-01-01')).toEqual(['EU-JUICE LEGAL']);
    expect(await codes('TH', '2025-01-01')).toEqual(['EU-JUICE-ADVICE ADVICE']);
  });
});

describe('rules', () => {
  it('come in pages that hold every rule once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { rules }: { rules: RulePage } = await exporter.client.run(documents.rules, { first: 20, after });
      seen.push(...rules.edges.map(({ node }: Edge) => `${node.versionCode}/${node.code}`));
      after = rules.pageInfo.hasNextPage ? rules.pageInfo.endCursor : null;
      expect(rules.totalCount).toBeGreaterThanOrEqual(seen.length);
    } while (after);
    const { rules } = await exporter.client.run('{ rules { totalCount } }');
    expect(seen).toHaveLength(rules.totalCount);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('can be narrowed down to what matters to one market at one stage', async () => {
    const filter = {
      marketCode: 'EU',
      unity: 'STANDARD',
      stage: 'PACK',
      effect: 'LEGAL',
      confidence: 'OFFICIAL',
    };
    const { rules } = await exporter.client.run(documents.rules, { first: 100, filter });
    const nodes = rules.edges.map(({ node }: Edge) => node);
    expect(rules.totalCount).toBe(nodes.length);
    expect(nodes.map(({ code }: { code: string }) => code)).toContain('EU-JUICE');
    for (const rule of nodes) {
      expect(rule).toMatchObject({ unity: 'STANDARD', stage: 'PACK', effect: 'LEGAL', canSettle: true });
      expect([null, 'EU']).toContain(rule.marketCode);
    }
  });

  it('are read with their standards and editions in a handful of statements', async () => {
    const asked = '{ standards { code isExample versions { code state rules { code canSettle } } } }';
    const { standards } = await exporter.client.run(asked);
    const working = standards.find(({ code }: { code: string }) => code === 'CHENGYUAN-WORKING');
    expect(working.versions).toHaveLength(1);
    expect(working.versions[0].rules.length).toBeGreaterThan(10);
    // Who asks, the standards, their versions, their rules.
    expect(await counting(testApp, () => exporter.client.run(asked))).toBeLessThanOrEqual(4);
  });
});

describe('malformed questions', () => {
  it('takes no day that does not exist', async () => {
    const { body } = await exporter.client.raw(documents.marketStatus, {
      marketCode: 'RU',
      on: '2026-02-30',
    });
    expect(body.errors[0].message).toContain('expected a day as YYYY-MM-DD');
  });

  it('takes no cursor that was not given', async () => {
    const { body } = await exporter.client.raw(documents.rules, { after: 'somewhere' });
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });
});
