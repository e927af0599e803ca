import type { LocalDate } from '../../../kernel/local-date.js';
import type { LotRefusal } from '../lot.refusals.js';

/**
 * Refuses the dates of a document that cannot be: issued in the future, or valid until before it was issued.
 *
 * @param today the legal day
 * @param path  the input that holds the dates
 * @returns DOCUMENT_IN_FUTURE, DOCUMENT_DATES; else empty
 */
export function refuseDocument(
  document: { readonly issuedOn: LocalDate; readonly validUntil?: LocalDate | null | undefined },
  today: LocalDate,
  path: readonly string[] = [],
): LotRefusal[] {
  const { issuedOn, validUntil } = document;
  const refusals: LotRefusal[] = [];
  if (issuedOn > today)
    refusals.push({ code: 'DOCUMENT_IN_FUTURE', values: { issuedOn }, path: [...path, 'issuedOn'] });
  if (validUntil && validUntil < issuedOn)
    refusals.push({
      code: 'DOCUMENT_DATES',
      values: { issuedOn, validUntil },
      path: [...path, 'validUntil'],
    });
  return refusals;
}

/** Days between which a document is valid, both included; without a last day it names none. */
export interface DocumentDates {
  readonly issuedOn: LocalDate;
  readonly validUntil: LocalDate | null;
}

/** A document of this number that is on record. */
export interface DocumentUse extends DocumentDates {
  /** Whether it is on record for the lot in question. */
  readonly isOwn: boolean;
}

/**
 * Refuses a document that is issued for one consignment alone where another lot has it, or where the lot has it with
 * other dates. Which lot that is, is not said: it may be a stranger's.
 *
 * @param uses wherever its number is on record, lots that were cancelled left out
 * @param path the input that holds the document
 * @returns DOCUMENT_OF_OTHER_LOT, DOCUMENT_DIFFERS; else empty
 */
export function refuseUsedDocument(
  document: DocumentDates & { readonly number: string },
  uses: readonly DocumentUse[],
  path: readonly string[] = [],
): LotRefusal[] {
  const { number, issuedOn, validUntil } = document;
  const refusals: LotRefusal[] = [];
  if (uses.some(({ isOwn }) => !isOwn))
    refusals.push({ code: 'DOCUMENT_OF_OTHER_LOT', values: { number }, path: [...path, 'number'] });
  if (uses.some((use) => use.isOwn && (use.issuedOn !== issuedOn || use.validUntil !== validUntil)))
    refusals.push({ code: 'DOCUMENT_DIFFERS', values: { number }, path: [...path, 'issuedOn'] });
  return refusals;
}

/**
 * Refuses a departure on a day on which none of the lot's phytosanitary certificates is valid. Some are valid only
 * days; a lot that stood too long needs a new one.
 *
 * @param certificates those of the lot; a lot without any is a matter of its market's rules
 * @returns CERTIFICATE_OUT_OF_DATE; else empty
 */
export function refuseCertificates(certificates: readonly DocumentDates[], day: LocalDate): LotRefusal[] {
  const valid = certificates.some(
    ({ issuedOn, validUntil }) => issuedOn <= day && (validUntil === null || day <= validUntil),
  );
  const ends = certificates.flatMap(({ validUntil }) => validUntil ?? []).sort();
  const until = ends.at(-1);
  return valid || until === undefined ? [] : [{ code: 'CERTIFICATE_OUT_OF_DATE', values: { until, day } }];
}
