import { describe, expect, it } from '@jest/globals';
import type { BatchFacts, LaboratoryResultFacts, MeasurementFacts } from './facts.js';
import type { Verdict } from './finding.js';
import type { Rule } from './rule.js';
import { belowLoq, measured, sampleSpray, tested, withBatch } from './sample-facts.js';
import { judgedBy } from './sample-judge.js';

type RuleOf = Partial<Rule> & Pick<Rule, 'kind'>;
const limit: RuleOf = { kind: 'residue-limit', stage: 'DECLARE' };
const coverage: RuleOf = { kind: 'residue-coverage', stage: 'DECLARE' };
const juice: RuleOf = {
  kind: 'number-in-range',
  parameters: { parameter: 'JUICE_CONTENT', minimum: '30', unit: '%' },
};
const lead: RuleOf = {
  kind: 'contaminant-limit',
  parameters: { contaminant: 'lead', maximum: '0.1', unit: 'mg/kg' },
};

type Figure = LaboratoryResultFacts | MeasurementFacts;
/** One that was signed and that `correctedById` took the place of. */
const withdrawn = <T extends Figure>(figure: T, correctedById = 'late'): T => ({
  ...figure,
  id: 'signed',
  correctedById,
});
/** Its correction, or the correction of that. */
const late = <T extends Figure>(figure: T, id = 'late'): T => ({ ...figure, id, awaitsAgreement: true });

// What is not listed may hold 0.01 mg/kg in the sample's market; all of these are not listed.
const high = tested('chlorpyrifos', 500);
const higher = tested('chlorpyrifos', 900);
const none = belowLoq('chlorpyrifos', 10);
const coarse = belowLoq('chlorpyrifos', 50);

describe('a signed figure that was corrected', () => {
  it.each<[string, RuleOf, Partial<BatchFacts>, Verdict, Verdict]>([
    // what, the rule, what is recorded; while it waits, once it was agreed to
    [
      'from a residue above the limit to none',
      limit,
      { laboratoryResults: [late(none)], withdrawnResults: [withdrawn(high)] },
      'INDETERMINATE',
      'PASS',
    ],
    [
      'from a residue above the limit to a lower one that is above it too',
      limit,
      { laboratoryResults: [late(high)], withdrawnResults: [withdrawn(higher)] },
      'FAIL',
      'FAIL',
    ],
    [
      'from none to a residue above the limit',
      limit,
      { laboratoryResults: [late(high)], withdrawnResults: [withdrawn(none)] },
      'FAIL',
      'FAIL',
    ],
    [
      'from one method to another, both of which see the limit',
      limit,
      { laboratoryResults: [late(none)], withdrawnResults: [withdrawn(belowLoq('chlorpyrifos', 5))] },
      'PASS',
      'PASS',
    ],
    [
      'from a method that cannot see the limit to one that does',
      limit,
      { laboratoryResults: [late(none)], withdrawnResults: [withdrawn(coarse)] },
      'INDETERMINATE',
      'PASS',
    ],
    [
      'twice: what was said between counts too',
      limit,
      {
        laboratoryResults: [late(none, 'last')],
        withdrawnResults: [
          withdrawn(none),
          { ...withdrawn(high, 'last'), id: 'late', awaitsAgreement: true },
        ],
      },
      'INDETERMINATE',
      'PASS',
    ],
    [
      'and voided, with nothing else tested',
      limit,
      { laboratoryResults: [], withdrawnResults: [withdrawn(high)] },
      'INDETERMINATE',
      'INDETERMINATE',
    ],
    [
      'and voided, though it spoke for the fruit',
      limit,
      { laboratoryResults: [], withdrawnResults: [withdrawn(none)] },
      'INDETERMINATE',
      'INDETERMINATE',
    ],
    [
      'and voided, beside one that passes',
      limit,
      { laboratoryResults: [belowLoq('imidacloprid', 10)], withdrawnResults: [withdrawn(high)] },
      'INDETERMINATE',
      'PASS',
    ],
    [
      'in which substance it is of, to one that had to be tested for',
      coverage,
      {
        sprays: [sampleSpray({ substances: ['chlorpyrifos'] })],
        laboratoryResults: [late(none)],
        withdrawnResults: [withdrawn(belowLoq('imidacloprid', 10))],
      },
      'INDETERMINATE',
      'PASS',
    ],
    [
      'of what was measured, for the better',
      juice,
      {
        measurements: [late(measured('JUICE_CONTENT', '48'))],
        withdrawnMeasurements: [withdrawn(measured('JUICE_CONTENT', '4.8'))],
      },
      'INDETERMINATE',
      'PASS',
    ],
    [
      'of what was measured, for the worse',
      juice,
      {
        measurements: [late(measured('JUICE_CONTENT', '4.8'))],
        withdrawnMeasurements: [withdrawn(measured('JUICE_CONTENT', '48'))],
      },
      'FAIL',
      'FAIL',
    ],
    [
      'of a contaminant',
      lead,
      { contaminants: [late(belowLoq('lead', 10))], withdrawnContaminants: [withdrawn(tested('lead', 300))] },
      'INDETERMINATE',
      'PASS',
    ],
  ])('%s', (_, rule, batch, waiting, agreed) => {
    expect(judgedBy(rule, withBatch(batch)).verdict).toBe(waiting);
    expect(judgedBy(rule, withBatch(asAgreed(batch))).verdict).toBe(agreed);
  });

  it('says so, with what it would be otherwise and the step for the base office', () => {
    const finding = judgedBy(
      limit,
      withBatch({ laboratoryResults: [late(none)], withdrawnResults: [withdrawn(high)] }),
    );
    expect(finding.explanation.en).toMatch(
      /^A figure of a signed inspection was corrected or voided and the base office has not agreed; without that: .* found at 0\.5 mg\/kg/,
    );
    expect(finding.explanation.zh).toMatch(/^签字后检验数值的更正、作废未经基地办公室同意/);
    expect(finding.nextSteps).toMatchObject([{ by: 'BASE_OFFICE' }]);
    expect(finding.evidence).toContainEqual(expect.objectContaining({ id: 'signed', value: '0.5' }));
  });
});

/** The same facts as they are gathered once all was agreed to. */
function asAgreed({
  withdrawnResults: _,
  withdrawnMeasurements: __,
  withdrawnContaminants: ___,
  ...batch
}: Partial<BatchFacts>): Partial<BatchFacts> {
  return {
    ...batch,
    ...(batch.measurements ? { measurements: batch.measurements.map(agreedTo) } : {}),
    ...(batch.laboratoryResults ? { laboratoryResults: batch.laboratoryResults.map(agreedTo) } : {}),
    ...(batch.contaminants ? { contaminants: batch.contaminants.map(agreedTo) } : {}),
  };
}

const agreedTo = <T extends Figure>({ awaitsAgreement: _, ...figure }: T) => figure;
