import type { DocumentKind } from '../../modules/standards/domain/document-kinds.js';

/** A move of a lot on a day; what the move asks for beside it is made from the lot's code. */
export interface MovePlan {
  readonly to:
    | 'CLEARED'
    | 'DECLARED'
    | 'INSPECTED'
    | 'CERTIFIED'
    | 'LOADED'
    | 'DEPARTED'
    | 'ARRIVED'
    | 'CLOSED'
    | 'RETURNED';
  readonly on: string;
  readonly reason?: string;
}

export interface LotPlan {
  readonly code: string;
  readonly by: 'exporter' | 'exporter-two';
  readonly channel: string;
  readonly openedOn: string;
  readonly plannedDepartureOn: string;
  /** Packed batches of which all cartons are taken in. */
  readonly batches: readonly string[];
  /** The day on which the batches are allocated, the documents recorded, and the lot judged or moved on. */
  readonly readyOn: string;
  readonly documents: readonly DocumentKind[];
  readonly moves: readonly MovePlan[];
  /** What the lot is there to show. */
  readonly shows: string;
}

/** What a Rongchang packhouse's declaration of Zizhong fruit goes with. */
const ALL_PAPERS: readonly DocumentKind[] = [
  'SALES_CONTRACT',
  'PACKING_LIST',
  'COMMERCIAL_INVOICE',
  'SUPPLY_CERTIFICATE',
];

const way = (...days: readonly string[]): MovePlan[] =>
  (['CLEARED', 'DECLARED', 'INSPECTED', 'CERTIFIED', 'LOADED', 'DEPARTED', 'ARRIVED', 'CLOSED'] as const)
    .slice(0, days.length)
    .map((to, i) => ({ to, on: days[i]! }));

