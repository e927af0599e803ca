import type { MicrogramsPerKg } from '../../../kernel/residue.js';
import type { Facts, ResidueFallbackFacts, ResidueLimitFacts } from '../domain/facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { restingOn } from '../domain/judgement.js';
import { nameOf } from '../domain/names.js';
import { isDefined, standingOf, type ResidueDefinition } from '../domain/residue-definition.js';
import { settles, type Confidence } from '../domain/rule.js';
import { ownLimit } from '../domain/own-limit.js';
import { countedOtherwise, definitionEvidence } from './definition-answers.js';
import {
  aboveFallback,
  aboveLimit,
  aboveUnconfirmed,
  limitEvidence,
  methodTooCoarse,
  noLimit,
  noLimitNeeded,
  perhapsListed,
  resultEvidence,
  testDayUnknown,
  withinFallback,
  withinLimit,
  type NamedResult,
  type TestedResult,
} from './residue-answers.js';
import { foundUnlisted, isUnlisted } from './unlisted-results.js';

/** What one result says against the market. */
export interface JudgedResult {
  readonly tested: TestedResult;
  readonly judgement: Judgement;
  /** The limit that the method cannot see, µg/kg, where it is open because of that. */
  readonly unseen?: MicrogramsPerKg;
  /** The side of the limit its figure lies on, where it is open only because something else was counted. */
  readonly countedOtherwise?: 'within' | 'above';
  /**
   * Whether a result that counts what the limit counts answers it. Not a figure above a limit of which nobody read what it
   * counts: that may well be what was found.
   */
  readonly isAnswerable?: boolean;
}

/**
 * One result against the market's own limit on the day of the test, or against what the market applies where it lists
 * nothing. What the laboratory counted has to be what the limit counts: a part of it may show that the limit is
 * exceeded and never that it is kept, and more than it the other way round (`domain/residue-definition.ts`).
 *
 * @see docs/adr/0028-residue-definitions.md
 */
export function judgeResult(tested: TestedResult, facts: Facts): JudgedResult {
  if (isUnlisted(tested)) return { tested, judgement: foundUnlisted(tested) };
  const result = { tested, name: nameOf(facts, 'substance', tested.substance) };
  if (tested.testedOn === null) return { tested, judgement: testDayUnknown(result) };
  const own = ownLimit(facts.residueLimits, tested.substance, tested.testedOn);
  const byOwn = own && againstOwn(result, own);
  if (byOwn && settles(own.confidence)) return byOwn;
  return (
    againstFallback(result, facts.residueFallback, own) ?? byOwn ?? { tested, judgement: noLimit(result) }
  );
}

/** A limit as a result is held against it. */
interface Held extends ResidueDefinition {
  readonly limit: MicrogramsPerKg;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
}

function againstOwn(result: NamedResult, own: ResidueLimitFacts): JudgedResult {
  const { tested } = result;
  const { limitMicrogramsPerKg: limit, confidence } = own;
  if (own.isExempt) return { tested, judgement: restingOn(noLimitNeeded(result, own), confidence) };
  if (limit === null) return { tested, judgement: noLimit(result) };
  const of = own.edition ?? own.source.document;
  const evidence = [resultEvidence(tested), limitEvidence(of, limit), ...definitionEvidence(of, own)];
  const outcome = compare(tested, limit);
  if (outcome === 'unseen')
    return { tested, judgement: methodTooCoarse(result, limit, evidence), unseen: limit };
  if (!isShown(outcome, tested, own)) return openBy(outcome, result, { ...own, limit, evidence });
  const answer = outcome === 'within' ? withinLimit : settles(confidence) ? aboveLimit : aboveUnconfirmed;
  return { tested, judgement: restingOn(answer(result, limit, evidence), confidence) };
}

/**
 * Null: the fallback has nothing to say. It cannot say anything against an own limit that is not confirmed, nor speak for
 * the fruit where such a limit would be stricter or counts something else.
 */
function againstFallback(
  result: NamedResult,
  fallback: ResidueFallbackFacts | null,
  own: ResidueLimitFacts | null,
): JudgedResult | null {
  if (fallback?.kind !== 'UNIFORM' || fallback.limitMicrogramsPerKg === null) return null;
  const { tested } = result;
  const { limitMicrogramsPerKg: limit, confidence, listComplete, source } = fallback;
  const outcome = compare(tested, limit);
  if (own !== null && !speaksFor(outcome, fallback, limit, own, tested)) return null;
  const evidence = [resultEvidence(tested), limitEvidence(source.document, limit)];
  if (outcome === 'unseen')
    return { tested, judgement: methodTooCoarse(result, limit, evidence), unseen: limit };
  if (outcome === 'above' && !listComplete)
    return { tested, judgement: perhapsListed(result, limit, evidence) };
  // What is applied to whatever is not listed defines no residue: it is held against the substance as it was analysed.
  if (!isShown(outcome, tested, {})) return openBy(outcome, result, { limit, confidence, evidence });
  const answer = outcome === 'within' ? withinFallback : aboveFallback;
  return { tested, judgement: restingOn(answer(result, limit, evidence), confidence) };
}

/** Whether the fallback settles in the fruit's favour what an own limit that is not confirmed leaves open. */
const speaksFor = (
  outcome: Outcome,
  { confidence }: ResidueFallbackFacts,
  limit: MicrogramsPerKg,
  own: ResidueLimitFacts,
  tested: TestedResult,
): boolean =>
  outcome === 'within' &&
  settles(confidence) &&
  (own.limitMicrogramsPerKg ?? limit) >= limit &&
  isShown('within', tested, own);

/** Whether a figure on one side of the limit shows that what the limit counts lies on that side. */
function isShown(outcome: 'within' | 'above', tested: TestedResult, limit: ResidueDefinition): boolean {
  const standing = standingOf(tested, limit);
  return standing === 'SAME' || standing === (outcome === 'within' ? 'WHOLE' : 'PART');
}

const openBy = (outcome: 'within' | 'above', result: NamedResult, held: Held): JudgedResult => ({
  tested: result.tested,
  judgement: restingOn(countedOtherwise(outcome, result, held.limit, held, held.evidence), held.confidence),
  countedOtherwise: outcome,
  isAnswerable: outcome === 'within' || isDefined(held),
});

/** `unseen`: below a limit of quantification that lies above the limit. */
type Outcome = 'within' | 'above' | 'unseen';

function compare({ result }: TestedResult, limit: MicrogramsPerKg): Outcome {
  if (result.kind === 'QUANTIFIED') return result.microgramsPerKg <= limit ? 'within' : 'above';
  return result.limitOfQuantification <= limit ? 'within' : 'unseen';
}
