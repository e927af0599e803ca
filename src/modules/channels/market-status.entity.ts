import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Provenance } from '../../infrastructure/database/provenance.js';
import type { Bilingual } from '../../kernel/refusal.js';

/** A period in which a market was open or closed to Chinese citrus; its days are `validFrom` to `validTo`, both included. */
@Entity('market_status')
@Check('market_status_status_check', `status IN ('OPEN', 'CLOSED')`)
@Check('market_status_confidence_check', `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`)
@Index('market_status_market', ['marketCode'])
export class MarketStatus extends Provenance {
  @PrimaryColumn('text') id!: string;
  @ForeignKey('Market') @Column('text') marketCode!: string;
  @Column('text') status!: 'OPEN' | 'CLOSED';
  @Column('jsonb', { nullable: true }) note!: Bilingual | null;
}

/** A market pack: what a destination demands in a season, as far as it was compiled; `missing` says what was not read. */
@Entity('market_pack')
@Check('market_pack_confidence_check', `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`)
@Index('market_pack_market', ['marketCode'])
export class MarketPack extends Provenance {
  @PrimaryColumn('text') id!: string;
  @ForeignKey('Market') @Column('text') marketCode!: string;
  @Column('jsonb') missing!: Bilingual[];
}
