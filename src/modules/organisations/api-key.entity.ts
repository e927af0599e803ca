import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Permission } from '../../infrastructure/auth/permissions.js';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { ApiKeyId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** A program's way in, for one organisation and within `scopes`; the secret is shown once and kept hashed. */
@Entity('api_key')
@Unique('api_key_secret_hash_key', ['secretHash'])
@Index('api_key_organisation', ['organisationId'])
export class ApiKey {
  @PrimaryColumn('uuid') id!: ApiKeyId;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @ForeignKey('UserAccount') @Column('uuid') userId!: UserId;
  @Column('text') name!: string;
  @Column('text') prefix!: string;
  @Column('text') secretHash!: string;
  @Column('text', { array: true }) scopes!: Permission[];
  @Column('timestamptz', instantColumn) createdAt!: Instant;
  @Column('timestamptz', instantColumn) expiresAt!: Instant;
  @Column('timestamptz', { nullable: true, ...instantColumn }) lastUsedAt!: Instant | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) revokedAt!: Instant | null;
}
