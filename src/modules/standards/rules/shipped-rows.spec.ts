import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readReferenceTables, rowKey, TABLE_NAMES } from '../../../../reference/reference-tables.js';
import type { Dated, ReferenceTables, TableName } from '../../../../reference/rows.js';
import { addDays, localDate, type LocalDate } from '../../../kernel/local-date.js';
import { microgramsPerKg } from '../../../kernel/residue.js';
import { evaluate } from '../domain/evaluate.js';
import type { Facts } from '../domain/facts.js';
import type { Finding, Verdict } from '../domain/finding.js';
import { fallbackKind, marketKnowledge, type MarketRows } from '../domain/market-knowledge.js';
import { settles, weakest, type Confidence, type Rule } from '../domain/rule.js';
import {
  belowLoq,
  SAMPLE_AT,
  sampleFacts,
  sampleOrigin,
  sampleRule,
  sampleTreatment,
  tested,
  withBatch,
} from '../domain/sample-facts.js';

/*
 * Only what is official or confirmed can PASS or FAIL. Rules are walked by `shipped-rules.spec.ts`; here it is every other row that
 * ships. A row that a kind looks at is put into facts where everything else is confirmed, so that nothing but the row can keep
 * the kind from deciding; and with the row said to be official it does decide, or the case would prove nothing.
 */

const reference = readReferenceTables(fileURLToPath(new URL('../../../../reference', import.meta.url)));

type RowOf<T extends TableName> = ReferenceTables[T][number];
interface Case {
  readonly rule: Pick<Rule, 'kind'> & Partial<Rule>;
  readonly facts: Facts;
}
/** The cases in which a kind rests on the row; none where even an official row like it decides nothing. */
type Consulted<T extends TableName> = (row: RowOf<T>) => readonly Case[];
/** The rules that carry the row in their parameters, which are as far to be trusted as it is and no further. */
interface Carried<T extends TableName> {
  readonly carriedBy: (row: RowOf<T>) => readonly { readonly confidence: Confidence }[];
  /** Where what they carry is known less well than the row. */
  readonly trust?: (row: RowOf<T>) => Confidence;
}
/** Why no verdict rests on such a row. */
type Aside = { readonly aside: string };

const day = (value: string | null): LocalDate | null => (value === null ? null : localDate(value));
const source = { document: 'confirmed', clause: null, url: null };

/** A day on which a row applies: its first, or its last, or that of the sample. */
function dayOf({ validFrom, validTo }: Dated): LocalDate {
  const [from, to] = [day(validFrom), day(validTo)];
  if (from !== null && from > SAMPLE_AT.date) return from;
  return to !== null && to < SAMPLE_AT.date ? to : SAMPLE_AT.date;
}

const knowing = (rows: Partial<MarketRows>, on: LocalDate): Partial<Facts> =>
  marketKnowledge({ statuses: [], limits: [], fallbacks: [], packs: [], watchLists: [], ...rows }, on);

const found = (substance: string, on: LocalDate, micrograms: number, more: Partial<Facts>): Case => ({
  rule: { kind: 'residue-limit' },
  facts: withBatch({ laboratoryResults: [{ ...tested(substance, micrograms), testedOn: on }] }, more),
});

const ofLimit: Consulted<'residue-limits'> = (row) => {
  const on = dayOf(row);
  const { validFrom, validTo, confidence, substance, limitMicrogramsPerKg: limit, ...rest } = row;
  const shipped = {
    ...rest,
    substance,
    confidence,
    versionCode: null,
    limitMicrogramsPerKg: microgramsPerKg(limit),
  };
  const limits = [{ ...shipped, validFrom: day(validFrom), validTo: day(validTo) }];
  const market = { market: row.market, ...knowing({ limits }, on) };
  const applied = { ...sampleTreatment(), substances: [substance], performedOn: on };
  return [
    found(substance, on, limit + 1, market),
    found(substance, on, limit, market),
    {
      rule: { kind: 'residue-limit' },
      facts: withBatch({ laboratoryResults: [{ ...belowLoq(substance, limit), testedOn: on }] }, market),
    },
    ...(row.atLoq
      ? [
          {
            rule: { kind: 'residue-limit' },
            facts: withBatch({ laboratoryResults: [], treatments: [applied] }, market),
          },
        ]
      : []),
  ];
};

