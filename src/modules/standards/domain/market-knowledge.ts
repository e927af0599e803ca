import type { LocalDate } from '../../../kernel/local-date.js';
import type { MicrogramsPerKg } from '../../../kernel/residue.js';
import type { WatchListFacts } from './coverage-facts.js';
import type { Facts, MarketPackFacts, MarketStatusFacts, ResidueLimitFacts } from './facts.js';
import type { LimitLevel } from './narrowest-limits.js';
import { without, type Period } from './periods.js';
import { settles, type Confidence, type Source } from './rule.js';
import { within } from './rule-kind.js';

/** Which pack a row stands in; null: shipped with the product. */
interface OfPack {
  readonly versionCode: string | null;
}

/** A period in which the market was open or closed, with the edition it stands in. */
export type StatusRow = MarketStatusFacts & OfPack;

/** A limit with the edition it stands in, and how broadly the market wrote it. */
export type LimitRow = ResidueLimitFacts & OfPack & { readonly level: LimitLevel };

/** What the market applies where it lists nothing, in µg/kg, with the edition it stands in. */
export interface FallbackRow extends Period, OfPack {
  readonly defaultMicrogramsPerKg: MicrogramsPerKg | null;
  readonly mustNotBeDetected: boolean;
  readonly listComplete: boolean;
  readonly source: Source;
  readonly confidence: Confidence;
}

/** A market pack with the edition it is. */
export type PackRow = MarketPackFacts & OfPack;

/** Everything held about one market, of every edition, each row for the days on which its edition applies. */
export interface MarketRows {
  readonly statuses: readonly StatusRow[];
  readonly limits: readonly LimitRow[];
  readonly fallbacks: readonly FallbackRow[];
  readonly packs: readonly PackRow[];
  /** Null: not on record. */
  readonly watchLists: readonly WatchListFacts[] | null;
}

/** What the evaluator is handed of one market. */
export type MarketKnowledge = Pick<
  Facts,
  'marketStatus' | 'marketPack' | 'residueLimits' | 'residueFallback' | 'watchList'
>;

/**
 * What fruit for a market is judged by. Where a pack speaks about something, what the product ships about the same is
 * silent on the days of the pack, unless the shipped row was read in the official text itself: a pack never takes back
 * what an authority wrote.
 *
 * @param on the day on which the fruit leaves: it picks the pack and the fallback
 * @see docs/adr/0017-market-packs.md
 */
export function marketKnowledge(rows: MarketRows, on: LocalDate): MarketKnowledge {
  return {
    marketStatus: besidePacks(rows.statuses, () => ofPacks(rows.statuses)).map(shown),
    residueLimits: besidePacks(rows.limits, ({ substance }) => [
      ...ofPacks(rows.limits.filter((each) => each.substance === substance)),
      ...ofPacks(rows.fallbacks.filter(({ listComplete }) => listComplete)),
    ]).map(shown),
    residueFallback: fallbackOn(rows.fallbacks, on),
    marketPack: packOn(rows.packs, on),
    watchList: rows.watchLists,
  };
}

/** Shipped rows that settle nothing give way on the days that packs speak of. */
function besidePacks<R extends Period & OfPack & { readonly confidence: Confidence }>(
  rows: readonly R[],
  spokenOf: (row: R) => readonly Period[],
): R[] {
  return rows.flatMap((row) =>
    row.versionCode !== null || settles(row.confidence)
      ? [row]
      : without(row, spokenOf(row)).map((left) => ({ ...row, ...left })),
  );
}

const ofPacks = (rows: readonly (Period & OfPack)[]): Period[] =>
  rows.filter(({ versionCode }) => versionCode !== null);

const shown = <R extends OfPack>({ versionCode: _, ...row }: R): Omit<R, 'versionCode'> => row;

/**
 * The row that counts on a day: what settles before what does not, a pack before what is shipped, the latest first.
 *
 * @returns null where none applies: then what is not listed stays open
 */
export function fallbackRowOn<R extends FallbackRow>(rows: readonly R[], on: LocalDate): R | null {
  const rank = (row: R) =>
    `${settles(row.confidence) ? 1 : 0}${row.versionCode === null ? 0 : 1}${row.validFrom ?? ''}`;
  return inForce(rows, on).toSorted((a, b) => rank(b).localeCompare(rank(a)))[0] ?? null;
}

function fallbackOn(rows: readonly FallbackRow[], on: LocalDate): Facts['residueFallback'] {
  const row = fallbackRowOn(rows, on);
  if (!row) return null;
  const { defaultMicrogramsPerKg, listComplete, source, confidence } = row;
  return {
    kind: fallbackKind(row),
    limitMicrogramsPerKg: defaultMicrogramsPerKg,
    listComplete,
    source,
    confidence,
  };
}

/**
 * UNIFORM: one limit for all; NOT_DETECTED: none may be found; OTHER: another list, or an assessment of the case.
 *
 * @see reference/residue-fallbacks.json
 */
export function fallbackKind(row: Pick<FallbackRow, 'mustNotBeDetected' | 'defaultMicrogramsPerKg'>) {
  if (row.mustNotBeDetected) return 'NOT_DETECTED' as const;
  return row.defaultMicrogramsPerKg === null ? ('OTHER' as const) : ('UNIFORM' as const);
}

function packOn(rows: readonly PackRow[], on: LocalDate): MarketPackFacts | null {
  const rank = (row: PackRow) => `${row.versionCode === null ? 0 : 1}${row.validFrom ?? ''}${row.edition}`;
  const pack = inForce(rows, on).toSorted((a, b) => rank(b).localeCompare(rank(a)))[0];
  return pack ? shown(pack) : null;
}

const inForce = <R extends Period>(rows: readonly R[], on: LocalDate): R[] =>
  rows.filter(({ validFrom, validTo }) => within(on, validFrom, validTo));
