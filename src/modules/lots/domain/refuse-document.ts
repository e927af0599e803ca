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