const ofFallback: Consulted<'residue-fallbacks'> = (row) => {
  const on = dayOf(row);
  const { kind, limitMicrogramsPerKg: limit, listComplete, confidence } = row;
  const shipped = {
    versionCode: null,
    validFrom: day(row.validFrom),
    validTo: day(row.validTo),
    defaultMicrogramsPerKg: limit === null ? null : microgramsPerKg(limit),
    mustNotBeDetected: kind === 'NOT_DETECTED',
    listComplete,
    source,
    confidence,
  };
  expect(fallbackKind(shipped)).toBe(kind);
  const market = { market: row.market, ...knowing({ fallbacks: [shipped] }, on) };
  // Another list, or an assessment of the case, is nothing to reckon with; nor is "must not be detected" without the whole list.
  if (limit === null) return [];
  const cases = [found('imidacloprid', on, limit, market)];
  return listComplete ? [...cases, found('imidacloprid', on, limit + 1, market)] : cases;
};

const leavingOn = (facts: Facts, on: LocalDate): Facts => ({
  ...facts,
  lot: { ...facts.lot!, plannedDeparture: on, departedOn: on },
});

const ofStatus: Consulted<'market-status'> = (row) => {
  const on = dayOf(row);
  const { market, status, confidence } = row;
  const statuses = [
    {
      status,
      source,
      confidence,
      validFrom: day(row.validFrom),
      validTo: day(row.validTo),
      versionCode: null,
    },
  ];
  const facts = leavingOn(sampleFacts({ market, ...knowing({ statuses }, on) }), on);
  return [{ rule: { kind: 'market-open', subject: 'LOT' }, facts }];
};

const ofPack: Consulted<'market-packs'> = (row) => {
  const on = dayOf(row);
  const { market, confidence } = row;
  const packOf = (missing: MarketRows['packs'][number]['missing']) => ({
    edition: row.edition ?? market,
    validFrom: day(row.validFrom),
    validTo: day(row.validTo),
    source,
    confidence,
    missing,
    versionCode: null,
  });
  // A pack with its gaps decides nothing, whoever read it; without them it would.
  return [packOf([]), packOf(row.missing)].map((pack) => ({
    rule: { kind: 'market-pack-confirmed', subject: 'LOT' as const },
    facts: leavingOn(sampleFacts({ market, ...knowing({ packs: [pack] }, on) }), on),
  }));
};

const listed = (
  confidence: Confidence,
  entries: Facts['varietyLists'][number]['entries'],
): Partial<Facts> => ({
  varietyLists: [{ edition: 'E', validFrom: null, validTo: null, confidence, entries }],
});

const ofList: Consulted<'variety-lists'> = ({ confidence }) =>
  ['TAROCCO', 'MORO'].map((varietyCode) => ({
    rule: { kind: 'variety-listed' },
    facts: withBatch(
      { varietyCode },
      listed(confidence, [{ varietyCode: 'TAROCCO', harvestFrom: null, harvestTo: null }]),
    ),
  }));

