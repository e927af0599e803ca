import type { Instant } from '../../../kernel/instant.js';
import { legalDay, type LocalDate } from '../../../kernel/local-date.js';
import type { PestRefusal } from '../pest.refusals.js';
import type { Counts } from './counts.js';

interface Standing {
  readonly code: string;
  readonly setUpOn: LocalDate;
  /** Last day it stood; null: it still stands. */
  readonly takenDownOn: LocalDate | null;
}

/**
 * What speaks against a day on which something is said to have happened.
 *
 * @param today the legal day
 * @param field the input that holds the day
 * @returns PEST_DAY_IN_THE_FUTURE; else empty
 */
export const refuseDay = (day: LocalDate, today: LocalDate, field: string): PestRefusal[] =>
  day > today ? [{ code: 'PEST_DAY_IN_THE_FUTURE', values: { day }, path: [field] }] : [];

/**
 * What speaks against taking a trap down: it is down already, was not up yet, or the day is still to come.
 *
 * @returns TRAP_TAKEN_DOWN_ALREADY, PEST_DATES_REVERSED, PEST_DAY_IN_THE_FUTURE; else empty
 */
export function refuseTakingDown(trap: Standing, day: LocalDate, today: LocalDate): PestRefusal[] {
  const { code, setUpOn, takenDownOn } = trap;
  if (takenDownOn !== null) return [{ code: 'TRAP_TAKEN_DOWN_ALREADY', values: { code, day: takenDownOn } }];
  if (day < setUpOn)
    return [{ code: 'PEST_DATES_REVERSED', values: { from: setUpOn, to: day }, path: ['takenDownOn'] }];
  return refuseDay(day, today, 'takenDownOn');
}

/**
 * What speaks against a count: it lies in the future, the trap did not stand that day, or nothing was counted. What was
 * found is never refused, whatever it is, and late is not too late.
 *
 * @returns PEST_DAY_IN_THE_FUTURE, TRAP_NOT_STANDING, TRAP_COUNTED_NOTHING; else empty
 */
export function refuseCount(
  trap: Standing,
  count: { readonly inspectedAt: Instant; readonly counts: Counts; readonly isVoid: boolean },
  now: Instant,
): PestRefusal[] {
  const refusals: PestRefusal[] = [];
  const day = legalDay(count.inspectedAt);
  if (count.inspectedAt > now)
    refusals.push({ code: 'PEST_DAY_IN_THE_FUTURE', values: { day }, path: ['inspectedAt'] });
  if (day < trap.setUpOn || (trap.takenDownOn !== null && day > trap.takenDownOn))
    refusals.push({ code: 'TRAP_NOT_STANDING', values: { code: trap.code, day }, path: ['inspectedAt'] });
  if (Object.keys(count.counts).length === 0 && !count.isVoid)
    refusals.push({ code: 'TRAP_COUNTED_NOTHING', values: {}, path: ['counts'] });
  return refusals;
}
