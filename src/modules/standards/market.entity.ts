import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { Provenance } from '../../infrastructure/database/provenance.js';
import type { Bilingual } from '../../kernel/refusal.js';

/** A destination market 目的市场. Its confidence says how well it is known to be one, not how well its demands are. */
@Entity('market')
@Check('market_confidence_check', `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`)
export class Market extends Provenance {
  /** ISO 3166-1 alpha-2, `EU` for the Union. */
  @PrimaryColumn('text') code!: string;
  @Column('text') nameZh!: string;
  @Column('text') nameEn!: string;
  /** The demonstration's market, which exists nowhere. */
  @Column('boolean') isFictional!: boolean;
  @Column('jsonb', { nullable: true }) note!: Bilingual | null;
}