const ofEntry: Consulted<'variety-list-entries'> = (row) => {
  const { variety: varietyCode, confidence } = row;
  const batch = { varietyCode, origins: [sampleOrigin({ plotVarietyCode: varietyCode })] };
  // No shipped entry gives a window yet; one that does is no better known than the entry.
  const windows = [
    [row.harvestFrom ?? '01-01', row.harvestTo ?? '12-31'],
    [row.harvestFrom ?? '06-01', row.harvestTo ?? '06-30'],
  ] as const;
  return [
    {
      rule: { kind: 'variety-listed' },
      facts: withBatch(
        batch,
        listed('confirmed', [{ varietyCode, harvestFrom: null, harvestTo: null, confidence }]),
      ),
    },
    ...windows.map(([harvestFrom, harvestTo]) => ({
      rule: { kind: 'harvest-window' },
      facts: withBatch(batch, listed('confirmed', [{ varietyCode, harvestFrom, harvestTo, confidence }])),
    })),
  ];
};

const ofDistrict: Consulted<'customs-districts'> = ({ code, counties, confidence }) => {
  const elsewhere = { code: 'ELSEWHERE', counties: ['999999'], confidence: 'confirmed' as const };
  const customsDistricts = [{ code, counties, confidence }, elsewhere];
  const crossing = (from: string, to: string) => ({
    packerCustomsDistrict: to,
    origins: [sampleOrigin({ customsDistrict: from })],
  });
  const certificate = {
    id: 'd',
    kind: 'SUPPLY_CERTIFICATE',
    subject: { type: 'LOT' as const, id: 'lot-1' },
    number: 'S',
    issuedOn: localDate('2027-01-16'),
    validTo: null,
  };
  const parameters = { document: 'SUPPLY_CERTIFICATE', on: 'SUBJECT', when: 'OTHER_CUSTOMS_DISTRICT' };
  return [crossing(code, 'ELSEWHERE'), crossing('ELSEWHERE', code)].flatMap((batch) =>
    [[certificate], []].map((documents) => ({
      rule: { kind: 'document-present', subject: 'LOT' as const, parameters },
      facts: withBatch(batch, { customsDistricts, documents }),
    })),
  );
};

const ofWatchList: Consulted<'watch-lists'> = (row) => {
  const { substances, confidence, edition } = row;
  const list = { edition, validFrom: day(row.validFrom), validTo: day(row.validTo), source, confidence };
  const facts = withBatch({ sprays: [], treatments: [] }, { watchList: [{ ...list, substances }] });
  return [{ rule: { kind: 'residue-coverage' }, facts }];
};

const rules = reference.rules;
const carrying = (kind: string, names: (parameters: Readonly<Record<string, unknown>>) => boolean) =>
  rules.filter((rule) => rule.kind === kind && names(rule.parameters));

/** For every table that ships, what rests on its rows. A new table does not compile until somebody has decided. */
const TABLES: { readonly [T in TableName]: Consulted<T> | Carried<T> | Aside } = {
  'residue-limits': ofLimit,
  'residue-fallbacks': ofFallback,
  'market-status': ofStatus,
  'market-packs': ofPack,
  'variety-lists': ofList,
  'variety-list-entries': ofEntry,
  'customs-districts': ofDistrict,
  'watch-lists': ofWatchList,
  'banned-substances': {
    carriedBy: ({ act }) => rules.filter(({ code }) => code === `BAN-${act}`),
  },
  'eu-size-codes': { carriedBy: () => carrying('size-range', () => true) },
  'package-counts': { carriedBy: () => carrying('package-count-plan', () => true) },
  'geographical-indications': {
    carriedBy: ({ code }) =>
      ['geographical-indication-origin', 'geographical-indication-user'].flatMap((kind) =>
        carrying(kind, ({ indication }) => indication === code),
      ),
    trust: ({ confidence, areaConfidence }) => weakest([confidence, areaConfidence ?? 'unverified']),
  },
  standards: { carriedBy: ({ code }) => rules.filter(({ standard }) => standard === code) },
  rules: { aside: 'walked by shipped-rules.spec.ts' },
  'adoptable-rules': { aside: 'no rules before somebody adopts them; walked by shipped-rules.spec.ts' },
  'measurement-methods': { aside: 'told to people on worksheets' },
  'sampling-standards': {
    aside:
      'where the tables in domain/sampling were read; a plan is as far to be trusted as they (plan-sample.spec.ts)',
  },
  'compliance-certificate': { aside: 'told to people; the rules on certificates cite clauses of their own' },
  'product-intervals': { aside: 'told to people; intervals are those of confirmed labels' },
  regions: { aside: 'places by code' },
  varieties: { aside: 'varieties by code and name' },
  markets: { aside: 'markets by code and name; whether one is open is market-status' },
  substances: { aside: 'substances by code and name' },
  pests: { aside: 'pests by code and name; the status of an area is recorded and confirmed by people' },
};

