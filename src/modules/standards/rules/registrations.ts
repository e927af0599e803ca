import type { LocalDate } from '../../../kernel/local-date.js';
import type { CoveredPlotFacts, Facts, OriginFacts, RegistrationFacts } from '../domain/facts.js';
import { indexedBy } from '../domain/indexed.js';
import { both, step } from '../domain/judgement.js';
import { within } from '../domain/rule-kind.js';
import { speaksOf, type Unconfirmed } from './entered.js';
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
 * A registration that covers an act. Whoever gains by it could have made up its number, or put a plot under it, in the autumn
 * as well as afterwards: it counts where the base office has confirmed the one and the other, and decides nothing before
 * (docs/adr/0035-entries-wait-for-the-base-office.md).
 */
export interface Covering {
  readonly registration: RegistrationFacts;
  /** What of it is not confirmed; empty: it counts. */
  readonly unconfirmed: readonly Unconfirmed[];
}

/** Whether a registration that covers an act counts. */
export const isProven = ({ unconfirmed }: Covering): boolean => unconfirmed.length === 0;

/** How a set of registrations answers a market's demand on the days that count. */
export type Answer =
  | { readonly kind: 'none' }
  | (Covering & {
      readonly kind: 'valid' | 'unconfirmed' | 'market-not-recorded' | 'ended' | 'other-market';
    });

const BEST_FIRST = ['valid', 'unconfirmed', 'market-not-recorded', 'ended', 'other-market', 'none'] as const;

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
  const answers = covering.map((each): Answer => {
    const { markets, validFrom, validTo } = each.registration;
    if (market !== null && markets && !markets.includes(market)) return { kind: 'other-market', ...each };
    if (leavesOn !== null && !within(leavesOn, validFrom, validTo)) return { kind: 'ended', ...each };
    if (market !== null && markets === null) return { kind: 'market-not-recorded', ...each };
    return { kind: isProven(each) ? 'valid' : 'unconfirmed', ...each };
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
export const coveringPlot = (
  facts: Facts,
  { plotId, plotCode }: OriginFacts,
  day: LocalDate,
): readonly Covering[] =>
  ofPlot(facts.registrations, plotId).flatMap((registration) => {
    if (!within(day, registration.validFrom, registration.validTo)) return [];
    const plot = registration.plots.find((each) => each.plotId === plotId && within(day, each.from, each.to));
    if (!plot) return [];
    const unconfirmed = [
      ...unconfirmedRegistration(registration, day),
      ...(speaksOf(plot, day) ? [] : [unconfirmedPlot(registration, plot, plotCode)]),
    ];
    return [{ registration, unconfirmed }];
  });

/** Registrations under which a packhouse stood on the day it packed. */
export const coveringPackhouse = (facts: Facts, packerId: string, day: LocalDate): readonly Covering[] =>
  ofPackhouse(facts.registrations, packerId)
    .filter((each) => within(day, each.validFrom, each.validTo))
    .map((registration) => ({ registration, unconfirmed: unconfirmedRegistration(registration, day) }));

/** What of the registration itself is not confirmed, whatever it covers. */
export const unconfirmedRegistration = (
  registration: RegistrationFacts,
  day: LocalDate,
): readonly Unconfirmed[] => (speaksOf(registration, day) ? NOTHING : [registrationItself(registration)]);

const NOTHING: readonly Unconfirmed[] = [];

const registrationItself = ({ id, kind, number, waitsFor }: RegistrationFacts): Unconfirmed => ({
  waitsFor: waitsFor ?? undefined,
  what:
    kind === 'ORCHARD'
      ? both(`果园注册登记 ${number}`, `orchard registration ${number}`)
      : both(`包装厂注册登记 ${number}`, `packhouse registration ${number}`),
  evidence: [{ type: 'registration', id, field: 'isConfirmed', value: false }],
});

const unconfirmedPlot = (
  { id, number }: RegistrationFacts,
  { plotId, waitsFor }: CoveredPlotFacts,
  plotCode: string,
): Unconfirmed => ({
  waitsFor: waitsFor ?? undefined,
  what: both(`地块 ${plotCode} 属于注册登记 ${number}`, `plot ${plotCode} under registration ${number}`),
  evidence: [
    { type: 'registration', id, field: 'arePlotsConfirmed', value: false },
    { type: 'plot', id: plotId, field: 'registration', value: number },
  ],
});

/** What settles for which markets a registration was given. */
export const MARKETS_RECORDED = step(
  'COOPERATIVE',
  '合作社补记注册登记的适用市场。',
  'The cooperative records the markets of the registration.',
);
