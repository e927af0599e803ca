import type { CoverageFacts, TreatmentFacts } from './coverage-facts.js';
import type { BatchFacts, CorrectedFigure, Facts, SprayFacts } from './facts.js';
import type { Judgement, NextStep, Verdict } from './finding.js';
import { once } from './indexed.js';
import { both, distinctSteps, said, step, undecided } from './judgement.js';
import type { Bilingual } from './rule.js';
import type { SubjectFacts } from './rule-kind.js';

type BatchSubject = Extract<SubjectFacts, { type: 'BATCH' }>;

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
  if (now.verdict === 'FAIL' || !isAnythingWithdrawn(subject, facts)) return now;
  const before = withoutWithdrawals(subject, facts).map(([seen, around]) => judge(seen, around));
  const [worst] = before.toSorted((a, b) => SPEAKS_AGAINST[b.verdict] - SPEAKS_AGAINST[a.verdict]);
  return worst ? withoutAgreement(now, worst, whatOf(subject)) : now;
}

/** Asked for every finding there is, and nearly always of the same few things: looked up, not looked for. */
const isAnythingWithdrawn = (subject: SubjectFacts, facts: Facts): boolean =>
  asIfUncovered(facts) !== facts ||
  (subject.type === 'BATCH' && isOfBatch(subject.batch)) ||
  (subject.type === 'PLOT' && subject.withdrawnSprays !== undefined);

const isOfBatch = once(
  (batch: BatchFacts): boolean =>
    batch.withdrawnSprays !== undefined ||
    batch.withdrawnTreatments !== undefined ||
    hasCorrectedFigures(batch),
);

/**
 * What the records would be without withdrawals, all of them first. Growing records and figures are of different people: where
 * both withdrew something, each is looked at without the other too, or a spray that was withdrawn would count as tested for by
 * a result that was voided. Of figures, voids are looked at without the corrections too, because they count at once.
 */
function withoutWithdrawals(subject: SubjectFacts, facts: Facts): (readonly [SubjectFacts, Facts])[] {
  const around = asIfUncovered(facts);
  const grown = asIfStanding(subject);
  const isGrown = around !== facts || grown !== subject;
  const measured = [asIfMeasured, asIfVoided].filter((as) => as(subject) !== subject);
  const together = measured.map((as) => [as(grown), around] as const);
  if (!isGrown) return together;
  const figuresAlone = measured.map((as) => [as(subject), facts] as const);
  return [...together, [grown, around], ...figuresAlone];
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

/** With the sprays and treatments that were withdrawn. */
function asIfStanding(subject: SubjectFacts): SubjectFacts {
  if (subject.type === 'BATCH') return withBatch(subject, grownBefore(subject.batch));
  if (subject.type !== 'PLOT' || !subject.withdrawnSprays) return subject;
  return { ...subject, ...spraysWith(subject, subject.withdrawnSprays) };
}

/** With the figures that were signed. */
const asIfMeasured = (subject: SubjectFacts): SubjectFacts =>
  subject.type === 'BATCH' ? withBatch(subject, measuredBefore(subject.batch)) : subject;

/** With the figures that were signed and corrected, and without those that were voided. */
const asIfVoided = (subject: SubjectFacts): SubjectFacts =>
  subject.type === 'BATCH' ? withBatch(subject, voidedAlone(subject.batch)) : subject;

const withBatch = (subject: BatchSubject, batch: BatchFacts): BatchSubject =>
  batch === subject.batch ? subject : { ...subject, batch };

const grownBefore = once((batch: BatchFacts): BatchFacts => {
  const { withdrawnSprays: sprays, withdrawnTreatments: treatments } = batch;
  if (!sprays && !treatments) return batch;
  return {
    ...batch,
    ...spraysWith(batch, sprays),
    ...(treatments ? { treatments: withThem(batch.treatments ?? null, treatments) } : {}),
  };
});

const measuredBefore = once((batch: BatchFacts): BatchFacts =>
  hasCorrectedFigures(batch) ? { ...batch, ...figuresBefore(batch) } : batch,
);

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

/** The batch itself where nothing was voided, or nothing else corrected. */
const voidedAlone = once((batch: BatchFacts): BatchFacts => {
  const { measurements, laboratoryResults, contaminants } = batch;
  const standing = [...(measurements ?? []), ...(laboratoryResults ?? []), ...(contaminants ?? [])];
  const { withdrawnMeasurements = [], withdrawnResults = [], withdrawnContaminants = [] } = batch;
  const withdrawn = [...withdrawnMeasurements, ...withdrawnResults, ...withdrawnContaminants];
  const ids = new Set([...standing, ...withdrawn].map(({ id }) => id));
  // A void is no figure, so that what took the place of a voided one is not among them.
  const isKept = ({ correctedById }: CorrectedFigure): boolean =>
    correctedById === undefined || ids.has(correctedById);
  if (withdrawn.every(isKept) || !standing.some(({ awaitsAgreement }) => awaitsAgreement)) return batch;
  return {
    ...batch,
    ...figuresBefore({
      ...batch,
      withdrawnMeasurements: withdrawnMeasurements.filter(isKept),
      withdrawnResults: withdrawnResults.filter(isKept),
      withdrawnContaminants: withdrawnContaminants.filter(isKept),
    }),
  };
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
