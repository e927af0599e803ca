import type { LocalDate } from '../../../kernel/local-date.js';
import type { BatchFacts, Facts, LotFacts, OriginFacts, SprayFacts, UnstatedSprays } from './facts.js';
import type { Judgement, NextStep } from './finding.js';
import type { MeasurementParameterCode } from './measurement-parameters.js';
import { codesOf, type NamedCode } from './named-codes.js';
import type { Bilingual, Rule, RuleSubject, Stage } from './rule.js';
import type { SamplingPlan } from './sampling/sampling-plan.js';

/** The moment a judgement is asked for: the stage reached, and the legal day (Asia/Shanghai). */
export interface At {
  readonly stage: Stage;
  readonly date: LocalDate;
}

/** A plot, with the harvests of these batches that grew on it and are judged: at least one. */
export interface PlotSubject {
  readonly type: 'PLOT';
  readonly id: string;
  readonly code: string;
  readonly origins: readonly OriginFacts[];
  /** Null: nobody stated that those on record are all. */
  readonly sprays: readonly SprayFacts[] | null;
  /** As of {@link BatchFacts.unstatedSprays}. */
  readonly unstatedSprays?: UnstatedSprays;
  /** Withdrawn and not agreed to; left out where there are none. */
  readonly withdrawnSprays?: readonly SprayFacts[];
}

/** What one judgement is about, with its facts. */
export type SubjectFacts =
  | PlotSubject
  | { readonly type: 'BATCH'; readonly id: string; readonly batch: BatchFacts }
  | { readonly type: 'LOT' | 'SHIPMENT'; readonly id: string; readonly lot: LotFacts };

/**
 * Which day decides whether a rule's edition is in force ("everything legal is dated").
 * EACH_ACT: the subject holds several acts of their own day (sprays, tests); the kind asks `inForceOn` for each.
 * Where the day is not recorded yet, the day of judging stands in for it.
 */
export type ActDay = 'HARVEST_DAY' | 'PACKING_DAY' | 'SHIPMENT_DAY' | 'DAY_OF_JUDGING' | 'EACH_ACT';

/**
 * Whether two people of the base office may let fruit pass an INDETERMINATE of this kind 凭…放行, or why never. There
 * is no release of registrations, bans, intervals and residues, and none of what comes to the same
 * (docs/adr/0018-released-findings.md).
 */
export type Releasable = true | { readonly never: Bilingual };

/** What a kind is handed besides its parameters and its subject. */
export interface JudgeContext {
  readonly rule: Rule;
  readonly facts: Facts;
  readonly at: At;
  /** Whether the rule was in force on that day. */
  readonly inForceOn: (day: LocalDate) => boolean;
  /** Whether the rule's text is trusted enough to settle anything. The evaluator sees to it; few kinds need to ask. */
  readonly settles: boolean;
  /** Whether the rule's stage is reached: what is still to come is not yet missing. */
  readonly reached: boolean;
}

/** What a rule wants an inspector to do and take down, for the worksheet 检验工作单. */
export type Asked =
  | {
      readonly kind: 'MEASURE';
      readonly parameter: MeasurementParameterCode;
      /** In words; null: the rule looks at the value together with others. */
      readonly limit: Bilingual | null;
    }
  | { readonly kind: 'SAMPLE'; readonly plan: SamplingPlan }
  /** A plan that cannot be made out for this batch, and why. */
  | { readonly kind: 'NO_SAMPLE'; readonly why: Bilingual };

/**
 * One way of judging. A kind lives in one file of `standards/rules/` and is listed in `rules/index.ts`;
 * nothing else has to change when one is added. Every kind passes `rules/every-kind.spec.ts`.
 */
