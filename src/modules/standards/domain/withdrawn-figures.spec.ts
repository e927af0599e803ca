import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
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
const sweet: RuleOf = {
  kind: 'ratio',
  parameters: { parameter: 'TSS_ACID_RATIO', of: 'TSS', to: 'TITRATABLE_ACID', minimum: '9' },
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

const ofOneSample = (result: LaboratoryResultFacts): LaboratoryResultFacts => ({
  ...result,
  sampledOn: localDate('2027-01-16'),
});

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
      'and voided, while another was corrected to what it had said: the void counts at once',
      coverage,
      {
        sprays: [sampleSpray({ substances: ['chlorpyrifos'] })],
        laboratoryResults: [late(none)],
        withdrawnResults: [
          withdrawn(none, 'void'),
          { ...withdrawn(belowLoq('imidacloprid', 10)), id: 'signed-2' },
        ],
      },
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
      'in which substance it is of, while another was corrected to what it had been of',
      coverage,
      {
        sprays: [sampleSpray({ substances: ['chlorpyrifos'] })],
        laboratoryResults: [late(none, 'late-2'), late(belowLoq('abamectin', 10))],
        withdrawnResults: [
          withdrawn(none),
          { ...withdrawn(belowLoq('imidacloprid', 10), 'late-2'), id: 'signed-2' },
        ],
      },
      'INDETERMINATE',
      'PASS',
    ],
    [
      'for the worse, while another was corrected to a finer test of the same, which answers nothing yet',
      limit,
      {
        laboratoryResults: [late(ofOneSample(coarse)), late(ofOneSample(none), 'late-2')],
        withdrawnResults: [
          withdrawn(none),
          { ...withdrawn(belowLoq('imidacloprid', 10), 'late-2'), id: 'signed-2' },
        ],
      },
      'INDETERMINATE',
      'PASS',
    ],
    [
      'of a contaminant, in the same way',
      lead,
      {
        contaminants: [
          late(ofOneSample(belowLoq('lead', 500))),
          late(ofOneSample(belowLoq('lead', 10)), 'late-2'),
        ],
        withdrawnContaminants: [
          withdrawn(belowLoq('lead', 10)),
          { ...withdrawn(belowLoq('cadmium', 10), 'late-2'), id: 'signed-2' },
        ],
      },
      'INDETERMINATE',
      'PASS',
    ],
    [
      'of what was measured for the worse, while what it is put beside was corrected for the better',
      sweet,
      {
        measurements: [late(measured('TSS', '13')), late(measured('TITRATABLE_ACID', '1.3'), 'late-2')],
        withdrawnMeasurements: [
          withdrawn(measured('TSS', '10')),
          { ...withdrawn(measured('TITRATABLE_ACID', '1.0'), 'late-2'), id: 'signed-2' },
        ],
      },
      'INDETERMINATE',
      'PASS',
    ],
    [
      'in both values that are put beside each other, to what is as good either way',
      sweet,
      {
        measurements: [late(measured('TSS', '13')), late(measured('TITRATABLE_ACID', '1.0'), 'late-2')],
        withdrawnMeasurements: [
          withdrawn(measured('TSS', '12')),
          { ...withdrawn(measured('TITRATABLE_ACID', '1.1'), 'late-2'), id: 'signed-2' },
        ],
      },
      'PASS',
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

  it('for the worse, while another was corrected for the better, passes in facts kept before as it did', () => {
    const { correctionsApart: _, ...older } = withBatch({
      measurements: [late(measured('TSS', '13')), late(measured('TITRATABLE_ACID', '1.3'), 'late-2')],
      withdrawnMeasurements: [
        withdrawn(measured('TSS', '10')),
        { ...withdrawn(measured('TITRATABLE_ACID', '1.0'), 'late-2'), id: 'signed-2' },
      ],
    });
    expect(judgedBy(sweet, older).verdict).toBe('PASS');
  });

  it('and voided, does not count as the test that a withdrawn spray asks for', () => {
    const sprayed = [sampleSpray({ substances: ['chlorpyrifos'], correctedById: 'void' })];
    const judge = (batch: Partial<BatchFacts>) =>
      judgedBy(coverage, withBatch({ sprays: [], laboratoryResults: [], ...batch }));
    const voided = { withdrawnResults: [withdrawn(none)] };
    expect(judge({ withdrawnSprays: sprayed, laboratoryResults: [none] }).verdict).toBe('PASS');
    expect(judge({ ...voided }).verdict).toBe('PASS');
    const { verdict, nextSteps } = judge({ withdrawnSprays: sprayed, ...voided });
    expect(verdict).toBe('INDETERMINATE');
    expect(nextSteps).toMatchObject([{ by: 'BASE_OFFICE' }]);
    // Agreed to of the spray alone, there is nothing to test for; of the result alone, the spray still asks.
    expect(judge({}).verdict).toBe('PASS');
    expect(judge({ withdrawnSprays: sprayed }).verdict).toBe('INDETERMINATE');
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
