import type { OrganisationKind } from '../../../infrastructure/auth/permissions.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import type { LandRefusal } from '../land.refusals.js';
import type { RegistrationKind, Validity } from './registration.js';

/** What each kind of organisation records for itself; the base office records any, for anybody. */
const OWN_KIND: Partial<Record<OrganisationKind, RegistrationKind>> = {
  COOPERATIVE: 'ORCHARD',
  PACKHOUSE: 'PACKHOUSE',
};

/** A registration as it is to be recorded; both days included, no last day where none is known. */
export interface RegistrationClaim {
  readonly kind: RegistrationKind;
  readonly organisationId: string;
  readonly customsDistrictCode: string;
  readonly marketCodes: readonly string[];
  readonly estimatedYieldGrams: number | null;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
}

/** Who records a registration, and what was found of the things it names. */
export interface RegistrationSurroundings {
  readonly recorder: { readonly organisationId: string; readonly kind: OrganisationKind };
  readonly isCustomsDistrictKnown: boolean;
  /** Those of `marketCodes` that exist. */
  readonly knownMarkets: readonly string[];
}

/**
 * What keeps a registration from being recorded; empty if nothing does. Whether the number is free, the table says;
 * what a number looks like, no text that was read does, so any is taken.
 *
 * @returns CUSTOMS_DISTRICT_UNKNOWN, REGISTRATION_MARKET_UNKNOWN, REGISTRATION_YIELD_ZERO, REGISTRATION_DATES_REVERSED,
 *   REGISTRATION_FOR_OTHERS, REGISTRATION_KIND_ELSEWHERE
 */
export function refuseRegistration(claim: RegistrationClaim, found: RegistrationSurroundings): LandRefusal[] {
  const refusals: LandRefusal[] = refuseRecorder(claim, found.recorder);
  if (!found.isCustomsDistrictKnown) {
    const { customsDistrictCode } = claim;
    refusals.push({
      code: 'CUSTOMS_DISTRICT_UNKNOWN',
      values: { customsDistrictCode },
      path: ['customsDistrictCode'],
    });
  }
  for (const marketCode of claim.marketCodes)
    if (!found.knownMarkets.includes(marketCode))
      refusals.push({ code: 'REGISTRATION_MARKET_UNKNOWN', values: { marketCode }, path: ['marketCodes'] });
  if (claim.estimatedYieldGrams === 0)
    refusals.push({ code: 'REGISTRATION_YIELD_ZERO', values: {}, path: ['estimatedYieldGrams'] });
  if (claim.validTo !== null && claim.validTo < claim.validFrom)
    refusals.push({
      code: 'REGISTRATION_DATES_REVERSED',
      values: { from: claim.validFrom, to: claim.validTo },
      path: ['validTo'],
    });
  return refusals;
}

function refuseRecorder(
  claim: RegistrationClaim,
  recorder: RegistrationSurroundings['recorder'],
): LandRefusal[] {
  if (recorder.kind === 'BASE_OFFICE') return [];
  const refusals: LandRefusal[] = [];
  if (claim.organisationId !== recorder.organisationId)
    refusals.push({ code: 'REGISTRATION_FOR_OTHERS', values: {}, path: ['organisationId'] });
  if (OWN_KIND[recorder.kind] !== claim.kind)
    refusals.push({ code: 'REGISTRATION_KIND_ELSEWHERE', values: { kind: claim.kind }, path: ['kind'] });
  return refusals;
}

/**
 * What keeps a registration from being withdrawn on a day: it is a fact, so not in the future, and only once.
 *
 * @param on    the first day on which it no longer stands
 * @param today the legal day
 * @returns REGISTRATION_WITHDRAWN, WITHDRAWN_IN_THE_FUTURE, WITHDRAWN_BEFORE_IT_BEGAN; else empty
 */
export function refuseWithdrawal(
  registration: Validity & { readonly number: string },
  on: LocalDate,
  today: LocalDate,
): LandRefusal[] {
  const { number, validFrom, withdrawnOn } = registration;
  if (withdrawnOn !== null) return [{ code: 'REGISTRATION_WITHDRAWN', values: { number, on: withdrawnOn } }];
  const refusals: LandRefusal[] = [];
  if (on > today) refusals.push({ code: 'WITHDRAWN_IN_THE_FUTURE', values: { on }, path: ['withdrawnOn'] });
  if (on < validFrom)
    refusals.push({
      code: 'WITHDRAWN_BEFORE_IT_BEGAN',
      values: { on, from: validFrom },
      path: ['withdrawnOn'],
    });
  return refusals;
}
