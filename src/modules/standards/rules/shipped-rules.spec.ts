import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readDemoTables, readReferenceTables } from '../../../../reference/reference-tables.js';
import { standardVersions } from '../../../../reference/standard-versions.js';
import { localDate } from '../../../kernel/local-date.js';
import { QUALITY_CLASSES } from '../../../kernel/quality-class.js';
import { combine, evaluate, evaluateAll } from '../domain/evaluate.js';
import type { BatchFacts, Facts } from '../domain/facts.js';
import type { Finding } from '../domain/finding.js';
import { CODED, type Coded } from '../domain/named-codes.js';
import { settles, UNITIES, type Rule, type StandardVersion } from '../domain/rule.js';
import {
  SAMPLE_AT,
  sampleBatch,
  sampleFacts,
  sampleTreatment,
  tested,
  withBatch,
} from '../domain/sample-facts.js';
import { sampleLabel } from '../domain/sample-labels.js';
import { casesByKind } from './every-kind.cases.js';
import { ruleKinds } from './index.js';

const directory = fileURLToPath(new URL('../../../../reference', import.meta.url));
const reference = readReferenceTables(directory);
const demo = readDemoTables(directory);
const idOf = ({ code }: { code: string }) => `${code}-1`;
const shipped = standardVersions(reference, idOf);
const withDemo = [...shipped, ...standardVersions(demo, idOf)];
const rules = withDemo.flatMap((version) => version.rules);

const alone = (rule: Rule): StandardVersion => ({
  id: rule.versionId,
  code: 'S',
  edition: '1',
  rules: [rule],
});
const gate = (facts: Facts, unity: string) =>
  combine(
    evaluateAll(withDemo, facts, { ...SAMPLE_AT, stage: 'LOAD' }).filter((each) => each.unity === unity),
  );

/** What is there to be judged of some fruit only: sent to a packhouse of another customs district, treated after harvest. */
const SELDOM = [
  withBatch({ packerCustomsDistrict: 'CHONGQING' }),
  withBatch({ treatments: [sampleTreatment()] }),
];

/** What a rule by itself says of the cases of its kind, and of what is there of some fruit only, where it passes or fails. */
function decidedBy(rule: Rule): Finding[] {
  const cases = casesByKind[rule.kind];
  if (!cases) throw new Error(`no cases for ${rule.kind}`);
  return [cases.pass, cases.fail, cases.missing, cases.notApplicable, ...SELDOM]
    .flatMap((each) => {
      if (!each) return [];
      const facts = { ...each, market: rule.market ?? each.market };
      return evaluate(alone(rule), facts, { ...SAMPLE_AT, stage: 'ARRIVE' });
    })
    .filter(({ verdict }) => verdict === 'PASS' || verdict === 'FAIL');
}

describe.each(rules.map((rule) => [rule.code, rule] as const))('%s', (_, rule) => {
  it('is of a known kind that can judge its subject with its parameters', () => {
    const kind = ruleKinds.get(rule.kind);
    expect(kind?.subjects).toContain(rule.subject);
    expect(() => kind?.prepare(rule.parameters)).not.toThrow();
  });

  it('passes or fails only if its text was read or confirmed', () => {
    for (const finding of decidedBy(rule))
      expect([rule.confidence, finding.confidence].map(settles)).toEqual([true, true]);
  });
});

it('the rules that decide nothing are these, whose texts nobody has confirmed, and no others', () => {
  const silent = rules.filter((rule) => decidedBy(rule).length === 0);
  expect(silent.map(({ code }) => code).toSorted()).toEqual([
    'BAN-MOA-FULL-2011',
    'BLE-RED-FLESH',
    'EU-PHYTOSANITARY',
    'EXAMPLE-ANTHOCYANIN',
    'EXAMPLE-DEFECTS',
    'EXAMPLE-PACKAGE-COUNT',
    'EXAMPLE-SIZE-I',
    'EXAMPLE-TSS',
    'EXAMPLE-TSS-ACID',
    'EXAMPLE-TSS-ACID-EXTRA',
    'EXAMPLE-TSS-EXTRA',
    'GI-ZIZHONG-ORIGIN',
    'GI-ZIZHONG-USER',
    'KZ-ARSENIC',
    'KZ-LEAD',
    'ORDER-91-ORCHARD',
    'ORDER-91-PACKHOUSE',
    'ORDER-91-SELF-CHECK',
    'ORDER-91-SUPPLY-RELATION',
    'PRACTICE-COMMERCIAL-INVOICE',
    'PRACTICE-PACKING-LIST',
    'PRACTICE-SALES-CONTRACT',
    'RU-ARSENIC',
    'RU-LEAD',
    'TH-FOOD-SAFETY',
    'TH-FRUIT-FLY-AREA',
    'TH-MARKED-REGISTRATION',
    'TH-MARKS',
    'TH-ORCHARD',
    'TH-PACKHOUSE',
    'TH-PHYTOSANITARY',
    'TH-SINGLE-REGISTRATION',
  ]);
  expect(silent).toEqual(rules.filter(({ confidence }) => !settles(confidence)));
});

