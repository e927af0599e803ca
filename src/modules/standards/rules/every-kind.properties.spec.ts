import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evaluate } from '../domain/evaluate.js';
import type { BatchFacts, Facts, LaboratoryResultFacts, OriginFacts, SprayFacts } from '../domain/facts.js';
import type { Finding } from '../domain/finding.js';
import type { Confidence } from '../domain/rule.js';
import { SAMPLE_AT, sampleRule } from '../domain/sample-facts.js';
import { casesByKind } from './every-kind.cases.js';
import { verdictsByKind } from './every-kind.verdicts.js';
import { eachSubject, type KindCases } from './kind-cases.js';

/** What may be not recorded, by where it stands. */
const OF_ALL = [
  'lot',
  'market',
  'channel',
  'capacities',
  'marketPack',
  'documents',
  'residueFallback',
  'watchList',
];
const OF_BATCH: readonly (keyof BatchFacts)[] = [
  'varietyCode',
  'packedOn',
  'packerId',
  'packerCustomsDistrict',
  'brandClaims',
  'indicationClaims',
  'markedRegistration',
  'qualityClass',
  'sizeCode',
  'origins',
  'measurements',
  'laboratoryResults',
  'inspections',
  'sprays',
  'treatments',
  'openHolds',
  'cartonCount',
  'samples',
  'earlierSamples',
  'selfChecks',
  'certificate',
  'contaminants',
];
const OF_ORIGIN: readonly (keyof OriginFacts)[] = [
  'plotVarietyCode',
  'customsDistrict',
  'ownerId',
  'harvestedOn',
];
/** Of a result; of a limit it is another limit. */
const OF_RESULT: readonly (keyof LaboratoryResultFacts)[] = [
  'testedOn',
  'residueDefinitionKind',
  'residueDefinition',
];
const OF_SPRAY: readonly (keyof SprayFacts)[] = ['substances', 'preharvestIntervalDays', 'label'];

type Forgotten = readonly [where: 'all' | 'batch' | 'origin' | 'spray' | 'result', what: string];

const anyForgotten: fc.Arbitrary<Forgotten> = fc.oneof(
  fc.constantFrom(...OF_ALL).map((what) => ['all', what] as const),
  fc.constantFrom(...OF_BATCH).map((what) => ['batch', what] as const),
  fc.constantFrom(...OF_ORIGIN).map((what) => ['origin', what] as const),
  fc.constantFrom(...OF_SPRAY).map((what) => ['spray', what] as const),
  fc.constantFrom(...OF_RESULT).map((what) => ['result', what] as const),
);

const inEach = <T extends object>(list: readonly T[] | null, what: string): readonly T[] | null =>
  list?.map((each) => ({ ...each, [what]: null })) ?? null;

function without(facts: Facts, [where, what]: Forgotten): Facts {
  const changed = (change: (batch: BatchFacts) => BatchFacts) => ({
    ...facts,
    batches: facts.batches.map(change),
  });
  switch (where) {
    case 'all':
      return { ...facts, [what]: null };
    case 'batch':
      return changed((batch) => ({ ...batch, [what]: null }));
    case 'origin':
      return changed((batch) => ({ ...batch, origins: inEach(batch.origins, what) }));
    case 'result':
      return changed((batch) => ({ ...batch, laboratoryResults: inEach(batch.laboratoryResults, what) }));
    case 'spray':
      return changed((batch) => ({ ...batch, sprays: inEach(batch.sprays, what) }));
  }
}

/** Each list in another order; `seed` decides which. */
const shuffled = (value: unknown, seed: number): unknown => {
  if (Array.isArray(value)) {
    const each = value.map((entry) => shuffled(entry, seed));
    return seed % 2 === 0
      ? each.toReversed()
      : [...each.slice(seed % each.length), ...each.slice(0, seed % each.length)];
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shuffled(each, seed)]));
};

const judge = (
  kind: string,
  { subject, parameters }: KindCases,
  facts: Facts,
  confidence: Confidence = 'confirmed',
): Finding[] => {
  const rule = sampleRule({ kind, subject, parameters, confidence });
  return evaluate({ id: 'v', code: 'V', edition: '1', rules: [rule] }, facts, SAMPLE_AT);
};
const verdicts = (findings: readonly Finding[]) =>
  findings.map(({ subject, verdict }) => `${subject.id} ${verdict}`).toSorted();

const frozen = <T>(value: T): T => {
  if (value !== null && typeof value === 'object') {
    Object.freeze(value);
    for (const each of Object.values(value)) frozen(each);
  }
  return value;
};

const RUNS = { numRuns: 60 };

const CASES = Object.entries(casesByKind).flatMap(([kind, cases]) =>
  eachSubject(cases).map((of) => [kind, of.subject, of] as const),
);

describe.each(CASES)('%s of a %s, whatever is recorded', (kind, _subject, cases) => {
  const start = [cases.pass, cases.fail, cases.missing, cases.notApplicable].filter(
    (facts) => facts !== null,
  );
  const anyFacts = fc
    .tuple(fc.constantFrom(...start), fc.array(anyForgotten, { maxLength: 4 }))
    .map(([facts, forgotten]) => forgotten.reduce(without, facts));

  it('never passes by what is forgotten', () => {
    fc.assert(
      fc.property(anyFacts, anyForgotten, (facts, forgotten) => {
        const before = new Set(
          judge(kind, cases, facts)
            .filter(({ verdict }) => verdict === 'PASS')
            .map(({ subject }) => subject.id),
        );
        for (const { subject, verdict } of judge(kind, cases, without(facts, forgotten)))
          if (verdict === 'PASS') expect(before).toContain(subject.id);
      }),
      RUNS,
    );
  });

  it('gives no verdict but those declared of its kind', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const { verdict } of judge(kind, cases, facts)) expect(verdictsByKind[kind]).toContain(verdict);
      }),
      RUNS,
    );
  });

  it('says the same in whatever order it was recorded, and again', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 0, max: 7 }), (facts, seed) => {
        const found = judge(kind, cases, frozen(facts));
        expect(judge(kind, cases, facts)).toEqual(found);
        expect(verdicts(judge(kind, cases, shuffled(facts, seed) as Facts))).toEqual(verdicts(found));
      }),
      RUNS,
    );
  });

  it('neither passes nor fails by a text that nobody confirmed, and always says what to do', () => {
    fc.assert(
      fc.property(
        anyFacts,
        fc.constantFrom<Confidence>('official', 'secondary', 'unverified'),
        (facts, confidence) => {
          for (const { verdict, nextSteps, explanation } of judge(kind, cases, facts, confidence)) {
            if (confidence !== 'official') expect(['INDETERMINATE', 'NOT_APPLICABLE']).toContain(verdict);
            expect(nextSteps!.length > 0).toBe(verdict === 'FAIL' || verdict === 'INDETERMINATE');
            expect(`${explanation.zh}${explanation.en}`).not.toMatch(/undefined|null|NaN|\[object/);
          }
        },
      ),
      RUNS,
    );
  });
});
