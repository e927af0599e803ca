import type { LocalDate } from '../../../kernel/local-date.js';
import type { LotRefusal } from '../lot.refusals.js';

/**
 * Refuses the dates of a document that cannot be: issued in the future, or valid until before it was issued.
 *
 * @param today the legal day
 * @param path  the input that holds the dates
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

/** A document of this number that is on record. */
export interface DocumentUse {
  /** Whether it is on record for the lot in question. */
  readonly isOwn: boolean;
  readonly issuedOn: LocalDate;
  readonly validUntil: LocalDate | null;
}

/**
 * Refuses a document that is issued for one consignment alone where another lot has it, or where the lot has it with
 * other dates. Which lot that is, is not said: it may be a stranger's.
 *
 * @param uses wherever its number is on record, lots that were cancelled left out
 * @param path the input that holds the document
 */
export function refuseUsedDocument(
  document: { readonly number: string; readonly issuedOn: LocalDate; readonly validUntil: LocalDate | null },
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
