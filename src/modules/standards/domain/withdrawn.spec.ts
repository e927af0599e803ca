import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { microgramsPerKg } from '../../../kernel/residue.js';
import type { BatchFacts, Facts, SprayFacts } from './facts.js';
import type { Verdict } from './finding.js';
import { both, failed, notApplicable, passed, undecided } from './judgement.js';
import type { Rule } from './rule.js';
import {
  SOURCE,
  belowLoq,
  sampleCoverage,
  sampleFacts,
  sampleSpray,
  sampleTreatment,
  withBatch,
} from './sample-facts.js';
import { judgedBy } from './sample-judge.js';
import { withoutAgreement } from './withdrawn.js';

const made = (verdict: Verdict) => {
  const text = both(verdict, verdict);
  switch (verdict) {
    case 'PASS':
      return passed(text);
    case 'FAIL':
      return failed(text);
    case 'INDETERMINATE':
      return undecided(text, text);
    case 'NOT_APPLICABLE':
      return notApplicable(text);
  }
};

describe('a withdrawal that nobody agreed to', () => {
  it.each<[Verdict, Verdict, Verdict]>([
    // as the records are, as if what was withdrawn stood, in the end
    ['PASS', 'FAIL', 'INDETERMINATE'],
    ['PASS', 'INDETERMINATE', 'INDETERMINATE'],
    ['PASS', 'PASS', 'PASS'],
    ['NOT_APPLICABLE', 'FAIL', 'INDETERMINATE'],
    ['NOT_APPLICABLE', 'INDETERMINATE', 'INDETERMINATE'],
    ['NOT_APPLICABLE', 'PASS', 'NOT_APPLICABLE'],
    ['INDETERMINATE', 'FAIL', 'INDETERMINATE'],
    ['INDETERMINATE', 'PASS', 'INDETERMINATE'],
    ['FAIL', 'PASS', 'FAIL'],
  ])('now %s, as if it stood %s: %s', (now, before, verdict) => {
    expect(withoutAgreement(made(now), made(before)).verdict).toBe(verdict);
  });

  it('says so, with the step for the base office', () => {
    const { explanation, steps } = withoutAgreement(made('PASS'), made('FAIL'));
    expect(explanation.zh).toContain('未经基地办公室同意');
    expect(explanation.en).toContain('the base office has not agreed');
    expect(steps).toMatchObject([{ by: 'BASE_OFFICE', en: expect.stringContaining('agrees to it') }]);
  });

  it('of what is open already, is told beside what is missing', () => {
    const { explanation, steps } = withoutAgreement(made('INDETERMINATE'), made('FAIL'));
    expect(explanation.zh).toBe('INDETERMINATE');
    expect(steps.map(({ by }) => by)).toContain('BASE_OFFICE');
    expect(steps).toHaveLength(2);
  });
});

type RuleOf = Partial<Rule> & Pick<Rule, 'kind'>;
const ban: RuleOf = { kind: 'banned-substance', parameters: { substances: ['omethoate'] } };
const interval: RuleOf = { kind: 'preharvest-interval' };
const applications: RuleOf = { kind: 'applications-per-season', parameters: { per: 'PRODUCT' } };
const coverage: RuleOf = { kind: 'residue-coverage', stage: 'DECLARE' };
const limit: RuleOf = { kind: 'residue-limit', stage: 'DECLARE' };

const spray = (changes: Partial<SprayFacts> = {}) => sampleSpray(changes);
/** One that was corrected by the sample's spray, or voided by a record that is no spray. */
const withdrawn = (changes: Partial<SprayFacts> = {}, correctedById = 'void-1') =>
  sampleSpray({ id: 'spray-0', correctedById, ...changes });
const closing = {
  residueLimits: [
    {
      ...sampleFacts().residueLimits[0]!,
      substance: 'imazalil',
      limitMicrogramsPerKg: microgramsPerKg(10),
      atLoq: true,
      source: SOURCE,
      confidence: 'official' as const,
    },
  ],
};

