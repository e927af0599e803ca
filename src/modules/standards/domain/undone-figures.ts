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
