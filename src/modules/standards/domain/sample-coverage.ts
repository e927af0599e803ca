import { decimal } from '../../../kernel/decimal.js';
import { localDate } from '../../../kernel/local-date.js';
import { microgramsPerKg } from '../../../kernel/residue.js';
import type { CoverageFacts, TreatmentFacts, WatchListFacts } from './coverage-facts.js';
import { SOURCE } from './sample-entered.js';

/** An edition of the sample market's watch list, which names nothing. */
export const sampleWatchList = (changes: Partial<WatchListFacts> = {}): WatchListFacts => ({
  edition: 'DEMO',
  validFrom: null,
  validTo: null,
  source: SOURCE,
  confidence: 'confirmed',
  substances: [],
  ...changes,
});

/** A dip of the sample's fruit on the day of packing. */
export const sampleTreatment = (changes: Partial<TreatmentFacts> = {}): TreatmentFacts => ({
  id: 'treatment-1',
  organisationId: 'packhouse',
  line: 'LINE-1',
  product: '示范抑霉唑',
  productKey: 'label-1',
  concentration: { value: decimal('500'), unit: 'MG_PER_L' },
  substances: ['imazalil'],
  performedOn: localDate('2027-01-14'),
  ...changes,
});

/** A confirmed report on the sample's plot for the weeks around its harvest, sampled before it. */
export const sampleCoverage = (
  substances: readonly string[] = ['imidacloprid'],
  changes: Partial<CoverageFacts> = {},
): CoverageFacts => ({
  id: 'coverage-1',
  reportNumber: 'R-1',
  of: { kind: 'BLOCK', plotIds: ['plot-1'], sprayedAgainOn: null },
  from: localDate('2027-01-05'),
  to: localDate('2027-01-31'),
  sampledOn: localDate('2027-01-02'),
  testedOn: localDate('2027-01-04'),
  isConfirmed: true,
  personOrganisationIds: ['inspection-body', 'base-office'],
  results: substances.map((substance) => ({
    id: `coverage-result-${substance}`,
    substance,
    result: { kind: 'BELOW_LOQ', limitOfQuantification: microgramsPerKg(10) },
  })),
  ...changes,
});
