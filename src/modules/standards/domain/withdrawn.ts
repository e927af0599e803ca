import type { CoverageFacts, TreatmentFacts } from './coverage-facts.js';
import type { BatchFacts, CorrectedFigure, Facts, SprayFacts } from './facts.js';
import type { Judgement, NextStep, Verdict } from './finding.js';
import { once } from './indexed.js';
import { both, distinctSteps, said, step, undecided } from './judgement.js';
import type { Bilingual } from './rule.js';
import type { SubjectFacts } from './rule-kind.js';

/** One rule, over a subject with the facts around it. */
type Judge = (subject: SubjectFacts, facts: Facts) => Judgement;

/**
 * Judges fruit of which sprays, treatments or signed figures were voided or corrected away by whoever entered them: as the
 * records stand, and as if nothing had been withdrawn. A withdrawal that nobody of another organisation agreed to may speak
 * against the fruit, never for it. Nothing is judged twice where nothing was withdrawn.
 *
 * Sprays and treatments that were withdrawn stand beside their corrections then, since each may have happened. A figure stands
 * in the place of its correction: one sample has one, and a better correction must not answer what it took away.
 *
 * @param judge one rule, over the facts given
 * @see docs/adr/0034-agreed-corrections.md, docs/adr/0037-corrected-after-the-signature.md
 */
export function judgeWithdrawn(subject: SubjectFacts, facts: Facts, judge: Judge): Judgement {
  const now = judge(subject, facts);
  if (now.verdict === 'FAIL') return now;
  const around = asIfUncovered(facts);
  const before = asIfStanding(subject);
  if (around === facts && before === subject) return now;
  return withoutAgreement(now, judge(before, around), whatOf(subject));
}

/**
 * What stands of a judgement by the records as they are, beside the one that would be without the withdrawals.
 *
 * @param now    by the records as they are
 * @param before as if what was withdrawn still stood
 * @param what   was corrected or voided
 */
export function withoutAgreement(now: Judgement, before: Judgement, what: Bilingual = GROWING): Judgement {
  if (SPEAKS_AGAINST[before.verdict] <= SPEAKS_AGAINST[now.verdict]) return now;
  if (now.verdict === 'INDETERMINATE') return { ...now, steps: distinctSteps([...now.steps, AGREEMENT]) };
  return undecided(
    said(() => {
      const { zh, en } = before.explanation;
      return both(
        `${what.zh}的更正、作废未经基地办公室同意；若无此更正：${zh}`,
        `${what.en} was corrected or voided and the base office has not agreed; without that: ${en}`,
      );
    }),
    AGREEMENT,
    before.evidence,
  );
}

const GROWING = both('用药或采后处理记录', 'A spray or a treatment');
const FIGURES = both('签字后检验数值', 'A figure of a signed inspection');
const ANY = both(
  '用药、采后处理记录或签字后检验数值',
  'A spray, a treatment or a figure of a signed inspection',
);

function whatOf(subject: SubjectFacts): Bilingual {
  if (subject.type !== 'BATCH' || !hasCorrectedFigures(subject.batch)) return GROWING;
  return subject.batch.withdrawnSprays || subject.batch.withdrawnTreatments ? ANY : FIGURES;
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
  const isFigured = hasCorrectedFigures(batch);
  if (!sprays && !treatments && !isFigured) return batch;
  return {
    ...batch,
    ...spraysWith(batch, sprays),
    ...(treatments ? { treatments: withThem(batch.treatments ?? null, treatments) } : {}),
    ...(isFigured ? figuresBefore(batch) : {}),
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

const hasCorrectedFigures = once(
  ({ withdrawnMeasurements, withdrawnResults, withdrawnContaminants, ...batch }: BatchFacts): boolean =>
    withdrawnMeasurements !== undefined ||
    withdrawnResults !== undefined ||
    withdrawnContaminants !== undefined ||
    [batch.measurements, batch.laboratoryResults, batch.contaminants].some((figures) =>
      figures?.some(({ awaitsAgreement }) => awaitsAgreement),
    ),
);

/** A figure that took the place of a signed one is not there, and what it withdrew is. */
const figuresBefore = (batch: BatchFacts): Partial<BatchFacts> => ({
  measurements: asSigned(batch.measurements, batch.withdrawnMeasurements),
  laboratoryResults: asSigned(batch.laboratoryResults, batch.withdrawnResults),
  ...(batch.contaminants === undefined
    ? {}
    : { contaminants: asSigned(batch.contaminants, batch.withdrawnContaminants) }),
});

const asSigned = <T extends CorrectedFigure>(
  standing: readonly T[] | null,
  withdrawn: readonly T[] = [],
): readonly T[] | null =>
  standing && [...standing.filter(({ awaitsAgreement }) => !awaitsAgreement), ...withdrawn];

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
