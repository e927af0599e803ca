/** Seconds that a packhouse sends to the processor, and what becomes of them. */
export interface SecondsPlan {
  /** Campaigns whose seconds go. */
  readonly from: readonly string[];
  readonly sentOn: string;
  readonly product: string;
  /** Percent of the fruit that becomes the product; peel and pomace are thrown away. */
  readonly yieldPercent: number;
}

export const SECONDS: readonly SecondsPlan[] = [
  { from: ['Z01', 'R01'], sentOn: '2026-01-20', product: 'W2526-JUICE', yieldPercent: 48 },
  { from: ['Z02'], sentOn: '2026-01-27', product: 'W2526-SLICES', yieldPercent: 56 },
];