export interface RuleKind<Parameters> {
  readonly kind: string;
  readonly subjects: readonly RuleSubject[];
  /** Those of its subjects that it can judge with these parameters; absent: all of them. */
  readonly subjectsWith?: (parameters: Parameters) => readonly RuleSubject[];
  readonly actDay: ActDay;
  /**
   * Whether it looks at the destination: the market, or what is known of it. What does not is judged once for all markets
   * (`eligibility.ts`).
   */
  readonly ofMarket: boolean;
  /** Decided for every kind: nothing is released because nobody thought of it. */
  readonly releasable: Releasable;
  /** What is left to do after a FAIL, where the judgement says nothing better. */
  readonly remedy: NextStep;
  /** @throws RangeError that names the field and what was expected */
  readonly parseParameters: (raw: unknown) => Parameters;
  /** Pure; never throws for facts that are missing: what is not recorded is INDETERMINATE. */
  readonly judge: (parameters: Parameters, subject: SubjectFacts, ctx: JudgeContext) => Judgement;
  /**
   * Of kinds that took classes among their parameters before rules had conditions: the classes a rule of that time is
   * for. The evaluator applies them, as it does conditions.
   */
  readonly classesIn?: (parameters: Parameters) => readonly string[] | null;
  /**
   * Of kinds whose parameters name what is recorded elsewhere: those codes. One that is misspelt would match nothing, and
   * pass what it was meant to find, so none is drafted that is not known.
   */
  readonly codesIn?: (parameters: Parameters) => readonly NamedCode[];
  /** Of kinds that look at what an inspector records; absent: nothing is asked of an inspector. */
  readonly asks?: (parameters: Parameters, subject: SubjectFacts, ctx: JudgeContext) => readonly Asked[];
}

/**
 * A kind with its parameters' type closed over, so that kinds of every parameter type stand in one list.
 * `prepare` reads a rule's parameters once; what it returns judges any number of subjects.
 */
export interface AnyRuleKind {
  readonly kind: string;
  readonly subjects: readonly RuleSubject[];
  readonly subjectsWith: (parameters: unknown) => readonly RuleSubject[];
  readonly actDay: ActDay;
  readonly ofMarket: boolean;
  readonly releasable: Releasable;
  readonly remedy: NextStep;
  readonly prepare: (parameters: unknown) => (subject: SubjectFacts, ctx: JudgeContext) => Judgement;
  readonly classesIn: (parameters: unknown) => readonly string[] | null;
  readonly codesIn: (parameters: unknown) => readonly NamedCode[];
  readonly asksOf: (parameters: unknown, subject: SubjectFacts, ctx: JudgeContext) => readonly Asked[];
}

/**
 * Closes over the type of a kind's parameters, so that the list of kinds can hold it.
 *
 * @throws RangeError where the parameters are read, as the kind's `parseParameters`
 */
export const anyKind = <P>(kind: RuleKind<P>): AnyRuleKind => ({
  kind: kind.kind,
  subjects: kind.subjects,
  subjectsWith: (raw) => kind.subjectsWith?.(kind.parseParameters(raw)) ?? kind.subjects,
  actDay: kind.actDay,
  ofMarket: kind.ofMarket,
  releasable: kind.releasable,
  remedy: kind.remedy,
  prepare: (raw) => {
    const parameters = kind.parseParameters(raw);
    return (subject, ctx) => kind.judge(parameters, subject, ctx);
  },
  classesIn: (raw) => kind.classesIn?.(kind.parseParameters(raw)) ?? null,
  codesIn: (raw) => {
    const parameters = kind.parseParameters(raw);
    return [...codesOf('CLASS', kind.classesIn?.(parameters) ?? []), ...(kind.codesIn?.(parameters) ?? [])];
  },
  asksOf: (raw, subject, ctx) => kind.asks?.(kind.parseParameters(raw), subject, ctx) ?? [],
});

/**
 * The batch of a subject.
 *
 * @throws Error for another subject: the rule's subject was checked before
 */
export function batchOf(subject: SubjectFacts): BatchFacts {
  if (subject.type !== 'BATCH') throw new Error(`a batch was expected, not a ${subject.type}`);
  return subject.batch;
}

/**
 * The lot of a lot or shipment.
 *
 * @throws Error for another subject: the rule's subject was checked before
 */
export function lotOf(subject: SubjectFacts): LotFacts {
  if (subject.type !== 'LOT' && subject.type !== 'SHIPMENT') {
    throw new Error(`a lot was expected, not a ${subject.type}`);
  }
  return subject.lot;
}

/** The day on which fruit leaves that is still here: as planned, or today where that day has passed. */
export const leavesOn = (planned: LocalDate, today: LocalDate): LocalDate =>
  planned < today ? today : planned;

/** The day the fruit leaves: when it left, else when it is to; null: neither is recorded. */
export function shipmentDay({ lot }: Facts, { date }: At): LocalDate | null {
  if (!lot) return null;
  if (lot.departedOn !== null || lot.plannedDeparture === null) return lot.departedOn;
  return leavesOn(lot.plannedDeparture, date);
}

/** Whether `day` lies in a period; both ends included, null is open. */
export const within = (day: LocalDate, from: LocalDate | null, to: LocalDate | null): boolean =>
  (from === null || from <= day) && (to === null || day <= to);
