import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { BatchId, HoldId, LotId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/** A recall 召回: what was called back, and everything it reached on the day it was opened. */
@Entity('recall')
@Unique('recall_code_key', ['code'])
export class Recall {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') code!: string;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @ForeignKey('Batch') @Column('uuid') batchId!: BatchId;
  @ForeignKey('Hold') @Column('uuid') holdId!: HoldId;
  @Column('text') reason!: string;
  @Column('timestamptz', instantColumn) openedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') openedById!: UserId;
  @Column('uuid', { array: true }) batchIds!: BatchId[];
  @Column('uuid', { array: true }) lotIds!: LotId[];
  @Column('timestamptz', { nullable: true, ...instantColumn }) closedAt!: Instant | null;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}
