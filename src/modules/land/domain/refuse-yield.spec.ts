import { describe, expect, it } from '@jest/globals';
import { localDate, season } from '../../../kernel/local-date.js';
import { refuseSupply, refuseSupplyEnd } from './refuse-supply.js';
import { refuseYield } from './refuse-yield.js';

const TODAY = localDate('2026-01-25');
const orchard = {
  kind: 'ORCHARD',
  number: 'O-1',
  validFrom: localDate('2025-09-01'),
  validTo: localDate('2027-08-31'),
  withdrawnOn: null,
} as const;
const told = { season: season('2025/26'), massGrams: 1, declaredOn: localDate('2025-10-01') };
const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code);

describe('the yield of a season', () => {
  const cases: [string, Partial<Parameters<typeof refuseYield>[0]>, Partial<typeof told>, string[]][] = [
    ['may be recorded', {}, {}, []],
    ['of a season of which the registration has a day', {}, { season: season('2026/27') }, []],
    ['of no packhouse', { kind: 'PACKHOUSE' }, {}, ['YIELD_OF_NO_ORCHARD']],
    ['of nothing', {}, { massGrams: 0 }, ['REGISTRATION_YIELD_ZERO']],
    ['declared tomorrow', {}, { declaredOn: localDate('2026-01-26') }, ['YIELD_DECLARED_IN_THE_FUTURE']],
    ['before the registration', {}, { season: season('2024/25') }, ['YIELD_OUTSIDE_REGISTRATION']],
    [
      'after it was withdrawn',
      { withdrawnOn: localDate('2026-09-01') },
      { season: season('2026/27') },
      ['YIELD_OUTSIDE_REGISTRATION'],
    ],
    [
      'with every reason at once',
      {},
      { massGrams: 0, declaredOn: localDate('2027-01-01') },
      ['REGISTRATION_YIELD_ZERO', 'YIELD_DECLARED_IN_THE_FUTURE'],
    ],
  ];
  it.each(cases)('%s', (_, registration, changes, expected) => {
    expect(codes(refuseYield({ ...orchard, ...registration }, { ...told, ...changes }, TODAY))).toEqual(
      expected,
    );
  });
});

describe('a supply relation', () => {
  const own = {
    by: { organisationId: 'p', kind: 'PACKHOUSE' },
    packhouse: { id: 'p', kind: 'PACKHOUSE' },
    validFrom: localDate('2025-09-01'),
    validTo: null,
  } as const;
  const office = { organisationId: 'b', kind: 'BASE_OFFICE' } as const;
  const cases: [string, Partial<Parameters<typeof refuseSupply>[0]>, string[]][] = [
    ['is entered by the packhouse', {}, []],
    ['or by the base office', { by: office }, []],
    [
      'not by the cooperative that gains by it',
      { by: { organisationId: 'c', kind: 'COOPERATIVE' } },
      ['SUPPLY_ENTERED_BY_PACKHOUSE'],
    ],
    [
      'not by another packhouse',
      { by: { organisationId: 'q', kind: 'PACKHOUSE' } },
      ['SUPPLY_ENTERED_BY_PACKHOUSE'],
    ],
    [
      'is with a packhouse',
      { by: office, packhouse: { id: 'e', kind: 'EXPORTER' } },
      ['SUPPLY_TO_NO_PACKHOUSE'],
    ],
    ['that exists', { by: office, packhouse: null }, ['SUPPLY_TO_NO_PACKHOUSE']],
    ['does not end before it begins', { validTo: localDate('2025-08-31') }, ['SUPPLY_DATES_REVERSED']],
  ];
  it.each(cases)('%s', (_, changes, expected) => {
    expect(codes(refuseSupply({ ...own, ...changes }))).toEqual(expected);
  });

  it('ends earlier than it did, never later', () => {
    const held = { validFrom: localDate('2025-09-01'), endedOn: localDate('2026-01-01') };
    expect(codes(refuseSupplyEnd(held, localDate('2025-12-31')))).toEqual([]);
    expect(codes(refuseSupplyEnd(held, localDate('2026-01-01')))).toEqual(['SUPPLY_ENDED_ALREADY']);
    expect(codes(refuseSupplyEnd(held, localDate('2025-08-31')))).toEqual(['SUPPLY_DATES_REVERSED']);
  });
});
