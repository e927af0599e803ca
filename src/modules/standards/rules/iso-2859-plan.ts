import type { LocalDate } from '../../../kernel/local-date.js';
import type { BatchFacts, CorrectiveActionFacts, Facts, SampleFacts } from '../domain/facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { both, failed, passed, restingOn, said, step, undecided } from '../domain/judgement.js';
import { batchOf, type JudgeContext, type RuleKind } from '../domain/rule-kind.js';
import type { Rule } from '../domain/rule.js';
import {
  INSPECTION_LEVELS,
  SEVERITIES,
  type InspectionLevel,
  type Severity,
} from '../domain/sampling/iso2859-tables.js';
import { readAql } from '../domain/sampling/iso2859.js';
import { planIso2859 } from '../domain/sampling/plan-sample.js';
import type { Iso2859Plan } from '../domain/sampling/sampling-plan.js';
import {
  afterBatch,
  NORMAL_FROM_NOW,
  outcomeOf,
  resumed,
  severityOf,
  type SeverityState,
} from '../domain/sampling/severity-switching.js';
import { readParameters } from './read-parameters.js';
import {
  askedOf,
  askedWithoutCartons,
  cartonsUnknown,
  lastSample,
  noPlan,
  notSampled,
  plannedEvidence,
  sampleEvidence,
  standardOf,
  tooFew,
} from './sampled.js';

interface Iso2859 {
  readonly level: InspectionLevel;
  /** In %, as the contract writes it. */
  readonly aql: string;
  /** Null: it follows from the packer's batches before, by the switching rules. */
  readonly severity: Severity | null;
  /** Whether somebody of the base office laid the plan beside the standard: before, it settles nothing. */
  readonly comparedWithText: boolean;
}

const KIND = 'iso-2859-plan';

/**
 * Cartons by ISO 2859-1 or GB/T 2828.1, for a contract or market that names it: as many opened as the plan asks for,
 * and no more of them nonconforming than it accepts. Which carton does not conform is the inspector's word.
 *
 * @see reference/sampling-standards.json, `ISO-2859-1` and `ISO-2859-1-SWITCHING` (secondary);
 *   docs/adr/0020-worksheets.md
 */
export const iso2859Plan: RuleKind<Iso2859> = {
  kind: KIND,
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'PACKHOUSE',
    '包装厂整批重新分选，再请检验。',
    'The packhouse sorts the whole batch again and asks for another inspection.',
  ),
  parseParameters: (raw) => {
    const read = readParameters(KIND, raw, ['level', 'aql', 'severity', 'comparedWithText']);
    const aql = read.text('aql');
    if (!readAql(aql).ok) throw new RangeError(`${KIND}: aql must be one that the tables have`);
    return {
      level: read.oneOf('level', INSPECTION_LEVELS),
      aql,
      severity: read.raw('severity') === undefined ? null : read.oneOf('severity', SEVERITIES),
      comparedWithText: read.optionalBoolean('comparedWithText'),
    };
  },
  judge: (parameters, subject, ctx) => {
    const batch = batchOf(subject);
    const size = batch.cartonCount ?? null;
    if (size === null) return cartonsUnknown(batch);
    const due = severityFor(parameters, batch, ctx);
    if (due.severity === null) return discontinued(batch, due, ctx.facts);
    const planned = planFor(parameters, ctx.rule, size, due.severity);
    if (!planned.ok) return noPlan(batch, planned.error);
    const sample = lastSample(batch);
    return sample ? judgeSample(planned.value, sample) : notSampled(batch, planned.value);
  },
  asks: (parameters, subject, ctx) => {
    const batch = batchOf(subject);
    const size = batch.cartonCount ?? null;
    if (size === null) return askedWithoutCartons;
    const due = severityFor(parameters, batch, ctx);
    return due.severity === null
      ? [{ kind: 'NO_SAMPLE', why: discontinued(batch, due, ctx.facts).explanation }]
      : askedOf(planFor(parameters, ctx.rule, size, due.severity));
  },
};

const planFor = (
  { level, aql, comparedWithText }: Iso2859,
  rule: Rule,
  batchSize: number,
  severity: Severity,
) =>
  planIso2859({
    standard: standardOf(rule, comparedWithText),
    batchSize,
    unit: 'CARTON',
    level,
    severity,
    aql,
  });

/** By which table a batch is judged; null: sampling was discontinued by a sample of that day (null: not on record). */
type Due = { readonly severity: Severity } | { readonly severity: null; readonly since: LocalDate | null };

/** Walks through the packer's batches before, each judged by the table that was due. */
function severityFor(parameters: Iso2859, batch: BatchFacts, { rule, facts, at }: JudgeContext): Due {
  if (parameters.severity !== null) return { severity: parameters.severity };
  let state: SeverityState = NORMAL_FROM_NOW;
  let since: LocalDate | null = null;
  const begins = (day: LocalDate | null) => {
    if (state.severity === 'DISCONTINUED' && isResumedBy(batch, since, day, facts)) state = resumed(state);
    return severityOf(state);
  };
  for (const { batchSize, cartonsCounted, nonconformingCartons, sampledOn = null } of batch.earlierSamples ??
    []) {
    const severity = begins(sampledOn);
    // What is drawn while sampling is discontinued is no sample of the series.
    if (severity === null) continue;
    const plan = planFor(parameters, rule, batchSize, severity);
    // Where fewer cartons were counted than the plan asks for, the batch was not judged by it and says nothing.
    if (!plan.ok || cartonsCounted < plan.value.sampleSize) continue;
    state = afterBatch(state, outcomeOf(plan.value, nonconformingCartons));
    since = sampledOn;
  }
  const severity = begins(lastSample(batch)?.sampledOn ?? at.date);
  return severity === null ? { severity, since } : { severity };
}

