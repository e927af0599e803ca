import type { LocalDate } from '../../../kernel/local-date.js';
import type { Facts, OriginFacts, RegistrationFacts } from '../domain/facts.js';
import { indexedBy } from '../domain/indexed.js';
import { step } from '../domain/judgement.js';
import { within } from '../domain/rule-kind.js';
import { speaksOf } from './entered.js';
import { readParameters } from './read-parameters.js';

/** What a rule on registrations demands. */
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

/**
 * A registration that covers an act. An entry proves nothing of days before it: whoever gains by it could enter today that
 * the fruit picked last week was covered. So it counts where it was entered by the day of the act, or where the base
 * office has confirmed it (docs/adr/0009-rules-of-our-own.md).
 */
export interface Covering {
  readonly registration: RegistrationFacts;
  readonly isProven: boolean;
}

/** How a set of registrations answers a market's demand on the days that count. */
export type Answer =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'valid' | 'entered-late' | 'market-not-recorded' | 'ended' | 'other-market';
      readonly registration: RegistrationFacts;
    };

const BEST_FIRST = ['valid', 'entered-late', 'market-not-recorded', 'ended', 'other-market', 'none'] as const;

/**
 * The best answer among registrations that cover the act.
 *
 * @param covering registrations that were valid on the day of the act
 * @param market   null: any market
 * @param leavesOn the shipment day, on which it must still be valid; null: not known yet
 */
export function answerOf(
  covering: readonly Covering[],
  market: string | null,
  leavesOn: LocalDate | null,
): Answer {
  const answers = covering.map(({ registration, isProven }): Answer => {
    const { markets, validFrom, validTo } = registration;
    if (market !== null && markets && !markets.includes(market))
      return { kind: 'other-market', registration };
    if (leavesOn !== null && !within(leavesOn, validFrom, validTo)) return { kind: 'ended', registration };
    if (market !== null && markets === null) return { kind: 'market-not-recorded', registration };
    return { kind: isProven ? 'valid' : 'entered-late', registration };
  });
  return (
    answers.toSorted((a, b) => BEST_FIRST.indexOf(a.kind) - BEST_FIRST.indexOf(b.kind))[0] ?? { kind: 'none' }
  );
}

const ofPlot = indexedBy(({ kind, plots }: RegistrationFacts) =>
  kind === 'ORCHARD' ? plots.map(({ plotId }) => plotId) : [],
);
const ofPackhouse = indexedBy(({ kind, organisationId }: RegistrationFacts) =>
  kind === 'PACKHOUSE' && organisationId !== null ? [organisationId] : [],
);

/** Orchard registrations that covered a plot on the day it was picked. Both ends of a period included. */
export const coveringPlot = (facts: Facts, { plotId }: OriginFacts, day: LocalDate): readonly Covering[] =>
  ofPlot(facts.registrations, plotId).flatMap((registration) => {
    if (!within(day, registration.validFrom, registration.validTo)) return [];
    const plot = registration.plots.find((each) => each.plotId === plotId && within(day, each.from, each.to));
    if (!plot) return [];
    return [{ registration, isProven: speaksOf(registration, day) && speaksOf(plot, day) }];
  });

/** Registrations under which a packhouse stood on the day it packed. */
export const coveringPackhouse = (facts: Facts, packerId: string, day: LocalDate): readonly Covering[] =>
  ofPackhouse(facts.registrations, packerId)
    .filter((each) => within(day, each.validFrom, each.validTo))
    .map((registration) => ({ registration, isProven: speaksOf(registration, day) }));

/** What settles that a registration entered afterwards may speak for what came before. */
export const CONFIRMED_BY_OFFICE = step(
  'BASE_OFFICE',
  '基地办公室见到海关的注册登记文件后，由录入人以外的人确认。',
  'The base office sees the paper from customs, and a person other than who entered it confirms it.',
);

/** What settles for which markets a registration was given. */
export const MARKETS_RECORDED = step(
  'COOPERATIVE',
  '合作社补记注册登记的适用市场。',
  'The cooperative records the markets of the registration.',
);
