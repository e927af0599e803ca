import type { Demand } from '../../standards/domain/evaluate.js';
import type { Finding } from '../../standards/domain/finding.js';
import { both } from '../../standards/domain/judgement.js';
import {
  MEASUREMENT_PARAMETERS,
  type MeasurementParameter,
  type MeasurementParameterCode,
} from '../../standards/domain/measurement-parameters.js';
import {
  CONFIDENCES,
  settles,
  weakest,
  type Bilingual,
  type Confidence,
  type Rule,
} from '../../standards/domain/rule.js';
import type { SampledUnit, SamplingPlan } from '../../standards/domain/sampling/sampling-plan.js';
import { COUNTED_PARAMETERS } from '../../standards/domain/defect-tally.js';

/** What one rule wants of a parameter. */
export interface WorksheetDemand {
  readonly rule: Rule;
  /** Whether it decides if the fruit may go on. */
  readonly gating: boolean;
  /** In words; null: looked at together with other values. */
  readonly limit: Bilingual | null;
}

/** A value that is there already. */
export interface RecordedValue {
  readonly parameter: string;
  readonly value: string;
  readonly unit: string;
  /** Whether it follows from the counts. */
  readonly isCounted: boolean;
  /** Whether it was corrected after the signature, and the base office has not agreed. */
  readonly awaitsAgreement: boolean;
  /** The base office declined the correction it was entered by. */
  readonly isDeclined: boolean;
}

/** One parameter to measure, or to have counted. */
export interface WorksheetLine extends MeasurementParameter {
  readonly parameter: MeasurementParameterCode;
  /** Whether it follows from counted defects, so that nobody needs to type it. */
  readonly isCounted: boolean;
  readonly demands: readonly WorksheetDemand[];
  readonly recorded: readonly RecordedValue[];
}

/** A sampling plan that a rule names, or why it gives none for this batch. */
export interface WorksheetPlan {
  readonly rule: Rule;
  readonly gating: boolean;
  readonly plan: SamplingPlan | null;
  readonly why: Bilingual | null;
  /** The least trusted of the rule and the plan. */
  readonly confidence: Confidence;
  readonly isChosen: boolean;
}

/** How many to draw of one unit. */
export interface ToDraw {
  readonly unit: SampledUnit;
  readonly sampleSize: number;
  /** Null: nothing was drawn yet. */
  readonly drawn: number | null;
  /** Still to be drawn. */
  readonly lacking: number;
  /** Whether the plan is confirmed; otherwise what is drawn by it settles nothing. */
  readonly isConfirmed: boolean;
  /** Why this plan and no other. */
  readonly why: Bilingual;
}

/** What an inspector, or the packhouse itself, goes through for one packed batch 检验工作单. */
export interface Worksheet {
  readonly toDraw: readonly ToDraw[];
  readonly plans: readonly WorksheetPlan[];
  readonly lines: readonly WorksheetLine[];
  /** As they would be if the lot were judged now; nothing of it is stored. */
  readonly findings: readonly Finding[];
  /** Gating findings that are not met, those that fail first. */
  readonly missing: readonly Finding[];
}

/** What was recorded so far. */
export interface Recorded {
  readonly cartonsOpened: number | null;
  readonly fruitsExamined: number | null;
  readonly values: readonly RecordedValue[];
}

/**
 * Lays out what the rules in force ask for, in the order in which the parameters are measured.
 *
 * @see docs/adr/0020-worksheets.md
 */
export function worksheetOf(
  demands: readonly Demand[],
  findings: readonly Finding[],
  recorded: Recorded,
): Worksheet {
  const plans = plansOf(demands);
  const chosen = UNITS.flatMap((unit) => chosenOf(plans, unit) ?? []);
  return {
    toDraw: chosen.map(({ line, why }) => toDraw(line.plan, line.confidence, why, recorded)),
    plans: plans.map((plan) => ({ ...plan, isChosen: chosen.some(({ line }) => line === plan) })),
    lines: linesOf(demands, recorded),
    findings,
    missing: [...findings]
      .filter(({ gating, verdict }) => gating && (verdict === 'FAIL' || verdict === 'INDETERMINATE'))
      .sort((a, b) => Number(b.verdict === 'FAIL') - Number(a.verdict === 'FAIL')),
  };
}

