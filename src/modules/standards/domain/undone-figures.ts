import type { BatchFacts, LaboratoryResultFacts, MeasurementFacts } from './facts.js';

export type Figure = MeasurementFacts | LaboratoryResultFacts;

/** What stands in the place of a figure today; none: it was voided. A void is no figure, so that it is not among them. */
export function lastOf(batch: BatchFacts): (figure: Figure) => Figure | undefined {
  const byId = new Map([...standingOf(batch), ...withdrawnOf(batch)].map((figure) => [figure.id, figure]));
  return function last(figure): Figure | undefined {
    if (figure.correctedById === undefined) return figure;
    const later = byId.get(figure.correctedById);
    return later && last(later);
  };
}

/**
 * What took the place of figures that are back, directly or in turn, and is not back itself: one sample has one figure, so that the
 * correction of a correction is not beside what was signed.
 */
export function laterThan(back: readonly Figure[], batch: BatchFacts): ReadonlySet<string> {
  const next = new Map(withdrawnOf(batch).map(({ id, correctedById }) => [id, correctedById]));
  const ids = new Set(back.map(({ id }) => id));
  const later = new Set<string>();
  for (const { correctedById } of back)
    for (let id = correctedById; id !== undefined; id = next.get(id)) if (!ids.has(id)) later.add(id);
  return later;
}

/** Of what a figure is one. */
export const subjectOf = (figure: Figure): string =>
  'substance' in figure ? figure.substance : figure.parameter;

/** Figures of a batch as they are recorded. */
export const standingOf = ({ measurements, laboratoryResults, contaminants }: BatchFacts): Figure[] => [
  ...(measurements ?? []),
  ...(laboratoryResults ?? []),
  ...(contaminants ?? []),
];

/** Figures that were signed and then corrected or voided, while nobody has agreed to that. */
export const withdrawnOf = ({
  withdrawnMeasurements,
  withdrawnResults,
  withdrawnContaminants,
}: BatchFacts): Figure[] => [
  ...(withdrawnMeasurements ?? []),
  ...(withdrawnResults ?? []),
  ...(withdrawnContaminants ?? []),
];
