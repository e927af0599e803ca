import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { withDeclined } from './corrected.js';
import type { BatchFacts, Facts, LaboratoryResultFacts, MeasurementFacts, SprayFacts } from './facts.js';
import type { Verdict } from './finding.js';
import { both, failed, notApplicable, passed, undecided } from './judgement.js';
import type { Rule } from './rule.js';
import {
  belowLoq,
  measured,
  sampleCoverage,
  sampleFacts,
  sampleSpray,
  sampleTreatment,
  tested,
  withBatch,
} from './sample-facts.js';
import { judgedBy } from './sample-judge.js';

type RuleOf = Partial<Rule> & Pick<Rule, 'kind'>;
const limit: RuleOf = { kind: 'residue-limit', stage: 'DECLARE' };
const coverage: RuleOf = { kind: 'residue-coverage', stage: 'DECLARE' };
const ban: RuleOf = { kind: 'banned-substance', parameters: { substances: ['omethoate'] } };
const interval: RuleOf = { kind: 'preharvest-interval' };
const applications: RuleOf = { kind: 'applications-per-season', parameters: { per: 'PRODUCT' } };
const juice: RuleOf = {
  kind: 'number-in-range',
  parameters: { parameter: 'JUICE_CONTENT', minimum: '30', unit: '%' },
};
const lead: RuleOf = {
  kind: 'contaminant-limit',
  parameters: { contaminant: 'lead', maximum: '0.1', unit: 'mg/kg' },
};

const made = (verdict: Verdict) => {
  const text = both(verdict, verdict);
  switch (verdict) {
    case 'PASS':
      return passed(text);
    case 'FAIL':
      return failed(text);
    case 'INDETERMINATE':
      return undecided(text, []);
    case 'NOT_APPLICABLE':
      return notApplicable(text);
  }
};

describe('a correction that was declined', () => {
  it.each<[Verdict, Verdict, Verdict, RegExp]>([
    // with it, without it, in the end, and what is said of it
    ['PASS', 'FAIL', 'FAIL', /^The base office declined a correction or voiding, so that what it withdrew/],
    ['PASS', 'INDETERMINATE', 'INDETERMINATE', /^The base office declined/],
    ['INDETERMINATE', 'FAIL', 'FAIL', /^The base office declined/],
    ['NOT_APPLICABLE', 'FAIL', 'FAIL', /^The base office declined/],
    ['FAIL', 'PASS', 'FAIL', /^A correction or voiding that the base office declined still counts against/],
    ['INDETERMINATE', 'PASS', 'INDETERMINATE', /still counts against the fruit/],
    ['FAIL', 'INDETERMINATE', 'FAIL', /still counts against the fruit/],
    ['FAIL', 'FAIL', 'FAIL', /^FAIL$/],
    ['PASS', 'PASS', 'PASS', /^PASS$/],
    ['NOT_APPLICABLE', 'PASS', 'NOT_APPLICABLE', /^NOT_APPLICABLE$/],
  ])('with it %s, without it %s: %s', (recorded, undone, verdict, en) => {
    const { verdict: found, explanation } = withDeclined(made(recorded), made(undone));
    expect(found).toBe(verdict);
    expect(explanation.en).toMatch(en);
    expect(explanation.zh).toMatch(/^(基地办公室.*(照计|才能免除)：)?[A-Z_]+$/);
  });

  it('speaks more against the fruit where it would fail than where something is only missing', () => {
    const warned = { ...made('INDETERMINATE'), wouldFail: true as const };
    expect(withDeclined(made('INDETERMINATE'), warned).wouldFail).toBe(true);
    expect(withDeclined(warned, made('INDETERMINATE')).wouldFail).toBe(true);
  });
});

type Figure = LaboratoryResultFacts | MeasurementFacts;
/** One that was signed and that `correctedById` took the place of, which was declined. */
const back = <T extends Figure>(figure: T, correctedById = 'late'): T => ({
  ...figure,
  id: 'signed',
  correctedById,
  isWithdrawalDeclined: true,
});
/** Its correction. */
const declined = <T extends Figure>(figure: T, id = 'late'): T => ({ ...figure, id, isDeclined: true });
/** A correction of that one, which waits again, and what it withdrew. */
const again = <T extends Figure>(figure: T): T => ({ ...figure, id: 'again', awaitsAgreement: true });
const between = <T extends Figure>(figure: T): T => ({
  ...figure,
  id: 'late',
  correctedById: 'again',
  isDeclined: true,
});

const sweet: RuleOf = {
  kind: 'ratio',
  parameters: { parameter: 'TSS_ACID_RATIO', of: 'TSS', to: 'TITRATABLE_ACID', minimum: '9' },
};
const acid = measured('TITRATABLE_ACID', '1.0');

