import type { LocalDate } from '../../../kernel/local-date.js';
import type { InspectionRefusal } from '../inspection.refusals.js';

/** Where in a pallet a carton stood. */
export const SAMPLE_LAYERS = ['TOP', 'MIDDLE', 'BOTTOM'] as const;
export type SampleLayer = (typeof SAMPLE_LAYERS)[number];

/** Cartons taken at one place. Null is not said. */
export interface SamplePlace {
  /** SSCC of the pallet. */
  readonly pallet: string | null;
  readonly layer: SampleLayer | null;
  readonly cartons: number;
}

/** What is recorded of the sample already, and must still fit it. */
export interface RecordedOfSample {
  /** Cartons counted. */
  readonly cartons: number;
  /** Fruits counted; null where they were weighed. */
  readonly fruits: number | null;
  /** The first day something was tested. */
  readonly testedOn: LocalDate | null;
}

/** What the inspector took: whole cartons opened, fruits looked at, on which day. */
export interface Sample {
  readonly sampledOn: LocalDate;
  readonly cartons: number;
  readonly fruits: number;
  readonly places: readonly SamplePlace[] | null;
}

/**
 * Refuses a sample that cannot have been taken: in the future, before the fruit was packed, of more cartons than the
 * batch ever had, from pallets that are not its own, at places that do not add up to it, or of less than is recorded of
 * it already.
 *
 * @param pallets  SSCCs of the batch's pallets
 * @param recorded what is recorded of it already, where the sample is put right or more is drawn
 * @param today    the legal day
 * @returns INSPECTION_DAY_IN_FUTURE, SAMPLED_BEFORE_PACKED, SAMPLE_EXCEEDS_BATCH, SAMPLE_PALLET_UNKNOWN,
 *   SAMPLE_PLACES_DIFFER, COUNT_EXCEEDS_SAMPLE, TESTED_BEFORE_SAMPLED; else empty
 */
export function refuseSample(
  sample: Sample,
  batch: { readonly packedOn: LocalDate; readonly cartonCount: number | null },
  today: LocalDate,
  pallets: readonly string[] = [],
  recorded: RecordedOfSample | null = null,
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
  return [...refusals, ...refusePlaces(sample, pallets), ...refuseLess(sample, recorded)];
}

function refusePlaces({ cartons, places }: Sample, pallets: readonly string[]): InspectionRefusal[] {
  if (places === null) return [];
  const placed = places.reduce((sum, each) => sum + each.cartons, 0);
  const unknown = places.flatMap(({ pallet }, i): InspectionRefusal[] =>
    pallet === null || pallets.includes(pallet)
      ? []
      : [{ code: 'SAMPLE_PALLET_UNKNOWN', values: { pallet }, path: ['places', String(i), 'pallet'] }],
  );
  return placed === cartons
    ? unknown
    : [...unknown, { code: 'SAMPLE_PLACES_DIFFER', values: { placed, cartons }, path: ['places'] }];
}

function refuseLess(sample: Sample, recorded: RecordedOfSample | null): InspectionRefusal[] {
  if (recorded === null) return [];
  const { sampledOn } = sample;
  const refusals: InspectionRefusal[] = [];
  if (sample.cartons < recorded.cartons)
    refusals.push({
      code: 'COUNT_EXCEEDS_SAMPLE',
      values: { counted: recorded.cartons, sampled: sample.cartons },
      path: ['cartons'],
    });
  if (recorded.fruits !== null && sample.fruits < recorded.fruits)
    refusals.push({
      code: 'COUNT_EXCEEDS_SAMPLE',
      values: { counted: recorded.fruits, sampled: sample.fruits },
      path: ['fruits'],
    });
  if (recorded.testedOn !== null && recorded.testedOn < sampledOn)
    refusals.push({
      code: 'TESTED_BEFORE_SAMPLED',
      values: { testedOn: recorded.testedOn, sampledOn },
      path: ['sampledOn'],
    });
  return refusals;
}