// Picked on 2027-01-12.
describe('fruit of which a spray or a treatment was withdrawn', () => {
  it.each<[string, RuleOf, Partial<BatchFacts>, Partial<Facts>, Verdict, Verdict]>([
    // what, the rule, what was withdrawn, around it; while it waits, once it was agreed to
    [
      'of something banned',
      ban,
      { withdrawnSprays: [withdrawn({ substances: ['omethoate'] })] },
      {},
      'INDETERMINATE',
      'PASS',
    ],
    ['that harmed nobody', ban, { withdrawnSprays: [withdrawn()] }, {}, 'PASS', 'PASS'],
    [
      'of something banned, on the day after the harvest',
      ban,
      { withdrawnSprays: [withdrawn({ substances: ['omethoate'], performedOn: localDate('2027-01-13') })] },
      {},
      'PASS',
      'PASS',
    ],
    [
      'whose ingredients were corrected',
      ban,
      { withdrawnSprays: [withdrawn({ substances: ['omethoate'] }, 'spray-1')] },
      {},
      'INDETERMINATE',
      'PASS',
    ],
    [
      'whose ingredients were not recorded',
      ban,
      { withdrawnSprays: [withdrawn({ substances: null }, 'spray-1')] },
      {},
      'INDETERMINATE',
      'PASS',
    ],
    [
      'corrected into something banned',
      ban,
      { sprays: [spray({ substances: ['omethoate'] })], withdrawnSprays: [withdrawn({}, 'spray-1')] },
      {},
      'FAIL',
      'FAIL',
    ],
    [
      'the only record of the plot',
      ban,
      { sprays: null, withdrawnSprays: [withdrawn({ substances: ['omethoate'] })] },
      {},
      'INDETERMINATE',
      'INDETERMINATE',
    ],
    [
      'inside the interval',
      interval,
      { withdrawnSprays: [withdrawn({ performedOn: localDate('2027-01-05') })] },
      {},
      'INDETERMINATE',
      'PASS',
    ],
    [
      'moved out of the interval',
      interval,
      { withdrawnSprays: [withdrawn({ performedOn: localDate('2027-01-05') }, 'spray-1')] },
      {},
      'INDETERMINATE',
      'PASS',
    ],
    [
      'one too many in the season',
      applications,
      { withdrawnSprays: [withdrawn()] },
      {},
      'INDETERMINATE',
      'PASS',
    ],
    [
      'that was only written down anew',
      applications,
      { withdrawnSprays: [withdrawn({}, 'spray-1')] },
      {},
      'PASS',
      'PASS',
    ],
    [
      'twice written down anew',
      applications,
      { withdrawnSprays: [withdrawn({ id: 'spray-00' }, 'spray-0'), withdrawn({}, 'spray-1')] },
      {},
      'PASS',
      'PASS',
    ],
    [
      'that nobody tested for',
      coverage,
      { withdrawnSprays: [withdrawn({ substances: ['abamectin'] })] },
      {},
      'INDETERMINATE',
      'PASS',
    ],
    ['that was tested for', coverage, { withdrawnSprays: [withdrawn()] }, {}, 'PASS', 'PASS'],
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
              withdrawnSprayOn: localDate('2027-01-08'),
            },
          }),
        ],
      },
      'INDETERMINATE',
      'PASS',
    ],
    [
      'after harvest, and nobody tested for it',
      coverage,
      { withdrawnTreatments: [sampleTreatment()] },
      {},
      'INDETERMINATE',
      'PASS',
    ],
    [
      'after harvest, to which the market is closed',
      limit,
      { laboratoryResults: [belowLoq('imidacloprid', 10)], withdrawnTreatments: [sampleTreatment()] },
      closing,
      'INDETERMINATE',
      'PASS',
    ],
  ])('%s', (_, rule, batch, around, waiting, agreed) => {
    const facts = withBatch(batch, around);
    expect(judgedBy(rule, facts).verdict).toBe(waiting);
    expect(judgedBy(rule, asAgreed(facts)).verdict).toBe(agreed);
  });

  it('on a plot that is judged by itself', () => {
    const withdrawnSprays = [withdrawn({ substances: ['omethoate'] })];
    const facts = sampleFacts({ plots: [{ id: 'plot-1', sprays: [spray()], withdrawnSprays }] });
    const rule: RuleOf = { ...ban, subject: 'PLOT' };
    const finding = judgedBy(rule, facts);
    expect(finding).toMatchObject({ verdict: 'INDETERMINATE', nextSteps: [{ by: 'BASE_OFFICE' }] });
    expect(finding.explanation.en).toContain('P-1');
    expect(judgedBy(rule, sampleFacts({ plots: [{ id: 'plot-1', sprays: [spray()] }] })).verdict).toBe(
      'PASS',
    );
  });
});

/** The same facts as they are gathered once all was agreed to. */
function asAgreed(facts: Facts): Facts {
  return {
    ...facts,
    batches: facts.batches.map(({ withdrawnSprays: _, withdrawnTreatments: __, ...batch }) => batch),
    coverages: (facts.coverages ?? []).map((report) => {
      if (report.of.kind !== 'BLOCK') return report;
      const { withdrawnSprayOn: _, ...of } = report.of;
      return { ...report, of };
    }),
  };
}
