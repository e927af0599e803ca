import { compareDecimal, decimal, type Decimal } from '../../../kernel/decimal.js';
import type { Instant } from '../../../kernel/instant.js';
import type { PestRefusal } from '../pest.refusals.js';

/** A temperature read during a treatment, in degrees Celsius; of several probes at once, one reading each. */
export interface Reading {
  readonly at: Instant;
  readonly celsius: Decimal;
}

/** Grams per cubic metre of air for gases, gray for radiation, millilitres per cubic metre for liquids that evaporate. */
export type DoseUnit = 'G_PER_M3' | 'ML_PER_M3' | 'GRAY';

export interface TreatmentTold {
  readonly startedAt: Instant;
  /** Null: it is still going on. */
  readonly endedAt: Instant | null;
  readonly readings: readonly Reading[];
  readonly dose: Decimal | null;
  readonly doseUnit: DoseUnit | null;
}

/** What cannot be about a treatment. How warm or short it was is recorded as it was. */
export function refuseTreatment(told: TreatmentTold, now: Instant): PestRefusal[] {
  const { startedAt, endedAt, readings, dose, doseUnit } = told;
  const refusals: PestRefusal[] = [];
  const last = endedAt ?? startedAt;
  if (last > now) refusals.push({ code: 'PEST_DAY_IN_THE_FUTURE', values: { day: last }, path: ['endedAt'] });
  if (endedAt !== null && endedAt <= startedAt)
    refusals.push({ code: 'TREATMENT_TIMES_REVERSED', values: { startedAt, endedAt }, path: ['endedAt'] });
  const stray = readings.find(({ at }) => at < startedAt || at > (endedAt ?? now));
  if (stray)
    refusals.push({ code: 'TREATMENT_READING_OUTSIDE', values: { at: stray.at }, path: ['readings'] });
  if ((dose === null) !== (doseUnit === null) || (dose !== null && compareDecimal(dose, NOTHING) <= 0))
    refusals.push({ code: 'TREATMENT_DOSE_WITHOUT_UNIT', values: {}, path: ['dose'] });
  return refusals;
}

const NOTHING = decimal('0');
