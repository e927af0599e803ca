import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type {
  AttachmentId,
  OrganisationId,
  RegistrationId,
  RegistrationYieldId,
  UserId,
} from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate, Season } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';

/**
 * The yield that an orchard declared to customs for one season. What is declared anew is a row of its own beside the one
 * before: the latest that was confirmed counts.
 */
@Entity('registration_yield')
@Check('registration_yield_above_zero', 'mass_grams > 0')
@Check('registration_yield_season', `season ~ '^[0-9]{4}/[0-9]{2}$'`)
@Check('registration_yield_confirmed_by_somebody', '(confirmed_at IS NULL) = (confirmed_by_id IS NULL)')
@Check('registration_yield_two_people', 'confirmed_by_id <> recorded_by_id')
@Index('registration_yield_registration', ['registrationId', 'season'])
@Index('registration_yield_organisation', ['organisationId', 'id'])
export class RegistrationYield {
  @PrimaryColumn('uuid') id!: RegistrationYieldId;
  @ForeignKey('Registration') @Column('uuid') registrationId!: RegistrationId;
  /** Whose registration it is. */
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @Column('text') season!: Season;
  @Column('bigint') massGrams!: Grams;
  /** When it was declared to customs. */
  @Column('date') declaredOn!: LocalDate;
  /** Where it is written, as somebody called the paper. */
  @Column('text', { nullable: true }) document!: string | null;
  @ForeignKey('Attachment') @Column('uuid', { nullable: true }) attachmentId!: AttachmentId | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') recordedById!: UserId;
  @Column('timestamptz', { nullable: true, ...instantColumn }) confirmedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) confirmedById!: UserId | null;
}
