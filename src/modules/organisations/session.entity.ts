import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { SessionId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** Somebody signed in. Only the hash of the token is kept: who reads the table cannot use it. */
@Entity('session')
@Unique('session_token_hash_key', ['tokenHash'])
@Index('session_user_open', ['userId'], { where: 'revoked_at IS NULL' })
export class Session {
  @PrimaryColumn('uuid') id!: SessionId;
  @ForeignKey('UserAccount') @Column('uuid') userId!: UserId;
  @Column('text') tokenHash!: string;
  @Column('timestamptz', instantColumn) createdAt!: Instant;
  @Column('timestamptz', instantColumn) lastUsedAt!: Instant;
  @Column('timestamptz', instantColumn) expiresAt!: Instant;
  @Column('timestamptz', { nullable: true, ...instantColumn }) revokedAt!: Instant | null;
}
