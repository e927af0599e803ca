import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import { Provenance } from '../../infrastructure/database/provenance.js';
import type { Instant } from '../../kernel/instant.js';
import type { Bilingual } from '../../kernel/refusal.js';

/** How far an edition has come. A draft binds nobody; a superseded one still judges what was done while it was valid. */
export type EditionState = 'DRAFT' | 'PUBLISHED' | 'SUPERSEDED';

/** One edition of the unified variety list 统一品种目录. */
@Entity('variety_list')
@Check('variety_list_state_check', `state IN ('DRAFT', 'PUBLISHED', 'SUPERSEDED')`)
@Check('variety_list_confidence_check', `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`)
export class VarietyList extends Provenance {
  @PrimaryColumn('text') code!: string;
  @Column('text') titleZh!: string;
  @Column('text') titleEn!: string;
  @Column('boolean') isExample!: boolean;
  @Column('text') state!: EditionState;
  @Column('timestamptz', { nullable: true, ...instantColumn }) publishedAt!: Instant | null;
}

/** A variety of an edition, with the harvest window the edition gives it. */
@Entity('variety_list_entry')
@Check('variety_list_entry_harvest_from', `harvest_from ~ '^[0-1][0-9]-[0-3][0-9]$'`)
@Check('variety_list_entry_harvest_to', `harvest_to ~ '^[0-1][0-9]-[0-3][0-9]$'`)
@Check(
  'variety_list_entry_confidence_check',
  `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`,
)
export class VarietyListEntry extends Provenance {
  @ForeignKey('VarietyList') @PrimaryColumn('text') varietyListCode!: string;
  @ForeignKey('Variety') @PrimaryColumn('text') varietyCode!: string;
  /** `MM-DD`; the window may run over the new year. */
  @Column('text', { nullable: true }) harvestFrom!: string | null;
  @Column('text', { nullable: true }) harvestTo!: string | null;
  @Column('jsonb', { nullable: true }) note!: Bilingual | null;
}
