import { isGln } from '../../../kernel/gs1.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import type { organisationRefusals } from '../organisation.refusals.js';

/** What the base office says of an organisation. */
export interface OrganisationDetails {
  readonly code: string;
  /** GB/T 2260, six digits. */
  readonly countyCode: string | null;
  /** Statistical code, nine digits. */
  readonly townCode: string | null;
  /** As it was written: whether it is a GLN is decided here. */
  readonly gln: string | null;
}

/** What is known already of what was said. */
export interface RegistrationFacts {
  /** Regions among the two codes given; `parentCode` of a town is its county. */
  readonly regions: readonly { code: string; level: string; parentCode: string | null }[];
  readonly isCodeTaken: boolean;
  readonly isGlnTaken: boolean;
}

type Refusal = RefusalOf<typeof organisationRefusals>;

/**
 * Every reason why an organisation cannot be entered in the register as described.
 *
 * @returns ORGANISATION_CODE_TAKEN, ORGANISATION_COUNTY_UNKNOWN, ORGANISATION_TOWN_UNKNOWN,
 *   ORGANISATION_TOWN_WITHOUT_COUNTY, ORGANISATION_TOWN_ELSEWHERE, GLN_WRONG, GLN_TAKEN; empty: it can be
 */
export function refuseRegistration(details: OrganisationDetails, facts: RegistrationFacts): Refusal[] {
  return [
    ...(facts.isCodeTaken
      ? [{ code: 'ORGANISATION_CODE_TAKEN', values: { code: details.code }, path: ['code'] } as const]
      : []),
    ...refusePlace(details, facts.regions),
    ...refuseGln(details.gln, facts.isGlnTaken),
  ];
}

function refusePlace(
  { countyCode, townCode }: OrganisationDetails,
  regions: RegistrationFacts['regions'],
): Refusal[] {
  const refusals: Refusal[] = [];
  const county = regions.find(({ code, level }) => code === countyCode && level === 'COUNTY');
  if (countyCode !== null && !county)
    refusals.push({ code: 'ORGANISATION_COUNTY_UNKNOWN', values: { countyCode }, path: ['countyCode'] });
  if (townCode === null) return refusals;
  const town = regions.find(({ code, level }) => code === townCode && level === 'TOWN');
  if (!town) refusals.push({ code: 'ORGANISATION_TOWN_UNKNOWN', values: { townCode }, path: ['townCode'] });
  else if (countyCode === null)
    refusals.push({ code: 'ORGANISATION_TOWN_WITHOUT_COUNTY', values: {}, path: ['countyCode'] });
  else if (town.parentCode !== countyCode)
    refusals.push({
      code: 'ORGANISATION_TOWN_ELSEWHERE',
      values: { townCode, countyCode },
      path: ['townCode'],
    });
  return refusals;
}

function refuseGln(gln: string | null, isTaken: boolean): Refusal[] {
  if (gln === null) return [];
  if (!isGln(gln)) return [{ code: 'GLN_WRONG', values: { gln }, path: ['gln'] }];
  return isTaken ? [{ code: 'GLN_TAKEN', values: { gln }, path: ['gln'] }] : [];
}
