import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import {
  refuseRegistration,
  refuseWithdrawal,
  type RegistrationClaim,
  type RegistrationSurroundings,
} from './refuse-registration.js';

const claim: RegistrationClaim = {
  kind: 'ORCHARD',
  organisationId: 'coop',
  customsDistrictCode: 'CHENGDU',
  marketCodes: ['TH'],
  estimatedYieldGrams: 200_000_000,
  validFrom: localDate('2025-09-01'),
  validTo: localDate('2027-08-31'),
};
const found: RegistrationSurroundings = {
  recorder: { organisationId: 'coop', kind: 'COOPERATIVE' },
  isCustomsDistrictKnown: true,
  knownMarkets: ['TH'],
};
const codes = (c: Partial<RegistrationClaim>, f: Partial<RegistrationSurroundings> = {}): string[] =>
  refuseRegistration({ ...claim, ...c }, { ...found, ...f }).map(({ code }) => code);

describe('recording a registration', () => {
  const packhouse = { recorder: { organisationId: 'packhouse', kind: 'PACKHOUSE' } } as const;
  const office = { recorder: { organisationId: 'office', kind: 'BASE_OFFICE' } } as const;

  it.each<[string, Partial<RegistrationClaim>, Partial<RegistrationSurroundings>, string[]]>([
    ["a cooperative's orchard", {}, {}, []],
    ["a packhouse's own", { kind: 'PACKHOUSE', organisationId: 'packhouse' }, packhouse, []],
    ['anything by the base office', { kind: 'PACKHOUSE' }, office, []],
    ["a neighbour's orchard", { organisationId: 'neighbour' }, {}, ['REGISTRATION_FOR_OTHERS']],
    ['a packhouse by a cooperative', { kind: 'PACKHOUSE' }, {}, ['REGISTRATION_KIND_ELSEWHERE']],
    [
      'an orchard by a packhouse',
      { organisationId: 'packhouse' },
      packhouse,
      ['REGISTRATION_KIND_ELSEWHERE'],
    ],
  ])('is for those it belongs to: %s', (_, c, f, expected) => {
    expect(codes(c, f)).toEqual(expected);
  });

  it('leaves open what is not known: markets, yield, end', () => {
    expect(codes({ marketCodes: [], estimatedYieldGrams: null, validTo: null })).toEqual([]);
  });

  it('gives every reason at once', () => {
    const wrong = { marketCodes: ['TH', 'XX'], estimatedYieldGrams: 0, validTo: localDate('2024-01-01') };
    expect(codes(wrong, { isCustomsDistrictKnown: false })).toEqual([
      'CUSTOMS_DISTRICT_UNKNOWN',
      'REGISTRATION_MARKET_UNKNOWN',
      'REGISTRATION_YIELD_ZERO',
      'REGISTRATION_DATES_REVERSED',
    ]);
  });
});

describe('withdrawing a registration', () => {
  const today = localDate('2026-03-01');
  const registration = { ...claim, number: 'R1', withdrawnOn: null };

  it.each([
    ['today', '2026-03-01', []],
    ['on its first day', '2025-09-01', []],
    ['tomorrow', '2026-03-02', ['WITHDRAWN_IN_THE_FUTURE']],
    ['before it began', '2025-08-31', ['WITHDRAWN_BEFORE_IT_BEGAN']],
  ])('is a fact of the past or of today: %s', (_, on, expected) => {
    expect(refuseWithdrawal(registration, localDate(on), today).map(({ code }) => code)).toEqual(expected);
  });

  it('happens once', () => {
    const withdrawn = { ...registration, withdrawnOn: localDate('2026-01-01') };
    expect(refuseWithdrawal(withdrawn, today, today)).toMatchObject([
      { code: 'REGISTRATION_WITHDRAWN', values: { on: '2026-01-01' } },
    ]);
  });
});