const judged = ({ rule, facts }: Case): Finding[] =>
  evaluate(
    { id: 'v', code: 'V', edition: '1', rules: [sampleRule(rule)] },
    facts,
    // Long after whatever the case is about, so that no stage is still to come.
    { stage: 'ARRIVE', date: addDays(SAMPLE_AT.date, 1) },
  );
const verdictsOf = (cases: readonly Case[]): Verdict[] =>
  cases.flatMap((each) => judged(each).map(({ verdict }) => verdict));
const decided = (verdicts: readonly Verdict[]): Verdict[] =>
  verdicts.filter((verdict) => verdict === 'PASS' || verdict === 'FAIL');

interface Walked {
  readonly row: Dated;
  readonly casesOf: (confidence: Confidence) => readonly Case[];
}

function walked<T extends TableName>(name: T): Walked[] {
  const how = TABLES[name];
  if (typeof how !== 'function') return [];
  return reference[name].map((row) => ({
    row,
    casesOf: (confidence) => how({ ...row, confidence }),
  }));
}

describe.each(TABLE_NAMES.filter((name) => typeof TABLES[name] === 'function'))('%s', (name) => {
  const rows = walked(name).map((each) => [rowKey(name, each.row), each] as const);
  const open = rows.filter(([, { row }]) => !settles(row.confidence));

  it('has rows to walk, or none at all', () => {
    expect(rows.length > 0).toBe(reference[name].length > 0);
  });

  if (open.length > 0)
    it.each(open)('%s decides nothing', (_, { row, casesOf }) => {
      expect(decided(verdictsOf(casesOf(row.confidence)))).toEqual([]);
    });

  if (rows.length > 0)
    it('would decide if its rows were official, so that the above can fail', () => {
      const mute = rows.filter(([, { casesOf }]) => {
        const cases = casesOf('official');
        return cases.length > 0 && decided(verdictsOf(cases)).length === 0;
      });
      expect(mute.map(([key]) => key)).toEqual([]);
      const all = rows.flatMap(([, { casesOf }]) => decided(verdictsOf(casesOf('official'))));
      expect(all.length).toBeGreaterThan(0);
    });
});

describe('rows that rules carry in their parameters', () => {
  const carried = TABLE_NAMES.flatMap((name) => carriers(name));

  it.each(carried)('%s: %s is trusted no further than it', (_, __, row, confidences) => {
    // A rule that is less trusted than its row is only more careful.
    expect(weakest([...confidences, row])).toBe(weakest(confidences.length > 0 ? confidences : [row]));
  });

  it('are carried by rules, so that the above can fail', () => {
    expect(new Set(carried.filter(([, , , found_]) => found_.length > 0).map(([name]) => name))).toEqual(
      new Set([
        'banned-substances',
        'eu-size-codes',
        'package-counts',
        'geographical-indications',
        'standards',
      ]),
    );
  });
});

function carriers<T extends TableName>(name: T): [T, string, Confidence, Confidence[]][] {
  const how = TABLES[name];
  if (typeof how === 'function' || !('carriedBy' in how)) return [];
  return reference[name].map((row) => [
    name,
    rowKey(name, row),
    how.trust?.(row) ?? row.confidence,
    how.carriedBy(row).map(({ confidence }) => confidence),
  ]);
}
