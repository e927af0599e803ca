import type { OrganisationKind } from '../../../infrastructure/auth/permissions.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import type { LandRefusal } from '../land.refusals.js';

/** Who says that an orchard supplies a packhouse, and which organisation that packhouse is. */
export interface SupplyClaim {
  readonly by: { readonly organisationId: string; readonly kind: OrganisationKind };
  /** The packhouse named; null: there is no such organisation. */
  readonly packhouse: { readonly id: string; readonly kind: OrganisationKind } | null;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
}

/**
 * What keeps a supply relation from being recorded: a packhouse enters its own, the base office anybody's.
 *
 * @returns SUPPLY_ENTERED_BY_PACKHOUSE, SUPPLY_TO_NO_PACKHOUSE, SUPPLY_DATES_REVERSED; else empty
 * @see docs/adr/0022-registration-capacity.md
 */
export function refuseSupply({ by, packhouse, validFrom, validTo }: SupplyClaim): LandRefusal[] {
  const refusals: LandRefusal[] = [];
  const isOwn = by.kind === 'PACKHOUSE' && packhouse?.id === by.organisationId;
  if (by.kind !== 'BASE_OFFICE' && !isOwn)
    refusals.push({ code: 'SUPPLY_ENTERED_BY_PACKHOUSE', values: {}, path: ['organisationId'] });
  else if (packhouse?.kind !== 'PACKHOUSE')
    refusals.push({ code: 'SUPPLY_TO_NO_PACKHOUSE', values: {}, path: ['organisationId'] });
  if (validTo !== null && validTo < validFrom)
    refusals.push({
      code: 'SUPPLY_DATES_REVERSED',
      values: { from: validFrom, to: validTo },
      path: ['validTo'],
    });
  return refusals;
}

/**
 * What keeps a supply relation from being ended: an end may come earlier, never later, and not before the first day.
 *
 * @param endedOn the first day on which it no longer stands; on its first day it never stood
 * @returns SUPPLY_DATES_REVERSED, SUPPLY_ENDED_ALREADY; else empty
 */
export function refuseSupplyEnd(
  held: { readonly validFrom: LocalDate; readonly endedOn: LocalDate | null },
  endedOn: LocalDate,
): LandRefusal[] {
  const path = ['endedOn'];
  if (endedOn < held.validFrom)
    return [{ code: 'SUPPLY_DATES_REVERSED', values: { from: held.validFrom, to: endedOn }, path }];
  if (held.endedOn !== null && held.endedOn <= endedOn)
    return [{ code: 'SUPPLY_ENDED_ALREADY', values: { day: held.endedOn }, path }];
  return [];
}
