import { rectangle, type Rectangle } from './rectangle.js';

/** The cooperatives' sign-ins; everything on the land is entered by them. */
export type Cooperative = 'coop-zizhong' | 'coop-zizhong-two' | 'coop-rongchang' | 'coop-rongchang-two';

export interface GrowerPlan {
  readonly code: string;
  readonly by: Cooperative;
  readonly townCode: string;
  /** Plainly invented; a telephone number that cannot be real is left out rather than made up. */
  readonly name: string;
}

export interface OrchardPlan {
  readonly code: string;
  readonly by: Cooperative;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly townCode: string;
}

export interface PlotPlan {
  readonly code: string;
  readonly by: Cooperative;
  readonly orchard: string | null;
  readonly grower: string;
  readonly townCode: string;
  readonly variety: string;
  readonly mu: string;
  readonly plantedYear: number;
  readonly boundary: Rectangle | null;
}

/** What a cooperative's codes begin with. */
const PREFIX: Readonly<Record<Cooperative, string>> = {
  'coop-zizhong': 'ZZA',
  'coop-zizhong-two': 'ZZB',
  'coop-rongchang': 'RCA',
  'coop-rongchang-two': 'RCB',
};

/** Four growers to each of the larger cooperatives, two to each of the smaller ones. */
const GROWER_TOWNS: readonly (readonly [Cooperative, string])[] = [
  ['coop-zizhong', '511025121'],
  ['coop-zizhong', '511025121'],
  ['coop-zizhong', '511025116'],
  ['coop-zizhong', '511025116'],
  ['coop-zizhong-two', '511025102'],
  ['coop-zizhong-two', '511025119'],
  ['coop-rongchang', '500153112'],
  ['coop-rongchang', '500153112'],
  ['coop-rongchang', '500153102'],
  ['coop-rongchang', '500153102'],
  ['coop-rongchang-two', '500153103'],
  ['coop-rongchang-two', '500153109'],
];

const twoDigits = (number: number): string => String(number).padStart(2, '0');

export const GROWERS: readonly GrowerPlan[] = GROWER_TOWNS.map(([by, townCode], i) => ({
  code: `${PREFIX[by]}-G${twoDigits(i + 1)}`,
  by,
  townCode,
  name: `示范种植户${twoDigits(i + 1)}`,
}));

export const ORCHARDS: readonly OrchardPlan[] = [
  {
    code: 'ZZA-O1',
    by: 'coop-zizhong',
    nameZh: '示范果园一',
    nameEn: 'Demo Orchard One',
    townCode: '511025121',
  },
  {
    code: 'ZZA-O2',
    by: 'coop-zizhong',
    nameZh: '示范果园二',
    nameEn: 'Demo Orchard Two',
    townCode: '511025116',
  },
  {
    code: 'ZZB-O1',
    by: 'coop-zizhong-two',
    nameZh: '示范果园三',
    nameEn: 'Demo Orchard Three',
    townCode: '511025102',
  },
  {
    code: 'RCA-O1',
    by: 'coop-rongchang',
    nameZh: '示范果园四',
    nameEn: 'Demo Orchard Four',
    townCode: '500153112',
  },
  {
    code: 'RCA-O2',
    by: 'coop-rongchang',
    nameZh: '示范果园五',
    nameEn: 'Demo Orchard Five',
    townCode: '500153102',
  },
  {
    code: 'RCB-O1',
    by: 'coop-rongchang-two',
    nameZh: '示范果园六',
    nameEn: 'Demo Orchard Six',
    townCode: '500153103',
  },
];

const XINXI = 'TAROCCO-XINXI';
const OLD = 'TAROCCO';
const LATE = 'TAROCCO-8';

/** Number of the plot, variety, mu as declared, year of planting, number of the grower. */
type Row = readonly [number, string, string, number, number];

