import type { LocalDate } from '../../../kernel/local-date.js';
import type { InspectionRefusal } from '../inspection.refusals.js';

/** What the inspector took: whole cartons opened, fruits looked at, on which day. */
export interface Sample {
  readonly sampledOn: LocalDate;
  readonly cartons: number;
  readonly fruits: number;
}

/**
 * Refuses a sample that cannot have been taken: in the future, before the fruit was packed, or of more cartons than
 * the batch ever had.
 *
 * @param today the legal day
 */
export function refuseSample(
  sample: Sample,
  batch: { readonly packedOn: LocalDate; readonly cartonCount: number | null },
  today: LocalDate,
): InspectionRefusal[] {
  const refusals: InspectionRefusal[] = [];
  const { sampledOn, cartons } = sample;
  if (sampledOn > today)
    refusals.push({ code: 'INSPECTION_DAY_IN_FUTURE', values: { day: sampledOn }, path: ['sampledOn'] });
  if (sampledOn < batch.packedOn) {
    const values = { day: sampledOn, packedOn: batch.packedOn };
    refusals.push({ code: 'SAMPLED_BEFORE_PACKED', values, path: ['sampledOn'] });
  }
  if (batch.cartonCount !== null && cartons > batch.cartonCount) {
    const values = { cartons, cartonCount: batch.cartonCount };
    refusals.push({ code: 'SAMPLE_EXCEEDS_BATCH', values, path: ['cartons'] });
  }
  return refusals;
}
