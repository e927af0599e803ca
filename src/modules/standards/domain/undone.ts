import type { LocalDate } from '../../../kernel/local-date.js';
import type { CoveredBlock, CoverageFacts, TreatmentFacts } from './coverage-facts.js';
import type {
  BatchFacts,
  CorrectedFigure,
  Facts,
  LaboratoryResultFacts,
  MeasurementFacts,
  SprayFacts,
} from './facts.js';
import { once } from './indexed.js';
import type { SubjectFacts } from './rule-kind.js';
import { atWorst, withCounts } from './undone-counts.js';
import { lastOf, laterThan, standingOf, subjectOf, withdrawnOf, type Figure } from './undone-figures.js';
import type { Withdrawn } from './withdrawal-facts.js';

/** Which corrections nobody is to have made. */
export interface Undoing {
  /** Of a figure: whether it is such a correction. */
  readonly isUndone: (figure: CorrectedFigure) => boolean;
  /** Of what was withdrawn: whether such a correction took its place. */
  readonly isBack: (withdrawn: Withdrawn) => boolean;
  /** The first day of a spray, such a correction of which would make a report on a block void no longer. */
  readonly sprayedOn: (block: CoveredBlock) => LocalDate | undefined;
  /** A figure as it comes back. */
  readonly asBack: <T extends CorrectedFigure>(figure: T) => T;
}

/**
 * Facts as they would be had nobody made certain corrections and voids. Worked out once for each batch, and the same object where
 * nothing changes.
 *
 * Sprays and treatments that were withdrawn stand beside their corrections then, since each may have happened. A figure stands in
 * the place of its correction: one sample has one, and a better correction must not answer what it took away.
 *
 * @see docs/adr/0034-agreed-corrections.md, docs/adr/0037-corrected-after-the-signature.md
 */
export class Undone {
  constructor(private readonly which: Undoing) {}

  /** Asked for every finding there is, and nearly always of the same few things: looked up, not looked for. */
  concerns(subject: SubjectFacts, facts: Facts): boolean {
    return (
      this.uncovered(facts) !== facts ||
      (subject.type === 'BATCH' && this.concernsBatch(subject.batch)) ||
      (subject.type === 'PLOT' && this.isAnyBack(subject.withdrawnSprays))
    );
  }

  private readonly concernsBatch = once(
    (batch: BatchFacts): boolean =>
      this.grown(batch) !== batch || this.isMeasured(batch) || this.counted(batch).length > 0,
  );

  /** Whether figures, and whether sprays or treatments, are among what is undone of a batch. */
  of(batch: BatchFacts): { readonly figures: boolean; readonly growing: boolean } {
    return {
      figures: this.isMeasured(batch) || this.counted(batch).length > 0,
      growing: this.grown(batch) !== batch,
    };
  }

  /**
   * What the records would be, all corrections undone first. Growing records and figures are of different people: where both
   * withdrew something, each is looked at without the other too, or a spray that was withdrawn would count as tested for by a
   * result that was voided. Of figures, voids are looked at without the corrections too, because they count at once; and so is what
   * one correction found while another spoke for the fruit, which must not outweigh it.
   */
  worlds(subject: SubjectFacts, facts: Facts): (readonly [SubjectFacts, Facts])[] {
    const around = this.uncovered(facts);
    const grown = this.asGrown(subject);
    const isGrown = around !== facts || grown !== subject;
    const together = this.figuresUndone(grown, facts).map((each) => [each, around] as const);
    if (!isGrown) return together;
    const figuresAlone = this.figuresUndone(subject, facts).map((each) => [each, facts] as const);
    return [...together, [grown, around], ...figuresAlone];
  }

  private figuresUndone(subject: SubjectFacts, { correctionsApart }: Facts): readonly SubjectFacts[] {
    if (subject.type !== 'BATCH') return [];
    const ways = (batch: BatchFacts) =>
      [
        this.measured(batch),
        ...(correctionsApart
          ? [this.notOfThat(batch), this.beside(batch), ...this.byParameter(batch)]
          : [this.voidedAlone(batch)]),
      ].filter((each) => each !== batch);
    const counted = this.counted(subject.batch).flatMap((batch) => [batch, ...ways(batch)]);
    return [...ways(subject.batch), ...counted].map((batch) => ({ ...subject, batch }));
  }

  private asGrown(subject: SubjectFacts): SubjectFacts {
    if (subject.type !== 'PLOT') return onBatch(subject, this.grown);
    return this.isAnyBack(subject.withdrawnSprays)
      ? { ...subject, ...spraysWith(subject, this.back(subject.withdrawnSprays)) }
      : subject;
  }

  private readonly back = <T extends Withdrawn>(withdrawn: readonly T[] = []): readonly T[] =>
    withdrawn.filter((each) => this.which.isBack(each));

  private readonly isAnyBack = (withdrawn: readonly Withdrawn[] = []): boolean =>
    withdrawn.some((each) => this.which.isBack(each));

