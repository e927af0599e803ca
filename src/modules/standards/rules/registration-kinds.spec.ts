import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { grams } from '../../../kernel/mass.js';
import type { Facts } from '../domain/facts.js';
import type { Finding } from '../domain/finding.js';
import type { CapacityFacts } from '../domain/registration-facts.js';
import type { RuleSubject } from '../domain/rule.js';
import {
  sampleBatch,
  sampleCapacity,
  sampleFacts,
  sampleOrigin,
  sampleSupply,
  withBatch,
} from '../domain/sample-facts.js';
import { judgedBy } from '../domain/sample-judge.js';

const judge = (kind: string, subject: RuleSubject, facts: Facts): Finding =>
  judgedBy({ kind, subject }, facts);
const t = (tonnes: number) => grams(Math.round(tonnes * 1_000_000));
const share = (massGrams: number, unsureGrams = 0, batchId = 'batch-1') => ({
  batchId,
  massGrams: grams(massGrams),
  unsureGrams: grams(unsureGrams),
});

describe('what may still leave under an orchard registration', () => {
  const cases: [string, Partial<CapacityFacts>, string, RegExp][] = [
    ['to the last gram', { leftGrams: t(3) }, 'PASS', /left 3000 kg/],
    ['one gram more than declared', { leftGrams: grams(3_000_001) }, 'FAIL', /0\.001 kg more.*foreign fruit/],
    ['what others were cleared with counts', { clearedGrams: t(2.5) }, 'FAIL', /500 kg more/],
    ['no yield is recorded', { declared: null }, 'INDETERMINATE', /not recorded/],
    [
      'a yield nobody confirmed, however large',
      { declared: { massGrams: t(900), isConfirmed: false } },
      'INDETERMINATE',
      /not confirmed/,
    ],
    [
      'too much, but it may have left under another registration',
      { leftGrams: t(3.5), unsureGrams: t(0.5) },
      'INDETERMINATE',
      /500 kg too much/,
    ],
    [
      'too much even without what may be of another one',
      { leftGrams: t(3.5), unsureGrams: t(0.4) },
      'FAIL',
      /500 kg more/,
    ],
    [
      'too much, but what is here may leave under another registration',
      { leftGrams: t(3.5), shares: [share(1_000_000, 1_000_000)] },
      'INDETERMINATE',
      /may be under another one/,
    ],
  ];
  it.each(cases)('%s', (_, changes, verdict, text) => {
    const finding = judge(
      'registration-capacity',
      'LOT',
      sampleFacts({ capacities: [sampleCapacity(changes)] }),
    );
    expect([finding.verdict, finding.explanation.en]).toEqual([verdict, expect.stringMatching(text)]);
  });

  it('adds up all that a lot has of it, where a batch is judged by itself', () => {
    const capacities = [sampleCapacity({ shares: [share(1_500_000), share(1_500_000, 0, 'batch-2')] })];
    const facts = sampleFacts({ batches: [sampleBatch(), sampleBatch({ id: 'batch-2' })], capacities });
    expect(judge('registration-capacity', 'LOT', facts).verdict).toBe('FAIL');
    expect(judge('registration-capacity', 'BATCH', facts).verdict).toBe('PASS');
  });

  it('judges each registration and season apart, and the worst decides', () => {
    const capacities = [
      sampleCapacity(),
      sampleCapacity({ season: '2025/26', declared: { massGrams: t(1), isConfirmed: true } }),
    ];
    const finding = judge('registration-capacity', 'LOT', sampleFacts({ capacities }));
    expect([finding.verdict, finding.explanation.en]).toEqual(['FAIL', expect.stringMatching(/2025\/26/)]);
  });

  it('names who enters the yield and who confirms it', () => {
    const by = (changes: Partial<CapacityFacts>) =>
      judge('registration-capacity', 'LOT', sampleFacts({ capacities: [sampleCapacity(changes)] }))
        .nextSteps?.[0]?.by;
    expect(by({ declared: null })).toBe('COOPERATIVE');
    expect(by({ declared: { massGrams: t(9), isConfirmed: false } })).toBe('BASE_OFFICE');
    expect(by({ leftGrams: t(9) })).toBe('EXPORTER');
  });

  it('stays open for facts kept before capacities were', () => {
    const { capacities: _, ...older } = sampleFacts();
    expect(judge('registration-capacity', 'LOT', older).verdict).toBe('INDETERMINATE');
  });
});

describe('a packhouse and the orchards that supply it', () => {
  const unmarked = { markedRegistration: null };
  const cases: [string, Facts, string][] = [
    [
      'ended before the packing day',
      sampleFacts({ supplyRelations: [sampleSupply({ validTo: localDate('2027-01-14') })] }),
      'FAIL',
    ],
    [
      'began after the packing day',
      sampleFacts({ supplyRelations: [sampleSupply({ validFrom: localDate('2027-01-16') })] }),
      'FAIL',
    ],
    ['of another packhouse', sampleFacts({ supplyRelations: [sampleSupply({ packerId: 'other' })] }), 'FAIL'],
    [
      'not confirmed, although entered in time',
      sampleFacts({ supplyRelations: [sampleSupply({ isConfirmed: false })] }),
      'INDETERMINATE',
    ],
    [
      'one confirmed beside one that is not',
      sampleFacts({
        supplyRelations: [sampleSupply({ isConfirmed: false }), sampleSupply({ id: 'supply-2' })],
      }),
      'PASS',
    ],
    ['found by the plot where nothing is printed on the cartons', withBatch(unmarked), 'PASS'],
    [
      'a plot under no registration',
      withBatch({ ...unmarked, origins: [sampleOrigin({ plotId: 'plot-9', plotCode: 'P-9' })] }),
      'INDETERMINATE',
    ],
    [
      'the registration on the cartons counts, not another one over the plot',
      withBatch({ markedRegistration: { id: 'registration-9', number: 'ORCHARD-9' } }),
      'FAIL',
    ],
    [
      'an orchard of its own needs none',
      sampleFacts({
        supplyRelations: [],
        registrations: sampleFacts().registrations.map((each) => ({ ...each, holderId: 'packhouse' })),
      }),
      'PASS',
    ],
  ];
  it.each(cases)('%s', (_, facts, verdict) => {
    expect(judge('supply-relation', 'BATCH', facts).verdict).toBe(verdict);
  });
});
