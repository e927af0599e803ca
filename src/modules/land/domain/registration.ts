import { addDays, type LocalDate } from '../../../kernel/local-date.js';

/** What customs register: the land fruit grows on, and the house that packs it. */
export type RegistrationKind = 'ORCHARD' | 'PACKHOUSE';

/** A span of days, both ends included; no last day means that none is known. */
export interface Span {
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
}

/** How long a registration stands: its own dates, and the day on which it was withdrawn. */
export interface Validity extends Span {
  /** The first day on which it no longer stands. */
  readonly withdrawnOn: LocalDate | null;
}

/** Whether two spans share a day. */
export function overlap(a: Span, b: Span): boolean {
  return (b.validTo === null || a.validFrom <= b.validTo) && (a.validTo === null || b.validFrom <= a.validTo);
}

/** The span in which a registration really stood: a withdrawal ends it the day before. Null if it never stood. */
export function standingSpan({ validFrom, validTo, withdrawnOn }: Validity): Span | null {
  const beforeWithdrawal = withdrawnOn === null ? null : addDays(withdrawnOn, -1);
  const last = earlier(validTo, beforeWithdrawal);
  return last !== null && last < validFrom ? null : { validFrom, validTo: last };
}

/** Whether `inner` lies within `outer`; without a last day only a span without a last day holds it. */
export function isWithin(inner: Span, outer: Span): boolean {
  const endsInside = outer.validTo === null || (inner.validTo !== null && inner.validTo <= outer.validTo);
  return inner.validFrom >= outer.validFrom && endsInside;
}

function earlier(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
