export interface LabelPlan {
  /** Plainly no 农药登记证号. */
  readonly number: string;
  readonly nameZh: string;
  readonly substances: readonly string[];
  /** What it is for; the fruit on the tree where nothing is said. */
  readonly crop?: string;
  /** The interval an invented label names, nobody's advice; null: for use after harvest. */
  readonly phiDays: number | null;
  readonly maxApplications: number | null;
  /** Null: entered and not confirmed yet, so nothing rests on it. */
  readonly confirmedBy: string | null;
}

export const LABEL_CROP = '柑橘';
const AFTER_HARVEST = '柑橘（采后）';

/** Entered by the plant-protection officer in Zizhong, confirmed by the one in Rongchang. */
export const LABELS: readonly LabelPlan[] = [
  {
    number: 'DEMO-PD-01',
    nameZh: '示范吡虫啉',
    substances: ['imidacloprid'],
    phiDays: 14,
    maxApplications: 2,
    confirmedBy: 'coop-rongchang-officer',
  },
  {
    number: 'DEMO-PD-02',
    nameZh: '示范阿维菌素',
    substances: ['abamectin'],
    phiDays: 14,
    maxApplications: 2,
    confirmedBy: 'coop-rongchang-officer',
  },
  {
    number: 'DEMO-PD-03',
    nameZh: '示范2,4-滴（保果）',
    substances: ['2,4-d'],
    phiDays: 28,
    maxApplications: 1,
    confirmedBy: 'coop-rongchang-officer',
  },
  {
    number: 'DEMO-PD-04',
    nameZh: '示范螺螨酯',
    substances: ['spirodiclofen'],
    phiDays: 30,
    maxApplications: 1,
    confirmedBy: null,
  },
  {
    number: 'DEMO-PD-05',
    nameZh: '示范抑霉唑',
    substances: ['imazalil'],
    crop: AFTER_HARVEST,
    phiDays: null,
    maxApplications: null,
    confirmedBy: 'coop-rongchang-officer',
  },
  {
    number: 'DEMO-PD-06',
    nameZh: '示范咪鲜胺',
    substances: ['prochloraz'],
    crop: AFTER_HARVEST,
    phiDays: null,
    maxApplications: null,
    confirmedBy: 'coop-rongchang-officer',
  },
];
