import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type {
  AttachmentId,
  OrganisationId,
  RegistrationId,
  SupplyRelationId,
  UserId,
} from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';

/** A packhouse is supplied by a registered orchard: 固定供货关系. */
@Entity('supply_relation')
@Check('supply_relation_dates', 'valid_to IS NULL OR valid_from <= valid_to')
@Check('supply_relation_ended_within', 'ended_on >= valid_from')
@Check('supply_relation_confirmed_by_somebody', '(confirmed_at IS NULL) = (confirmed_by_id IS NULL)')
@Check('supply_relation_two_people', 'confirmed_by_id <> recorded_by_id')
@Index('supply_relation_registration', ['registrationId'])
@Index('supply_relation_organisation', ['organisationId', 'id'])
@Index('supply_relation_holder', ['holderId', 'id'])
export class SupplyRelation {
  @PrimaryColumn('uuid') id!: SupplyRelationId;
  /** The packhouse. */
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @ForeignKey('Registration') @Column('uuid') registrationId!: RegistrationId;
  /** Whose orchard it is. */
  @ForeignKey('Organisation') @Column('uuid') holderId!: OrganisationId;
  /** As the contract names it: the packhouse may not see the registration itself. */
  @Column('text') registrationNumber!: string;
  @ForeignKey('CustomsDistrict') @Column('text') customsDistrictCode!: string;
  @Column('date') validFrom!: LocalDate;
  /** Last day; null: open. */
  @Column('date', { nullable: true }) validTo!: LocalDate | null;
  /** First day on which it no longer stands. */
  @Column('date', { nullable: true }) endedOn!: LocalDate | null;
  /** The contract, as somebody called it. */
  @Column('text', { nullable: true }) document!: string | null;
  @ForeignKey('Attachment') @Column('uuid', { nullable: true }) attachmentId!: AttachmentId | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') recordedById!: UserId;
  @Column('timestamptz', { nullable: true, ...instantColumn }) confirmedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) confirmedById!: UserId | null;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}