  private readonly grown = once((batch: BatchFacts): BatchFacts => {
    const sprays = this.back(batch.withdrawnSprays);
    const treatments = this.back(batch.withdrawnTreatments);
    if (sprays.length === 0 && treatments.length === 0) return batch;
    return {
      ...batch,
      ...spraysWith(batch, sprays),
      ...(treatments.length > 0 ? { treatments: withThem(batch.treatments ?? null, treatments) } : {}),
    };
  });

  private readonly isMeasured = once((batch: BatchFacts): boolean => {
    const { withdrawnMeasurements, withdrawnResults, withdrawnContaminants } = batch;
    return (
      [withdrawnMeasurements, withdrawnResults, withdrawnContaminants].some((each) => this.isAnyBack(each)) ||
      standingOf(batch).some((figure) => this.which.isUndone(figure))
    );
  });

  /**
   * With the counts there were before, a way for each correction of an inspection that was corrected most often. Of others with
   * fewer the first stands in, which is what was signed.
   */
  private readonly counted = once((batch: BatchFacts): readonly BatchFacts[] => {
    const inspections = [
      ...Map.groupBy(this.back(batch.withdrawnCounts), ({ inspectionId }) => inspectionId).values(),
    ];
    const earlier = batch.earlierSamples ?? [];
    const series = earlier.map(({ withdrawn }) => this.back(withdrawn));
    const most = Math.max(0, ...[...inspections, ...series].map(({ length }) => length));
    const ways = Array.from({ length: most }, (_, i) =>
      withCounts(
        batch,
        inspections.flatMap((each) => each[i] ?? each[0] ?? []),
        series.map((each) => each[i] ?? each[0]),
      ),
    );
    // Samples of a series count together, and with that of the batch: one that was corrected for the better would outweigh another.
    const corrected = series.filter(({ length }) => length > 0).length;
    const isTogether = corrected > 0 && corrected + inspections.length > 1;
    return isTogether ? [...ways, withCounts(batch, [], earlier.map(atWorst(series)))] : ways;
  });

  private readonly measured = once((batch: BatchFacts): BatchFacts =>
    this.isMeasured(batch) ? this.figuresBack(batch, () => true) : batch,
  );

  /** The batch itself where nothing was voided, or nothing else corrected. */
  private readonly voidedAlone = once((batch: BatchFacts): BatchFacts => {
    const ids = new Set([...standingOf(batch), ...withdrawnOf(batch)].map(({ id }) => id));
    // A void is no figure, so that what took the place of a voided one is not among them.
    const isKept = ({ correctedById }: Figure) => correctedById === undefined || ids.has(correctedById);
    return this.withoutVoided(batch, isKept);
  });

  /**
   * The same, of facts that look at corrections apart: a figure that was corrected into one of something else was voided as well, and
   * another one may have been put in its place.
   */
  private readonly notOfThat = once((batch: BatchFacts): BatchFacts => {
    const last = lastOf(batch);
    const isOne = this.back(withdrawnOf(batch)).length < 2;
    return this.withoutVoided(batch, (figure) => {
      const now = last(figure);
      return now !== undefined && (isOne || subjectOf(now) === subjectOf(figure));
    });
  });

  private withoutVoided(batch: BatchFacts, isKept: (withdrawn: Figure) => boolean): BatchFacts {
    const isCorrected = standingOf(batch).some((figure) => this.which.isUndone(figure));
    return this.back(withdrawnOf(batch)).every(isKept) || !isCorrected
      ? batch
      : this.figuresBack(batch, isKept);
  }

  /**
   * Results with those whose place they took, each of which counts against the fruit; the batch itself where no two were corrected.
   * What a laboratory found of one sample is judged by itself, unless another answers it, which no such correction does here.
   */
  private readonly beside = once((batch: BatchFacts): BatchFacts => {
    const both = (
      standing: readonly LaboratoryResultFacts[] | null,
      withdrawn: readonly LaboratoryResultFacts[] = [],
    ) =>
      standing && [
        ...standing.map((each) => (this.which.isUndone(each) ? { ...each, isBeside: true as const } : each)),
        ...this.back(withdrawn).map(this.which.asBack),
      ];
    const { laboratoryResults, contaminants, withdrawnResults, withdrawnContaminants } = batch;
    const undone = [...(laboratoryResults ?? []), ...(contaminants ?? [])].filter(this.which.isUndone);
    if (undone.length < 2) return batch;
    return {
      ...batch,
      laboratoryResults: both(laboratoryResults, withdrawnResults),
      ...(contaminants === undefined ? {} : { contaminants: both(contaminants, withdrawnContaminants) }),
    };
  });

