import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Provenance } from '../../infrastructure/database/provenance.js';
import type { UserId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Bilingual } from '../../kernel/refusal.js';

/** A period in which a market was open or closed to Chinese citrus; its days are `validFrom` to `validTo`, both included. */
@Entity('market_status')
@Check('market_status_status_check', `status IN ('OPEN', 'CLOSED')`)
@Check('market_status_confidence_check', `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`)
@Index('market_status_market', ['marketCode'])
@Index('market_status_version', ['versionCode'], { where: 'version_code IS NOT NULL' })
export class MarketStatus extends Provenance {
  @PrimaryColumn('text') id!: string;
  @ForeignKey('Market') @Column('text') marketCode!: string;
  @Column('text') status!: 'OPEN' | 'CLOSED';
  @Column('jsonb', { nullable: true }) note!: Bilingual | null;
  /** The market pack it stands in; null: shipped with the product. */
  @ForeignKey('StandardVersionRow') @Column('text', { nullable: true }) versionCode!: string | null;
}

/** Something of a market's demands that nobody has read and countersigned yet. */
export interface PackGap extends Bilingual {
  /** Who of the base office sees to it; absent or null where nobody does yet, as in what is shipped. */
  readonly ownerId?: UserId | null;
  readonly dueOn?: LocalDate | null;
}

/**
 * A published market pack: what a destination demands in a season, as far as it was compiled; `missing` says what was not
 * read. Its rules, limits and periods stand in their own tables under the same version.
 */
@Entity('market_pack')
@Check('market_pack_confidence_check', `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`)
@Index('market_pack_market', ['marketCode'])
@Index('market_pack_version', ['versionCode'], { unique: true, where: 'version_code IS NOT NULL' })
export class MarketPack extends Provenance {
  @PrimaryColumn('text') id!: string;
  @ForeignKey('Market') @Column('text') marketCode!: string;
  @Column('jsonb') missing!: PackGap[];
  /** The market pack it stands in; null: shipped with the product. */
  @ForeignKey('StandardVersionRow') @Column('text', { nullable: true }) versionCode!: string | null;
  /** When the base office is to look whether it still holds. */
  @Column('date', { nullable: true }) reviewOn!: LocalDate | null;
}
