import type { LocalDate } from '../../../kernel/local-date.js';
import type { MicrogramsPerKg } from '../../../kernel/residue.js';
import { coveragesOf, speaksFor as coverageSpeaksFor } from '../domain/covering.js';
import type { TreatmentFacts } from '../domain/coverage-facts.js';
import type { BatchFacts, Facts, ResidueFallbackFacts, ResidueLimitFacts } from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import { restingOn, step, worstOf } from '../domain/judgement.js';
import { indexedBy } from '../domain/indexed.js';
import { nameOf } from '../domain/names.js';
import { settles, type Confidence } from '../domain/rule.js';
import { batchOf, within, type RuleKind } from '../domain/rule-kind.js';
import { residueNeverReleased } from './never-released.js';
import { marketUnknown } from './origins.js';
import { readParameters } from './read-parameters.js';
import {
  aboveFallback,
  aboveLimit,
  aboveUnconfirmed,
  appliedAtDetermination,
  limitEvidence,
  methodTooCoarse,
  noLimit,
  notTested,
  perhapsListed,
  resultEvidence,
  testDayUnknown,
  withinFallback,
  withinLimit,
  type NamedResult,
  type TestedResult,
} from './residue-answers.js';

/**
 * Every laboratory result against the limit of the destination market on the day of the test: those of the batch itself,
 * and those of reports that cover it.
 *
 * - The market's own limit decides, if it is official or confirmed.
 * - What the market applies where it lists nothing settles every substance found at or below it.
 * - Below the limit of quantification passes a limit that is not below it; a method that cannot see the limit
 *   settles nothing.
 * - No limit known is INDETERMINATE: a missing row never means "allowed".
 * - What was applied after harvest and may not be measurable at all (the limit is the limit of determination) closes the
 *   market, whatever a test found.
 *
 * Whether the fruit was tested for what it may carry is `residue-coverage`.
 */
export const residueLimit: RuleKind<null> = {
  kind: 'residue-limit',
  subjects: ['BATCH'],
  actDay: 'EACH_ACT',
  ofMarket: true,
  releasable: residueNeverReleased,
  remedy: step(
    'EXPORTER',
    '出口企业改发限量允许的市场；对结果有疑问的由有资质的实验室复检。',
    'The exporter ships to a market whose limit allows it; who doubts the result has an accredited laboratory test again.',
  ),
  parseParameters: (raw) => {
    readParameters('residue-limit', raw, []);
    return null;
  },
  judge: (_, subject, { facts, inForceOn }) => {
    const batch = batchOf(subject);
    if (facts.market === null) return marketUnknown();
    const own = (batch.laboratoryResults ?? []).filter((each) => !each.testedOn || inForceOn(each.testedOn));
    const judged = own
      .map((each) => judgeResult(each, facts))
      .concat(judgeCoverages(batch, facts, inForceOn));
    const applied = (batch.treatments ?? []).filter(({ performedOn }) => inForceOn(performedOn));
    return worstOf(
      (judged.length > 0 ? judged : [notTested(batch)]).concat(
        applied.flatMap((each) => judgeApplied(each, facts)),
      ),
    );
  },
};

/** What reports that cover the batch say. One that may not speak for it may still speak against it. */
function judgeCoverages(
  batch: BatchFacts,
  facts: Facts,
  inForceOn: (day: LocalDate) => boolean,
): Judgement[] {
  return coveragesOf(batch, facts.coverages ?? [])
    .filter(({ testedOn }) => inForceOn(testedOn))
    .flatMap((coverage) => {
      const { id: coverageId, testedOn, results } = coverage;
      const judged = results.map((each) => judgeResult({ ...each, testedOn, coverageId }, facts));
      return coverageSpeaksFor(coverage, batch) ? judged : judged.filter(({ verdict }) => verdict !== 'PASS');
    });
}

