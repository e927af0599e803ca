import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { BatchId, HoldId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { HoldReason } from './domain/hold-reason.js';

/** A stop 暂停放行 on fruit and on everything made of it, until somebody says why it may go on. */
@Entity('hold')
@Check(
  'hold_release',
  '(released_at IS NULL) = (released_by_id IS NULL) AND (released_at IS NULL) = (release_reason IS NULL)',
)
export class Hold {
  @PrimaryColumn('uuid') id!: HoldId;
  @Column('text') reasonCode!: HoldReason;
  @Column('text', { nullable: true }) ruleCode!: string | null;
  @Column('text', { nullable: true }) note!: string | null;
  /** What brought it about: a growing record, a correction, a recall, a person. */
  @Column('text') causeType!: string;
  @Column('uuid', { nullable: true }) causeId!: string | null;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @Column('timestamptz', instantColumn) placedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') placedById!: UserId;
  /** When its cause, a record or a deficit, was corrected away; the base office may release it from then on. */
  @Column('timestamptz', { nullable: true, ...instantColumn }) causeWithdrawnAt!: Instant | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) releasedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) releasedById!: UserId | null;
  @Column('text', { nullable: true }) releaseReason!: string | null;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

@Entity('hold_batch')
@Index('hold_batch_batch', ['batchId'])
export class HoldBatch {
  @ForeignKey('Hold') @PrimaryColumn('uuid') holdId!: HoldId;
  @ForeignKey('Batch') @PrimaryColumn('uuid') batchId!: BatchId;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}
