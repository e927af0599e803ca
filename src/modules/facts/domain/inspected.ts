import type {
  DefectCountRow,
  FruitFactRow,
  InspectionFactRow,
  LaboratoryResultRow,
  MeasurementRow,
} from '../fact-rows.js';
import { COUNTED_PARAMETERS, countedPart } from '../../standards/domain/defect-tally.js';
import { countStates, type Badness, type CountState } from './count-states.js';

/** An inspection with what was recorded in it, in the order of ids. */
export interface Inspected extends InspectionFactRow {
  readonly measurements: readonly MeasurementRow[];
  readonly results: readonly LaboratoryResultRow[];
  /** As they add up. */
  readonly counts: readonly DefectCountRow[];
  /** As they would, had some corrections not been made that nobody has agreed to; left out where there are none. */
  readonly earlierCounts?: readonly CountState<DefectCountRow>[];
}

/** Inspections by their batches. */
export function inspectedByBatch(row: FruitFactRow): ReadonlyMap<string, readonly Inspected[]> {
  const measurements = byInspection(row.measurements);
  const results = byInspection(row.laboratoryResults);
  const counts = byInspection(row.defectCounts);
  const all = row.inspections.map((inspection): Inspected => {
    const own = counts.get(inspection.id) ?? [];
    // Fruits and grams are not added up.
    const isOfOneBasis = own.every(({ basis }) => basis === own[0]?.basis);
    const badness = isOfOneBasis ? [BAD_CARTONS, ...BAD_SHARES] : [BAD_CARTONS];
    const { recorded, earlier } = countStates(own, badness);
    return {
      ...inspection,
      measurements: measurements.get(inspection.id) ?? [],
      results: results.get(inspection.id) ?? [],
      counts: recorded,
      ...(earlier.length > 0 ? { earlierCounts: earlier } : {}),
    };
  });
  return Map.groupBy(all, ({ batchId }) => batchId);
}

const BAD_CARTONS: Badness<DefectCountRow> = {
  part: ({ nonconformingCartons }) => nonconformingCartons ?? 0,
  whole: () => 0,
};
const BAD_SHARES = COUNTED_PARAMETERS.map((parameter): Badness<DefectCountRow> => ({
  part: (count) => countedPart(parameter, count),
  whole: ({ examined }) => examined,
}));

const byInspection = <T extends { readonly inspectionId: string }>(figures: readonly T[]) =>
  Map.groupBy(figures, ({ inspectionId }) => inspectionId);
