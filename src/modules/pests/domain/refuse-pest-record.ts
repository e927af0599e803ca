import type { LocalDate } from '../../../kernel/local-date.js';
import type { PestRefusal } from '../pest.refusals.js';

/**
 * What speaks against the days that something is to stand; both included, no last day where none is known.
 *
 * @returns PEST_DATES_REVERSED; else empty
 */
export function refuseSpan({
  validFrom,
  validTo,
}: {
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
}): PestRefusal[] {
  if (validTo === null || validFrom <= validTo) return [];
  return [{ code: 'PEST_DATES_REVERSED', values: { from: validFrom, to: validTo }, path: ['validTo'] }];
}

/**
 * What speaks against ending something that stands: an end may come earlier, never later, and not before the first day.
 *
 * @param endedOn the first day on which it no longer stands; on its first day it never stood
 * @param isSettled whether two people have ended it already
 * @returns PEST_DATES_REVERSED, PEST_RECORD_ENDED_ALREADY; else empty
 */
export function refuseEnding(
  held: { readonly validFrom: LocalDate; readonly endedOn: LocalDate | null },
  endedOn: LocalDate,
  isSettled = false,
): PestRefusal[] {
  if (endedOn < held.validFrom)
    return [
      { code: 'PEST_DATES_REVERSED', values: { from: held.validFrom, to: endedOn }, path: ['endedOn'] },
    ];
  if (held.endedOn !== null && (isSettled || held.endedOn <= endedOn))
    return [{ code: 'PEST_RECORD_ENDED_ALREADY', values: { day: held.endedOn }, path: ['endedOn'] }];
  return [];
}

/**
 * Exactly one of two places must be named: what belongs to a plot and to an orchard could be read as of either.
 *
 * @returns PEST_PLACE_NOT_ONE; else empty
 */
export const refusePlace = (one: unknown, other: unknown): PestRefusal[] =>
  (one === null) === (other === null) ? [{ code: 'PEST_PLACE_NOT_ONE', values: {} }] : [];

/**
 * Refuses codes that are no pests.
 *
 * @param known the pests there are, reference/pests.json
 * @param field the input that holds them
 * @returns PEST_UNKNOWN; else empty
 */
export const refusePests = (
  codes: readonly string[],
  known: readonly string[],
  field: string,
): PestRefusal[] =>
  codes
    .filter((code) => !known.includes(code))
    .map((code) => ({ code: 'PEST_UNKNOWN', values: { code }, path: [field] }));
