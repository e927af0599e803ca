import type { CoverageFacts, TreatmentFacts } from './coverage-facts.js';
import type { BatchFacts, Facts, SprayFacts } from './facts.js';
import type { Judgement, NextStep, Verdict } from './finding.js';
import { once } from './indexed.js';
import { both, distinctSteps, said, step, undecided } from './judgement.js';
import type { SubjectFacts } from './rule-kind.js';

/** One rule, over a subject with the facts around it. */
type Judge = (subject: SubjectFacts, facts: Facts) => Judgement;

/**
 * Judges fruit of which sprays or treatments were voided or corrected away by whoever entered them: as the records stand,
 * and as if what was withdrawn still stood beside them. A withdrawal that nobody of another organisation agreed to may
 * speak against the fruit, never for it. Nothing is judged twice where nothing was withdrawn.
 *
 * @param judge one rule, over the facts given
 * @see docs/adr/0034-agreed-corrections.md
 */
export function judgeWithdrawn(subject: SubjectFacts, facts: Facts, judge: Judge): Judgement {
  const now = judge(subject, facts);
  if (now.verdict === 'FAIL') return now;
  const around = asIfUncovered(facts);
  const before = asIfStanding(subject);
  if (around === facts && before === subject) return now;
  return withoutAgreement(now, judge(before, around));
}

/**
 * What stands of a judgement by the records as they are, beside the one that would be without the withdrawals.
 *
 * @param now    by the records as they are
 * @param before as if what was withdrawn still stood
 */
export function withoutAgreement(now: Judgement, before: Judgement): Judgement {
  if (SPEAKS_AGAINST[before.verdict] <= SPEAKS_AGAINST[now.verdict]) return now;
  if (now.verdict === 'INDETERMINATE') return { ...now, steps: distinctSteps([...now.steps, AGREEMENT]) };
  return undecided(
    said(() => {
      const { zh, en } = before.explanation;
      return both(
        `用药或采后处理记录的更正、作废未经基地办公室同意；若无此更正：${zh}`,
        `A spray or a treatment was corrected or voided and the base office has not agreed; without that: ${en}`,
      );
    }),
    AGREEMENT,
    before.evidence,
  );
}

/** The more, the more it speaks against the fruit; what does not apply is as good as what is met. */
const SPEAKS_AGAINST: Readonly<Record<Verdict, number>> = {
  NOT_APPLICABLE: 0,
  PASS: 0,
  INDETERMINATE: 1,
  FAIL: 2,
};

const AGREEMENT: NextStep = step(
  'BASE_OFFICE',
  '由基地办公室核实更正或作废的理由并同意。',
  'The base office looks into the correction and agrees to it.',
);

function asIfStanding(subject: SubjectFacts): SubjectFacts {
  if (subject.type === 'BATCH') {
    const batch = batchAsIfStanding(subject.batch);
    return batch === subject.batch ? subject : { ...subject, batch };
  }
  if (subject.type !== 'PLOT' || !subject.withdrawnSprays) return subject;
  return { ...subject, ...spraysWith(subject, subject.withdrawnSprays) };
}

const batchAsIfStanding = once((batch: BatchFacts): BatchFacts => {
  const { withdrawnSprays: sprays, withdrawnTreatments: treatments } = batch;
  if (!sprays && !treatments) return batch;
  return {
    ...batch,
    ...spraysWith(batch, sprays),
    ...(treatments ? { treatments: withThem(batch.treatments ?? null, treatments) } : {}),
  };
});

/** Where nobody stated that the sprays on record are all, they are no more so with those that were withdrawn. */
function spraysWith(
  { sprays, unstatedSprays }: Pick<BatchFacts, 'sprays' | 'unstatedSprays'>,
  withdrawn: readonly SprayFacts[] | undefined,
): Pick<BatchFacts, 'sprays' | 'unstatedSprays'> {
  if (!unstatedSprays) return { sprays: withThem(sprays, withdrawn) };
  const recorded = [...unstatedSprays.recorded, ...(withdrawn ?? [])];
  return { sprays, unstatedSprays: { ...unstatedSprays, recorded } };
}

/** Of a plot without any other record the withdrawn ones are all that is known. */
const withThem = <T extends SprayFacts | TreatmentFacts>(
  standing: readonly T[] | null,
  withdrawn: readonly T[] | undefined,
): readonly T[] | null => (withdrawn ? [...(standing ?? []), ...withdrawn] : standing);

/** A report on a block is void after a later spray, also where that one was withdrawn. */
const asIfUncovered = once((facts: Facts): Facts => {
  if (!facts.coverages?.some(isUncovered)) return facts;
  return { ...facts, coverages: facts.coverages.map(uncovered) };
});

const isUncovered = ({ of }: CoverageFacts): boolean =>
  of.kind === 'BLOCK' && of.withdrawnSprayOn !== undefined;

const uncovered = (report: CoverageFacts): CoverageFacts => {
  const { of } = report;
  if (of.kind !== 'BLOCK' || of.withdrawnSprayOn === undefined) return report;
  const { withdrawnSprayOn, sprayedAgainOn } = of;
  const first =
    sprayedAgainOn !== null && sprayedAgainOn < withdrawnSprayOn ? sprayedAgainOn : withdrawnSprayOn;
  return { ...report, of: { ...of, sprayedAgainOn: first } };
};
