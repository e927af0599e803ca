import type { Bilingual, Confidence, Effect, RuleSubject, Source, Stage, Unity } from './rule.js';

/** 结论. NOT_APPLICABLE is not a pass: it says that the rule had nothing to judge. */
export const VERDICTS = ['PASS', 'FAIL', 'INDETERMINATE', 'NOT_APPLICABLE'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** 判定依据: one recorded fact, or one limit, that a finding rests on. Plain JSON, because it goes into the ledger. */
export interface Evidence {
  /** What kind of thing: `batch`, `plot`, `measurement`, `laboratory-result`, `spray`, `residue-limit`, `document`... */
  readonly type: string;
  /** Its id or code; null if the fact is missing. */
  readonly id: string | null;
  readonly field: string;
  readonly value: string | number | boolean | null;
  readonly unit?: string;
}

/** Who can take a step that settles a finding: every kind that takes part but processors, who ask the base office. */
export const SETTLERS = ['COOPERATIVE', 'PACKHOUSE', 'INSPECTION_BODY', 'EXPORTER', 'BASE_OFFICE'] as const;
export type Settler = (typeof SETTLERS)[number];

/** What is to be done, as a sentence that begins with who does it. */
export interface NextStep extends Bilingual {
  /** Absent in findings kept by older versions. */
  readonly by?: Settler;
}

/** What a rule kind answers for one subject. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly evidence: readonly Evidence[];
  readonly explanation: Bilingual;
  /**
   * What is to be done, each by whom it has to be done: with an INDETERMINATE what settles it, at least one; with a FAIL
   * what puts it right, where that is more than the kind of rule says of itself.
   */
  readonly steps: readonly NextStep[];
  /** With an INDETERMINATE: it would fail, if what it rests on were confirmed. */
  readonly wouldFail?: true;
  /** With an INDETERMINATE: it would pass. */
  readonly wouldPass?: true;
  /** The least trusted piece of reference data used, where a kind looks beyond the rule itself (limits, lists). */
  readonly confidence?: Confidence;
}

/** 判定项: the verdict of one rule on one subject. */
export interface Finding {
  readonly ruleCode: string;
  readonly versionId: string;
  readonly edition: string | null;
  readonly kind: string;
  readonly title: Bilingual;
  readonly unity: Unity;
  readonly market: string | null;
  readonly stage: Stage;
  readonly effect: Effect;
  /** True for a legal or contract rule whose stage is reached: only these decide whether the fruit may go on. */
  readonly gating: boolean;
  readonly verdict: Verdict;
  readonly subject: {
    readonly type: RuleSubject;
    readonly id: string;
    /** Of a plot or a batch: what is written on the stake or the label. Absent of batches in findings kept by older versions. */
    readonly code?: string;
  };
  readonly source: Source;
  /** Whether the rule is the product's own and not an authority's. Absent in findings kept by older versions. */
  readonly isOwn?: boolean;
  /** The least trusted of the rule and of the reference data it used. */
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
  readonly explanation: Bilingual;
  /**
   * What to do about it, each by whom: what settles an INDETERMINATE, what is left after a FAIL; empty for the others.
   * Absent in findings kept by older versions, which have the two below.
   */
  readonly nextSteps?: readonly NextStep[];
  readonly settledBy?: NextStep | null;
  readonly nextStep?: NextStep | null;
}

/**
 * What to do about a finding, also about one kept by an older version, and each by whom.
 *
 * @returns empty where there is nothing to do
 */
export const nextStepsOf = ({ nextSteps, nextStep, settledBy }: Finding): readonly NextStep[] => {
  const kept = nextStep ?? settledBy;
  return nextSteps ?? (kept ? [kept] : []);
};
