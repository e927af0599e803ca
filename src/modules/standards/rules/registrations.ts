import type { LocalDate } from '../../../kernel/local-date.js';
import type { Facts, OriginFacts, RegistrationFacts } from '../domain/facts.js';
import { within } from '../domain/rule-kind.js';
import { readParameters } from './read-parameters.js';

export interface RegistrationDemand {
  /** True where any valid registration will do; false where it must have been given for the destination market. */
  readonly anyMarket: boolean;
}

/**
 * Reads what a registration rule demands.
 *
 * @throws RangeError that names the kind, for parameters other than an optional boolean `anyMarket`
 */
export const readDemand = (kind: string, raw: unknown): RegistrationDemand => ({
  anyMarket: readParameters(kind, raw, ['anyMarket']).optionalBoolean('anyMarket'),
});

/** How a set of registrations answers a market's demand on the days that count. */
export type Answer =
  | { readonly kind: 'none' }
  | { readonly kind: 'market-not-recorded'; readonly registration: RegistrationFacts }
  | { readonly kind: 'other-market'; readonly registration: RegistrationFacts }
  | { readonly kind: 'ended'; readonly registration: RegistrationFacts }
  | { readonly kind: 'valid'; readonly registration: RegistrationFacts };

const BEST_FIRST = ['valid', 'market-not-recorded', 'ended', 'other-market', 'none'] as const;

/**
 * The best answer among registrations that cover the act.
 *
 * @param covering registrations that were valid on the day of the act
 * @param market   null: any market
 * @param leavesOn the shipment day, on which it must still be valid; null: not known yet
 */
export function answerOf(
  covering: readonly RegistrationFacts[],
  market: string | null,
  leavesOn: LocalDate | null,
): Answer {
  const answers = covering.map((registration): Answer => {
    if (market !== null && registration.markets && !registration.markets.includes(market)) {
      return { kind: 'other-market', registration };
    }
    if (leavesOn !== null && !within(leavesOn, registration.validFrom, registration.validTo)) {
      return { kind: 'ended', registration };
    }
    if (market !== null && registration.markets === null)
      return { kind: 'market-not-recorded', registration };
    return { kind: 'valid', registration };
  });
  return (
    answers.toSorted((a, b) => BEST_FIRST.indexOf(a.kind) - BEST_FIRST.indexOf(b.kind))[0] ?? { kind: 'none' }
  );
}

/** Orchard registrations that covered a plot on the day it was picked. */
export const coveringPlot = (
  facts: Facts,
  origin: OriginFacts,
  day: LocalDate,
): readonly RegistrationFacts[] =>
  facts.registrations.filter(
    (each) =>
      each.kind === 'ORCHARD' &&
      within(day, each.validFrom, each.validTo) &&
      each.plots.some(({ plotId, from, to }) => plotId === origin.plotId && within(day, from, to)),
  );
