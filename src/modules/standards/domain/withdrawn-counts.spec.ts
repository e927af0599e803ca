import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../../kernel/decimal.js';
import type { BatchFacts, CountedFacts, EarlierSampleFacts } from './facts.js';
import type { Verdict } from './finding.js';
import type { Rule } from './rule.js';
import { measured, sampleSample, withBatch } from './sample-facts.js';
import { judgedBy } from './sample-judge.js';

type RuleOf = Partial<Rule> & Pick<Rule, 'kind'>;
/** A hundred cartons by level II and AQL 2.5: twenty to open, tightened thirty-two. */
const cartons: RuleOf = {
  kind: 'iso-2859-plan',
  parameters: { level: 'II', aql: '2.5', comparedWithText: true },
};
const rot: RuleOf = {
  kind: 'number-in-range',
  parameters: { parameter: 'DECAY_SHARE', maximum: '1', unit: '%' },
};
const sizes: RuleOf = {
  kind: 'size-uniformity',
  parameters: { codes: { '5': { minimum: '60', maximum: '90' } }, tolerance: '10' },
};

/** What there was before, of the sample batch's one inspection. */
const before = (changes: Partial<CountedFacts>): CountedFacts => ({
  inspectionId: 'inspection-1',
  replaces: ['inspection-1:DECAY_SHARE', 'count-2'],
  measurements: [],
  samples: [],
  packages: [],
  ...changes,
});
const share = (percent: string) => ({ ...measured('DECAY_SHARE', percent), id: 'inspection-1:DECAY_SHARE' });
const carton = (id: string, largest: string) => ({
  id,
  smallest: decimal('60'),
  largest: decimal(largest),
});
const opened = (nonconformingCartons: number | null) => sampleSample({ nonconformingCartons });
const earlier = (bad: number, withdrawn?: EarlierSampleFacts['withdrawn']): EarlierSampleFacts => ({
  batchSize: 100,
  cartonsCounted: 32,
  nonconformingCartons: bad,
  ...(withdrawn ? { withdrawn } : {}),
});
const counted = (nonconformingCartons: number) => ({ cartonsCounted: 32, nonconformingCartons });

describe('counts of defects that were corrected after the signature', () => {
  it.each<[string, RuleOf, Partial<BatchFacts>, Partial<BatchFacts>, Verdict, Verdict]>([
    // what, the rule, as it is recorded, as it was before; while it waits, where it was declined
    [
      'from too many bad cartons to none',
      cartons,
      { samples: [opened(0)] },
      { withdrawnCounts: [before({ samples: [opened(3)] })] },
      'INDETERMINATE',
      'FAIL',
    ],
    [
      'from none to too many bad cartons',
      cartons,
      { samples: [opened(3)] },
      { withdrawnCounts: [before({ samples: [opened(0)] })] },
      'FAIL',
      'FAIL',
    ],
    [
      'from none to none',
      cartons,
      { samples: [opened(0)] },
      { withdrawnCounts: [before({ samples: [opened(0)] })] },
      'PASS',
      'PASS',
    ],
    [
      'twice, with too many bad cartons between',
      cartons,
      { samples: [opened(0)] },
      { withdrawnCounts: [before({ samples: [opened(0)] }), before({ samples: [opened(3)] })] },
      'INDETERMINATE',
      'FAIL',
    ],
    [
      'and voided: nothing was judged by carton',
      cartons,
      { samples: [opened(null)] },
      { withdrawnCounts: [before({ samples: [opened(0)] })] },
      'INDETERMINATE',
      'INDETERMINATE',
    ],
    [
      'from much rot to little',
      rot,
      { measurements: [share('0.5')] },
      { withdrawnCounts: [before({ measurements: [share('5')] })] },
      'INDETERMINATE',
      'FAIL',
    ],
    [
      'in the diameters of a carton',
      sizes,
      { packages: [carton('count-2', '70')], measurements: [measured('OUT_OF_SIZE_SHARE', '12')] },
      { withdrawnCounts: [before({ packages: [carton('count-1', '170')] })] },
      'INDETERMINATE',
      'FAIL',
    ],
    [
      'of batches before, so that sampling would be tightened',
      cartons,
      { samples: [opened(0)] },
      { earlierSamples: [earlier(2), earlier(0, [counted(2)])] },
      'INDETERMINATE',
      'INDETERMINATE',
    ],
    [
      'of one batch before for the better, and of another for the worse, so that without the first sampling would be tightened',
      cartons,
      { samples: [opened(0)] },
      { earlierSamples: [earlier(0, [counted(2)]), earlier(2, [counted(0)])] },
      'INDETERMINATE',
      'INDETERMINATE',
    ],
    [
      'of its own for the worse, and of a batch before for the better, so that without that sampling would be tightened',
      cartons,
      { samples: [opened(1)] },
      {
        withdrawnCounts: [
          before({ samples: [sampleSample({ nonconformingCartons: 0, cartonsCounted: 32 })] }),
        ],
        earlierSamples: [earlier(2), earlier(0, [counted(2)])],
      },
      'INDETERMINATE',
      'INDETERMINATE',
    ],
    [
      'of batches before, which changes nothing of how severely is sampled',
      cartons,
      { samples: [opened(0)] },
      { earlierSamples: [earlier(0), earlier(0, [counted(2)])] },
      'PASS',
      'PASS',
    ],
  ])('%s', (_, rule, recorded, withdrawn, waiting, declined) => {
    const judge = (batch: Partial<BatchFacts>) => judgedBy(rule, withBatch({ ...recorded, ...batch }));
    const waits = judge(withdrawn);
    expect(waits.verdict).toBe(waiting);
    expect(judge(allDeclined(withdrawn)).verdict).toBe(declined);
    expect(waits.nextSteps?.some(({ by }) => by === 'BASE_OFFICE') ?? false).toBe(
      waiting === 'INDETERMINATE' && judge({}).verdict !== 'INDETERMINATE',
    );
  });
});

/** The same where the base office declined what waited. */
function allDeclined({ withdrawnCounts, earlierSamples }: Partial<BatchFacts>): Partial<BatchFacts> {
  const isWithdrawalDeclined = true;
  return {
    ...(withdrawnCounts
      ? { withdrawnCounts: withdrawnCounts.map((each) => ({ ...each, isWithdrawalDeclined })) }
      : {}),
    ...(earlierSamples
      ? {
          earlierSamples: earlierSamples.map((each) =>
            each.withdrawn
              ? { ...each, withdrawn: each.withdrawn.map((way) => ({ ...way, isWithdrawalDeclined })) }
              : each,
          ),
        }
      : {}),
  };
}
