import type { RegistrationId } from '../../../kernel/ids.js';
import { QUALITY_CLASSES, type QualityClass } from '../../../kernel/quality-class.js';
import type { BatchKind } from './batch-kind.js';
import type { BatchRefusal } from '../batch.refusals.js';

/** Names on cartons that can be taken off them: the brand, and the geographical indication. */
export const LABEL_NAMES = ['BRAND', 'GEOGRAPHICAL_INDICATION'] as const;
export type LabelName = (typeof LABEL_NAMES)[number];

/** What is printed on the cartons of a packed batch, as far as relabelling changes it. */
export interface Printed {
  readonly brandCode: string | null;
  readonly geographicalIndicationCode: string | null;
  /** The orchard registration. */
  readonly registrationId: RegistrationId | null;
  readonly class: QualityClass | null;
  readonly sizeCode: string | null;
  /** The market that it is packed for; null: any. */
  readonly marketCode: string | null;
}

export interface RelabelTold {
  readonly takesOff: readonly LabelName[];
  /** What is printed from now on; null leaves what there is. */
  readonly registrationId: RegistrationId | null;
  readonly class: QualityClass | null;
  readonly sizeCode: string | null;
  readonly marketCode: string | null;
}

/** The batch as it is; `madeAt` is when it was packed. */
export interface RelabelledBatch extends Printed {
  readonly code: string;
  readonly kind: BatchKind;
  readonly madeAt: string;
  readonly cartonCount: number | null;
  readonly remainingCartons: number | null;
}

/**
 * What is printed on the cartons after they were relabelled. Names only come off: what puts one on is packing, whose day
 * the licence is asked for. A class only falls: what would raise it is sorting.
 */
export const printedAfter = (before: Printed, { takesOff, ...told }: RelabelTold): Printed => ({
  brandCode: takesOff.includes('BRAND') ? null : before.brandCode,
  geographicalIndicationCode: takesOff.includes('GEOGRAPHICAL_INDICATION')
    ? null
    : before.geographicalIndicationCode,
  registrationId: told.registrationId ?? before.registrationId,
  class: told.class ?? before.class,
  sizeCode: told.sizeCode ?? before.sizeCode,
  marketCode: told.marketCode ?? before.marketCode,
});

const PRINTED = [
  'brandCode',
  'geographicalIndicationCode',
  'registrationId',
  'class',
  'sizeCode',
  'marketCode',
] as const;

/** The higher, the lower the class; fruit without one lies above no class. */
const rank = (of: QualityClass | null): number => (of === null ? -1 : QUALITY_CLASSES.indexOf(of));

/**
 * Every reason why a packed batch cannot have been relabelled. All of its cartons are there: what is in a lot may have
 * left with the name on it, and one batch does not say two things.
 *
 * @param batch the locked batch; null where the caller does not hold it
 * @param told  what was done; `batchId` and the moment as told
 * @param isSettledBeforePacking whether the market told has one registration a packing run, so that it has to be known before
 * @returns BATCH_NOT_FOUND, RELABEL_NOT_PACKED, RELABEL_CHANGES_NOTHING, RELABEL_CLASS_RAISED, RELABEL_MARKET_FIXED,
 *   RELABEL_CARTONS_OUT, RUN_BEFORE_ITS_FRUIT
 */
export function refuseRelabel(
  batch: RelabelledBatch | null,
  told: RelabelTold & { readonly batchId: string; readonly relabelledAt: string },
  isSettledBeforePacking: boolean,
): BatchRefusal[] {
  if (!batch) return [{ code: 'BATCH_NOT_FOUND', values: { batch: told.batchId }, path: ['batchId'] }];
  const { code, cartonCount, remainingCartons } = batch;
  if (batch.kind !== 'PACKED')
    return [{ code: 'RELABEL_NOT_PACKED', values: { batch: code }, path: ['batchId'] }];
  const after = printedAfter(batch, told);
  const refusals: BatchRefusal[] = [];
  if (PRINTED.every((field) => after[field] === batch[field]))
    refusals.push({ code: 'RELABEL_CHANGES_NOTHING', values: { batch: code }, path: ['takesOff'] });
  if (rank(after.class) < rank(batch.class))
    refusals.push({ code: 'RELABEL_CLASS_RAISED', values: { batch: code }, path: ['class'] });
  if (isSettledBeforePacking && after.marketCode !== batch.marketCode)
    refusals.push({
      code: 'RELABEL_MARKET_FIXED',
      values: { batch: code, market: after.marketCode ?? '' },
      path: ['marketCode'],
    });
  const out = (cartonCount ?? 0) - (remainingCartons ?? 0);
  if (out > 0)
    refusals.push({ code: 'RELABEL_CARTONS_OUT', values: { batch: code, cartons: out }, path: ['batchId'] });
  if (told.relabelledAt < batch.madeAt)
    refusals.push({
      code: 'RUN_BEFORE_ITS_FRUIT',
      values: { batch: code, madeAt: batch.madeAt },
      path: ['relabelledAt'],
    });
  return refusals;
}
