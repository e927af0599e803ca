import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { ChannelId, LotId, OrganisationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate, Season } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import type { LotState } from './domain/lot-state.js';

/** A joint export lot 联合出口批: what leaves under one set of documents. Its totals follow its members. */
@Entity('lot')
@Unique('lot_code_key', ['code'])
@Check(
  'lot_state',
  `state IN ('OPEN', 'CLEARED', 'DECLARED', 'INSPECTED', 'CERTIFIED', 'LOADED', 'DEPARTED', 'ARRIVED', 'CLOSED', 'RETURNED', 'DIVERTED', 'CANCELLED')`,
)
@Check('lot_mass_grams_check', 'mass_grams >= 0')
@Check('lot_carton_count_check', 'carton_count >= 0')
@Check('lot_open_hold_count_check', 'open_hold_count >= 0')
@Check('lot_open_release_count_check', 'open_release_count >= 0')
@Check(
  'lot_loaded_is_sealed',
  `state NOT IN ('LOADED', 'DEPARTED', 'ARRIVED', 'CLOSED') OR (container_number IS NOT NULL AND seal_number IS NOT NULL)`,
)
@Index('lot_exporter', ['exporterId', 'id'])
@Index('lot_created', ['createdAt', 'id'])
@Index('lot_departure', ['plannedDepartureOn', 'id'])
@Index('lot_season_created', ['season', 'createdAt', 'id'])
@Index('lot_season_departure', ['season', 'plannedDepartureOn', 'id'])
@Index('lot_season_code', ['season', 'code', 'id'])
@Index('lot_visible', { synchronize: false })
export class Lot {
  @PrimaryColumn('uuid') id!: LotId;
  @Column('text') code!: string;
  @ForeignKey('Organisation') @Column('uuid') exporterId!: OrganisationId;
  @ForeignKey('Channel') @Column('uuid') channelId!: ChannelId;
  /** The channel's market, or where the lot was diverted to. */
  @ForeignKey('Market') @Column('text') marketCode!: string;
  @Column('text') state!: LotState;
  @Column('text') season!: Season;
  @Column('date') plannedDepartureOn!: LocalDate;
  @Column('date', { nullable: true }) departedOn!: LocalDate | null;
  @Column('text', { nullable: true }) containerNumber!: string | null;
  @Column('text', { nullable: true }) sealNumber!: string | null;
  @Column('bigint', { default: 0 }) massGrams!: Grams;
  @Column('integer', { default: 0 }) cartonCount!: number;
  @Column('text', { array: true }) countyCodes!: string[];
  @Column('text', { array: true }) varietyCodes!: string[];
  @Column('uuid', { array: true }) originOrganisationIds!: OrganisationId[];
  @Column('integer', { default: 0 }) openHoldCount!: number;
  /** Releases that wait for the second person or are in force; where there are none, judging looks for none. */
  @Column('integer', { default: 0 }) openReleaseCount!: number;
  /** The judgement that shows how the lot stands; null since its members last changed. */
  @ForeignKey('LotJudgement', { deferrable: 'INITIALLY DEFERRED' })
  @Column('uuid', { nullable: true })
  judgementId!: string | null;
  @Column('timestamptz', instantColumn) createdAt!: Instant;
  @Column('timestamptz', instantColumn) changedAt!: Instant;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}
