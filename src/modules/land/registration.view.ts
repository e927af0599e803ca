import type { OrganisationId, PlotId, RegistrationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import { standingSpan, type RegistrationKind, type Span } from './domain/registration.js';

/** A registration as one statement reads it and the API shows it. */
export interface RegistrationRow {
  readonly id: RegistrationId;
  readonly kind: RegistrationKind;
  readonly number: string;
  readonly customsDistrictCode: string;
  readonly organisationId: OrganisationId;
  readonly nameZh: string;
  readonly marketCodes: string[] | null;
  readonly estimatedYieldGrams: Grams | null;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
  readonly withdrawnOn: LocalDate | null;
  readonly recordedAt: Instant;
}

export const REGISTRATION_COLUMNS = `r.id, r.kind, r.number, r.customs_district_code AS "customsDistrictCode",
  r.organisation_id AS "organisationId", r.name_zh AS "nameZh", r.market_codes AS "marketCodes",
  r.estimated_yield_grams AS "estimatedYieldGrams", r.valid_from AS "validFrom", r.valid_to AS "validTo",
  r.withdrawn_on AS "withdrawnOn", r.recorded_at AS "recordedAt"`;

export interface CoverRow extends RegistrationRow {
  readonly plotId: PlotId;
  readonly coverFrom: LocalDate;
  readonly coverTo: LocalDate | null;
}

/** A plot under a registration. */
export interface PlotCover {
  readonly plotId: PlotId;
  readonly registration: RegistrationRow;
  /** As it was recorded. */
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
  /** When the plot really was covered: a withdrawal of the registration ends it. Null if it never was. */
  readonly span: Span | null;
}

export function coverOf({ plotId, coverFrom, coverTo, ...registration }: CoverRow): PlotCover {
  const { withdrawnOn } = registration;
  const span = standingSpan({ validFrom: coverFrom, validTo: coverTo, withdrawnOn });
  return { plotId, registration, validFrom: coverFrom, validTo: coverTo, span };
}
