import type {
  DefectCountRow,
  FruitFactRow,
  InspectionFactRow,
  LaboratoryResultRow,
  MeasurementRow,
} from '../fact-rows.js';

/** An inspection with what was recorded in it, in the order of ids. */
export interface Inspected extends InspectionFactRow {
  readonly measurements: readonly MeasurementRow[];
  readonly results: readonly LaboratoryResultRow[];
  readonly counts: readonly DefectCountRow[];
}

/** Inspections by their batches. */
export function inspectedByBatch(row: FruitFactRow): ReadonlyMap<string, readonly Inspected[]> {
  const measurements = byInspection(row.measurements);
  const results = byInspection(row.laboratoryResults);
  const counts = byInspection(row.defectCounts);
  const all = row.inspections.map((inspection) => ({
    ...inspection,
    measurements: measurements.get(inspection.id) ?? [],
    results: results.get(inspection.id) ?? [],
    counts: counts.get(inspection.id) ?? [],
  }));
  return Map.groupBy(all, ({ batchId }) => batchId);
}

const byInspection = <T extends { readonly inspectionId: string }>(figures: readonly T[]) =>
  Map.groupBy(figures, ({ inspectionId }) => inspectionId);