  /** With the values of one parameter as they were, of each in turn, since ratios put two together; empty where one was corrected. */
  private readonly byParameter = once((batch: BatchFacts): readonly BatchFacts[] => {
    const { measurements, withdrawnMeasurements } = batch;
    const back = this.back(withdrawnMeasurements);
    const undone = (measurements ?? []).filter(this.which.isUndone);
    const parameters = [...new Set([...back, ...undone].map(({ parameter }) => parameter))];
    if (parameters.length < 2 || !measurements) return [];
    return parameters.map((parameter) => {
      const own = back.filter((each) => each.parameter === parameter);
      const gone = laterThan(own, batch);
      const isKept = (each: MeasurementFacts) => !gone.has(each.id);
      return {
        ...batch,
        measurements: [
          ...measurements
            .filter((each) => each.parameter !== parameter || !this.which.isUndone(each))
            .filter(isKept),
          ...own.map(this.which.asBack),
        ],
        ...(withdrawnMeasurements ? { withdrawnMeasurements: withdrawnMeasurements.filter(isKept) } : {}),
      };
    });
  });

  /** A correction that is undone is not there, nor what corrects it in turn; and what it withdrew is. */
  private figuresBack(batch: BatchFacts, isKept: (withdrawn: Figure) => boolean): BatchFacts {
    const gone = laterThan(this.back(withdrawnOf(batch)).filter(isKept), batch);
    const there = <T extends Figure>(figures: readonly T[]): T[] => figures.filter(({ id }) => !gone.has(id));
    const signed = <T extends Figure>(standing: readonly T[] | null, withdrawn: readonly T[] = []) =>
      standing && [
        ...there(standing).filter((figure) => !this.which.isUndone(figure)),
        ...this.back(withdrawn).filter(isKept).map(this.which.asBack),
      ];
    const { withdrawnMeasurements, withdrawnResults, withdrawnContaminants } = batch;
    return {
      ...batch,
      measurements: signed(batch.measurements, withdrawnMeasurements),
      laboratoryResults: signed(batch.laboratoryResults, withdrawnResults),
      ...(batch.contaminants === undefined
        ? {}
        : { contaminants: signed(batch.contaminants, withdrawnContaminants) }),
      ...(withdrawnMeasurements ? { withdrawnMeasurements: there(withdrawnMeasurements) } : {}),
      ...(withdrawnResults ? { withdrawnResults: there(withdrawnResults) } : {}),
      ...(withdrawnContaminants ? { withdrawnContaminants: there(withdrawnContaminants) } : {}),
    };
  }

  /** A report on a block is void after a later spray, also where that one was withdrawn. */
  private readonly uncovered = once((facts: Facts): Facts => {
    const { coverages } = facts;
    if (!coverages?.some((report) => this.uncoveredReport(report) !== report)) return facts;
    return { ...facts, coverages: coverages.map((report) => this.uncoveredReport(report)) };
  });

  private uncoveredReport(report: CoverageFacts): CoverageFacts {
    const { of } = report;
    const day = of.kind === 'BLOCK' ? this.which.sprayedOn(of) : undefined;
    if (of.kind !== 'BLOCK' || day === undefined) return report;
    const { sprayedAgainOn } = of;
    const first = sprayedAgainOn !== null && sprayedAgainOn < day ? sprayedAgainOn : day;
    return { ...report, of: { ...of, sprayedAgainOn: first } };
  }
}

function onBatch(subject: SubjectFacts, way: (batch: BatchFacts) => BatchFacts): SubjectFacts {
  if (subject.type !== 'BATCH') return subject;
  const batch = way(subject.batch);
  return batch === subject.batch ? subject : { ...subject, batch };
}

/** Where nobody stated that the sprays on record are all, they are no more so with those that were withdrawn. */
function spraysWith(
  {
    sprays,
    unstatedSprays,
    withdrawnSprays,
  }: Pick<BatchFacts, 'sprays' | 'unstatedSprays' | 'withdrawnSprays'>,
  back: readonly SprayFacts[],
): Pick<BatchFacts, 'sprays' | 'unstatedSprays'> {
  const there = [...(unstatedSprays?.recorded ?? sprays ?? []), ...back];
  const withdrawn = back.map(asOneOf(there, withdrawnSprays ?? []));
  if (!unstatedSprays) return { sprays: withThem(sprays, withdrawn) };
  const recorded = [...unstatedSprays.recorded, ...withdrawn];
  return { sprays, unstatedSprays: { ...unstatedSprays, recorded } };
}

/**
 * Of a spray that was written down anew more than once the record that is there, with which it is one application: the one between
 * waits, where the first was declined.
 */
function asOneOf(
  there: readonly SprayFacts[],
  withdrawn: readonly SprayFacts[],
): (spray: SprayFacts) => SprayFacts {
  const ids = new Set(there.map(({ id }) => id));
  const next = new Map(withdrawn.map(({ id, correctedById }) => [id, correctedById]));
  return (spray) => {
    let id = spray.correctedById;
    while (id !== undefined && !ids.has(id)) id = next.get(id);
    return id === undefined || id === spray.correctedById ? spray : { ...spray, correctedById: id };
  };
}

/** Of a plot without any other record the withdrawn ones are all that is known. */
const withThem = <T extends SprayFacts | TreatmentFacts>(
  standing: readonly T[] | null,
  withdrawn: readonly T[],
): readonly T[] | null => (withdrawn.length > 0 ? [...(standing ?? []), ...withdrawn] : standing);