/** Registered, in 公民镇; drawn side by side, since an orchard registration asks for 100 contiguous mu. */
const ZZA_O1: readonly Row[] = [
  [1, XINXI, '18.5', 2016, 1],
  [2, XINXI, '16.2', 2016, 2],
  [3, XINXI, '21', 2015, 1],
  [4, XINXI, '19.4', 2015, 2],
  [5, XINXI, '17.8', 2017, 1],
  [6, XINXI, '15.6', 2017, 2],
  [7, OLD, '14.3', 2012, 1],
  [8, OLD, '16.9', 2012, 2],
];
const ZZA_O2: readonly Row[] = [
  [9, OLD, '24', 2013, 3],
  [10, OLD, '22.7', 2013, 4],
  [11, LATE, '26.1', 2018, 3],
  [12, LATE, '23.5', 2018, 4],
  [13, LATE, '20.8', 2018, 3],
];
const ZZB_O1: readonly Row[] = [
  [1, XINXI, '19', 2016, 5],
  [2, XINXI, '18.2', 2016, 6],
  [3, OLD, '17', 2011, 5],
  [4, OLD, '21.4', 2011, 6],
  [5, LATE, '16.6', 2019, 5],
  [6, 'MORO', '12.5', 2014, 6], // not on the variety list: planted before there was one
];
/** Registered, in 清流镇; drawn side by side. */
const RCA_O1: readonly Row[] = [
  [1, XINXI, '20.3', 2017, 7],
  [2, XINXI, '19.8', 2017, 8],
  [3, XINXI, '18.4', 2017, 7],
  [4, XINXI, '16.7', 2017, 8],
  [5, OLD, '22.1', 2014, 7],
  [6, OLD, '21.5', 2014, 8],
  [7, OLD, '18.9', 2014, 7],
  [8, OLD, '17.6', 2014, 8],
  [9, OLD, '19.2', 2014, 7],
];
const RCA_O2: readonly Row[] = [
  [10, LATE, '23.8', 2019, 9],
  [11, LATE, '22.4', 2019, 10],
  [12, LATE, '26.5', 2019, 9],
  [13, 'TAROCCO-4', '14.5', 2020, 10],
  [14, 'TAROCCO-9', '13.2', 2020, 9],
];
const RCB_O1: readonly Row[] = [
  [1, XINXI, '18.8', 2018, 11],
  [2, OLD, '20.6', 2013, 12],
  [3, OLD, '17.3', 2013, 11],
  [4, LATE, '22', 2019, 12],
  [5, 'TAROCCO-4', '15.9', 2020, 11],
  [6, 'TAROCCO-9', '11.8', 2021, 12],
];

interface Site {
  readonly orchard: string | null;
  readonly by: Cooperative;
  readonly townCode: string;
  /** South-west corner of the first plot; null where no boundaries were drawn. */
  readonly corner: readonly [number, number] | null;
}

const plotsOf = (site: Site, rows: readonly Row[]): PlotPlan[] =>
  rows.map(([number, variety, mu, plantedYear, growerNumber], place) => {
    const of = PREFIX[site.by];
    const code = `${of}-${twoDigits(number)}`;
    return {
      code,
      by: site.by,
      orchard: site.orchard,
      grower: `${of}-G${twoDigits(growerNumber)}`,
      townCode: site.townCode,
      variety,
      mu,
      plantedYear,
      boundary: site.corner && rectangle(site.corner, place, Number(mu) * (DRAWN_TOO_LARGE[code] ?? 1)),
    };
  });

/** Declared by eye: the boundary encloses more than the grower said, which the plot warns about. */
const DRAWN_TOO_LARGE: Readonly<Record<string, number>> = { 'RCA-08': 1.18 };

/** Forty plots. ZZA-14 is planted but under no registration, which one of the lots will stumble over. */
export const PLOTS: readonly PlotPlan[] = [
  ...plotsOf(
    { orchard: 'ZZA-O1', by: 'coop-zizhong', townCode: '511025121', corner: [104.801, 29.801] },
    ZZA_O1,
  ),
  ...plotsOf({ orchard: 'ZZA-O2', by: 'coop-zizhong', townCode: '511025116', corner: null }, ZZA_O2),
  ...plotsOf({ orchard: null, by: 'coop-zizhong', townCode: '511025116', corner: null }, [
    [14, OLD, '9.6', 2020, 4],
  ]),
  ...plotsOf({ orchard: 'ZZB-O1', by: 'coop-zizhong-two', townCode: '511025102', corner: null }, ZZB_O1),
  ...plotsOf(
    { orchard: 'RCA-O1', by: 'coop-rongchang', townCode: '500153112', corner: [105.501, 29.461] },
    RCA_O1,
  ),
  ...plotsOf({ orchard: 'RCA-O2', by: 'coop-rongchang', townCode: '500153102', corner: null }, RCA_O2),
  ...plotsOf({ orchard: 'RCB-O1', by: 'coop-rongchang-two', townCode: '500153103', corner: null }, RCB_O1),
];
