import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Provenance } from '../../infrastructure/database/provenance.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Bilingual } from '../../kernel/refusal.js';

/** An active ingredient and the code by which limits, bans, labels and laboratory results know it. */
@Entity('substance')
@Check('substance_confidence_check', `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`)
@Index('substance_code_key', { synchronize: false })
@Index('substance_name_zh_key', { synchronize: false })
@Index('substance_name_en_key', { synchronize: false })
export class Substance extends Provenance {
  @PrimaryColumn('text') code!: string;
  @Column('text') nameZh!: string;
  @Column('text') nameEn!: string;
  @Column('text', { nullable: true }) casNumber!: string | null;
}

/**
 * Another name of a substance. Only one that an official text has or two people confirmed recognises anything: taken for the
 * wrong substance, a name could acquit.
 */
@Entity('substance_name')
@Check(
  'substance_name_confidence_check',
  `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`,
)
export class SubstanceName extends Provenance {
  /** The name as `substanceKey` tells names apart. */
  @PrimaryColumn('text') key!: string;
  @Column('text') name!: string;
  @ForeignKey('Substance') @Column('text') substance!: string;
}

/** What an act bans. One substance may stand under several acts. */
@Entity('banned_substance')
@Check(
  'banned_substance_confidence_check',
  `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`,
)
@Index('banned_substance_substance', ['substance'])
export class BannedSubstance extends Provenance {
  @PrimaryColumn('text') id!: string;
  @Column('text') act!: string;
  @ForeignKey('Substance') @Column('text') substance!: string;
  @Column('text') substanceZh!: string;
  @Column('text', { nullable: true }) substanceEn!: string | null;
  @Column('jsonb') scope!: Bilingual;
  /** First day on which its use is forbidden; null where the text gives none. */
  @Column('date', { nullable: true }) bannedFrom!: LocalDate | null;
  @Column('jsonb', { nullable: true }) note!: Bilingual | null;
}

/** A lead on a product's interval 安全间隔期. Never a rule: the interval belongs to the label of the product and crop. */
@Entity('product_interval')
@Check(
  'product_interval_confidence_check',
  `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`,
)
export class ProductInterval extends Provenance {
  @PrimaryColumn('text') id!: string;
  @ForeignKey('Substance') @Column('text') substance!: string;
  @Column('text') substanceZh!: string;
  @Column('text', { nullable: true }) substanceEn!: string | null;
  @Column('text', { nullable: true }) formulation!: string | null;
  @Column('text') crop!: string;
  @Column('text', { nullable: true }) target!: string | null;
  @Column('integer', { nullable: true }) phiDays!: number | null;
  @Column('integer', { nullable: true }) maxApplications!: number | null;
  @Column('jsonb', { nullable: true }) note!: Bilingual | null;
}
