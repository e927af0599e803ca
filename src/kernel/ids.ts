import { createHash, randomBytes } from 'node:crypto';
import type { Brand } from './brand.js';

export type { Brand } from './brand.js';

/** A UUID, as 36 lower-case characters, of a row of kind `K`. */
export type Id<K extends string> = Brand<string, K>;

export type UserId = Id<'User'>;
export type OrganisationId = Id<'Organisation'>;
export type MembershipId = Id<'Membership'>;
export type SessionId = Id<'Session'>;
export type ApiKeyId = Id<'ApiKey'>;
export type InvitationId = Id<'Invitation'>;
export type GrowerId = Id<'Grower'>;
export type OrchardId = Id<'Orchard'>;
export type PlotId = Id<'Plot'>;
export type PlotVarietyId = Id<'PlotVariety'>;
export type RegistrationId = Id<'Registration'>;
export type RegistrationYieldId = Id<'RegistrationYield'>;
export type SupplyRelationId = Id<'SupplyRelation'>;
export type GrowingRecordId = Id<'GrowingRecord'>;
export type ProductLabelId = Id<'ProductLabel'>;
export type BatchId = Id<'Batch'>;
export type RunId = Id<'Run'>;
export type HoldId = Id<'Hold'>;
export type PalletId = Id<'Pallet'>;
export type PostHarvestTreatmentId = Id<'PostHarvestTreatment'>;
export type CorrectiveActionId = Id<'CorrectiveAction'>;
export type ResidueCoverageId = Id<'ResidueCoverage'>;
export type WatchListId = Id<'WatchList'>;
export type SubstanceReadingId = Id<'SubstanceReading'>;
export type CustomsDistrictReadingId = Id<'CustomsDistrictReading'>;
export type InspectionId = Id<'Inspection'>;
export type CertificateId = Id<'ComplianceCertificate'>;
export type CollectionId = Id<'CertificateCollection'>;
export type MeasurementId = Id<'Measurement'>;
export type DefectCountId = Id<'DefectCount'>;
export type LaboratoryResultId = Id<'LaboratoryResult'>;
export type BrandLicenceId = Id<'BrandLicence'>;
export type LabelDesignId = Id<'LabelDesign'>;
export type LabelRangeId = Id<'LabelRange'>;
export type LabelUseId = Id<'LabelUse'>;
export type ChannelId = Id<'Channel'>;
export type LotId = Id<'Lot'>;
export type LotReleaseId = Id<'LotRelease'>;
export type SeasonId = Id<'Season'>;
export type JobId = Id<'Job'>;
export type LedgerEntryId = Id<'LedgerEntry'>;
export type AttachmentId = Id<'Attachment'>;
export type OfficerAppointmentId = Id<'OfficerAppointment'>;
export type PestTrapId = Id<'PestTrap'>;
export type TrapCountId = Id<'TrapCount'>;
export type AreaStatusId = Id<'AreaStatus'>;
export type QuarantineTreatmentId = Id<'QuarantineTreatment'>;
export type EditionId = Id<'Edition'>;
export type EditionEntryId = Id<'EditionEntry'>;
/** Made by the client before its first try; any UUID version. */
export type RequestId = Id<'Request'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** Whether `s` is a UUID of RFC 9562 (versions 1 to 8) in the usual 36 characters, in either case. */
export function isUuid(s: unknown): s is string {
  return typeof s === 'string' && UUID.test(s);
}

/**
 * An id from outside. Lower-cased, because PostgreSQL answers in lower case and a Map of rows by id is looked up with it.
 *
 * @throws RangeError if `s` is not a UUID
 */
export function idFrom<I extends string>(s: string): I {
  if (!isUuid(s)) throw new RangeError('not a UUID');
  return s.toLowerCase() as I;
}

/** Where new ids come from: the system's, or a fixed sequence for the demo season and tests. */
export interface IdSource {
  next<I extends string>(): I;
}

const RANDOM_BITS = 74n; // rand_a (12) and rand_b (62) of RFC 9562, section 5.7
const RANDOM_LIMIT = 1n << RANDOM_BITS;
const LATEST_MILLIS = 2 ** 48 - 1;

function bits(bytes: Uint8Array): bigint {
  return bytes.reduce((whole, byte) => (whole << 8n) | BigInt(byte), 0n);
}

/** Lays out 48 bits of milliseconds and 74 bits of tail as a UUIDv7. */
function uuidV7(millis: number, tail: bigint): string {
  if (!Number.isSafeInteger(millis) || millis < 0 || millis > LATEST_MILLIS) {
    throw new RangeError(`a UUIDv7 cannot hold the time ${millis}`);
  }
  const randA = tail >> 62n;
  const randB = tail & ((1n << 62n) - 1n);
  const whole = (BigInt(millis) << 80n) | (7n << 76n) | (randA << 64n) | (2n << 62n) | randB;
  const hex = whole.toString(16).padStart(32, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * Random UUIDv7s in strictly ascending order, also within a millisecond and when the clock steps back
 * (RFC 9562, section 6.2, method 2: the tail grows by a random step while the time stands still).
 *
 * @param clock milliseconds since 1970, as `Date.now` gives them
 */
export function systemIds(clock: () => number): IdSource {
  let millis = -1;
  let tail = 0n;
  return {
    next<I extends string>(): I {
      const now = Math.floor(clock());
      if (now > millis) {
        millis = now;
        tail = bits(randomBytes(10)) & (RANDOM_LIMIT - 1n);
      } else {
        tail += 1n + bits(randomBytes(4));
        if (tail >= RANDOM_LIMIT) {
          millis += 1;
          tail = bits(randomBytes(10)) & (RANDOM_LIMIT - 1n);
        }
      }
      return uuidV7(millis, tail) as I;
    },
  };
}

const SEEDED_BASE_MILLIS = Date.UTC(2026, 8, 1); // the first day of season 2026/27: before any id made in earnest

/**
 * The same valid, ascending UUIDv7s each time for the same seed: one millisecond apart, the tail a hash of seed and place.
 * Guessable on purpose, so never for anything but the demo season and tests.
 */
export function seededIds(seed: string): IdSource {
  let count = 0;
  return {
    next<I extends string>(): I {
      const hash = createHash('sha256').update(`${seed}\n${count}`).digest();
      const id = uuidV7(SEEDED_BASE_MILLIS + count, bits(hash.subarray(0, 10)) & (RANDOM_LIMIT - 1n));
      count += 1;
      return id as I;
    },
  };
}
