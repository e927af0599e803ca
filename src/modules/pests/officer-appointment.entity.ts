import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type {
  AttachmentId,
  OfficerAppointmentId,
  OrganisationId,
  RegistrationId,
  UserId,
} from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';

/** Somebody is plant-protection officer 植保员: of a registered orchard, or of a packhouse where no registration is named. */
@Entity('officer_appointment')
@Check('officer_appointment_dates', 'valid_to IS NULL OR valid_from <= valid_to')
@Check('officer_appointment_ended_within', 'ended_on >= valid_from')
@Check('officer_appointment_confirmed_by_somebody', '(confirmed_at IS NULL) = (confirmed_by_id IS NULL)')
@Check('officer_appointment_two_people', 'confirmed_by_id <> recorded_by_id')
@Index('officer_appointment_registration', ['registrationId'])
@Index('officer_appointment_organisation', ['organisationId', 'id'])
@Index('officer_appointment_waiting', ['id'], { where: 'confirmed_at IS NULL' })
export class OfficerAppointment {
  @PrimaryColumn('uuid') id!: OfficerAppointmentId;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @ForeignKey('Registration') @Column('uuid', { nullable: true }) registrationId!: RegistrationId | null;
  @ForeignKey('UserAccount') @Column('uuid') userId!: UserId;
  @Column('date') validFrom!: LocalDate;
  /** Last day; null: open. */
  @Column('date', { nullable: true }) validTo!: LocalDate | null;
  /** First day on which it no longer stands. */
  @Column('date', { nullable: true }) endedOn!: LocalDate | null;
  /** Certificate or training, as somebody wrote it. */
  @Column('text', { nullable: true }) evidence!: string | null;
  @ForeignKey('Attachment') @Column('uuid', { nullable: true }) attachmentId!: AttachmentId | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') recordedById!: UserId;
  @Column('timestamptz', { nullable: true, ...instantColumn }) confirmedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) confirmedById!: UserId | null;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}