// What is not listed may hold 0.01 mg/kg in the sample's market; all of these are not listed.
const high = tested('chlorpyrifos', 500);
const none = belowLoq('chlorpyrifos', 10);
const finer = belowLoq('chlorpyrifos', 5);
const coarse = belowLoq('chlorpyrifos', 50);
const other = belowLoq('imidacloprid', 10);
const sprayed = [sampleSpray({ substances: ['chlorpyrifos'] })];

describe('a signed figure whose correction was declined', () => {
  it.each<[string, RuleOf, Partial<BatchFacts>, Verdict]>([
    [
      'from a residue above the limit to none fails the fruit as it was signed',
      limit,
      { laboratoryResults: [declined(none)], withdrawnResults: [back(high)] },
      'FAIL',
    ],
    [
      'from none to a residue above the limit fails it all the same: one person takes no evidence away',
      limit,
      { laboratoryResults: [declined(high)], withdrawnResults: [back(none)] },
      'FAIL',
    ],
    [
      'from one method to a finer one, both of which see the limit, harms nobody',
      limit,
      { laboratoryResults: [declined(finer)], withdrawnResults: [back(none)] },
      'PASS',
    ],
    [
      'from a method that cannot see the limit to one that does leaves it open',
      limit,
      { laboratoryResults: [declined(none)], withdrawnResults: [back(coarse)] },
      'INDETERMINATE',
    ],
    [
      'twice, with a finer method between: that answers nothing',
      limit,
      {
        laboratoryResults: [declined(finer, 'last')],
        withdrawnResults: [
          back(coarse),
          { ...declined(none), correctedById: 'last', isWithdrawalDeclined: true },
        ],
      },
      'INDETERMINATE',
    ],
    [
      'twice, with a residue above the limit between: what was said and taken back counts',
      limit,
      {
        laboratoryResults: [declined(none, 'last')],
        withdrawnResults: [
          back(none),
          { ...declined(high), correctedById: 'last', isWithdrawalDeclined: true },
        ],
      },
      'FAIL',
    ],
    [
      'is a void of a residue above the limit: it was found',
      limit,
      { laboratoryResults: [other], withdrawnResults: [back(high, 'void')] },
      'FAIL',
    ],
    [
      'is a void of the only test: that speaks against the fruit as before',
      coverage,
      { sprays: sprayed, laboratoryResults: [other], withdrawnResults: [back(none, 'void')] },
      'INDETERMINATE',
    ],
    [
      'names another substance: it is no test of that one',
      coverage,
      { sprays: sprayed, laboratoryResults: [declined(none)], withdrawnResults: [back(other)] },
      'INDETERMINATE',
    ],
    [
      'names another substance, beside a void of the test of that one, which is none either',
      coverage,
      {
        sprays: sprayed,
        laboratoryResults: [declined(none)],
        withdrawnResults: [back(none, 'void'), { ...back(other), id: 'signed-2' }],
      },
      'INDETERMINATE',
    ],
    [
      'of what was measured, for the better',
      juice,
      {
        measurements: [declined(measured('JUICE_CONTENT', '48'))],
        withdrawnMeasurements: [back(measured('JUICE_CONTENT', '4.8'))],
      },
      'FAIL',
    ],
    [
      'of what was measured, for the worse',
      juice,
      {
        measurements: [declined(measured('JUICE_CONTENT', '4.8'))],
        withdrawnMeasurements: [back(measured('JUICE_CONTENT', '48'))],
      },
      'FAIL',
    ],
    [
      'of a contaminant',
      lead,
      { contaminants: [declined(belowLoq('lead', 10))], withdrawnContaminants: [back(tested('lead', 300))] },
      'FAIL',
    ],
    [
      'and that was corrected again counts until the base office has agreed to that',
      limit,
      { laboratoryResults: [again(none)], withdrawnResults: [back(high), between(none)] },
      'FAIL',
    ],
    [
      'for the better, and that was corrected again, counts where two values are put beside each other too',
      sweet,
      {
        measurements: [again(measured('TSS', '13')), acid],
        withdrawnMeasurements: [back(measured('TSS', '8')), between(measured('TSS', '13'))],
      },
      'FAIL',
    ],
    [
      'and that was corrected again, harms nobody where each of the values is as good',
      sweet,
      {
        measurements: [again(measured('TSS', '13')), acid],
        withdrawnMeasurements: [back(measured('TSS', '12')), between(measured('TSS', '11'))],
      },
      'PASS',
    ],
    [
      'for the worse, and that was corrected back, waits for the base office',
      limit,
      { laboratoryResults: [again(none)], withdrawnResults: [back(none), between(high)] },
      'INDETERMINATE',
    ],
  ])('%s', (_, rule, batch, verdict) => {
    expect(judgedBy(rule, withBatch(batch)).verdict).toBe(verdict);
  });

  it('is told with what counts, and nothing waits for the base office', () => {
    const { explanation, evidence, nextSteps } = judgedBy(
      limit,
      withBatch({ laboratoryResults: [declined(none)], withdrawnResults: [back(high)] }),
    );
    expect(explanation.en).toMatch(/^The base office declined a correction.*: .*found at 0\.5 mg\/kg/);
    expect(explanation.zh).toMatch(/^基地办公室对更正或作废不予同意，原记录照计：/);
    expect(evidence).toContainEqual(expect.objectContaining({ id: 'signed', value: '0.5' }));
    expect(nextSteps?.map(({ by }) => by)).not.toContain('BASE_OFFICE');
  });

  it('leaves other corrections waiting', () => {
    const facts = withBatch({
      laboratoryResults: [declined(finer), { ...other, id: 'late-2', awaitsAgreement: true }],
      withdrawnResults: [
        back(none),
        { ...tested('imidacloprid', 900_000), id: 'signed-2', correctedById: 'late-2' },
      ],
    });
    expect(judgedBy(limit, facts)).toMatchObject({
      verdict: 'INDETERMINATE',
      nextSteps: [expect.objectContaining({ by: 'BASE_OFFICE' })],
    });
  });
});

