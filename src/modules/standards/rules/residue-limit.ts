import type { LocalDate } from '../../../kernel/local-date.js';
import { coveragesOf, speaksFor as coverageSpeaksFor } from '../domain/covering.js';
import type { TreatmentFacts } from '../domain/coverage-facts.js';
import type { BatchFacts, Facts } from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import { both, restingOn, step, worstOf } from '../domain/judgement.js';
import { nameOf } from '../domain/names.js';
import { ownLimit } from '../domain/own-limit.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import { withAnswers } from './answered-results.js';
import { residueNeverReleased } from './never-released.js';
import { marketUnknown } from './origins.js';
import { readParameters } from './read-parameters.js';
import { appliedAtDetermination, limitEvidence, notTested } from './residue-answers.js';
import { judgeResult, type JudgedResult } from './residue-result.js';
import { linesOf, saysAnything, testedUnlisted, unlistedIn, unlistedOf } from './unlisted-results.js';
import { appliedUnlisted, hasUnlisted } from './unlisted-substances.js';

/**
 * Every laboratory result against the limit of the destination market on the day of the test: those of the batch
 * itself, and those of reports that cover it.
 *
 * - The market's own limit decides, if it is official or confirmed.
 * - What the market applies where it lists nothing settles every substance found at or below it.
 * - Below the limit of quantification passes a limit that is not below it; a method that cannot see the limit settles
 *   nothing, until a finer one has tested the same fruit (`answered-results.ts`).
 * - Every result counts, the worst decides: a clean one of another day takes back none above the limit, because the fruit
 *   that was sampled then has not become another. Only what was typed otherwise than reported is corrected, after the
 *   signature with the agreement of the base office (`domain/withdrawn.ts`).
 * - No limit known is INDETERMINATE: a missing row never means "allowed".
 * - A result that counts something else than the limit settles what it can: a part of it above the limit fails, more
 *   than it within the limit passes; all else is open until the laboratory reports what the limit counts.
 * - What was found of something by a name that was taken back is open; where nothing was found, such a result is none
 *   (`unlisted-results.ts`).
 * - What was applied after harvest and may not be measurable at all (the limit is the limit of determination) closes
 *   the market, whatever a test found; of what is no known substance nobody can tell whether it does.
 *
 * Whether the fruit was tested for what it may carry is `residue-coverage`.
 *
 * @see reference/working-rules.md, rule 6; reference/residue-limits.json and residue-fallbacks.json
 */
export const residueLimit: RuleKind<null> = {
  kind: 'residue-limit',
  subjects: ['BATCH'],
  actDay: 'EACH_ACT',
  ofMarket: true,
  releasable: residueNeverReleased,
  remedy: step(
    'EXPORTER',
    '出口企业改发限量允许的市场；录入有误的由检验员更正，签字后的更正须经基地办公室同意；已检出的残留不因复检合格而改判。',
    'The exporter ships to a market whose limit allows it; what was typed wrongly the inspector corrects, after the signature with the agreement of the base office, and no clean test takes back a residue that was found.',
  ),
  parseParameters: (raw) => {
    readParameters('residue-limit', raw, []);
    return null;
  },
  judge: (_, subject, { facts, inForceOn }) => {
    const batch = batchOf(subject);
    if (facts.market === null) return marketUnknown();
    const own = (batch.laboratoryResults ?? []).filter((each) => !each.testedOn || inForceOn(each.testedOn));
    const judged = withAnswers(
      own
        .filter(saysAnything)
        .map((each) => judgeResult(each, facts))
        .concat(judgeCoverages(batch, facts, inForceOn)),
      batch,
      facts,
    );
    const applied = (batch.treatments ?? []).filter(({ performedOn }) => inForceOn(performedOn));
    return worstOf(
      (judged.length > 0 ? judged : [untested(batch, facts)]).concat(
        applied.flatMap((each) => judgeApplied(each, facts)),
      ),
    );
  },
};

function untested(batch: BatchFacts, { coverages }: Facts): Judgement {
  const unlisted = unlistedOf(batch).concat(coveragesOf(batch, coverages ?? []).flatMap(unlistedIn));
  return unlisted.length > 0 ? testedUnlisted(unlisted) : notTested(batch);
}

/** What reports that cover the batch say. One that may not speak for it may still speak against it. */
function judgeCoverages(
  batch: BatchFacts,
  facts: Facts,
  inForceOn: (day: LocalDate) => boolean,
): JudgedResult[] {
  return coveragesOf(batch, facts.coverages ?? [])
    .filter(({ testedOn }) => inForceOn(testedOn))
    .flatMap((coverage) => {
      const judged = linesOf(coverage)
        .filter(saysAnything)
        .map((each) => judgeResult(each, facts));
      return coverageSpeaksFor(coverage, batch) ? judged : judged.filter(speaksAgainst);
    });
}

/** A figure within the limit says nothing against the fruit, whatever it counts. */
const speaksAgainst = ({ judgement, countedOtherwise }: JudgedResult): boolean =>
  judgement.verdict !== 'PASS' && countedOtherwise !== 'within';

/** Active substances of a treatment of which the market tolerates nothing measurable, on the day it was applied. */
function judgeApplied(treatment: TreatmentFacts, facts: Facts): Judgement[] {
  const unknown = hasUnlisted(treatment) ? [appliedUnlisted(treatment, LIMIT_UNKNOWN)] : [];
  const known = (treatment.substances ?? []).flatMap((substance) => {
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
  return [...unknown, ...known];
}

const LIMIT_UNKNOWN = both(
  '目的市场是否容许其残留无从核对',
  'whether the market tolerates residues of that cannot be told',
);
