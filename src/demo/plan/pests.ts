/** Somebody is officer of an orchard registration, or of the packhouse where none is named. */
export interface OfficerPlan {
  readonly by: string;
  readonly officer: string;
  readonly registration: string | null;
  /** Whether the base office saw the papers of the appointment. */
  readonly confirmed: boolean;
}

export const OFFICERS: readonly OfficerPlan[] = [
  { by: 'coop-zizhong', officer: 'coop-zizhong-officer', registration: 'DEMO-GY-ZZ01', confirmed: true },
  { by: 'coop-rongchang', officer: 'coop-rongchang-officer', registration: 'DEMO-GY-RC01', confirmed: true },
  { by: 'packhouse', officer: 'packhouse', registration: null, confirmed: false },
];

/** What is looked for in the demonstration: three pests that the shipped facts name. */
export const WATCHED = ['BACTROCERA-CORRECTA', 'BACTROCERA-MINAX', 'BACTROCERA-TSUNEONIS'];

export interface TrapPlan {
  readonly code: string;
  readonly plot: string;
  readonly by: string;
  /** Nowhere in particular. */
  readonly point: readonly [number, number];
}

export const TRAPS: readonly TrapPlan[] = [
  { code: 'DEMO-TRAP-Z1', plot: 'ZZA-01', by: 'coop-zizhong-officer', point: [104.85, 29.77] },
  { code: 'DEMO-TRAP-R1', plot: 'RCA-01', by: 'coop-rongchang-officer', point: [105.55, 29.4] },
];

export const TRAPS_SET_UP_ON = '2025-11-20';
/** Looked into on these days, up to the harvest, and never anything found. */
export const LOOKED_ON = ['2025-12-22', '2025-12-29', '2026-01-05', '2026-01-12'];
/** Of one of them the clerk entered two days later what the officer had found 代录. */
export const ENTERED_LATE = {
  trap: 'DEMO-TRAP-Z1',
  day: '2026-01-05',
  by: 'coop-zizhong-clerk',
  enteredOn: '2026-01-07',
};

/** An invented treatment, by invented figures: it says nothing of what any market asks for. */
export const TREATMENT = {
  batch: 'P2526-Z01',
  by: 'packhouse',
  facility: '示范冷库 Demo cold store',
  from: '2026-01-16',
  to: '2026-01-18',
  readings: ['1.4', '1.3', '1.5'],
  certificate: 'DEMO-COLD-01',
  confirmedOn: '2026-01-19',
};
