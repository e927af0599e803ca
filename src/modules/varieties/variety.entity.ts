import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { Provenance } from '../../infrastructure/database/provenance.js';
import type { Bilingual } from '../../kernel/refusal.js';

/** Figures measured on one sample; how and where they were taken is part of them. */
export interface VarietyMeasurement {
  readonly basis: Bilingual;
  /** Values as decimal text in the unit named. */
  readonly figures: readonly { readonly parameter: string; readonly value: string; readonly unit: string }[];
  readonly source: Provenance['source'];
  readonly confidence: Provenance['confidence'];
}

/** A blood-orange variety 品种. */
@Entity('variety')
@Check('variety_confidence_check', `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`)
export class Variety extends Provenance {
  @PrimaryColumn('text') code!: string;
  @Column('text') nameZh!: string;
  @Column('text', { nullable: true }) nameEn!: string | null;
  @Column('text', { nullable: true }) species!: string | null;
  @Column('text', { nullable: true }) maturityClass!: 'EARLY' | 'MID' | 'LATE' | null;
  /** When a source says it ripens; not a rule about harvesting. */
  @Column('jsonb', { nullable: true }) maturity!: Bilingual | null;
  @Column('jsonb') figures!: VarietyMeasurement[];
  @Column('jsonb', { nullable: true }) note!: Bilingual | null;
}
