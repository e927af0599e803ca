import { addDays, type LocalDate } from '../../../kernel/local-date.js';

/** Days from the first to the last, both included; null is open. */
export interface Period {
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
}

/** Whether there is a day in it. */
const hasDays = ({ validFrom, validTo }: Period): boolean =>
  validFrom === null || validTo === null || validFrom <= validTo;

/** The days that are in both; null: none. */
export function common(a: Period, b: Period): Period | null {
  const both: Period = {
    validFrom:
      a.validFrom === null || (b.validFrom !== null && b.validFrom > a.validFrom) ? b.validFrom : a.validFrom,
    validTo: a.validTo === null || (b.validTo !== null && b.validTo < a.validTo) ? b.validTo : a.validTo,
  };
  return hasDays(both) ? both : null;
}

/** What is left of a period without the days of the others: no piece, one, or several in order. */
export function without(period: Period, taken: readonly Period[]): Period[] {
  return taken.reduce<Period[]>((left, each) => left.flatMap((piece) => minus(piece, each)), [period]);
}

function minus(piece: Period, taken: Period): Period[] {
  if (!common(piece, taken)) return [piece];
  const before: Period = {
    validFrom: piece.validFrom,
    validTo: taken.validFrom && addDays(taken.validFrom, -1),
  };
  const after: Period = { validFrom: taken.validTo && addDays(taken.validTo, 1), validTo: piece.validTo };
  return [
    ...(taken.validFrom !== null && hasDays(before) ? [before] : []),
    ...(taken.validTo !== null && hasDays(after) ? [after] : []),
  ];
}
