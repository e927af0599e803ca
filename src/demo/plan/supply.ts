/** Which orchards supply the packhouse by contract; one of the contracts nobody of the base office has looked at yet. */
export const SUPPLIES = [
  { registration: 'DEMO-GY-ZZ01', customs: 'CHENGDU', confirmed: true },
  { registration: 'DEMO-GY-RC01', customs: 'CHONGQING', confirmed: false },
] as const;
export type SupplyPlan = (typeof SUPPLIES)[number];

export const SUPPLIED_FROM = '2025-09-01';
export const SUPPLIED_TO = '2026-08-31';
export const SUPPLY_ENTERED_ON = '2025-09-05';
export const SUPPLY_CONFIRMED_ON = '2025-09-09';

/** What one orchard declared for the season, less than the figure it was registered with. */
export const DECLARED_YIELD = {
  registration: 'DEMO-GY-ZZ01',
  by: 'coop-zizhong',
  season: '2025/26',
  tonnes: '200',
  declaredOn: '2025-09-03',
} as const;

export const REVIEW = { registration: 'DEMO-GY-ZZ01', on: '2026-12-15' } as const;
