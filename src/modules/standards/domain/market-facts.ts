import type { LocalDate } from '../../../kernel/local-date.js';
import type { MicrogramsPerKg } from '../../../kernel/residue.js';
import type { LimitLevel } from './narrowest-limits.js';
import type { ResidueDefinition } from './residue-definition.js';
import type { Bilingual, Confidence, Source } from './rule.js';

/* What is known of a destination market; a part of `Facts`. */

/** A period in which the market was open to the fruit, or closed; both days included, null is open. */
export interface MarketStatusFacts {
  readonly status: 'OPEN' | 'CLOSED';
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
  readonly source: Source;
  readonly confidence: Confidence;
}

/** A market pack: what a destination demands in a season, compiled as one edition. */
export interface MarketPackFacts {
  readonly edition: string;
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
  readonly source: Source;
  readonly confidence: Confidence;
  /** What was not read or not confirmed yet. */
  readonly missing: readonly PackGapFacts[];
  /** When the base office is to look again whether it still holds. */
  readonly reviewOn?: LocalDate | null;
}

/** Something of a pack that nobody has read or confirmed, in words. */
export interface PackGapFacts extends Bilingual {
  /** The account of who sees to it, and by when; absent or null where nobody does yet. */
  readonly ownerId?: string | null;
  readonly dueOn?: LocalDate | null;
}

/**
 * A limit of the market for one substance, in µg/kg, with what it counts where the table says so; left out in facts
 * kept by older versions, which compared it with nothing.
 */
export interface ResidueLimitFacts extends ResidueDefinition {
  readonly substance: string;
  /** How broadly it is written; on each day the narrowest counts. Absent: for oranges. */
  readonly level?: LimitLevel;
  /** Null: the table names the pair but no limit was read. */
  readonly limitMicrogramsPerKg: MicrogramsPerKg | null;
  /** Whether the text says that no limit is needed 豁免制定限量; left out where it does not, and in facts kept by older versions. */
  readonly isExempt?: boolean;
  /** Whether the limit is the limit of determination: nothing measurable is tolerated. */
  readonly atLoq?: boolean;
  readonly edition: string | null;
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
  readonly source: Source;
  readonly confidence: Confidence;
}

/** What a market applies to a substance it does not list. */
export interface ResidueFallbackFacts {
  /** UNIFORM: `limitMicrogramsPerKg`; NOT_DETECTED: none may be found; OTHER: neither (another list, risk assessment). */
  readonly kind: 'UNIFORM' | 'NOT_DETECTED' | 'OTHER';
  readonly limitMicrogramsPerKg: MicrogramsPerKg | null;
  /** Whether `residueLimits` holds the market's whole list: only then is a substance without a row known to be unlisted. */
  readonly listComplete: boolean;
  readonly source: Source;
  readonly confidence: Confidence;
}
