import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import {
  CONFIDENCES,
  EFFECTS,
  RULE_SUBJECTS,
  STAGES,
  UNITIES,
} from '../src/modules/standards/domain/rule.js';
import { readDemoTables, readReferenceTables, rowKey, rowProblems, TABLE_NAMES } from './reference-tables.js';
import { schemas } from './schemas.js';
import { standardVersions } from './standard-versions.js';

const directory = fileURLToPath(new URL('.', import.meta.url));
const tables = readReferenceTables(directory);
const demo = readDemoTables(directory);
const [first] = tables['market-status'];
if (!first) throw new Error('there are rows');

it('every file is a table, and every table a file', () => {
  const files = readdirSync(directory).filter(
    (file) => file.endsWith('.json') && file !== 'demo-market.json',
  );
  expect(files.toSorted()).toEqual(TABLE_NAMES.map((name) => `${name}.json`).toSorted());
  // No market's watch list was read yet; the table says so by being empty.
  const filled = TABLE_NAMES.filter((name) => name !== 'watch-lists');
  for (const name of filled) expect(tables[name].length).toBeGreaterThan(0);
});

describe('what the reader refuses', () => {
  it.each<[string, object, string]>([
    [
      'a word outside the closed list of confidence',
      { confidence: 'sure' },
      'confidence must be one of official',
    ],
    ['a day that does not exist', { validFrom: '2026-02-29' }, 'validFrom must be an existing day'],
    [
      'a period that ends before it begins',
      { validFrom: '2026-02-02', validTo: '2026-02-01' },
      'validTo lies before',
    ],
    ['a field nobody knows', { surprise: 1 }, 'no field is called surprise'],
    ['a field left out', { status: undefined }, 'status must be one of OPEN, CLOSED'],
    [
      'a source without its document',
      { source: { document: ' ', clause: null, url: null } },
      'names the document',
    ],
    ['a source with another field', { source: { ...first.source, page: 1 } }, 'source must be'],
    ['a text in one language only', { note: { zh: '一' } }, 'note must be a text in zh and en or null'],
  ])('%s', (_, changes, message) => {
    expect(rowProblems('market-status', [{ ...first, ...changes }]).join('\n')).toContain(message);
  });

  it('the same key twice', () => {
    expect(rowProblems('market-status', [first, first])).toEqual([
      expect.stringContaining('stands there twice'),
    ]);
  });

  it('rows that are no list', () => {
    expect(rowProblems('market-status', {})).toEqual(['market-status: rows must be a list']);
    expect(rowProblems('market-status', ['x'])).toEqual(['market-status row 1: must be an object']);
  });

  it('nothing of the row it was given unchanged', () => {
    expect(rowProblems('market-status', [first])).toEqual([]);
  });
});

it('uses the words the evaluator knows', () => {
  const { fields } = schemas.rules;
  for (const [check, words] of [
    [fields.confidence, CONFIDENCES],
    [fields.unity, UNITIES],
    [fields.subject, RULE_SUBJECTS],
    [fields.stage, STAGES],
    [fields.effect, EFFECTS],
  ] as const) {
    expect(check.expected).toBe(`one of ${words.join(', ')}`);
  }
});

describe.each([
  ['what ships', tables, tables],
  ['the demonstration', demo, { ...tables, markets: [...tables.markets, ...demo.markets] }],
])('%s names only what is there', (_, set, all) => {
  const codes = (rows: readonly { code: string | number }[]) => new Set(rows.map(({ code }) => String(code)));
  const markets = codes(all.markets);
  const substances = codes(all.substances);
  const regions = codes(all.regions);

  it('markets', () => {
    const named = [
      ...['market-status', 'market-packs', 'residue-limits', 'residue-fallbacks', 'watch-lists'].flatMap(
        (name) => set[name as 'market-packs'].map(({ market }) => market),
      ),
      ...set.rules.flatMap(({ market, exceptMarkets }) => [
        ...(market === null ? [] : [market]),
        ...exceptMarkets,
      ]),
    ];
    expect(named.filter((market) => !markets.has(market))).toEqual([]);
  });

  it('substances', () => {
    const named = [...set['banned-substances'], ...set['product-intervals'], ...set['residue-limits']];
    expect(named.map(({ substance }) => substance).filter((each) => !substances.has(each))).toEqual([]);
  });

  it('varieties, lists and regions', () => {
    const entries = set['variety-list-entries'];
    expect(entries.filter(({ variety }) => !codes(all.varieties).has(variety))).toEqual([]);
    expect(entries.filter(({ list }) => !codes(set['variety-lists']).has(list))).toEqual([]);
    expect(set.regions.filter(({ parent }) => parent !== null && !regions.has(parent))).toEqual([]);
    expect(
      set['customs-districts'].flatMap(({ counties }) => counties).filter((code) => !regions.has(code)),
    ).toEqual([]);
  });

  it('standards', () => {
    expect(standardVersions(set, ({ code }) => code).flatMap(({ rules }) => rules)).toHaveLength(
      set.rules.length,
    );
  });
});

