import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import { Provenance } from '../../infrastructure/database/provenance.js';
import type { EditionId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate, Season } from '../../kernel/local-date.js';

export type VersionState = 'DRAFT' | 'PUBLISHED' | 'SUPERSEDED';

/** A standard, law or rule set; what it says is in its versions. */
@Entity('standard')
@Check('standard_confidence_check', `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`)
export class Standard extends Provenance {
  @PrimaryColumn('text') code!: string;
  @Column('text') nameZh!: string;
  @Column('text') nameEn!: string;
  @Column('text', { nullable: true }) issuer!: string | null;
  @Column('boolean') isExample!: boolean;
  /** Rules of the product's own, which no authority issued (docs/adr/0009-rules-of-our-own.md). */
  @Column('boolean', { default: false }) isOwn!: boolean;
  /** Whether the base office publishes its editions: then no release of the product does any more. */
  @Column('boolean', { default: false }) keptByOffice!: boolean;
}

/** One edition of a standard. Once published the database refuses every change but its being superseded. */
@Entity('standard_version')
@Check('standard_version_state_check', `state IN ('DRAFT', 'PUBLISHED', 'SUPERSEDED')`)
@Check(
  'standard_version_confidence_check',
  `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`,
)
@Check('standard_version_two_people', 'published_by_id <> drafted_by_id')
@Check(
  'standard_version_pack',
  'pack_market_code IS NULL OR (season IS NOT NULL AND review_on IS NOT NULL AND owner_id IS NOT NULL AND due_on IS NOT NULL)',
)
@Check(
  'standard_version_list',
  `standard_code <> 'VARIETY-LIST' OR (pack_market_code IS NULL AND owner_id IS NOT NULL AND due_on IS NOT NULL)`,
)
@Unique('standard_version_ledger_id_key', ['ledgerId'])
@Index('standard_version_standard', ['standardCode'])
export class StandardVersionRow extends Provenance {
  @PrimaryColumn('text') code!: string;
  @ForeignKey('Standard') @Column('text') standardCode!: string;
  @Column('text') state!: VersionState;
  @Column('timestamptz', { nullable: true, ...instantColumn }) publishedAt!: Instant | null;
  // What follows is null for the editions that the product ships.
  /** By which the ledger knows it. */
  @Column('uuid', { nullable: true }) ledgerId!: EditionId | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) draftedById!: UserId | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) draftedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) publishedById!: UserId | null;
  /** The market whose pack this edition is, for one season. */
  @ForeignKey('Market') @Column('text', { nullable: true }) packMarketCode!: string | null;
  @Column('text', { nullable: true }) season!: Season | null;
  /** When the base office is to look whether the pack still holds. */
  @Column('date', { nullable: true }) reviewOn!: LocalDate | null;
  /** Who sees to its entries, and by when, unless an entry says otherwise. */
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) ownerId!: UserId | null;
  @Column('date', { nullable: true }) dueOn!: LocalDate | null;
}
