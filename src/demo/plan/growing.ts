import type { Cooperative } from './land.js';

/** A spray under one of the season's labels. */
export interface SprayPlan {
  readonly on: string;
  /** When it was entered, where that is later. */
  readonly enteredOn?: string;
  readonly by: Cooperative | 'coop-zizhong-officer' | 'coop-rongchang-officer';
  readonly label: string;
  readonly target: string;
  readonly plots: readonly string[];
}

/** Work other than spraying. */
export interface WorkPlan {
  readonly on: string;
  readonly by: Cooperative;
  readonly kind: 'FERTILISE' | 'PRUNE' | 'WEED';
  readonly note: string;
  readonly plot: string;
}

const plots = (of: string, ...numbers: number[]): string[] =>
  numbers.map((number) => `${of}-${String(number).padStart(2, '0')}`);
const APHIDS = '蚜虫 aphids';
const MITES = '红蜘蛛 red mites';
const FRUIT_DROP = '落果 fruit drop';

/** ZZA-11 stands under 2,4-D in no row of the winter: that spray was entered only when its fruit was packed. */
export const SPRAYS: readonly SprayPlan[] = [
  {
    on: '2025-10-10',
    by: 'coop-zizhong-officer',
    label: 'DEMO-PD-01',
    target: APHIDS,
    plots: plots('ZZA', 1, 2, 3, 4, 5, 6, 7, 8),
  },
  {
    on: '2025-10-13',
    by: 'coop-zizhong-officer',
    label: 'DEMO-PD-01',
    target: APHIDS,
    plots: plots('ZZA', 9, 10, 11, 12, 13, 14),
  },
  {
    on: '2025-10-14',
    by: 'coop-zizhong-two',
    label: 'DEMO-PD-01',
    target: APHIDS,
    plots: plots('ZZB', 1, 2, 3),
  },
  {
    on: '2025-10-15',
    by: 'coop-rongchang-officer',
    label: 'DEMO-PD-01',
    target: APHIDS,
    plots: plots('RCA', 1, 2, 3, 4, 5, 6, 7, 8, 9),
  },
  {
    on: '2025-10-17',
    by: 'coop-rongchang-officer',
    label: 'DEMO-PD-01',
    target: APHIDS,
    plots: plots('RCA', 10, 11),
  },
  {
    on: '2025-10-18',
    by: 'coop-rongchang-two',
    label: 'DEMO-PD-01',
    target: APHIDS,
    plots: plots('RCB', 1, 2),
  },
  {
    on: '2025-11-20',
    by: 'coop-zizhong-officer',
    label: 'DEMO-PD-02',
    target: MITES,
    plots: plots('ZZA', 8, 9),
  },
  {
    on: '2025-11-22',
    by: 'coop-rongchang-officer',
    label: 'DEMO-PD-02',
    target: MITES,
    plots: plots('RCA', 10),
  },
  {
    on: '2026-01-06',
    by: 'coop-zizhong-officer',
    label: 'DEMO-PD-03',
    target: FRUIT_DROP,
    plots: plots('ZZA', 12, 13),
  },
];

/** Late fruit is kept on the tree with 2,4-D. Sprayed on 20 January, 28 days: picked on 5 February it was too early. */
export const LATE_SPRAY = {
  on: '2026-01-20',
  enteredOn: '2026-02-14',
  by: 'coop-zizhong-officer',
  label: 'DEMO-PD-03',
  target: FRUIT_DROP,
  plots: plots('ZZA', 11),
} satisfies SprayPlan;

export const WORK: readonly WorkPlan[] = [
  { on: '2025-09-20', by: 'coop-zizhong', kind: 'WEED', note: '割草覆盖', plot: 'ZZA-01' },
  { on: '2025-09-22', by: 'coop-rongchang', kind: 'WEED', note: '割草覆盖', plot: 'RCA-01' },
  { on: '2025-10-25', by: 'coop-zizhong', kind: 'FERTILISE', note: '有机肥还阳', plot: 'ZZA-03' },
  { on: '2025-10-27', by: 'coop-rongchang', kind: 'FERTILISE', note: '有机肥还阳', plot: 'RCA-03' },
  { on: '2026-03-10', by: 'coop-zizhong', kind: 'PRUNE', note: '采后修剪', plot: 'ZZA-01' },
];
