import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { LotId, LotReleaseId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { DocumentKind } from '../standards/domain/document-kinds.js';
import type { LotState } from './domain/lot-state.js';

/** One move of a lot, with what was said of it and the judgement it was made by. Never changed. */
@Entity('lot_transition')
@Index('lot_transition_lot', ['lotId', 'id'])
@Index('lot_transition_declaration', { synchronize: false })
export class LotTransition {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('Lot') @Column('uuid') lotId!: LotId;
  @Column('text') fromState!: LotState;
  @Column('text') toState!: LotState;
  @ForeignKey('LotJudgement') @Column('uuid', { nullable: true }) judgementId!: string | null;
  @Column('timestamptz', instantColumn) occurredAt!: Instant;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') recordedById!: UserId;
  @Column('jsonb') facts!: object;
  /** The releases without which it would have been refused. */
  @Column('uuid', { array: true, default: [] }) releaseIds!: LotReleaseId[];
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/** A document that goes with a lot. */
@Entity('lot_document')
@Unique('lot_document_number_key', ['lotId', 'kind', 'number'])
export class LotDocument {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey('Lot') @Column('uuid') lotId!: LotId;
  @Column('text') kind!: DocumentKind;
  @Column('text') number!: string;
  @Column('date') issuedOn!: LocalDate;
  /** Last valid day; null where the document names none. */
  @Column('date', { nullable: true }) validUntil!: LocalDate | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') recordedById!: UserId;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}
