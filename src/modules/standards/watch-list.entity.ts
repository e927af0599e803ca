import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import { Provenance } from '../../infrastructure/database/provenance.js';
import type { UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

/**
 * An edition of what a market watches for 残留关注清单, whatever was used. No row: not on record. No substances: on record
 * that it watches for nothing.
 */
@Entity('watch_list')
@Check('watch_list_confidence_check', `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`)
@Check('watch_list_dates', 'valid_from <= valid_to')
@Check('watch_list_entered_by_somebody', '(entered_at IS NULL) = (entered_by_id IS NULL)')
@Check('watch_list_confirmed_by_somebody', '(confirmed_at IS NULL) = (confirmed_by_id IS NULL)')
@Check('watch_list_two_people', 'confirmed_by_id <> entered_by_id')
@Unique('watch_list_one_per_edition', ['marketCode', 'edition'])
@Index('watch_list_market', ['marketCode'])
export class WatchList extends Provenance {
  @PrimaryColumn('text') id!: string;
  @ForeignKey('Market') @Column('text') marketCode!: string;
  @Column('text', { array: true }) substances!: string[];
  /** Names by which some of them were entered and that may be taken back; null: none were. */
  @Column('text', { array: true, nullable: true }) substancesTold!: string[] | null;
  /** Of a list that the base office entered; what the product ships has neither. */
  @Column('timestamptz', { nullable: true, ...instantColumn }) enteredAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) enteredById!: UserId | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) confirmedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) confirmedById!: UserId | null;
}
