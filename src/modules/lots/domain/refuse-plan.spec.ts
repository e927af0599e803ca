import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { LOT_STATES, type LotState } from './lot-state.js';
import { refusePlan } from './refuse-plan.js';

const today = localDate('2026-02-10');
const lot = (state: LotState = 'OPEN', planned = '2026-02-08') => ({
  code: 'L-1',
  state,
  plannedDepartureOn: localDate(planned),
});
const codes = (of: ReturnType<typeof lot>, day: string) =>
  refusePlan(of, localDate(day), today).map(({ code }) => code);

describe('planning another day of departure', () => {
  it.each<[string, string, string[]]>([
    ['today', '2026-02-10', []],
    ['a day to come', '2026-03-01', []],
    ['a day that has passed', '2026-02-09', ['DEPARTURE_IN_PAST']],
    ['the planned day itself, once it has passed', '2026-02-08', ['DEPARTURE_IN_PAST']],
  ])('for %s', (_, day, expected) => {
    expect(codes(lot(), day)).toEqual(expected);
  });

  it('is no change for the day that is planned', () => {
    expect(codes(lot('OPEN', '2026-02-20'), '2026-02-20')).toEqual(['PLAN_UNCHANGED']);
  });

  it('is for lots that have not left, and for none that was cancelled', () => {
    const may = LOT_STATES.filter((state) => codes(lot(state), '2026-02-12').length === 0);
    expect(may).toEqual(['OPEN', 'CLEARED', 'DECLARED', 'INSPECTED', 'CERTIFIED', 'LOADED']);
    expect(codes(lot('DEPARTED'), '2026-02-12')).toEqual(['PLAN_PASSED']);
  });
});