const withdrawn = (changes: Partial<SprayFacts> = {}, correctedById = 'void-1') =>
  sampleSpray({ id: 'spray-0', correctedById, isWithdrawalDeclined: true, ...changes });

// Picked on 2027-01-12.
describe('a spray or a treatment whose withdrawal was declined', () => {
  it.each<[string, RuleOf, Partial<BatchFacts>, Partial<Facts>, Verdict]>([
    // what, the rule, what was withdrawn, around it
    ['of something banned', ban, { withdrawnSprays: [withdrawn({ substances: ['omethoate'] })] }, {}, 'FAIL'],
    ['that harmed nobody', ban, { withdrawnSprays: [withdrawn()] }, {}, 'PASS'],
    [
      'corrected into something banned, which the base office does not believe',
      ban,
      {
        sprays: [sampleSpray({ substances: ['omethoate'] })],
        withdrawnSprays: [withdrawn({}, 'spray-1')],
      },
      {},
      'FAIL',
    ],
    [
      'inside the interval',
      interval,
      { withdrawnSprays: [withdrawn({ performedOn: localDate('2027-01-05') })] },
      {},
      'FAIL',
    ],
    ['one too many in the season', applications, { withdrawnSprays: [withdrawn()] }, {}, 'FAIL'],
    [
      'that was only written down anew',
      applications,
      { withdrawnSprays: [withdrawn({}, 'spray-1')] },
      {},
      'PASS',
    ],
    [
      'that was written down anew twice, the second time since: one application all the same',
      applications,
      {
        withdrawnSprays: [withdrawn({}, 'between'), sampleSpray({ id: 'between', correctedById: 'spray-1' })],
      },
      {},
      'PASS',
    ],
    [
      'on a plot whose sprays nobody stated',
      ban,
      { sprays: null, withdrawnSprays: [withdrawn()] },
      {},
      'INDETERMINATE',
    ],
    [
      'that made a report void',
      coverage,
      { laboratoryResults: null },
      {
        coverages: [
          sampleCoverage(['imidacloprid'], {
            of: {
              kind: 'BLOCK',
              plotIds: ['plot-1'],
              sprayedAgainOn: null,
              declinedSprayOn: localDate('2027-01-08'),
            },
          }),
        ],
      },
      'INDETERMINATE',
    ],
    [
      'after harvest, and nobody tested for it',
      coverage,
      { withdrawnTreatments: [{ ...sampleTreatment(), isWithdrawalDeclined: true }] },
      {},
      'INDETERMINATE',
    ],
  ])('%s', (_, rule, batch, around, verdict) => {
    const { verdict: found, explanation } = judgedBy(rule, withBatch(batch, around));
    expect(found).toBe(verdict);
    expect(explanation.en).not.toContain('has not agreed');
  });

  it('on a plot that is judged by itself', () => {
    const withdrawnSprays = [withdrawn({ substances: ['omethoate'] })];
    const facts = sampleFacts({ plots: [{ id: 'plot-1', sprays: [sampleSpray()], withdrawnSprays }] });
    expect(judgedBy({ ...ban, subject: 'PLOT' }, facts).verdict).toBe('FAIL');
  });
});
