import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import { Provenance } from '../../infrastructure/database/provenance.js';
import type { Instant } from '../../kernel/instant.js';

const VERSION_STATES = ['DRAFT', 'PUBLISHED', 'SUPERSEDED'] as const;
export type VersionState = (typeof VERSION_STATES)[number];

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
}

/** One edition of a standard. Once published the database refuses every change but its being superseded. */
@Entity('standard_version')
@Check('standard_version_state_check', `state IN ('DRAFT', 'PUBLISHED', 'SUPERSEDED')`)
@Check(
  'standard_version_confidence_check',
  `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`,
)
@Index('standard_version_standard', ['standardCode'])
export class StandardVersionRow extends Provenance {
  @PrimaryColumn('text') code!: string;
  @ForeignKey('Standard') @Column('text') standardCode!: string;
  @Column('text') state!: VersionState;
  @Column('timestamptz', { nullable: true, ...instantColumn }) publishedAt!: Instant | null;
}
