import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { AreaStatusId, AttachmentId, RegistrationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { AreaStatusCode } from '../standards/domain/pest-words.js';

/** What an area is for a pest, by an official paper. Settles nothing before a second person of the base office confirms it. */
@Entity('area_status')
@Check(
  'area_status_status_check',
  `status IN ('FREE_AREA', 'FREE_PLACE_OF_PRODUCTION', 'LOW_PREVALENCE', 'PRESENT', 'UNDER_SUPERVISION')`,
)
@Check('area_status_one_area', 'num_nonnulls(region_code, registration_id) = 1')
@Check('area_status_dates', 'valid_to IS NULL OR valid_from <= valid_to')
@Check('area_status_ended_within', 'ended_on >= valid_from')
@Check('area_status_confirmed_by_somebody', '(confirmed_at IS NULL) = (confirmed_by_id IS NULL)')
@Check('area_status_two_people', 'confirmed_by_id <> recorded_by_id')
@Check('area_status_ended_by_somebody', 'ended_by_id IS NULL OR ended_on IS NOT NULL')
@Check('area_status_end_confirmed_by_somebody', '(end_confirmed_at IS NULL) = (end_confirmed_by_id IS NULL)')
@Check('area_status_end_two_people', 'end_confirmed_by_id <> ended_by_id')
@Index('area_status_pest', ['pestCode', 'id'])
@Index('area_status_region', ['regionCode'], { where: 'region_code IS NOT NULL' })
@Index('area_status_registration', ['registrationId'], { where: 'registration_id IS NOT NULL' })
export class AreaStatus {
  @PrimaryColumn('uuid') id!: AreaStatusId;
  @ForeignKey('Pest') @Column('text') pestCode!: string;
  @Column('text') status!: AreaStatusCode;
  /** A county or a town. */
  @ForeignKey('Region') @Column('text', { nullable: true }) regionCode!: string | null;
  @ForeignKey('Registration') @Column('uuid', { nullable: true }) registrationId!: RegistrationId | null;
  @Column('date') validFrom!: LocalDate;
  /** Last day; null: open. */
  @Column('date', { nullable: true }) validTo!: LocalDate | null;
  /** First day on which it no longer stands. */
  @Column('date', { nullable: true }) endedOn!: LocalDate | null;
  /** The paper, such as a supervision conclusion 监管结论: its title and number. */
  @Column('text') document!: string;
  @ForeignKey('Attachment') @Column('uuid', { nullable: true }) attachmentId!: AttachmentId | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') recordedById!: UserId;
  @Column('timestamptz', { nullable: true, ...instantColumn }) confirmedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) confirmedById!: UserId | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) endedById!: UserId | null;
  /** What two people stated takes two to end. */
  @Column('timestamptz', { nullable: true, ...instantColumn }) endConfirmedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) endConfirmedById!: UserId | null;
}
