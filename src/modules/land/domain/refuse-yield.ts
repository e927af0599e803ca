import { seasonEnd, seasonStart, type LocalDate, type Season } from '../../../kernel/local-date.js';
import type { LandRefusal } from '../land.refusals.js';
import { overlap, standingSpan, type RegistrationKind, type Validity } from './registration.js';

/**
 * What keeps the yield of a season from being recorded: it is of an orchard, above zero, declared already, and for a
 * season in which the registration stands on some day.
 *
 * @param told  mass in grams, as declared to customs
 * @param today the legal day
 * @returns YIELD_OF_NO_ORCHARD, REGISTRATION_YIELD_ZERO, YIELD_DECLARED_IN_THE_FUTURE, YIELD_OUTSIDE_REGISTRATION; else
 *   empty
 * @see docs/adr/0022-registration-capacity.md
 */
export function refuseYield(
  registration: Validity & { readonly kind: RegistrationKind; readonly number: string },
  told: { readonly season: Season; readonly massGrams: number; readonly declaredOn: LocalDate },
  today: LocalDate,
): LandRefusal[] {
  const { number, kind } = registration;
  if (kind !== 'ORCHARD')
    return [{ code: 'YIELD_OF_NO_ORCHARD', values: { number }, path: ['registrationId'] }];
  const refusals: LandRefusal[] = [];
  if (told.massGrams <= 0)
    refusals.push({ code: 'REGISTRATION_YIELD_ZERO', values: {}, path: ['massGrams'] });
  if (told.declaredOn > today)
    refusals.push({
      code: 'YIELD_DECLARED_IN_THE_FUTURE',
      values: { on: told.declaredOn },
      path: ['declaredOn'],
    });
  const span = standingSpan(registration);
  const season = { validFrom: seasonStart(told.season), validTo: seasonEnd(told.season) };
  if (span === null || !overlap(span, season))
    refusals.push({
      code: 'YIELD_OUTSIDE_REGISTRATION',
      values: { number, season: told.season },
      path: ['season'],
    });
  return refusals;
}
