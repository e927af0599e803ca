import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Role } from '../../infrastructure/auth/permissions.js';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { InvitationId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** Asks somebody to join an organisation; whoever holds the token once chooses a username and password. */
@Entity('invitation')
@Unique('invitation_token_hash_key', ['tokenHash'])
@Index('invitation_organisation', ['organisationId'])
export class Invitation {
  @PrimaryColumn('uuid') id!: InvitationId;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @Column('text') displayName!: string;
  @Column('text', { array: true }) roles!: Role[];
  @Column('text') tokenHash!: string;
  @ForeignKey('UserAccount') @Column('uuid') invitedById!: UserId;
  @Column('timestamptz', instantColumn) createdAt!: Instant;
  @Column('timestamptz', instantColumn) expiresAt!: Instant;
  @Column('timestamptz', { nullable: true, ...instantColumn }) acceptedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) acceptedById!: UserId | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) revokedAt!: Instant | null;
}
