import type { LocalDate } from '../../../kernel/local-date.js';
import type { Grams } from '../../../kernel/mass.js';
import type { BatchKind } from '../../batches/domain/batch-kind.js';
import type { CertificateRefusal } from '../certificate.refusals.js';
import type { CertificateBasis } from './certificate-lists.js';

/** A certificate as it is to be issued. */
export interface CertificateAsked {
  readonly massGrams: Grams;
  readonly issuedOn: LocalDate;
  readonly basis: readonly CertificateBasis[];
  /** A laboratory's report was attached. */
  readonly hasReport: boolean;
}

/** What is known of the fruit and of what the promise is to rest on. */
export interface IssueContext {
  readonly batch: {
    readonly code: string;
    readonly kind: BatchKind;
    readonly madeOn: LocalDate;
    readonly massGrams: Grams;
    readonly openHoldCount: number;
  };
  readonly today: LocalDate;
  /** Number of the certificate that stands on the batch; null: none. */
  readonly standing: string | null;
  /** Whether the batch is a harvest of the grower it is to be issued for; null: for no grower. */
  readonly isOfGrower: boolean | null;
  /** The inspection named; null: none. It is fit if it is of this fruit, signed, and not a FAIL. */
  readonly inspection: { readonly code: string; readonly isFit: boolean } | null;
}

/**
 * Why a compliance certificate cannot be issued on a batch; empty: it can. It is an act of today, not a fact of the
 * past, so held fruit gets none: what is held for a banned substance cannot be promised to be free of them.
 *
 * @param asked mass in grams, at most that of the batch
 * @returns CERTIFICATE_NOT_FOR_PRODUCTS, CERTIFICATE_ISSUED_ALREADY, CERTIFICATE_BATCH_HELD, CERTIFICATE_EXCEEDS_BATCH,
 *   CERTIFICATE_GROWER_NOT_OF_BATCH, CERTIFICATE_INSPECTION_UNFIT, CERTIFICATE_NEEDS_REPORT, CERTIFICATE_DAY_OUTSIDE
 * @see reference/compliance-certificate.json: `BATCH`, one certificate a production batch 按生产批次开具 (secondary)
 */
export function refuseIssue(asked: CertificateAsked, context: IssueContext): CertificateRefusal[] {
  const { batch, today, standing, isOfGrower, inspection } = context;
  const refusals: CertificateRefusal[] = [];
  if (batch.kind === 'PRODUCT')
    refusals.push({ code: 'CERTIFICATE_NOT_FOR_PRODUCTS', values: { batch: batch.code }, path: ['batchId'] });
  if (standing !== null)
    refusals.push({
      code: 'CERTIFICATE_ISSUED_ALREADY',
      values: { batch: batch.code, number: standing },
      path: ['batchId'],
    });
  if (batch.openHoldCount > 0)
    refusals.push({
      code: 'CERTIFICATE_BATCH_HELD',
      values: { batch: batch.code, holds: batch.openHoldCount },
      path: ['batchId'],
    });
  if (asked.massGrams > batch.massGrams)
    refusals.push({
      code: 'CERTIFICATE_EXCEEDS_BATCH',
      values: { batch: batch.code, certifiedGrams: asked.massGrams, massGrams: batch.massGrams },
      path: ['massGrams'],
    });
  refusals.push(...dayOutside(asked.issuedOn, batch.madeOn, today, 'issuedOn'));
  if (isOfGrower === false)
    refusals.push({
      code: 'CERTIFICATE_GROWER_NOT_OF_BATCH',
      values: { batch: batch.code },
      path: ['onBehalfOfId'],
    });
  if (inspection && !inspection.isFit)
    refusals.push({
      code: 'CERTIFICATE_INSPECTION_UNFIT',
      values: { inspection: inspection.code },
      path: ['inspectionId'],
    });
  if (asked.basis.includes('COMMISSIONED_TEST') && !inspection && !asked.hasReport)
    refusals.push({ code: 'CERTIFICATE_NEEDS_REPORT', values: {}, path: ['basis'] });
  return refusals;
}

/**
 * The refusal of a day before something was there, or in the future; both ends included.
 *
 * @returns CERTIFICATE_DAY_OUTSIDE; else empty
 */
export function dayOutside(
  day: LocalDate,
  from: LocalDate,
  to: LocalDate,
  ...path: string[]
): CertificateRefusal[] {
  if (from <= day && day <= to) return [];
  return [{ code: 'CERTIFICATE_DAY_OUTSIDE', values: { day, from, to }, path }];
}
