import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** A person who signs in. The display name is personal data: seen by colleagues and the base office only. */
@Entity('user_account')
@Check('user_account_username', `username ~ '^[a-z0-9][a-z0-9._-]{2,63}$'`)
@Unique('user_account_username_key', ['username'])
export class UserAccount {
  @PrimaryColumn('uuid') id!: UserId;
  @Column('text') username!: string;
  @Column('text') displayName!: string;
  @Column('boolean', { default: false }) isDemo!: boolean;
  /** The organisations whose members may see this person; follows the open memberships. */
  @Column('uuid', { array: true }) organisationIds!: OrganisationId[];
  @Column('timestamptz', instantColumn) createdAt!: Instant;
  @Column('timestamptz', { nullable: true, ...instantColumn }) disabledAt!: Instant | null;
}

/** Apart from the account: no ordinary query can reach a password hash. */
@Entity('user_password')
export class UserPassword {
  @ForeignKey('UserAccount') @PrimaryColumn('uuid') userId!: UserId;
  @Column('text') hash!: string;
  @Column('boolean', { default: false }) mustChange!: boolean;
  @Column('timestamptz', instantColumn) changedAt!: Instant;
}
