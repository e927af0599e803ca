import type { LocalDate } from '../../../kernel/local-date.js';
import { outsideConditions } from '../rules/conditions.js';
import { ruleKinds } from '../rules/index.js';
import { originsUnknown } from '../rules/origins.js';
import { judgeCorrected } from './corrected.js';
import type { BatchFacts, Facts } from './facts.js';
import type { Finding, Judgement, NextStep, Verdict } from './finding.js';
import { once } from './indexed.js';
import { named, plotsOf } from './plot-subjects.js';
import { distinctSteps, restingOn, spelledOut, worst } from './judgement.js';
import { judgeProvisional } from './provisional.js';
import { conditionsOf, isForAllFruit, type RuleConditions } from './rule-conditions.js';
import { isReached, settles, type Bilingual, type Rule, type StandardVersion } from './rule.js';
import {
  shipmentDay,
  within,
  type ActDay,
  type AnyRuleKind,
  type Asked,
  type At,
  type JudgeContext,
  type PlotSubject,
  type SubjectFacts,
} from './rule-kind.js';

/**
 * Judges recorded facts by one published standard version: one finding for each rule that concerns the market and was
 * in force on the day of the act, and each of its subjects. Pure: the same version, facts and moment give the same
 * findings, in the order of the version's rules and the facts' batches.
 *
 * @param at the stage the fruit has reached or is about to, and the legal day
 * @throws Error for a rule of an unknown kind, with a subject or parameters its kind refuses, or with conditions for what
 *   is no batch: such a version must not have been published
 */
export const evaluate = (version: StandardVersion, facts: Facts, at: At): Finding[] =>
  evaluateWith(ruleKinds, version, facts, at);

/**
 * Judges by several standards at once, as a lot is: each finding names the version it comes from.
 *
 * @throws Error as {@link evaluate}
 */
export const evaluateAll = (versions: readonly StandardVersion[], facts: Facts, at: At): Finding[] =>
  versions.flatMap((version) => evaluate(version, facts, at));

/** The verdict of a check: the worst of its gating findings; NOT_APPLICABLE if nothing gates. */
export const combine = (findings: readonly Finding[]): Verdict =>
  worst(findings.filter((finding) => finding.gating).map((finding) => finding.verdict));

/**
 * {@link evaluate} with the kinds given.
 *
 * @throws Error as {@link evaluate}
 */
export function evaluateWith(
  kinds: ReadonlyMap<string, AnyRuleKind>,
  version: StandardVersion,
  facts: Facts,
  at: At,
): Finding[] {
  const findings: Finding[] = [];
  for (const rule of version.rules)
    for (const judged of judgementsOf(kinds, rule, facts, at))
      // With the sentences put together: findings are kept and compared as plain JSON.
      findings.push(findingOf(rule, judged, spelledOut(judged.judgement.explanation)));
  return findings;
}

/** What the kind of rule says of itself stands in where a judgement that fails, or would, names nothing better. */
export function nextStepsAfter({ kind: { remedy }, judgement }: Judged): readonly NextStep[] {
  const { verdict, steps, wouldFail } = judgement;
  if (verdict === 'FAIL') return steps.length > 0 ? steps : [remedy];
  return wouldFail && steps.length < 2 ? distinctSteps([...steps, remedy]) : steps;
}

/**
 * What one rule says of each of its subjects, in the order of the facts' batches; sentences are put together when somebody
 * reads them.
 *
 * @throws Error as {@link evaluate}
 */
export function findingsOf(
  kinds: ReadonlyMap<string, AnyRuleKind>,
  rule: Rule,
  facts: Facts,
  at: At,
): Finding[] {
  const findings: Finding[] = [];
  for (const judged of judgementsOf(kinds, rule, facts, at)) findings.push(findingOf(rule, judged));
  return findings;
}

/** A subject and what a rule says of it, from which a finding is made. */
export interface Judged {
  readonly kind: AnyRuleKind;
  readonly subject: SubjectFacts;
  readonly judgement: Judgement;
  /** Whether the rule's stage is reached. */
  readonly reached: boolean;
}

/**
 * As {@link findingsOf}, for who judges so many that what is in order is not worth a finding, and what is alike not
 * worth keeping twice: one after the other, none kept.
 *
 * @throws Error as {@link evaluate}
 */