describe('facts that must not drift', () => {
  it('43 towns stand under the two counties of the base', () => {
    const towns = (county: string) =>
      tables.regions.filter(({ level, parent }) => level === 'TOWN' && parent === county);
    expect([towns('500153').length, towns('511025').length]).toEqual([21, 22]);
  });

  it.each(
    tables.rules.filter(({ kind }) => kind === 'banned-substance').map((rule) => [rule.code, rule] as const),
  )('%s bans what its act lists, from the same day', (code, rule) => {
    const rows = tables['banned-substances'].filter(({ act }) => `BAN-${act}` === code);
    expect(rule.parameters['substances']).toEqual(rows.map(({ substance }) => substance));
    expect(new Set(rows.map(({ validFrom }) => validFrom))).toEqual(new Set([rule.validFrom]));
    expect(new Set(rows.map(({ confidence }) => confidence))).toEqual(new Set([rule.confidence]));
  });

  it('four substances are banned since 2026-06-01', () => {
    const banned = tables['banned-substances'].filter(({ validFrom }) => validFrom === '2026-06-01');
    expect(banned.map(({ substance }) => substance).toSorted()).toEqual([
      'aldicarb',
      'carbofuran',
      'methomyl',
      'omethoate',
    ]);
  });

  it('every EU size code overlaps its neighbours and none is below the minimum', () => {
    const codes = tables['eu-size-codes'];
    expect(codes.map(({ code }) => code)).toEqual([...Array(14).keys()]);
    for (const { minMillimetres, maxMillimetres } of codes)
      expect(minMillimetres).toBeLessThan(maxMillimetres);
    expect(Math.min(...codes.map(({ minMillimetres }) => minMillimetres))).toBe(53);
  });

  it('no interval and no Thai condition is passed off as confirmed', () => {
    const rows = [
      ...tables['product-intervals'],
      ...tables.rules.filter(({ market }) => market === 'TH'),
      ...tables['market-packs'],
      ...tables['residue-limits'].filter(({ market }) => market === 'EU' || market === 'KR'),
    ];
    expect(new Set(rows.map(({ confidence }) => confidence))).toEqual(new Set(['secondary']));
  });

  it('each definition of a residue says of which kind it is, and where the table gives none neither is said', () => {
    const kinds = Map.groupBy(tables['residue-limits'], (row) => row.residueDefinitionKind);
    for (const { residueDefinition } of kinds.get(null) ?? []) expect(residueDefinition).toBeNull();
    for (const { residueDefinition } of kinds.get('SUM') ?? [])
      expect(residueDefinition).toMatch(/\bsum of /);
    for (const { substance, residueDefinition } of kinds.get('SUBSTANCE') ?? [])
      expect(residueDefinition?.startsWith(substance)).toBe(true);
    expect([kinds.get('SUM')?.length, kinds.get('SUBSTANCE')?.length, kinds.has('OTHER')]).toEqual([
      6,
      3,
      false,
    ]);
  });

  it('nothing that ships says the base office confirmed it', () => {
    for (const name of TABLE_NAMES) {
      for (const row of tables[name])
        expect([name, rowKey(name, row), row.confidence]).not.toContain('confirmed');
    }
  });
});

describe('the fictional market', () => {
  it('says in every row that it is a demonstration', () => {
    for (const name of TABLE_NAMES) {
      for (const { source } of demo[name])
        expect(source.document).toBe('示范资料，非真实规定 / demonstration only');
    }
    for (const { title } of [...demo.standards, ...demo.rules, ...demo['variety-lists']]) {
      expect(title.zh).toContain('示范');
      expect(title.en).toContain('DEMONSTRATION');
    }
  });

  it('exists nowhere but in its own file', () => {
    expect(JSON.stringify(tables)).not.toContain('"XD"');
    expect(tables.markets.filter(({ kind }) => kind === 'FICTIONAL')).toEqual([]);
    expect(demo.markets.map(({ kind }) => kind)).toEqual(['FICTIONAL']);
  });

  it('takes no key that a shipped row has, but for the customs districts, which it takes as confirmed and says so', () => {
    const told = ({ code, name, counties }: (typeof demo)['customs-districts'][number]) => [
      code,
      name,
      counties,
    ];
    expect(demo['customs-districts'].map(told)).toEqual(tables['customs-districts'].map(told));
    for (const name of TABLE_NAMES.filter((each) => each !== 'customs-districts')) {
      const keys = new Set(tables[name].map((row) => rowKey(name, row)));
      expect(demo[name].map((row) => rowKey(name, row)).filter((key) => keys.has(key))).toEqual([]);
    }
  });
});