const UNITS: readonly SampledUnit[] = ['CARTON', 'FRUIT'];

function plansOf(demands: readonly Demand[]): WorksheetPlan[] {
  return demands.flatMap(({ rule, gating, asked }): WorksheetPlan[] => {
    if (asked.kind === 'MEASURE') return [];
    const plan = asked.kind === 'SAMPLE' ? asked.plan : null;
    const why = asked.kind === 'NO_SAMPLE' ? asked.why : null;
    const confidence = weakest([rule.confidence, plan?.confidence ?? 'official']);
    return [{ rule, gating, plan, why, confidence, isChosen: false }];
  });
}

type Planned = WorksheetPlan & { readonly plan: SamplingPlan };

/**
 * The plan to work by: of those that are confirmed the one that draws most, since whoever has drawn that many has drawn
 * enough for all. Where none is confirmed, the best trusted of what is on record, marked as such.
 */
function chosenOf(
  plans: readonly WorksheetPlan[],
  unit: SampledUnit,
): { line: Planned; why: Bilingual } | null {
  const all = plans.filter((each): each is Planned => each.plan?.unit === unit);
  const confirmed = all.filter(({ confidence }) => settles(confidence));
  const candidates = confirmed.length > 0 ? confirmed : bestTrusted(all);
  const line = candidates.reduce<Planned | null>(
    (most, each) => (most && most.plan.sampleSize >= each.plan.sampleSize ? most : each),
    null,
  );
  return line ? { line, why: whyOf(confirmed.length, candidates.length) } : null;
}

function bestTrusted(plans: readonly Planned[]): Planned[] {
  const ranks = plans.map(({ confidence }) => CONFIDENCES.indexOf(confidence));
  const best = Math.min(...ranks);
  return plans.filter((_, i) => ranks[i] === best);
}

function whyOf(confirmed: number, candidates: number): Bilingual {
  if (confirmed === 0)
    return both(
      '现行规则中没有经确认的抽样方案，按已有资料中的方案抽样；仅凭它不能判定合格。',
      'No sampling plan in force is confirmed; this is the one on record, and what is drawn by it alone settles nothing.',
    );
  return candidates === 1
    ? both('唯一经确认的现行抽样方案。', 'The only confirmed plan in force.')
    : both(
        `${candidates} 个经确认的现行方案中抽样最多的一个，抽够它即满足其余。`,
        `Of ${candidates} confirmed plans in force the one that draws most: it is enough for the others too.`,
      );
}

function toDraw(plan: SamplingPlan, confidence: Confidence, why: Bilingual, recorded: Recorded): ToDraw {
  const drawn = plan.unit === 'CARTON' ? recorded.cartonsOpened : recorded.fruitsExamined;
  return {
    unit: plan.unit,
    sampleSize: plan.sampleSize,
    drawn,
    lacking: Math.max(0, plan.sampleSize - (drawn ?? 0)),
    isConfirmed: settles(confidence),
    why,
  };
}

function linesOf(demands: readonly Demand[], { values }: Recorded): WorksheetLine[] {
  const wanted = new Map<MeasurementParameterCode, WorksheetDemand[]>();
  for (const { rule, gating, asked } of demands) {
    if (asked.kind !== 'MEASURE') continue;
    const of = wanted.get(asked.parameter) ?? [];
    wanted.set(asked.parameter, [...of, { rule, gating, limit: asked.limit }]);
  }
  const order = Object.keys(MEASUREMENT_PARAMETERS);
  return [...wanted]
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([parameter, of]) => ({
      ...MEASUREMENT_PARAMETERS[parameter],
      parameter,
      isCounted: (COUNTED_PARAMETERS as readonly string[]).includes(parameter),
      demands: of.toSorted((a, b) => Number(b.gating) - Number(a.gating)),
      recorded: values.filter((each) => each.parameter === parameter),
    }));
}
