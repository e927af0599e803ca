import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Provenance } from '../../infrastructure/database/provenance.js';

/**
 * An edition of what a market watches for 残留关注清单, whatever was used. No row: not on record. No substances: on record
 * that it watches for nothing.
 */
@Entity('watch_list')
@Check('watch_list_confidence_check', `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`)
@Index('watch_list_market', ['marketCode'])
export class WatchList extends Provenance {
  @PrimaryColumn('text') id!: string;
  @ForeignKey('Market') @Column('text') marketCode!: string;
  @Column('text', { array: true }) substances!: string[];
}
