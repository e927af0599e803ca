import type { OrganisationId, PlotId, RegistrationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import type { RegistrationKind } from './domain/registration.js';

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
  readonly nextReviewOn: LocalDate | null;
  readonly recordedAt: Instant;
  readonly confirmedAt: Instant | null;
  readonly confirmedById: UserId | null;
}

export const REGISTRATION_COLUMNS = `r.id, r.kind, r.number, r.customs_district_code AS "customsDistrictCode",
  r.organisation_id AS "organisationId", r.name_zh AS "nameZh", r.market_codes AS "marketCodes",
  r.estimated_yield_grams AS "estimatedYieldGrams", r.valid_from AS "validFrom", r.valid_to AS "validTo",
  r.withdrawn_on AS "withdrawnOn", r.next_review_on AS "nextReviewOn", r.recorded_at AS "recordedAt", r.confirmed_at AS "confirmedAt",
  r.confirmed_by_id AS "confirmedById"`;

export interface CoverRow extends RegistrationRow {
  readonly plotId: PlotId;
  readonly coverFrom: LocalDate;
  readonly coverTo: LocalDate | null;
  readonly coverRecordedAt: Instant;
  readonly coverConfirmedAt: Instant | null;
  readonly coverConfirmedById: UserId | null;
}

/** The columns of a coverage `rp`, beside those of its registration. */
export const COVER_COLUMNS = `rp.plot_id AS "plotId", rp.valid_from AS "coverFrom", rp.valid_to AS "coverTo",
  rp.recorded_at AS "coverRecordedAt", rp.confirmed_at AS "coverConfirmedAt", rp.confirmed_by_id AS "coverConfirmedById"`;

/** A plot under a registration. */
export interface PlotCover {
  readonly plotId: PlotId;
  readonly registration: RegistrationRow;
  /** As it was recorded; a withdrawal of the registration ends it earlier. */
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
  readonly recordedAt: Instant;
  /** When the base office confirmed the entry; null: not yet. */
  readonly confirmedAt: Instant | null;
  readonly confirmedById: UserId | null;
}

export function coverOf(row: CoverRow): PlotCover {
  const {
    plotId,
    coverFrom,
    coverTo,
    coverRecordedAt,
    coverConfirmedAt,
    coverConfirmedById,
    ...registration
  } = row;
  return {
    plotId,
    registration,
    validFrom: coverFrom,
    validTo: coverTo,
    recordedAt: coverRecordedAt,
    confirmedAt: coverConfirmedAt,
    confirmedById: coverConfirmedById,
  };
}
