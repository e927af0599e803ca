import { coversAllOf, coversTreatment } from '../domain/covering.js';
import type { CoverageFacts } from '../domain/coverage-facts.js';
import type { BatchFacts, Facts } from '../domain/facts.js';
import { mayAnswer } from '../domain/figure-facts.js';
import type { Judgement } from '../domain/finding.js';
import { answeredByAnother, answeredByFiner } from './definition-answers.js';
import { isFineEnough, isNoOlder } from './finer-tests.js';
import type { TestedResult } from './residue-answers.js';
import type { JudgedResult } from './residue-result.js';

/**
 * With results answered that are open by themselves, where another one of the same substance passes, which therefore counts
 * what the limit counts:
 *
 * - one that counts something else than the limit, by one of the same report, or of the batch itself and no older. Reports
 *   often give the substance beside the sum;
 * - one by a method that cannot see the limit, by a finer test of the same fruit (`isFiner`).
 *
 * What was entered never changes, so that otherwise nothing could ever close it; what was found is told all the same. One
 * that fails is answered by nothing, and neither does one answer that was withdrawn after the signature.
 *
 * @see docs/adr/0028-residue-definitions.md, docs/adr/0038-what-settles-a-residue.md
 */
export function withAnswers(judged: readonly JudgedResult[], batch: BatchFacts, facts: Facts): Judgement[] {
  const passing = judged.filter(({ judgement, tested }) => judgement.verdict === 'PASS' && mayAnswer(tested));
  return judged.map((each) => {
    if (each.isAnswerable && passing.some((other) => answers(other.tested, each.tested)))
      return answeredByAnother(each.judgement);
    const finer =
      each.unseen === undefined ? undefined : passing.find((other) => isFiner(other, each, batch, facts));
    return finer ? answeredByFiner(each.judgement, finer.judgement) : each.judgement;
  });
}

const answers = (later: TestedResult, open: TestedResult): boolean =>
  later.substance === open.substance &&
  (later.coverageId === undefined
    ? (later.testedOn ?? '') >= (open.testedOn ?? '')
    : later.coverageId === open.coverageId);

/**
 * Whether a test that passes says what a coarser one could not: it sees the limit that the other was held against, and its
 * sample is no older and of the same fruit: of the batch itself, or of a report that covers all that the coarse report covers
 * of it. A report never answers the batch's own result, because it may be about a part of the fruit; nor does a sample of the
 * batch from before it was treated answer a report on fruit treated so.
 */
function isFiner(finer: JudgedResult, open: JudgedResult, batch: BatchFacts, facts: Facts): boolean {
  const {
    tested: later,
    tested: { coverageId },
  } = finer;
  if (facts.coarseTestsAnswered !== true || later.substance !== open.tested.substance) return false;
  if (open.unseen === undefined || !isFineEnough(later, open.unseen)) return false;
  if (!isNoOlder(later, open.tested)) return false;
  if (coverageId === open.tested.coverageId) return true;
  const report = (id?: string) => facts.coverages?.find((coverage) => coverage.id === id);
  const [by, of] = [report(coverageId), report(open.tested.coverageId)];
  if (coverageId === undefined) return of !== undefined && isAfterTreatment(later, of, batch);
  return by !== undefined && of !== undefined && coversAllOf(by, of, batch);
}

const isAfterTreatment = (
  { sampledOn }: TestedResult,
  report: CoverageFacts,
  { treatments }: BatchFacts,
): boolean =>
  (treatments ?? []).every(
    (treatment) => !coversTreatment(report, treatment) || (sampledOn ?? '') >= treatment.performedOn,
  );
