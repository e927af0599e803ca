import type { LocalDate } from '../../../kernel/local-date.js';
import type { Bilingual } from '../../../kernel/refusal.js';
import type { RuleConditions } from './rule-conditions.js';

export type { Bilingual };

/** The four unities 四个统一: which of the lot's four checks a rule belongs to. */
export const UNITIES = ['VARIETY', 'BRAND', 'STANDARD', 'CHANNEL'] as const;
export type Unity = (typeof UNITIES)[number];

/** What a rule is about. One finding is made per rule and subject. */
export const RULE_SUBJECTS = ['PLOT', 'BATCH', 'LOT', 'SHIPMENT'] as const;
export type RuleSubject = (typeof RULE_SUBJECTS)[number];

/** The way of the fruit, in order: a rule gates from its own stage on. */
export const STAGES = ['HARVEST', 'PACK', 'DECLARE', 'LOAD', 'DEPART', 'ARRIVE'] as const;
export type Stage = (typeof STAGES)[number];

/** Legal and contract rules gate; advice informs and never blocks. */
export const EFFECTS = ['LEGAL', 'CONTRACT', 'ADVICE'] as const;
export type Effect = (typeof EFFECTS)[number];

/**
 * How far a fact may be trusted, best first.
 *
 * - `official`: the official text was read and nothing says it was amended since;
 * - `confirmed`: the base office read the text and a second person countersigned;
 * - `secondary`: read in a non-official, older or partial text, or verified with a reservation;
 * - `unverified`: from memory, an example, or not found.
 *
 * Only the first two can lead to PASS or FAIL.
 */
export const CONFIDENCES = ['official', 'confirmed', 'secondary', 'unverified'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Where a fact was read. */
export interface Source {
  readonly document: string;
  readonly clause: string | null;
  readonly url: string | null;
}

/** One rule of one published standard version: data, judged by the rule kind it names. */
export interface Rule {
  readonly id: string;
  /** Stable across editions, e.g. `EU-2023-2429-JUICE`. Unique within a version. */
  readonly code: string;
  readonly versionId: string;
  readonly unity: Unity;
  readonly subject: RuleSubject;
  /** One of the kinds registered in `standards/rules/index.ts`. */
  readonly kind: string;
  /** Read by the kind's own `parseParameters`; never interpreted elsewhere. */
  readonly parameters: unknown;
  /** Which batches it is for; rules of other subjects have none. */
  readonly conditions: RuleConditions;
  /** ISO 3166-1 alpha-2 code of the destination market (`EU` for the Union); null means every market. */
  readonly market: string | null;
  /** Markets that a rule for every market leaves out, because they have a stricter rule of their own. */
  readonly exceptMarkets: readonly string[];
  readonly stage: Stage;
  readonly effect: Effect;
  /** The edition of the text, as its publisher names it. */
  readonly edition: string | null;
  /** First day on which the rule judges an act; null: its beginning is not known or lies before all records. */
  readonly validFrom: LocalDate | null;
  /** Last day on which it does, inclusive; null: still in force. */
  readonly validTo: LocalDate | null;
  readonly source: Source;
  /**
   * True for a rule of the product's own, which no authority issued: it compares with the base's own registers, and its
   * confidence is that of its own text (docs/adr/0009-rules-of-our-own.md).
   */
  readonly isOwn: boolean;
  readonly confidence: Confidence;
  readonly lastChecked: LocalDate;
  readonly title: Bilingual;
}

/** A published standard version: what a verdict was judged by. Published versions never change. */
export interface StandardVersion {
  readonly id: string;
  readonly code: string;
  readonly edition: string;
  readonly rules: readonly Rule[];
}

/**
 * Whether a fact of this confidence may settle a verdict.
 *
 * @see reference/README.md
 */
export const settles = (confidence: Confidence): boolean =>
  confidence === 'official' || confidence === 'confirmed';

/** The least trusted of several; `official` when there is none. */
export function weakest(confidences: readonly Confidence[]): Confidence {
  const rank = Math.max(0, ...confidences.map((confidence) => CONFIDENCES.indexOf(confidence)));
  return CONFIDENCES[rank] ?? 'unverified';
}

/** Whether `stage` comes no later on the way of the fruit than `reached`. */
export const isReached = (stage: Stage, reached: Stage): boolean =>
  STAGES.indexOf(stage) <= STAGES.indexOf(reached);