export function* judgementsOf(
  kinds: ReadonlyMap<string, AnyRuleKind>,
  rule: Rule,
  facts: Facts,
  at: At,
): Generator<Judged> {
  const applied = applying(kinds, rule, facts, at);
  if (!applied) return;
  const { kind, ctx } = applied;
  const judge = kind.prepare(rule.parameters);
  const judgeSeen = (seen: SubjectFacts, known: Facts) =>
    judgeProvisional(seen, (each) => judge(each, known === facts ? ctx : { ...ctx, facts: known }));
  for (const subject of subjectsOf(rule, facts)) {
    const seen = asInForce(applied, subject);
    if (!seen) continue;
    const found = outside(applied, seen) ?? judgeCorrected(seen, facts, judgeSeen);
    const answer = seen.type === 'PLOT' ? named(seen, found) : found;
    yield { kind, subject: seen, judgement: restingOnRule(answer, ctx), reached: ctx.reached };
  }
  if (rule.subject === 'PLOT') yield* withoutPlots(applied);
}

/** What rests on nothing but a rule that settles is as trusted as the rule, which the finding has by itself. */
const restingOnRule = (judgement: Judgement, { rule, settles: isTrusted }: JudgeContext): Judgement =>
  isTrusted && judgement.confidence === undefined ? judgement : restingOn(judgement, rule.confidence);

/** Fruit from plots that are not recorded must not go on unjudged: a rule about plots is open for each such batch. */
const withoutPlots = ({ kind, ctx }: Applied): Judged[] =>
  eachBatch(ctx.facts.batches).flatMap((subject) => {
    if (subject.type !== 'BATCH' || (subject.batch.origins ?? []).length > 0) return [];
    if (kind.actDay !== 'EACH_ACT' && !ctx.inForceOn(ctx.at.date)) return [];
    const judgement = restingOnRule(originsUnknown(subject.batch), ctx);
    return [{ kind, subject, judgement, reached: ctx.reached }];
  });

/** What a rule in force wants an inspector to record of a batch. */
export interface Demand {
  readonly rule: Rule;
  /** Whether it decides if the fruit may go on. */
  readonly gating: boolean;
  readonly batchId: string;
  readonly asked: Asked;
}

/**
 * What the rules that concern the market and were in force on the day of the act want recorded; in their order. Rules
 * about batches alone: nobody samples a plot or a lot.
 *
 * @throws Error as {@link evaluate}
 * @see docs/adr/0020-worksheets.md
 */
export const demandsOn = (versions: readonly StandardVersion[], facts: Facts, at: At): Demand[] =>
  versions
    .flatMap(({ rules }) => rules)
    .flatMap((rule) => {
      const applied = rule.subject === 'BATCH' ? applying(ruleKinds, rule, facts, at) : null;
      if (!applied) return [];
      const { kind, ctx } = applied;
      const gating = isGating(rule, ctx.reached);
      return (
        subjectsOf(rule, facts)
          .filter((subject) => isInForce(applied, subject))
          // Fruit whose class or variety is not recorded may be meant: what is measured now need not be measured later.
          .filter((subject) => outside(applied, subject)?.verdict !== 'NOT_APPLICABLE')
          .flatMap((subject) =>
            kind
              .asksOf(rule.parameters, subject, ctx)
              .map((asked) => ({ rule, gating, batchId: subject.id, asked })),
          )
      );
    });

const isGating = (rule: Rule, reached: boolean): boolean => rule.effect !== 'ADVICE' && reached;

interface Applied {
  readonly kind: AnyRuleKind;
  readonly conditions: RuleConditions;
  readonly ctx: JudgeContext;
}

/** Null: the rule does not concern the market. */
function applying(kinds: ReadonlyMap<string, AnyRuleKind>, rule: Rule, facts: Facts, at: At): Applied | null {
  if (!concernsMarket(rule, facts.market)) return null;
  const kind = kindOf(kinds, rule);
  const inForceOn = (day: LocalDate) => within(day, rule.validFrom, rule.validTo);
  const reached = isReached(rule.stage, at.stage);
  const conditions = conditionsOf(rule, kind);
  if (rule.subject !== 'BATCH' && !isForAllFruit(conditions))
    throw new Error(`rule ${rule.code}: conditions are of batches, not of a ${rule.subject}`);
  return {
    kind,
    conditions,
    ctx: { rule, facts, at, inForceOn, reached, settles: settles(rule.confidence) },
  };
}

/** What is answered of fruit that the rule is not for, or of which that is not known; null: it is judged. */
const outside = ({ conditions, ctx }: Applied, subject: SubjectFacts): Judgement | null =>
  subject.type === 'BATCH' ? outsideConditions(subject.batch, conditions, ctx.facts) : null;

