import type { Bilingual } from '../../../kernel/refusal.js';
import { addDays, yearBefore, type LocalDate } from '../../../kernel/local-date.js';

/** Days in a row, both ends included. */
export interface Period {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/**
 * The days before a harvest on which a spray can speak against the fruit: the year up to it, the day of harvest included. No
 * label asks for a longer interval, the fruit hangs no longer on the tree, and what rules count of a season lies within.
 *
 * @see docs/adr/0036-spray-statements.md
 */
export const lookedAtFor = (harvestedOn: LocalDate): Period => ({
  from: addDays(yearBefore(harvestedOn), 1),
  to: harvestedOn,
});

/**
 * Days for which nobody has stated that all sprays are on record: what is left of the days looked at once those of the
 * statements are taken away.
 *
 * @param lookedAt periods in any order; they may overlap
 * @param stated   periods of statements that hold
 * @returns in the order of the days, none touching another; empty: everything is stated
 */
export function unstatedDays(lookedAt: readonly Period[], stated: readonly Period[]): Period[] {
  const covered = joined(stated);
  return joined(lookedAt).flatMap((period) => without(period, covered));
}

/** The same days as few periods as there can be, in their order. */
function joined(periods: readonly Period[]): Period[] {
  const all: Period[] = [];
  for (const period of periods.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = all.at(-1);
    if (!last || period.from > addDays(last.to, 1)) all.push(period);
    else if (period.to > last.to) all[all.length - 1] = { from: last.from, to: period.to };
  }
  return all;
}

/** @param covered in their order, none touching another */
function without({ from, to }: Period, covered: readonly Period[]): Period[] {
  const left: Period[] = [];
  let open = from;
  for (const each of covered) {
    if (each.to < open) continue;
    if (each.from > to) break;
    if (each.from > open) left.push({ from: open, to: addDays(each.from, -1) });
    open = addDays(each.to, 1);
  }
  return open <= to ? [...left, { from: open, to }] : left;
}

/** That it is not stated for these days of a plot, as a sentence beside the first day of harvest. */
export const unstatedSentence = ({ from, to }: Period): Bilingual => ({
  zh: `${from} 至 ${to} 的用药记录未声明完整（没有用药的，声明未用药）：采收后仍未声明的，果实待判定。`,
  en: `Nobody has stated that all sprays from ${from} to ${to} are on record, or that there were none: fruit that is picked stays undecided until somebody does.`,
});
