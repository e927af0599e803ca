import type { NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import type { BrandRefusal } from '../brand.refusals.js';

/** A licence as it is to be granted; both days included. */
export interface LicenceAsked {
  readonly number: string;
  readonly brandCode: string;
  readonly organisationId: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
}

/** What is known of what a new licence names. */
export interface LicenceContext {
  readonly brandExists: boolean;
  /** Null: there is no such organisation. */
  readonly organisation: { readonly code: string; readonly isClosed: boolean } | null;
  readonly numberTaken: boolean;
}

/**
 * Why a licence cannot be granted; empty: it can. Past days are fine, because licences given on paper are entered
 * later; so is a second licence for the same days, because what judges asks only whether one is valid.
 *
 * @returns BRAND_UNKNOWN, NOT_FOUND, LICENSEE_CLOSED, LICENCE_DATES_REVERSED, LICENCE_NUMBER_TAKEN
 * @see reference/working-rules.md, rule 4
 */
export function refuseGrant(asked: LicenceAsked, context: LicenceContext): (BrandRefusal | NotFound)[] {
  const { number, brandCode, organisationId, validFrom, validTo } = asked;
  const refusals: (BrandRefusal | NotFound)[] = [];
  if (!context.brandExists)
    refusals.push({ code: 'BRAND_UNKNOWN', values: { brandCode }, path: ['brandCode'] });
  if (!context.organisation)
    refusals.push({ code: 'NOT_FOUND', values: { id: organisationId }, path: ['organisationId'] });
  if (context.organisation?.isClosed)
    refusals.push({
      code: 'LICENSEE_CLOSED',
      values: { code: context.organisation.code },
      path: ['organisationId'],
    });
  if (context.numberTaken) refusals.push(numberTaken(number));
  if (validTo < validFrom)
    refusals.push({ code: 'LICENCE_DATES_REVERSED', values: { validFrom, validTo }, path: ['validTo'] });
  return refusals;
}

/** The refusal of a number another licence has; said here, and where the unique key catches a race. */
export const numberTaken = (number: string): BrandRefusal => ({
  code: 'LICENCE_NUMBER_TAKEN',
  values: { number },
  path: ['number'],
});

/**
 * Why a licence cannot end on a day; empty: it can. The day is its last: what was packed on it was licensed.
 *
 * @param licence with the days as granted, and the day it was ended on before, if it was
 * @returns LICENCE_ENDED_ALREADY, LICENCE_END_OUTSIDE
 */
export function refuseEnd(
  licence: Pick<LicenceAsked, 'number' | 'validFrom' | 'validTo'> & { readonly endedOn: LocalDate | null },
  endedOn: LocalDate,
): BrandRefusal[] {
  const { number, validFrom, validTo } = licence;
  if (licence.endedOn)
    return [{ code: 'LICENCE_ENDED_ALREADY', values: { number, endedOn: licence.endedOn } }];
  if (endedOn < validFrom || validTo < endedOn)
    return [{ code: 'LICENCE_END_OUTSIDE', values: { validFrom, validTo }, path: ['endedOn'] }];
  return [];
}