/** Twelve lots, by the day on which they were opened. */
export const LOTS: readonly LotPlan[] = [
  {
    code: 'L2526-01',
    by: 'exporter',
    channel: 'DEMO-XD-1',
    openedOn: '2026-01-15',
    plannedDepartureOn: '2026-01-26',
    batches: ['P2526-Z01', 'P2526-R01'],
    readyOn: '2026-01-20',
    documents: ALL_PAPERS,
    moves: way(
      '2026-01-20',
      '2026-01-21',
      '2026-01-22',
      '2026-01-23',
      '2026-01-24',
      '2026-01-26',
      '2026-02-05',
      '2026-02-10',
    ),
    shows: 'fruit of both counties, all the way from OPEN to CLOSED',
  },
  {
    code: 'L2526-02',
    by: 'exporter',
    channel: 'DEMO-XD-1',
    openedOn: '2026-01-22',
    plannedDepartureOn: '2026-02-02',
    batches: ['P2526-Z02A', 'P2526-R02'],
    readyOn: '2026-01-27',
    documents: ALL_PAPERS,
    moves: [
      ...way(
        '2026-01-27',
        '2026-01-28',
        '2026-01-29',
        '2026-01-30',
        '2026-01-31',
        '2026-02-02',
        '2026-02-12',
      ),
      { to: 'RETURNED', on: '2026-03-12', reason: '示范：召回后由进口商退运。' },
    ],
    shows:
      'released by two people 凭…放行 under the name 资中血橙; a recall that reached the market; returned',
  },
  {
    code: 'L2526-03',
    by: 'exporter',
    channel: 'DEMO-TH-1',
    openedOn: '2026-02-05',
    plannedDepartureOn: '2026-03-06',
    batches: ['P2526-Z03', 'P2526-R03'],
    readyOn: '2026-02-10',
    documents: ['PACKING_LIST', 'PACKHOUSE_FOOD_SAFETY_CERTIFICATE'],
    moves: [],
    shows: 'a real market whose demands nobody has confirmed: Thailand, INDETERMINATE',
  },
  {
    code: 'L2526-04',
    by: 'exporter-two',
    channel: 'DEMO-EU-2',
    openedOn: '2026-02-06',
    plannedDepartureOn: '2026-03-09',
    batches: ['P2526-Z04', 'P2526-R04'],
    readyOn: '2026-02-11',
    documents: ['PACKING_LIST', 'SUPPLY_CERTIFICATE'],
    moves: [],
    shows: 'the European Union: quality rules that pass, limits that nobody has confirmed',
  },
  {
    code: 'L2526-05',
    by: 'exporter',
    channel: 'DEMO-XD-1',
    openedOn: '2026-02-08',
    plannedDepartureOn: '2026-02-20',
    batches: ['P2526-Z05', 'P2526-R05A'],
    readyOn: '2026-02-13',
    documents: ALL_PAPERS,
    moves: way('2026-02-13'),
    // Two findings by nature: the rule that was broken, and the hold that follows from it.
    shows: 'cleared, then held: a spray entered late falls inside the interval',
  },
  {
    code: 'L2526-06',
    by: 'exporter-two',
    channel: 'DEMO-XD-2',
    openedOn: '2026-02-12',
    plannedDepartureOn: '2026-03-02',
    batches: ['P2526-Z06', 'P2526-R06A'],
    readyOn: '2026-02-17',
    documents: ALL_PAPERS,
    moves: [],
    shows: "a residue above the market's limit: FAIL",
  },
  {
    code: 'L2526-07',
    by: 'exporter',
    channel: 'DEMO-RU-1',
    openedOn: '2026-02-13',
    plannedDepartureOn: '2026-03-11',
    batches: ['P2526-Z07', 'P2526-R07'],
    readyOn: '2026-02-18',
    documents: ['PACKING_LIST', 'SUPPLY_CERTIFICATE'],
    moves: [],
    // All that is open is what nobody has read of this market; of the fruit itself nothing is missing.
    shows: 'INDETERMINATE because limits are unknown; pale flesh',
  },
  {
    code: 'L2526-08',
    by: 'exporter',
    channel: 'DEMO-XD-1',
    openedOn: '2026-02-15',
    plannedDepartureOn: '2026-03-04',
    batches: ['P2526-Z08', 'P2526-R06B'],
    readyOn: '2026-02-20',
    documents: ALL_PAPERS,
    moves: [],
    shows: 'fruit of a plot under no registration: FAIL',
  },
  {
    code: 'L2526-09',
    by: 'exporter',
    channel: 'DEMO-XD-1',
    openedOn: '2026-02-19',
    plannedDepartureOn: '2026-03-06',
    batches: ['P2526-Z02B', 'P2526-R09'],
    readyOn: '2026-02-24',
    documents: ALL_PAPERS,
    moves: way('2026-02-25', '2026-02-26', '2026-02-27', '2026-02-28', '2026-03-03'),
    shows: 'loaded and sealed when the recall came: held at home',
  },
  {
    code: 'L2526-10',
    by: 'exporter',
    channel: 'DEMO-XD-1',
    openedOn: '2026-02-22',
    plannedDepartureOn: '2026-03-16',
    batches: ['P2526-M10'],
    readyOn: '2026-02-27',
    documents: ALL_PAPERS,
    moves: [],
    // By nature more than one finding: whoever uses the name meets the two rules of its announcement, which nobody here has
    // confirmed. One of them warns of the same as the rule of the fictional market, which decides.
    shows: 'the name 资中血橙 on fruit of both counties: FAIL',
  },
  {
    code: 'L2526-11',
    by: 'exporter-two',
    channel: 'DEMO-XD-2',
    openedOn: '2026-02-27',
    plannedDepartureOn: '2026-03-20',
    batches: ['P2526-Z11', 'P2526-R11'],
    readyOn: '2026-03-04',
    documents: ALL_PAPERS,
    moves: [],
    shows: 'the joint brand on fruit of a packhouse whose licence had ended: FAIL',
  },
  {
    code: 'L2526-12',
    by: 'exporter',
    channel: 'DEMO-XD-1',
    openedOn: '2026-03-01',
    plannedDepartureOn: '2026-03-24',
    batches: ['P2526-Z12', 'P2526-R05B'],
    readyOn: '2026-03-05',
    documents: ALL_PAPERS,
    moves: [],
    shows: 'a deficit after a correction: held',
  },
];
