import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { BatchId, OrganisationId, SeasonId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Season as SeasonCode } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';

/** A season somebody opened before its first day, or closed. The others need no row: they run when their days come. */
@Entity('season')
@Unique('season_code_key', ['code'])
@Check('season_code', `code ~ '^[0-9]{4}/[0-9]{2}$'`)
@Check('season_opened_by_somebody', '(opened_at IS NULL) = (opened_by_id IS NULL)')
@Check('season_closed_by_somebody', '(closed_at IS NULL) = (closed_by_id IS NULL)')
export class Season {
  @PrimaryColumn('uuid') id!: SeasonId;
  @Column('text') code!: SeasonCode;
  @Column('timestamptz', { nullable: true, ...instantColumn }) openedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) openedById!: UserId | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) closedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) closedById!: UserId | null;
}

/** What was left of a batch when a season was closed. Written once, by whoever registers for closings. */
@Entity('season_carry_over')
@Check('season_carry_over_mass_grams_check', 'mass_grams > 0')
@Index('season_carry_over_to', ['toSeason'])
export class SeasonCarryOver {
  @ForeignKey('Season') @PrimaryColumn('uuid') seasonId!: SeasonId;
  @Index('season_carry_over_batch') @ForeignKey('Batch') @PrimaryColumn('uuid') batchId!: BatchId;
  @Column('text') fromSeason!: SeasonCode;
  @Column('text') toSeason!: SeasonCode;
  @ForeignKey('Organisation') @Column('uuid') holderId!: OrganisationId;
  @Column('bigint') massGrams!: Grams;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}