/** Active substances of a treatment of which the market tolerates nothing measurable, on the day it was applied. */
function judgeApplied(treatment: TreatmentFacts, facts: Facts): Judgement[] {
  return (treatment.substances ?? []).flatMap((substance) => {
    const own = ownLimit(facts.residueLimits, substance, treatment.performedOn);
    if (own?.atLoq !== true || own.limitMicrogramsPerKg === null) return [];
    const name = nameOf(facts, 'substance', substance);
    const evidence = [
      { type: 'post-harvest-treatment', id: treatment.id, field: 'substance', value: substance },
      limitEvidence(own.edition ?? own.source.document, own.limitMicrogramsPerKg),
    ];
    return [
      restingOn(appliedAtDetermination(treatment, name, own.limitMicrogramsPerKg, evidence), own.confidence),
    ];
  });
}

function judgeResult(tested: TestedResult, facts: Facts): Judgement {
  const result = { tested, name: nameOf(facts, 'substance', tested.substance) };
  if (tested.testedOn === null) return testDayUnknown(result);
  const own = ownLimit(facts.residueLimits, tested.substance, tested.testedOn);
  const byOwn = own && againstOwn(result, own);
  if (byOwn && settles(own.confidence)) return byOwn;
  return againstFallback(result, facts.residueFallback, own) ?? byOwn ?? noLimit(result);
}

const bySubstance = indexedBy((row: ResidueLimitFacts) => [row.substance]);

/** The market's own row on a day; of several editions, the one that began last. Rows without a limit do not count. */
function ownLimit(
  rows: readonly ResidueLimitFacts[],
  substance: string,
  day: LocalDate,
): ResidueLimitFacts | null {
  return bySubstance(rows, substance)
    .filter((row) => row.limitMicrogramsPerKg !== null && within(day, row.validFrom, row.validTo))
    .reduce<ResidueLimitFacts | null>(
      (best, row) => (!best || (row.validFrom ?? '') > (best.validFrom ?? '') ? row : best),
      null,
    );
}

function againstOwn(result: NamedResult, own: ResidueLimitFacts): Judgement {
  const limit = own.limitMicrogramsPerKg;
  if (limit === null) return noLimit(result);
  const evidence = [resultEvidence(result.tested), limitEvidence(own.edition ?? own.source.document, limit)];
  const outcome = compare(result.tested, limit);
  if (outcome === 'unseen') return methodTooCoarse(result, limit, evidence);
  if (outcome === 'above' && !settles(own.confidence)) {
    return restingOn(aboveUnconfirmed(result, limit, evidence), own.confidence);
  }
  return restingOn(
    outcome === 'within' ? withinLimit(result, limit, evidence) : aboveLimit(result, limit, evidence),
    own.confidence,
  );
}

/**
 * Null: the fallback has nothing to say. It cannot say anything against an own limit that is not confirmed,
 * nor speak for the fruit where such a limit would be stricter.
 */
function againstFallback(
  result: NamedResult,
  fallback: ResidueFallbackFacts | null,
  own: ResidueLimitFacts | null,
): Judgement | null {
  if (fallback?.kind !== 'UNIFORM' || fallback.limitMicrogramsPerKg === null) return null;
  const { limitMicrogramsPerKg: limit, confidence, listComplete, source } = fallback;
  const outcome = compare(result.tested, limit);
  if (own !== null && !speaksFor(outcome, limit, own, confidence)) return null;
  const evidence = [resultEvidence(result.tested), limitEvidence(source.document, limit)];
  switch (outcome) {
    case 'within':
      return restingOn(withinFallback(result, limit, evidence), confidence);
    case 'unseen':
      return methodTooCoarse(result, limit, evidence);
    case 'above':
      return listComplete
        ? restingOn(aboveFallback(result, limit, evidence), confidence)
        : perhapsListed(result, limit, evidence);
  }
}

/** Whether the fallback settles in the fruit's favour what an own limit that is not confirmed leaves open. */
const speaksFor = (
  outcome: Outcome,
  limit: MicrogramsPerKg,
  own: ResidueLimitFacts,
  confidence: Confidence,
): boolean => outcome === 'within' && settles(confidence) && (own.limitMicrogramsPerKg ?? limit) >= limit;

/** `unseen`: below a limit of quantification that lies above the limit. */
type Outcome = 'within' | 'above' | 'unseen';

function compare({ result }: TestedResult, limit: MicrogramsPerKg): Outcome {
  if (result.kind === 'QUANTIFIED') return result.microgramsPerKg <= limit ? 'within' : 'above';
  return result.limitOfQuantification <= limit ? 'within' : 'unseen';
}