/** What the tables that ship call by a code, and what a packhouse can give as a class. */
const CODES: Readonly<Record<Coded, readonly string[]>> = {
  SUBSTANCE: reference.substances.map(({ code }) => code),
  INDICATION: reference['geographical-indications'].map(({ code }) => code),
  AREA: reference.regions.flatMap(({ code, level }) => (['COUNTY', 'TOWN'].includes(level) ? [code] : [])),
  PEST: reference.pests.map(({ code }) => code),
  CLASS: QUALITY_CLASSES,
};

it('no rule that ships or may be adopted names a code that nothing has', () => {
  const all = [...rules, ...reference['adoptable-rules']];
  const named = all.flatMap(({ kind, parameters }) => ruleKinds.get(kind)?.codesIn(parameters) ?? []);
  expect(CODED.filter((of) => named.some((each) => each.of === of))).toEqual(CODED);
  expect(named.filter(({ of, code }) => !CODES[of].includes(code))).toEqual([]);
});

describe('what may be adopted by contract', () => {
  it.each(reference['adoptable-rules'].map((row) => [row.code, row] as const))(
    '%s is of a known kind that judges a batch with its parameters, and is no rule yet',
    (code, { kind, parameters, confidence }) => {
      expect(ruleKinds.get(kind)?.subjects).toContain('BATCH');
      expect(() => ruleKinds.get(kind)?.prepare(parameters)).not.toThrow();
      expect(settles(confidence)).toBe(false);
      expect(rules.map((rule) => rule.code)).not.toContain(code);
    },
  );
});

describe('the shipped set', () => {
  it('holds at least three rules of each unity', () => {
    for (const unity of UNITIES) {
      expect(
        shipped.flatMap((each) => each.rules).filter((rule) => rule.unity === unity).length,
      ).toBeGreaterThanOrEqual(3);
    }
  });

  it('has no gating rule for every market that nothing but a confirmation could pass, save those that seldom apply', () => {
    const stuck = shipped
      .flatMap((each) => each.rules)
      .filter((rule) => rule.market === null && rule.effect !== 'ADVICE' && !settles(rule.confidence));
    // Judged only where the name is claimed, or where a substance of the list was used.
    expect(stuck.map(({ code }) => code)).toEqual([
      'BAN-MOA-FULL-2011',
      'GI-ZIZHONG-ORIGIN',
      'GI-ZIZHONG-USER',
    ]);
  });

  it('carries the size codes and package counts over from their tables, whole', () => {
    const parametersOf = (code: string) => rules.find((rule) => rule.code === code)?.parameters;
    const codes = reference['eu-size-codes'].map(({ code, minMillimetres, maxMillimetres }) => [
      String(code),
      { minimum: String(minMillimetres), maximum: String(maxMillimetres) },
    ]);
    expect(codes).toHaveLength(14);
    for (const code of ['EU-SIZE-CODE', 'EU-SIZE-CODE-ADVICE'])
      expect(parametersOf(code)).toEqual({ codes: Object.fromEntries(codes), tolerance: '10' });
    const [table] = reference['package-counts'];
    expect(parametersOf('EXAMPLE-PACKAGE-COUNT')).toEqual({ steps: table?.steps });
  });

  it('repeats each EU rule as advice elsewhere, never twice for one lot', () => {
    const european = (market: string) =>
      evaluateAll(shipped, sampleFacts({ market }), SAMPLE_AT).filter(
        ({ versionId }) => versionId === 'EU-2023-2429-1',
      );
    expect(european('EU').length).toBeGreaterThan(0);
    expect(european('EU').every(({ effect }) => effect === 'LEGAL')).toBe(true);
    expect(european('TH').map(({ ruleCode }) => ruleCode.replace('-ADVICE', ''))).toEqual(
      european('EU').map(({ ruleCode }) => ruleCode),
    );
    expect(european('TH').every(({ effect }) => effect === 'ADVICE')).toBe(true);
  });
});

