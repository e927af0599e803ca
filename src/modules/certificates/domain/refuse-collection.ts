import type { LocalDate } from '../../../kernel/local-date.js';
import type { CertificateRefusal } from '../certificate.refusals.js';
import { dayOutside } from './refuse-issue.js';

/** A certificate as far as whoever collects it must know it. */
export interface CertificateOffered {
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly isWithdrawn: boolean;
  /** Issued on what was delivered, or on fruit that only changed hands since, unmixed. */
  readonly isOfDelivery: boolean;
}

/** The receipt that a certificate is collected with. */
export interface CollectionContext {
  /** Code of the batch that was weighed in. */
  readonly batch: string;
  readonly today: LocalDate;
  /** What stands collected with the receipt; null: nothing. */
  readonly standing: { readonly number: string; readonly isWithdrawn: boolean } | null;
  /** The buyer says that the new one takes the place of what was collected. */
  readonly replaces: boolean;
}

/**
 * Why a certificate cannot be collected with a receipt; empty: it can. Also after the fruit was weighed in, because
 * what was left undone may be put right; what was collected and then withdrawn by its issuer gives way without a word.
 *
 * @param offered     the certificate issued here; of a paper from outside, what is written on it
 * @param collectedOn not before its issue and not in the future
 * @returns CERTIFICATE_NOT_OF_DELIVERY, CERTIFICATE_IS_WITHDRAWN, CERTIFICATE_COLLECTED_ALREADY,
 *   CERTIFICATE_DAY_OUTSIDE
 * @see reference/compliance-certificate.json: `PURCHASE`, `FINE` (a time to put it right comes first)
 */
export function refuseCollection(
  offered: CertificateOffered,
  collectedOn: LocalDate,
  { batch, today, standing, replaces }: CollectionContext,
): CertificateRefusal[] {
  const { number } = offered;
  const refusals: CertificateRefusal[] = [];
  if (!offered.isOfDelivery)
    refusals.push({ code: 'CERTIFICATE_NOT_OF_DELIVERY', values: { number }, path: ['certificateId'] });
  if (offered.isWithdrawn)
    refusals.push({ code: 'CERTIFICATE_IS_WITHDRAWN', values: { number }, path: ['certificateId'] });
  if (standing && !standing.isWithdrawn && !replaces)
    refusals.push({
      code: 'CERTIFICATE_COLLECTED_ALREADY',
      values: { batch, number: standing.number },
      path: ['batchId'],
    });
  refusals.push(...dayOutside(collectedOn, offered.issuedOn, today, 'collectedOn'));
  return refusals;
}
