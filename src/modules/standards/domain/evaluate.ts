import type { LocalDate } from '../../../kernel/local-date.js';
import { ruleKinds } from '../rules/index.js';
import type { BatchFacts, Facts, OriginFacts } from './facts.js';
import type { Finding, Judgement, NextStep, Verdict } from './finding.js';
import { once } from './indexed.js';
import { distinctSteps, restingOn, worst } from './judgement.js';
import { judgeProvisional } from './provisional.js';
import { isReached, settles, type Rule, type StandardVersion } from './rule.js';
import {
  shipmentDay,
  within,
  type ActDay,
  type AnyRuleKind,
  type Asked,
  type At,
  type JudgeContext,
  type SubjectFacts,
} from './rule-kind.js';

/**
 * Judges recorded facts by one published standard version: one finding for each rule that concerns the market and was
 * in force on the day of the act, and each of its subjects. Pure: the same version, facts and moment give the same
 * findings, in the order of the version's rules and the facts' batches.
 *
 * @param at the stage the fruit has reached or is about to, and the legal day
 * @throws Error for a rule of an unknown kind, or with a subject or parameters its kind refuses: such a version
 *   must not have been published
 */
export const evaluate = (version: StandardVersion, facts: Facts, at: At): Finding[] =>
  evaluateWith(ruleKinds, version, facts, at);

/** Judges by several standards at once, as a lot is: each finding names the version it comes from. */
export const evaluateAll = (versions: readonly StandardVersion[], facts: Facts, at: At): Finding[] =>
  versions.flatMap((version) => evaluate(version, facts, at));

/** The verdict of a check: the worst of its gating findings; NOT_APPLICABLE if nothing gates. */
export const combine = (findings: readonly Finding[]): Verdict =>
  worst(findings.filter((finding) => finding.gating).map((finding) => finding.verdict));

/** {@link evaluate} with the kinds given. */
export function evaluateWith(
  kinds: ReadonlyMap<string, AnyRuleKind>,
  version: StandardVersion,
  facts: Facts,
  at: At,
): Finding[] {
  return version.rules.flatMap((rule) => findingsOf(kinds, rule, facts, at).map(written));
}

/** With the sentences put together: findings are kept and compared as plain JSON. */
const written = (finding: Finding): Finding => {
  const { zh, en } = finding.explanation;
  return { ...finding, explanation: { zh, en } };
};

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
  return Array.from(judgementsOf(kinds, rule, facts, at), (judged) => findingOf(rule, judged));
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
 * As {@link findingsOf}, for who judges so many that what is in order is not worth a finding, and what is alike not worth
 * keeping twice: one after the other, none kept.
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
  const judgeSeen = (seen: SubjectFacts) => judge(seen, ctx);
  for (const subject of subjectsOf(rule, facts)) {
    if (!isInForce(applied, subject)) continue;
    const judgement = restingOn(judgeProvisional(subject, judgeSeen), rule.confidence);
    yield { kind, subject, judgement, reached: ctx.reached };
  }
}

/** What a rule in force wants an inspector to record of a batch. */
export interface Demand {
  readonly rule: Rule;
  /** Whether it decides if the fruit may go on. */
  readonly gating: boolean;
  readonly batchId: string;
  readonly asked: Asked;
}

/** What the rules that concern the market and were in force on the day of the act want recorded; in their order. */
export const demandsOn = (versions: readonly StandardVersion[], facts: Facts, at: At): Demand[] =>
  versions
    .flatMap(({ rules }) => rules)
    .flatMap((rule) => {
      const applied = rule.subject === 'BATCH' ? applying(ruleKinds, rule, facts, at) : null;
      if (!applied) return [];
      const { kind, ctx } = applied;
      const gating = isGating(rule, ctx.reached);
      return subjectsOf(rule, facts)
        .filter((subject) => isInForce(applied, subject))
        .flatMap((subject) =>
          kind
            .asksOf(rule.parameters, subject, ctx)
            .map((asked) => ({ rule, gating, batchId: subject.id, asked })),
        );
    });

const isGating = (rule: Rule, reached: boolean): boolean => rule.effect !== 'ADVICE' && reached;

interface Applied {
  readonly kind: AnyRuleKind;
  readonly ctx: JudgeContext;
}

/** Null: the rule does not concern the market. */
function applying(kinds: ReadonlyMap<string, AnyRuleKind>, rule: Rule, facts: Facts, at: At): Applied | null {
  if (!concernsMarket(rule, facts.market)) return null;
  const kind = kindOf(kinds, rule);
  const inForceOn = (day: LocalDate) => within(day, rule.validFrom, rule.validTo);
  const reached = isReached(rule.stage, at.stage);
  return { kind, ctx: { rule, facts, at, inForceOn, reached, settles: settles(rule.confidence) } };
}

/** Whether the rule was in force on the day of the subject's act; kinds of several acts ask for each. */
function isInForce({ kind, ctx }: Applied, subject: SubjectFacts): boolean {
  const day = dayOf(kind.actDay, subject, ctx.facts, ctx.at);
  return day === 'EACH' || ctx.inForceOn(day);
}

const concernsMarket = (rule: Rule, market: string | null): boolean =>
  (rule.market === null || rule.market === market) &&
  !(market !== null && rule.exceptMarkets.includes(market));

function kindOf(kinds: ReadonlyMap<string, AnyRuleKind>, rule: Rule): AnyRuleKind {
  const kind = kinds.get(rule.kind);
  if (!kind) throw new Error(`rule ${rule.code}: no kind is called ${rule.kind}`);
  if (!kind.subjects.includes(rule.subject)) {
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
      return [...originsByPlot(facts)].map(([id, origins]) => ({ type: 'PLOT', id, origins }));
    case 'BATCH':
      return eachBatch(facts.batches);
    case 'LOT':
    case 'SHIPMENT':
      return facts.lot ? [{ type: rule.subject, id: facts.lot.id, lot: facts.lot }] : [];
  }
}

const originsByPlot = (facts: Facts): Map<string, OriginFacts[]> =>
  Map.groupBy(
    facts.batches.flatMap((batch) => batch.origins ?? []),
    (origin) => origin.plotId,
  );

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
  const origins =
    subject.type === 'PLOT' ? subject.origins : subject.type === 'BATCH' ? subject.batch.origins : null;
  return (origins ?? []).reduce<LocalDate | null>(
    (first, { harvestedOn }) => (harvestedOn && (!first || harvestedOn < first) ? harvestedOn : first),
    null,
  );
}

const findingOf = (rule: Rule, judged: Judged): Finding => ({
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
  subject: { type: judged.subject.type, id: judged.subject.id },
  source: rule.source,
  isOwn: rule.isOwn,
  confidence: judged.judgement.confidence ?? rule.confidence,
  evidence: judged.judgement.evidence,
  explanation: judged.judgement.explanation,
  nextSteps: nextStepsAfter(judged),
});
