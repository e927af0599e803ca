import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Role } from '../../infrastructure/auth/permissions.js';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { MembershipId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** A person's part in an organisation; ended, never deleted. */
@Entity('membership')
@Check('membership_has_a_role', 'cardinality(roles) > 0')
@Index('membership_one_open', ['userId', 'organisationId'], { unique: true, where: 'ended_at IS NULL' })
@Index('membership_organisation', ['organisationId'])
export class Membership {
  @PrimaryColumn('uuid') id!: MembershipId;
  @ForeignKey('UserAccount') @Column('uuid') userId!: UserId;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @Column('text', { array: true }) roles!: Role[];
  @Column('timestamptz', instantColumn) startedAt!: Instant;
  @Column('timestamptz', { nullable: true, ...instantColumn }) endedAt!: Instant | null;
}
