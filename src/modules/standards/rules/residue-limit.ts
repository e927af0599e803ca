import type { LocalDate } from '../../../kernel/local-date.js';
import type { MicrogramsPerKg } from '../../../kernel/residue.js';
import type {
  Facts,
  LaboratoryResultFacts,
  ResidueFallbackFacts,
  ResidueLimitFacts,
} from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import { restingOn, step, worstOf } from '../domain/judgement.js';
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
} from './residue-answers.js';
import { judgeScope } from './residue-scope.js';

/**
 * Every laboratory result against the limit of the destination market on the day of the test.
 *
 * - The market's own limit decides, if it is official or confirmed.
 * - What the market applies where it lists nothing settles every substance found at or below it.
 * - Below the limit of quantification passes a limit that is not below it; a method that cannot see the limit
 *   settles nothing.
 * - No limit known is INDETERMINATE: a missing row never means "allowed".
 * - What was sprayed this season and not tested for leaves the whole INDETERMINATE (`residue-scope.ts`).
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
    const results = (batch.laboratoryResults ?? []).filter(
      (each) => !each.testedOn || inForceOn(each.testedOn),
    );
    if (results.length === 0) return notTested(batch);
    return worstOf([...results.map((each) => judgeResult(each, facts)), judgeScope(batch, results, facts)]);
  },
};

function judgeResult(tested: LaboratoryResultFacts, facts: Facts): Judgement {
  const result = { ...tested, name: nameOf(facts, 'substance', tested.substance) };
  if (result.testedOn === null) return testDayUnknown(result);
  const own = ownLimit(facts.residueLimits, result.substance, result.testedOn);
  const byOwn = own && againstOwn(result, own);
  if (byOwn && settles(own.confidence)) return byOwn;
  return againstFallback(result, facts.residueFallback, own) ?? byOwn ?? noLimit(result);
}

/** The market's own row on a day; of several editions, the one that began last. Rows without a limit do not count. */
function ownLimit(
  rows: readonly ResidueLimitFacts[],
  substance: string,
  day: LocalDate,
): ResidueLimitFacts | null {
  return rows
    .filter((row) => row.substance === substance && row.limitMicrogramsPerKg !== null)
    .filter((row) => within(day, row.validFrom, row.validTo))
    .reduce<ResidueLimitFacts | null>(
      (best, row) => (!best || (row.validFrom ?? '') > (best.validFrom ?? '') ? row : best),
      null,
    );
}

function againstOwn(result: NamedResult, own: ResidueLimitFacts): Judgement {
  const limit = own.limitMicrogramsPerKg;
  if (limit === null) return noLimit(result);
  const evidence = [resultEvidence(result), limitEvidence(own.edition ?? own.source.document, limit)];
  const outcome = compare(result, limit);
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
  const outcome = compare(result, limit);
  if (own !== null && !speaksFor(outcome, limit, own, confidence)) return null;
  const evidence = [resultEvidence(result), limitEvidence(source.document, limit)];
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

function compare({ result }: LaboratoryResultFacts, limit: MicrogramsPerKg): Outcome {
  if (result.kind === 'QUANTIFIED') return result.microgramsPerKg <= limit ? 'within' : 'above';
  return result.limitOfQuantification <= limit ? 'within' : 'unseen';
}
