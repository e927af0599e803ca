import type { LocalDate } from '../../../kernel/local-date.js';
import type { LabelRefusal } from '../label.refusals.js';

/** Serial numbers of one series, both ends included. */
export interface Serials {
  readonly series: string;
  readonly first: number;
  readonly last: number;
}

/** Digits of the highest number there is: 2147483647. */
const MOST_DIGITS = 10;

/**
 * Whether labels of two series can read alike: "Q" no. 123 and "Q1" no. 23. How many noughts a printer puts before a number
 * is not on record, so any width counts.
 */
export function printAlike(a: Serials, b: Serials): boolean {
  const [short, long] = a.series.length <= b.series.length ? [a, b] : [b, a];
  const between = long.series.slice(short.series.length);
  if (!long.series.startsWith(short.series) || !/^\d+$/.test(between)) return false;
  for (let width = String(long.first).length; width <= MOST_DIGITS; width++) {
    const before = Number(between) * 10 ** width;
    const first = before + long.first;
    const last = before + Math.min(long.last, 10 ** width - 1);
    if (first <= short.last && short.first <= last) return true;
  }
  return false;
}

/** A design as far as its serial numbers go; `series` is null where it carries none. */
export interface DesignOfSerials {
  readonly code: string;
  readonly series: string | null;
  readonly isConfirmed: boolean;
}

/**
 * Why serial numbers cannot be issued to a packhouse; empty: they can. Numbers that were withdrawn are not issued
 * again: labels that were lost are still somewhere.
 *
 * @param issuedBefore whether some of them were
 * @param alike        numbers of another series, issued before, that would read like some of them; null: none would
 * @returns LABEL_DESIGN_NOT_CONFIRMED, LABEL_DESIGN_WITHOUT_SERIALS, LABEL_RANGE_FOR_A_PACKHOUSE, SERIALS_READ_ALIKE,
 *   SERIALS_REVERSED, LABELS_IN_THE_FUTURE, SERIALS_ISSUED_ALREADY
 * @see reference/supplementary-rules.md, rule 3; docs/adr/0023-labels.md
 */
export function refuseIssue(
  asked: { readonly first: number; readonly last: number; readonly issuedOn: LocalDate },
  context: {
    readonly design: DesignOfSerials;
    readonly packhouse: { readonly code: string; readonly kind: string };
    readonly issuedBefore: boolean;
    readonly alike: Serials | null;
    readonly today: LocalDate;
  },
): LabelRefusal[] {
  const { design, packhouse, issuedBefore, alike, today } = context;
  const { first, last, issuedOn } = asked;
  const { code, series } = design;
  const refusals: LabelRefusal[] = [];
  const ofDesign = ['labelDesignId'];
  if (!design.isConfirmed)
    refusals.push({ code: 'LABEL_DESIGN_NOT_CONFIRMED', values: { code }, path: ofDesign });
  if (series === null)
    refusals.push({ code: 'LABEL_DESIGN_WITHOUT_SERIALS', values: { code }, path: ofDesign });
  if (packhouse.kind !== 'PACKHOUSE')
    refusals.push({
      code: 'LABEL_RANGE_FOR_A_PACKHOUSE',
      values: { code: packhouse.code },
      path: ['packhouseId'],
    });
  if (last < first) refusals.push(reversed(first, last));
  if (today < issuedOn) refusals.push(inTheFuture(issuedOn, 'issuedOn'));
  if (series !== null && issuedBefore) refusals.push(issuedAlready({ series, first, last }));
  if (series !== null && alike)
    refusals.push({
      code: 'SERIALS_READ_ALIKE',
      values: { series, first, last, other: alike.series, otherFirst: alike.first, otherLast: alike.last },
      path: ['firstSerial'],
    });
  return refusals;
}

/**
 * Why what is left of a range cannot be withdrawn on a day; empty: it can.
 *
 * @param today the legal day
 * @returns LABEL_RANGE_WITHDRAWN_ALREADY, LABEL_RANGE_WITHDRAWN_BEFORE_ISSUED, LABELS_IN_THE_FUTURE
 */
export function refuseWithdrawal(
  range: { readonly issuedOn: LocalDate; readonly withdrawnOn: LocalDate | null },
  withdrawnOn: LocalDate,
  today: LocalDate,
): LabelRefusal[] {
  if (range.withdrawnOn)
    return [{ code: 'LABEL_RANGE_WITHDRAWN_ALREADY', values: { withdrawnOn: range.withdrawnOn } }];
  if (withdrawnOn < range.issuedOn)
    return [
      {
        code: 'LABEL_RANGE_WITHDRAWN_BEFORE_ISSUED',
        values: { issuedOn: range.issuedOn },
        path: ['withdrawnOn'],
      },
    ];
  return today < withdrawnOn ? [inTheFuture(withdrawnOn, 'withdrawnOn')] : [];
}

/**
 * Why labels cannot be on a batch; empty: they can. Labels that were issued to somebody else or withdrawn can be, and
 * are recorded: the rule on serial numbers says what is wrong. Numbers that nobody issued, or that are on other
 * cartons, cannot.
 *
 * @param told both null: labels without serial numbers
 * @returns LABEL_DESIGN_WITHOUT_SERIALS, SERIALS_MISSING, SERIALS_NOT_ISSUED, SERIALS_REVERSED, SERIALS_USED_ALREADY
 * @see docs/adr/0023-labels.md: recorded or refused
 */
export function refuseUse(
  told: { readonly first: number | null; readonly last: number | null },
  context: {
    readonly design: DesignOfSerials;
    readonly isIssued: boolean;
    readonly isUsed: boolean;
  },
): LabelRefusal[] {
  const { series, code } = context.design;
  const { first, last } = told;
  if (series === null) {
    return first === null && last === null
      ? []
      : [{ code: 'LABEL_DESIGN_WITHOUT_SERIALS', values: { code }, path: ['firstSerial'] }];
  }
  if (first === null || last === null)
    return [{ code: 'SERIALS_MISSING', values: { code }, path: ['firstSerial'] }];
  if (last < first) return [reversed(first, last)];
  const serials = { series, first, last };
  return [
    ...(context.isIssued
      ? []
      : [{ code: 'SERIALS_NOT_ISSUED' as const, values: serials, path: ['firstSerial'] }]),
    ...(context.isUsed ? [usedAlready(serials)] : []),
  ];
}

/** The refusal of numbers that were issued; said here, and where the exclusion constraint catches a race. */
export const issuedAlready = (serials: Serials): LabelRefusal => ({
  code: 'SERIALS_ISSUED_ALREADY',
  values: serials,
  path: ['firstSerial'],
});

/** The refusal of numbers that are on other cartons; said here, and where the exclusion constraint catches a race. */
export const usedAlready = (serials: Serials): LabelRefusal => ({
  code: 'SERIALS_USED_ALREADY',
  values: serials,
  path: ['firstSerial'],
});

const reversed = (first: number, last: number): LabelRefusal => ({
  code: 'SERIALS_REVERSED',
  values: { first, last },
  path: ['lastSerial'],
});

const inTheFuture = (day: LocalDate, field: string): LabelRefusal => ({
  code: 'LABELS_IN_THE_FUTURE',
  values: { day },
  path: [field],
});
