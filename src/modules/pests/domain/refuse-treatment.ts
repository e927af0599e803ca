import { compareDecimal, decimal, type Decimal } from '../../../kernel/decimal.js';
import type { Instant } from '../../../kernel/instant.js';
import { legalDay, type LocalDate } from '../../../kernel/local-date.js';
import { canFruitBe } from '../../../kernel/temperature.js';
import type { PestRefusal } from '../pest.refusals.js';

/** A temperature read during a treatment, in degrees Celsius; of several probes at once, one reading each. */
export interface Reading {
  readonly at: Instant;
  readonly celsius: Decimal;
}

/** Grams per cubic metre of air for gases, gray for radiation, millilitres per cubic metre for liquids that evaporate. */
export type DoseUnit = 'G_PER_M3' | 'ML_PER_M3' | 'GRAY';

/** A quarantine treatment 检疫处理 as it is told; the dose in `doseUnit`. */
export interface TreatmentTold {
  /** When all probes had reached what is asked for. */
  readonly startedAt: Instant;
  /** Null: it is still going on. */
  readonly endedAt: Instant | null;
  readonly readings: readonly Reading[];
  readonly dose: Decimal | null;
  readonly doseUnit: DoseUnit | null;
}

/** A cubic metre holds no more than a cubic metre. */
const MOST_ML_PER_M3 = decimal('1000000');

/**
 * What cannot be about a treatment. How warm or short it was is recorded as it was: what is long and cold enough, a
 * market's rules say.
 *
 * @param pickedOn the first day on which fruit of the batch was picked; it may have been packed after the treatment
 * @returns PEST_DAY_IN_THE_FUTURE, TREATMENT_TIMES_REVERSED, TREATMENT_BEFORE_HARVEST, TREATMENT_READING_OUTSIDE,
 *   TREATMENT_READING_IMPOSSIBLE, TREATMENT_DOSE_WITHOUT_UNIT, TREATMENT_DOSE_IMPOSSIBLE; else empty
 */
export function refuseTreatment(
  told: TreatmentTold,
  { now, pickedOn }: { readonly now: Instant; readonly pickedOn: LocalDate | null },
): PestRefusal[] {
  const { startedAt, endedAt } = told;
  const refusals: PestRefusal[] = [];
  const last = endedAt ?? startedAt;
  if (last > now)
    refusals.push({ code: 'PEST_DAY_IN_THE_FUTURE', values: { day: legalDay(last) }, path: ['endedAt'] });
  if (endedAt !== null && endedAt <= startedAt)
    refusals.push({ code: 'TREATMENT_TIMES_REVERSED', values: { startedAt, endedAt }, path: ['endedAt'] });
  refusals.push(...refuseReadings(told, now));
  if (pickedOn !== null && legalDay(startedAt) < pickedOn)
    refusals.push({
      code: 'TREATMENT_BEFORE_HARVEST',
      values: { day: legalDay(startedAt), pickedOn },
      path: ['startedAt'],
    });
  return [...refusals, ...refuseDose(told)];
}

function refuseReadings({ startedAt, endedAt, readings }: TreatmentTold, now: Instant): PestRefusal[] {
  const refusals: PestRefusal[] = [];
  const path = ['readings'];
  const stray = readings.find(({ at }) => at < startedAt || at > (endedAt ?? now));
  if (stray) refusals.push({ code: 'TREATMENT_READING_OUTSIDE', values: { at: stray.at }, path });
  const unreal = readings.find(({ celsius }) => !canFruitBe(celsius));
  if (unreal) {
    const { celsius, at } = unreal;
    refusals.push({ code: 'TREATMENT_READING_IMPOSSIBLE', values: { celsius, at }, path });
  }
  return refusals;
}

function refuseDose({ dose, doseUnit }: TreatmentTold): PestRefusal[] {
  const path = ['dose'];
  if ((dose === null) !== (doseUnit === null) || (dose !== null && compareDecimal(dose, NOTHING) <= 0))
    return [{ code: 'TREATMENT_DOSE_WITHOUT_UNIT', values: {}, path }];
  return doseUnit === 'ML_PER_M3' && dose !== null && compareDecimal(dose, MOST_ML_PER_M3) > 0
    ? [{ code: 'TREATMENT_DOSE_IMPOSSIBLE', values: { dose }, path }]
    : [];
}

const NOTHING = decimal('0');
