import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Provenance } from '../../infrastructure/database/provenance.js';
import type { Effect, RuleSubject, Stage, Unity } from './domain/rule.js';

/** A rule of a version: data, judged by the kind it names. Rules of a published version never change. */
@Entity('rule')
@Check('rule_unity_check', `unity IN ('VARIETY', 'BRAND', 'STANDARD', 'CHANNEL')`)
@Check('rule_subject_check', `subject IN ('PLOT', 'BATCH', 'LOT', 'SHIPMENT')`)
@Check('rule_stage_check', `stage IN ('HARVEST', 'PACK', 'DECLARE', 'LOAD', 'DEPART', 'ARRIVE')`)
@Check('rule_effect_check', `effect IN ('LEGAL', 'CONTRACT', 'ADVICE')`)
@Check('rule_confidence_check', `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`)
@Check('rule_conditions_of_batches', `subject = 'BATCH' OR (classes IS NULL AND varieties IS NULL)`)
@Check('rule_conditions_name_some', `cardinality(classes) > 0 AND cardinality(varieties) > 0`)
@Index('rule_market', ['marketCode'])
export class RuleRow extends Provenance {
  @ForeignKey('StandardVersionRow') @PrimaryColumn('text') versionCode!: string;
  @PrimaryColumn('text') code!: string;
  @Column('text') unity!: Unity;
  @Column('text') subject!: RuleSubject;
  @Column('text') kind!: string;
  @Column('jsonb') parameters!: object;
  /** Classes and varieties it is for; null: every one. */
  @Column('text', { array: true, nullable: true }) classes!: string[] | null;
  @Column('text', { array: true, nullable: true }) varieties!: string[] | null;
  @ForeignKey('Market') @Column('text', { nullable: true }) marketCode!: string | null;
  /** Markets that a rule for all leaves out. */
  @Column('text', { array: true }) exceptMarkets!: string[];
  @Column('text') stage!: Stage;
  @Column('text') effect!: Effect;
  @Column('text') titleZh!: string;
  @Column('text') titleEn!: string;
}
