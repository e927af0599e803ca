import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import { Provenance } from '../../infrastructure/database/provenance.js';
import type { UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Bilingual } from '../../kernel/refusal.js';
import type { VersionState } from './standard.entity.js';

/** One edition of the unified variety list 统一品种目录, as fruit is judged by it: shipped, or published by the base office. */
@Entity('variety_list')
@Check('variety_list_state_check', `state IN ('DRAFT', 'PUBLISHED', 'SUPERSEDED')`)
@Check('variety_list_confidence_check', `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`)
@Index('variety_list_version', ['versionCode'], { unique: true, where: 'version_code IS NOT NULL' })
export class VarietyList extends Provenance {
  @PrimaryColumn('text') code!: string;
  @Column('text') titleZh!: string;
  @Column('text') titleEn!: string;
  @Column('boolean') isExample!: boolean;
  /** Of an edition of the base office its version says how far it has come, and when it ended. */
  @Column('text') state!: VersionState;
  @Column('timestamptz', { nullable: true, ...instantColumn }) publishedAt!: Instant | null;
  /** The edition of the base office; null: shipped with the product. */
  @ForeignKey('StandardVersionRow') @Column('text', { nullable: true }) versionCode!: string | null;
}

/** A variety of an edition, with the harvest window the edition gives it. */
@Entity('variety_list_entry')
@Check('variety_list_entry_harvest_from', `harvest_from ~ '^[0-1][0-9]-[0-3][0-9]$'`)
@Check('variety_list_entry_harvest_to', `harvest_to ~ '^[0-1][0-9]-[0-3][0-9]$'`)
@Check('variety_list_entry_window', '(harvest_from IS NULL) = (harvest_to IS NULL)')
@Check(
  'variety_list_entry_confidence_check',
  `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`,
)
@Index('variety_list_entry_version', ['versionCode'], { where: 'version_code IS NOT NULL' })
export class VarietyListEntry extends Provenance {
  @ForeignKey('VarietyList') @PrimaryColumn('text') varietyListCode!: string;
  @ForeignKey('Variety') @PrimaryColumn('text') varietyCode!: string;
  /** `MM-DD`; the window may run over the new year. */
  @Column('text', { nullable: true }) harvestFrom!: string | null;
  @Column('text', { nullable: true }) harvestTo!: string | null;
  @Column('jsonb', { nullable: true }) note!: Bilingual | null;
  @ForeignKey('StandardVersionRow') @Column('text', { nullable: true }) versionCode!: string | null;
  /** Who sees to it, and by when, where it was published before anybody countersigned it. */
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) ownerId!: UserId | null;
  @Column('date', { nullable: true }) dueOn!: LocalDate | null;
}
