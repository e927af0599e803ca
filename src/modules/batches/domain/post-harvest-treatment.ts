import { compareDecimal, decimal, type Decimal } from '../../../kernel/decimal.js';
import type { Instant } from '../../../kernel/instant.js';
import { legalDay, type LocalDate } from '../../../kernel/local-date.js';
import type { BatchRefusal } from '../batch.refusals.js';

/** NONE: the packhouse states that nothing was applied. Quarantine treatment 检疫处理 is none of these. */
export const TREATMENT_KINDS = ['FUNGICIDE', 'WAX', 'DEGREENING', 'OTHER', 'NONE'] as const;
export type TreatmentKind = (typeof TREATMENT_KINDS)[number];

/** What a bath, a wax or a gas is measured in; nothing is converted, because densities are not known. */
export const CONCENTRATION_UNITS = ['MG_PER_L', 'G_PER_L', 'ML_PER_L', 'UL_PER_L', 'PERCENT'] as const;
export type ConcentrationUnit = (typeof CONCENTRATION_UNITS)[number];

/**
 * What no bath, wax or gas can be above: nothing a packhouse works with weighs two kilograms a litre, and a litre holds no
 * more than a litre. A bath that is too strong lies far below and is recorded as it was.
 */
const MOST: Readonly<Record<ConcentrationUnit, { readonly most: Decimal; readonly unit: string }>> = {
  MG_PER_L: { most: decimal('2000000'), unit: 'mg/L' },
  G_PER_L: { most: decimal('2000'), unit: 'g/L' },
  ML_PER_L: { most: decimal('1000'), unit: 'mL/L' },
  UL_PER_L: { most: decimal('1000000'), unit: 'µL/L' },
  PERCENT: { most: decimal('100'), unit: '%' },
};

/** A treatment as it is told; `concentration` in `concentrationUnit`, `substances` by code, null: not told. */
export interface TreatmentDetails {
  readonly kind: TreatmentKind;
  readonly lineCode: string | null;
  readonly productLabelId: string | null;
  readonly productName: string | null;
  readonly substances: readonly string[] | null;
  readonly concentration: Decimal | null;
  readonly concentrationUnit: ConcentrationUnit | null;
  readonly bathMadeUpAt: Instant | null;
  readonly bathChangedAt: Instant | null;
  readonly operatorId: string | null;
  readonly performedAt: Instant;
}

/** A batch that is said to have been treated. */
export interface TreatedBatch {
  readonly code: string;
  /** The day on which it was made. */
  readonly madeOn: LocalDate;
  /** The run in which it was treated, where that was said; what a run makes is there after the treatment. */
  readonly inRun: boolean;
}

/**
 * Why a treatment cannot have been as it is told; every reason. Its figures are not judged: a bath that is too strong
 * happened.
 *
 * @param batches all that it is said to concern, those of the runs named among them
 * @returns IN_THE_FUTURE, TREATMENT_OF_NOTHING, TREATED_BEFORE_IT_WAS_THERE, TREATMENT_NONE_HAS_DETAILS,
 *   TREATMENT_DETAIL_MISSING, TREATMENT_CONCENTRATION_NOT_POSITIVE, TREATMENT_CONCENTRATION_IMPOSSIBLE,
 *   TREATMENT_BATH_ORDER; else empty
 * @see docs/adr/0019-residue-coverage.md: what was applied has to be tested for, and nothing applied is stated
 */
export function refuseTreatment(
  told: TreatmentDetails,
  batches: readonly TreatedBatch[],
  now: Instant,
): BatchRefusal[] {
  const refusals: BatchRefusal[] = [];
  if (told.performedAt > now)
    refusals.push({ code: 'IN_THE_FUTURE', values: { moment: told.performedAt }, path: ['performedAt'] });
  if (batches.length === 0) refusals.push({ code: 'TREATMENT_OF_NOTHING', values: {}, path: ['batchIds'] });
  const day = legalDay(told.performedAt);
  for (const { code, madeOn, inRun } of batches)
    if (!inRun && day < madeOn)
      refusals.push({
        code: 'TREATED_BEFORE_IT_WAS_THERE',
        values: { batch: code, madeOn, treatedOn: day },
        path: ['performedAt'],
      });
  return [...refusals, ...(told.kind === 'NONE' ? refuseNone(told) : refuseDetails(told))];
}

/** A statement that nothing was applied names nothing that was. */
const refuseNone = (told: TreatmentDetails): BatchRefusal[] =>
  (
    [
      'lineCode',
      'productLabelId',
      'productName',
      'substances',
      'concentration',
      'bathMadeUpAt',
      'bathChangedAt',
    ] as const
  )
    .filter((field) => told[field] !== null)
    .map((field) => ({ code: 'TREATMENT_NONE_HAS_DETAILS', values: { field }, path: [field] }));

function refuseDetails(told: TreatmentDetails): BatchRefusal[] {
  const refusals: BatchRefusal[] = [];
  const missing = (field: string): void => {
    refusals.push({ code: 'TREATMENT_DETAIL_MISSING', values: { field }, path: [field] });
  };
  if (told.lineCode === null) missing('lineCode');
  if (told.productLabelId === null && told.productName === null) missing('productLabelId');
  if (told.kind === 'FUNGICIDE' && told.concentration === null) missing('concentration');
  if ((told.concentration === null) !== (told.concentrationUnit === null))
    missing(told.concentration === null ? 'concentration' : 'concentrationUnit');
  if (told.concentration !== null && compareDecimal(told.concentration, decimal('0')) <= 0)
    refusals.push({
      code: 'TREATMENT_CONCENTRATION_NOT_POSITIVE',
      values: { concentration: told.concentration },
      path: ['concentration'],
    });
  return [...refusals, ...refuseTooMuch(told), ...refuseBath(told)];
}

function refuseTooMuch({ concentration, concentrationUnit }: TreatmentDetails): BatchRefusal[] {
  if (concentration === null || concentrationUnit === null) return [];
  const { most, unit } = MOST[concentrationUnit];
  if (compareDecimal(concentration, most) <= 0) return [];
  const values = { concentration, most, unit };
  return [{ code: 'TREATMENT_CONCENTRATION_IMPOSSIBLE', values, path: ['concentration'] }];
}

/** Made up, used, changed: in this order. */
function refuseBath({ bathMadeUpAt, bathChangedAt, performedAt }: TreatmentDetails): BatchRefusal[] {
  const order = [bathMadeUpAt, performedAt, bathChangedAt].filter((moment) => moment !== null);
  return order.every((moment, i) => i === 0 || order[i - 1]! <= moment)
    ? []
    : [{ code: 'TREATMENT_BATH_ORDER', values: {}, path: [bathMadeUpAt ? 'bathMadeUpAt' : 'bathChangedAt'] }];
}
