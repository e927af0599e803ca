import type { ResiduePlan } from './inspections.js';

/** A report on a block before its harvest; entered by one person of the base office from the paper, confirmed by another. */
export interface CoveragePlan {
  readonly reportNumber: string;
  readonly registration: string;
  readonly sampledOn: string;
  readonly testedOn: string;
  readonly enteredOn: string;
  readonly coversFrom: string;
  readonly coversTo: string;
  readonly found: readonly ResiduePlan[];
}

const FOUND: readonly ResiduePlan[] = [
  { substance: 'imidacloprid', found: '0.04', loq: '0.01' },
  { substance: 'abamectin', found: null, loq: '0.005' },
  { substance: '2,4-d', found: null, loq: '0.01' },
  { substance: 'chlorpyrifos', found: null, loq: '0.01' },
];

const BEFORE_THE_HARVEST = {
  testedOn: '2026-01-09',
  enteredOn: '2026-01-10',
  coversFrom: '2026-01-12',
  // To the end of the season: what was sprayed later voids it by itself.
  coversTo: '2026-08-31',
  found: FOUND,
};

/**
 * Two blocks of Zizhong were sampled alike. The first stays covered. The second was sprayed again on 20 January, which was
 * entered in February: its report is void from that day on. Of Rongchang's blocks there is none.
 */
export const COVERAGES: readonly CoveragePlan[] = [
  {
    reportNumber: 'DEMO-RC-01',
    registration: 'DEMO-GY-ZZ01',
    sampledOn: '2026-01-07',
    ...BEFORE_THE_HARVEST,
  },
  {
    reportNumber: 'DEMO-RC-02',
    registration: 'DEMO-GY-ZZ02',
    sampledOn: '2026-01-07',
    ...BEFORE_THE_HARVEST,
  },
];