/** The subject, as far as the rule was in force on the day of its act; kinds of several acts ask for each. Null: not at all. */
function asInForce(applied: Applied, subject: SubjectFacts): SubjectFacts | null {
  if (subject.type === 'PLOT') return harvestsInForce(applied, subject);
  return isInForce(applied, subject) ? subject : null;
}

function isInForce({ kind, ctx }: Applied, subject: SubjectFacts): boolean {
  const day = dayOf(kind.actDay, subject, ctx.facts, ctx.at);
  return day === 'EACH' || ctx.inForceOn(day);
}

/** A plot is picked many times in a season, each time under the edition of that day; null: never under this one. */
function harvestsInForce(applied: Applied, plot: PlotSubject): PlotSubject | null {
  if (applied.kind.actDay !== 'HARVEST_DAY') return isInForce(applied, plot) ? plot : null;
  const { inForceOn, at } = applied.ctx;
  const origins = plot.origins.filter(({ harvestedOn }) => inForceOn(harvestedOn ?? at.date));
  if (origins.length === plot.origins.length) return plot;
  return origins.length > 0 ? { ...plot, origins } : null;
}

const concernsMarket = (rule: Rule, market: string | null): boolean =>
  (rule.market === null || rule.market === market) &&
  !(market !== null && rule.exceptMarkets.includes(market));

function kindOf(kinds: ReadonlyMap<string, AnyRuleKind>, rule: Rule): AnyRuleKind {
  const kind = kinds.get(rule.kind);
  if (!kind) throw new Error(`rule ${rule.code}: no kind is called ${rule.kind}`);
  if (!kind.subjects.includes(rule.subject) || !kind.subjectsWith(rule.parameters).includes(rule.subject)) {
    throw new Error(`rule ${rule.code}: ${rule.kind} does not judge a ${rule.subject}`);
  }
  return kind;
}

const eachBatch = once((batches: readonly BatchFacts[]): readonly SubjectFacts[] =>
  batches.map((batch) => ({ type: 'BATCH', id: batch.id, batch })),
);

function subjectsOf(rule: Rule, facts: Facts): readonly SubjectFacts[] {
  switch (rule.subject) {
    case 'PLOT':
      return plotsOf(facts);
    case 'BATCH':
      return eachBatch(facts.batches);
    case 'LOT':
    case 'SHIPMENT':
      return facts.lot ? [{ type: rule.subject, id: facts.lot.id, lot: facts.lot }] : [];
  }
}

/** The day that picks the edition; a day not recorded yet is taken to be the day of judging. */
function dayOf(actDay: ActDay, subject: SubjectFacts, facts: Facts, at: At): LocalDate | 'EACH' {
  switch (actDay) {
    case 'EACH_ACT':
      return 'EACH';
    case 'DAY_OF_JUDGING':
      return at.date;
    case 'SHIPMENT_DAY':
      return shipmentDay(facts, at) ?? at.date;
    case 'PACKING_DAY':
      return (subject.type === 'BATCH' ? subject.batch.packedOn : null) ?? at.date;
    case 'HARVEST_DAY':
      return firstHarvest(subject) ?? at.date;
  }
}

function firstHarvest(subject: SubjectFacts): LocalDate | null {
  const origins = subject.type === 'BATCH' ? subject.batch.origins : null;
  return (origins ?? []).reduce<LocalDate | null>(
    (first, { harvestedOn }) => (harvestedOn && (!first || harvestedOn < first) ? harvestedOn : first),
    null,
  );
}

const subjectOf = (subject: SubjectFacts): Finding['subject'] => {
  const { type, id } = subject;
  if (subject.type === 'PLOT') return { type, id, code: subject.code };
  return subject.type === 'BATCH' ? { type, id, code: subject.batch.code } : { type, id };
};

/** What is kept and shown of a judgement. */
export const findingOf = (
  rule: Rule,
  judged: Judged,
  explanation: Bilingual = judged.judgement.explanation,
): Finding => ({
  ruleCode: rule.code,
  versionId: rule.versionId,
  edition: rule.edition,
  kind: rule.kind,
  title: rule.title,
  unity: rule.unity,
  market: rule.market,
  stage: rule.stage,
  effect: rule.effect,
  gating: isGating(rule, judged.reached),
  verdict: judged.judgement.verdict,
  subject: subjectOf(judged.subject),
  source: rule.source,
  isOwn: rule.isOwn,
  confidence: judged.judgement.confidence ?? rule.confidence,
  evidence: judged.judgement.evidence,
  explanation,
  nextSteps: nextStepsAfter(judged),
});