/** What the packer did after a sample of a day had discontinued sampling. */
const actionsSince = (
  { packerId }: BatchFacts,
  since: LocalDate | null,
  facts: Facts,
): CorrectiveActionFacts[] =>
  (facts.correctiveActions ?? []).filter(
    (action) => action.packerId === packerId && since !== null && action.takenOn >= since,
  );

const isResumedBy = (
  batch: BatchFacts,
  since: LocalDate | null,
  day: LocalDate | null,
  facts: Facts,
): boolean =>
  day !== null &&
  actionsSince(batch, since, facts).some(({ confirmedOn }) => confirmedOn !== null && confirmedOn <= day);

/**
 * With fewer cartons than planned, enough bad ones already refuse the batch, since more cartons only add to them; with
 * more than planned, few enough bad ones accept it, since any of them taken alone would. Anything else stays open.
 */
function judgeSample(plan: Iso2859Plan, sample: SampleFacts): Judgement {
  const { cartonsCounted: counted, nonconformingCartons: bad } = sample;
  if (counted === 0 || bad === null) return notCounted(plan, sample);
  const evidence = [
    sampleEvidence(sample, 'cartonsCounted', counted),
    sampleEvidence(sample, 'nonconformingCartons', bad),
  ];
  const accepted = outcomeOf(plan, bad) === 'ACCEPTED';
  if (accepted && counted < plan.sampleSize) return tooFew(plan, counted, evidence);
  if (!accepted && counted > plan.sampleSize) return tooMany(plan, counted, evidence);
  const found = both(
    `检验 ${counted} 箱，不合格 ${bad} 箱；接收数 ${plan.accept}，拒收数 ${plan.reject}。`,
    `${counted} cartons examined, ${bad} nonconforming; acceptance number ${plan.accept}, rejection number ${plan.reject}.`,
  );
  const decide = accepted ? passed : failed;
  return restingOn(decide(found, [...evidence, plannedEvidence(plan)]), plan.confidence);
}

const notCounted = (plan: Iso2859Plan, sample: SampleFacts): Judgement =>
  undecided(
    both('未记录开箱中不合格的箱数。', 'How many of the opened cartons do not conform is not recorded.'),
    step('INSPECTION_BODY', '检验员逐箱判定并录入。', 'The inspector judges carton by carton and enters it.'),
    [sampleEvidence(sample, 'nonconformingCartons', null), plannedEvidence(plan)],
  );

const tooMany = (
  plan: Iso2859Plan,
  counted: number,
  evidence: Parameters<typeof undecided>[2] = [],
): Judgement =>
  undecided(
    said(() =>
      both(
        `检验了 ${counted} 箱，多于方案的 ${plan.sampleSize} 箱，拒收数只适用于方案的样本量。`,
        `${counted} cartons examined where the plan asks for ${plan.sampleSize}: its rejection number holds for its own sample size only.`,
      ),
    ),
    step(
      'INSPECTION_BODY',
      '检验员按方案的样本量另作检验。',
      'The inspector makes another inspection with the sample size of the plan.',
    ),
    [...evidence, plannedEvidence(plan)],
  );

function discontinued(
  batch: BatchFacts,
  { since }: Extract<Due, { severity: null }>,
  facts: Facts,
): Judgement {
  const [action] = actionsSince(batch, since, facts).filter(({ confirmedOn }) => confirmedOn === null);
  const packer: Evidence = { type: 'batch', id: batch.id, field: 'packerId', value: batch.packerId };
  return undecided(
    both(
      '该包装厂加严检验后累计 5 批不接收，抽样检验暂停。',
      'Since inspection of this packhouse was tightened, 5 batches were not accepted: sampling is discontinued.',
    ),
    action ? AGREED_BY_OFFICE : facts.correctiveActions ? ACTION_RECORDED : UNRECORDED,
    action
      ? [packer, { type: 'corrective-action', id: action.id, field: 'confirmedOn', value: null }]
      : [packer],
  );
}

const AGREED_BY_OFFICE = step(
  'BASE_OFFICE',
  '基地办公室认定包装厂的纠正措施有效并确认；此后抽取的样品按加严检验判定，在此之前须全检。',
  "The base office agrees that the packhouse's corrective action is likely to be effective and confirms it; samples drawn from then on are judged tightened, until then every carton is examined.",
);
const ACTION_RECORDED = step(
  'PACKHOUSE',
  '包装厂采取纠正措施并录入，经基地办公室确认后按加严检验恢复抽样；在此之前须全检。',
  'The packhouse acts and records it; once the base office has confirmed that, sampling begins again, tightened. Until then every carton is examined.',
);
/** In the words of findings kept before corrective actions were recorded, so that they come out again. */
const UNRECORDED = step(
  'PACKHOUSE',
  '包装厂采取纠正措施并经负责部门同意后恢复；在此之前须全检。',
  'It begins again once the packhouse has acted and the responsible authority agrees; until then every carton is examined.',
);
