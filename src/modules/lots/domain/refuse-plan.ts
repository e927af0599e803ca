import type { LocalDate } from '../../../kernel/local-date.js';
import type { LotRefusal } from '../lot.refusals.js';
import { isBeforeDeparture, type LotState } from './lot-state.js';

/**
 * Refuses another day of departure for a lot that has left or was cancelled, for a day that has passed, and where it is
 * the day planned already.
 *
 * @param today the legal day
 * @returns PLAN_PASSED, DEPARTURE_IN_PAST, PLAN_UNCHANGED; else empty
 */
export function refusePlan(
  lot: { readonly code: string; readonly state: LotState; readonly plannedDepartureOn: LocalDate },
  day: LocalDate,
  today: LocalDate,
): LotRefusal[] {
  const { code, state, plannedDepartureOn } = lot;
  if (!isBeforeDeparture(state))
    return [{ code: 'PLAN_PASSED', values: { lot: code, state }, path: ['lotId'] }];
  const path = ['plannedDepartureOn'];
  if (day < today) return [{ code: 'DEPARTURE_IN_PAST', values: { day }, path }];
  return day === plannedDepartureOn ? [{ code: 'PLAN_UNCHANGED', values: { lot: code, day }, path }] : [];
}