describe('a lot for the fictional market, of which everything is recorded', () => {
  const facts = withBatch({ indicationClaims: [] });
  it.each(UNITIES)('passes the check of %s up to loading', (unity) => {
    expect(gate(facts, unity)).toBe('PASS');
  });

  const broken: [string, Facts, string, string][] = [
    [
      'a residue above the limit',
      withBatch({ indicationClaims: [], laboratoryResults: [tested('imidacloprid', 900)] }),
      'STANDARD',
      'FAIL',
    ],
    [
      'a residue without a limit',
      withBatch({ indicationClaims: [] }, { residueLimits: [], residueFallback: null }),
      'STANDARD',
      'INDETERMINATE',
    ],
    [
      'a dip that nobody tested for',
      withBatch({ indicationClaims: [], treatments: [sampleTreatment()] }),
      'STANDARD',
      'INDETERMINATE',
    ],
    [
      'treatments that nobody spoke of',
      withBatch({ indicationClaims: [], treatments: null }),
      'STANDARD',
      'INDETERMINATE',
    ],
    [
      'a market whose watch list is not on record',
      withBatch({ indicationClaims: [] }, { watchList: null }),
      'STANDARD',
      'INDETERMINATE',
    ],
    ['pale flesh', withBatch({ indicationClaims: [], measurements: pale() }), 'STANDARD', 'FAIL'],
    [
      'an unregistered plot',
      { ...facts, registrations: facts.registrations.filter(({ kind }) => kind === 'PACKHOUSE') },
      'CHANNEL',
      'FAIL',
    ],
    [
      'a licence that ended',
      { ...facts, licences: facts.licences.map((each) => ({ ...each, validTo: localDate('2026-12-31') })) },
      'BRAND',
      'FAIL',
    ],
    [
      'a variety not on the list',
      withBatch({ indicationClaims: [], varietyCode: 'MORO' }),
      'VARIETY',
      'FAIL',
    ],
  ];
  it.each(broken)('with %s does not', (_, changed, unity, verdict) => {
    expect(gate(changed, unity)).toBe(verdict);
    for (const other of UNITIES.filter((each) => each !== unity)) expect(gate(changed, other)).toBe('PASS');
  });

  it('may not carry the name of Zizhong on fruit of both counties', () => {
    const origins = sampleBatch().origins ?? [];
    const mixed = [
      ...origins,
      ...origins.map((each) => ({ ...each, townCode: '500153112', countyCode: '500153' })),
    ];
    expect(gate(withBatch({ origins: mixed }), 'BRAND')).toBe('FAIL');
  });
});

describe('the marks that the EU asks for', () => {
  const marksOf = (changes: Partial<BatchFacts>) =>
    evaluateAll(shipped, withBatch(changes, { market: 'EU' }), SAMPLE_AT)
      .filter(({ kind }) => kind === 'label-marks')
      .map(({ ruleCode, verdict }) => [ruleCode, verdict]);
  const five = [sampleLabel({ marks: ['PACKER', 'VARIETY', 'ORIGIN', 'CLASS', 'SIZE'] })];

  it('are five where nothing was applied after harvest, and six where something was', () => {
    expect(marksOf({ labels: five })).toEqual([
      ['EU-MARKS', 'PASS'],
      ['EU-MARKS-TREATED', 'NOT_APPLICABLE'],
    ]);
    const treatments = [sampleTreatment()];
    expect(marksOf({ labels: five, treatments })).toContainEqual(['EU-MARKS-TREATED', 'FAIL']);
    expect(marksOf({ treatments })).toContainEqual(['EU-MARKS-TREATED', 'PASS']);
    expect(marksOf({ treatments: null })).toContainEqual(['EU-MARKS-TREATED', 'INDETERMINATE']);
  });
});

describe('a lot for a real market', () => {
  it.each(reference.markets.map(({ code }) => code))(
    '%s: its channel is never passed on texts nobody confirmed',
    (market) => {
      const facts: Facts = {
        ...withBatch({ indicationClaims: [] }),
        market,
        marketPack: packOf(market),
        channel: { id: 'c', market, exporterId: 'exporter', openFrom: localDate('2026-09-01'), openTo: null },
        marketStatus: statusOf(market),
        registrations: sampleFacts().registrations.map((each) => ({ ...each, markets: [market] })),
      };
      expect(gate(facts, 'CHANNEL')).toBe('INDETERMINATE');
    },
  );
});

function pale() {
  return (sampleBatch().measurements ?? []).map((each) =>
    each.parameter === 'RED_FLESH_SHARE' ? { ...each, value: '0' as typeof each.value } : each,
  );
}

function packOf(market: string): Facts['marketPack'] {
  const row = reference['market-packs'].find((each) => each.market === market);
  if (!row) return null;
  return {
    edition: row.edition ?? '',
    validFrom: null,
    validTo: null,
    source: row.source,
    confidence: row.confidence,
    missing: row.missing,
  };
}

function statusOf(market: string): Facts['marketStatus'] {
  return reference['market-status']
    .filter((each) => each.market === market)
    .map(({ status, validFrom, validTo, source, confidence }) => ({
      status,
      validFrom: validFrom === null ? null : localDate(validFrom),
      validTo: validTo === null ? null : localDate(validTo),
      source,
      confidence,
    }));
}
