import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import { Provenance } from '../../infrastructure/database/provenance.js';
import type { BrandLicenceId, OrganisationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Bilingual } from '../../kernel/refusal.js';

export const BRAND_KINDS = ['JOINT', 'GEOGRAPHICAL_INDICATION'] as const;
export type BrandKind = (typeof BRAND_KINDS)[number];

/** The joint brand 统一品牌, or a geographical indication, which covers one county only. */
@Entity('brand')
@Check('brand_kind_check', `kind IN ('JOINT', 'GEOGRAPHICAL_INDICATION')`)
@Check(
  'brand_area_confidence_check',
  `area_confidence IN ('official', 'confirmed', 'secondary', 'unverified')`,
)
@Check('brand_confidence_check', `confidence IN ('official', 'confirmed', 'secondary', 'unverified')`)
export class Brand extends Provenance {
  @PrimaryColumn('text') code!: string;
  @Column('text') kind!: BrandKind;
  @Column('text') nameZh!: string;
  @Column('text') nameEn!: string;
  /** Under which law an indication is protected: one name may stand under two. */
  @Column('jsonb', { nullable: true }) scheme!: Bilingual | null;
  @Column('text', { nullable: true }) registrationNumber!: string | null;
  @ForeignKey('Region') @Column('text', { nullable: true }) areaCountyCode!: string | null;
  /** How well the area is known, which may be less than the indication itself. */
  @Column('text', { nullable: true }) areaConfidence!: Provenance['confidence'] | null;
  @Column('jsonb', { nullable: true }) note!: Bilingual | null;
}

/** The right of one organisation to use a brand, or to be an authorised user of an indication. */
@Entity('brand_licence')
@Unique('brand_licence_number_key', ['number'])
@Check('brand_licence_dates', 'valid_from <= valid_to')
@Check('brand_licence_end', 'ended_on BETWEEN valid_from AND valid_to')
@Index('brand_licence_organisation', ['organisationId', 'brandCode'])
export class BrandLicence {
  @PrimaryColumn('uuid') id!: BrandLicenceId;
  @ForeignKey('Brand') @Column('text') brandCode!: string;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @Column('text') number!: string;
  @Column('date') validFrom!: LocalDate;
  /** Last day, as granted. */
  @Column('date') validTo!: LocalDate;
  /** Last day, where it was ended early. */
  @Column('date', { nullable: true }) endedOn!: LocalDate | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
}
