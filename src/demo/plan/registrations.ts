import type { Cooperative } from './land.js';

export interface RegistrationPlan {
  /** Plainly no number of customs. */
  readonly number: string;
  readonly kind: 'ORCHARD' | 'PACKHOUSE';
  readonly by: Cooperative | 'packhouse' | 'packhouse-two';
  readonly customs: 'CHENGDU' | 'CHONGQING';
  readonly nameZh: string;
  /** Null: the paper was copied without its markets, so what it is good for stays undecided. */
  readonly markets: readonly string[] | null;
  readonly yieldTonnes: number | null;
  readonly plots: readonly string[];
  /** Whether the base office saw the paper and confirmed the registration and the plots under it. */
  readonly confirmed: boolean;
}

export const REGISTERED_FROM = '2024-09-01';
export const REGISTERED_TO = '2030-08-31';
export const REGISTRATIONS_CONFIRMED_ON = '2025-09-08';

const plots = (of: string, first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, i) => `${of}-${String(first + i).padStart(2, '0')}`);

export const REGISTRATIONS: readonly RegistrationPlan[] = [
  {
    number: 'DEMO-GY-ZZ01',
    kind: 'ORCHARD',
    by: 'coop-zizhong',
    customs: 'CHENGDU',
    nameZh: '示范果园一',
    markets: ['XD', 'TH'],
    yieldTonnes: 240,
    plots: plots('ZZA', 1, 8),
    confirmed: true,
  },
  {
    number: 'DEMO-GY-ZZ02',
    kind: 'ORCHARD',
    by: 'coop-zizhong',
    customs: 'CHENGDU',
    nameZh: '示范果园二',
    markets: ['XD', 'RU'],
    yieldTonnes: 210,
    plots: plots('ZZA', 9, 13),
    confirmed: true,
  },
  {
    number: 'DEMO-GY-ZZ03',
    kind: 'ORCHARD',
    by: 'coop-zizhong-two',
    customs: 'CHENGDU',
    nameZh: '示范果园三',
    markets: ['XD'],
    yieldTonnes: 180,
    plots: plots('ZZB', 1, 6),
    confirmed: true,
  },
  {
    number: 'DEMO-GY-RC01',
    kind: 'ORCHARD',
    by: 'coop-rongchang',
    customs: 'CHONGQING',
    nameZh: '示范果园四',
    markets: ['XD', 'TH', 'RU'],
    yieldTonnes: 320,
    plots: plots('RCA', 1, 9),
    confirmed: true,
  },
  {
    number: 'DEMO-GY-RC02',
    kind: 'ORCHARD',
    by: 'coop-rongchang',
    customs: 'CHONGQING',
    nameZh: '示范果园五',
    markets: null,
    yieldTonnes: null,
    plots: plots('RCA', 10, 14),
    confirmed: false, // the base office asks for the whole paper first
  },
  {
    number: 'DEMO-GY-RC03',
    kind: 'ORCHARD',
    by: 'coop-rongchang-two',
    customs: 'CHONGQING',
    nameZh: '示范果园六',
    markets: ['XD'],
    yieldTonnes: 190,
    plots: plots('RCB', 1, 6),
    confirmed: true,
  },
  {
    number: 'DEMO-BZ-RC01',
    kind: 'PACKHOUSE',
    by: 'packhouse',
    customs: 'CHONGQING',
    nameZh: '示范包装厂一（荣昌）',
    markets: ['XD', 'TH', 'RU'],
    yieldTonnes: null,
    plots: [],
    confirmed: true,
  },
  {
    number: 'DEMO-BZ-ZZ01',
    kind: 'PACKHOUSE',
    by: 'packhouse-two',
    customs: 'CHENGDU',
    nameZh: '示范包装厂二（资中）',
    markets: ['XD', 'TH'],
    yieldTonnes: null,
    plots: [],
    confirmed: true,
  },
];
