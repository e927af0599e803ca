import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Provenance } from '../../infrastructure/database/provenance.js';
import type { MicrogramsPerKg } from '../../kernel/residue.js';
import type { Bilingual } from '../../kernel/refusal.js';
import type { ResidueDefinitionKind } from './domain/residue-definition.js';
import type { LimitLevel } from './domain/narrowest-limits.js';

/** A market's maximum residue limit 最大残留限量 for oranges. A missing row never means "allowed". */
@Entity('residue_limit')
@Check('residue_limit_level_check', `level IN ('COMMODITY', 'GROUP', 'CLASS')`)
@Check('residue_limit_confidence_check', `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`)
@Check('residue_limit_definition_kind', `residue_definition_kind IN ('SUBSTANCE', 'SUM', 'OTHER')`)
@Check(
  'residue_limit_or_exempt',
  `NOT is_exempt OR (limit_micrograms_per_kg IS NULL AND at_loq IS NOT TRUE
    AND residue_definition IS NULL AND residue_definition_kind IS NULL)`,
)
@Index('residue_limit_market', ['marketCode', 'substance'])
@Index('residue_limit_version', ['versionCode'], { where: 'version_code IS NOT NULL' })
export class ResidueLimit extends Provenance {
  @PrimaryColumn('text') id!: string;
  @ForeignKey('Market') @Column('text') marketCode!: string;
  @ForeignKey('Substance') @Column('text') substance!: string;
  /** The name it was entered by, where that may be taken back; null: the code, a name of the list, or what is shipped. */
  @Column('text', { nullable: true }) substanceTold!: string | null;
  /** As the market's table words it. */
  @Column('text') commodity!: string;
  @Column('text') level!: LimitLevel;
  @Column('integer', { nullable: true }) limitMicrogramsPerKg!: MicrogramsPerKg | null;
  /** Whether the text says that no limit is needed 豁免制定限量: then it names none. */
  @Column('boolean', { default: false }) isExempt!: boolean;
  /** Whether the limit is the limit of determination. */
  @Column('boolean', { nullable: true }) atLoq!: boolean | null;
  /** As the market's table words it. */
  @Column('text', { nullable: true }) residueDefinition!: string | null;
  @Column('text', { nullable: true }) residueDefinitionKind!: ResidueDefinitionKind | null;
  @Column('text', { nullable: true }) note!: string | null;
  /** The market pack it stands in; null: shipped with the product. */
  @ForeignKey('StandardVersionRow') @Column('text', { nullable: true }) versionCode!: string | null;
}

/** What a market applies to a substance it does not list. */
@Entity('residue_fallback')
@Check(
  'residue_fallback_confidence_check',
  `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`,
)
@Index('residue_fallback_version', ['versionCode'], { where: 'version_code IS NOT NULL' })
export class ResidueFallback extends Provenance {
  @PrimaryColumn('text') id!: string;
  @ForeignKey('Market') @Column('text') marketCode!: string;
  /** Where the market looks, in order. */
  @Column('jsonb') steps!: string[];
  @Column('integer', { nullable: true }) defaultMicrogramsPerKg!: MicrogramsPerKg | null;
  @Column('boolean') mustNotBeDetected!: boolean;
  /** Whether the limits held are the market's whole list. */
  @Column('boolean') listComplete!: boolean;
  @Column('jsonb', { nullable: true }) note!: Bilingual | null;
  /** The market pack it stands in; null: shipped with the product. */
  @ForeignKey('StandardVersionRow') @Column('text', { nullable: true }) versionCode!: string | null;
}
