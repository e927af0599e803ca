import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { OrganisationId, PlotId, RegistrationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import type { RegistrationKind } from './domain/registration.js';

/** A registration 注册登记 of an orchard or packhouse at customs. The form of its number is not public: kept as given. */
@Entity('registration')
@Unique('registration_number_key', ['customsDistrictCode', 'kind', 'number'])
@Index('registration_organisation', ['organisationId'])
@Index('registration_waiting', ['id'], { where: 'confirmed_at IS NULL' })
@Check('registration_kind_check', `kind IN ('ORCHARD', 'PACKHOUSE')`)
@Check('registration_number_length', 'length(number) BETWEEN 1 AND 40')
@Check('registration_estimated_yield_grams_check', 'estimated_yield_grams > 0')
@Check('registration_dates', 'valid_to IS NULL OR valid_from <= valid_to')
@Check('registration_confirmed_by_somebody', '(confirmed_at IS NULL) = (confirmed_by_id IS NULL)')
@Check('registration_two_people', 'confirmed_by_id <> recorded_by_id')
export class Registration {
  @PrimaryColumn('uuid') id!: RegistrationId;
  @Column('text') kind!: RegistrationKind;
  @Column('text') number!: string;
  @ForeignKey('CustomsDistrict') @Column('text') customsDistrictCode!: string;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @Column('text') nameZh!: string;
  /** Markets it was given for; null: not recorded. */
  @Column('text', { array: true, nullable: true }) marketCodes!: string[] | null;
  @Column('bigint', { nullable: true }) estimatedYieldGrams!: Grams | null;
  @Column('date') validFrom!: LocalDate;
  /** Last valid day; null: open. */
  @Column('date', { nullable: true }) validTo!: LocalDate | null;
  /** First day on which it no longer stands. */
  @Column('date', { nullable: true }) withdrawnOn!: LocalDate | null;
  /** When its holder or the base office is to look at it again; null: nobody said. */
  @Column('date', { nullable: true }) nextReviewOn!: LocalDate | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  /** Null: entered before that was kept. */
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) recordedById!: UserId | null;
  /** When the base office saw the paper; null: not yet, and until then it decides nothing. */
  @Column('timestamptz', { nullable: true, ...instantColumn }) confirmedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) confirmedById!: UserId | null;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/** A plot under a registration, for a span of days: one registration covers many plots, and a plot may change. */
@Entity('registration_plot')
@Index('registration_plot_plot', ['plotId'])
@Index('registration_plot_waiting', ['registrationId'], { where: 'confirmed_at IS NULL' })
@Check('registration_plot_dates', 'valid_to IS NULL OR valid_from <= valid_to')
@Check('registration_plot_confirmed_by_somebody', '(confirmed_at IS NULL) = (confirmed_by_id IS NULL)')
@Check('registration_plot_two_people', 'confirmed_by_id <> recorded_by_id')
export class RegistrationPlot {
  @ForeignKey('Registration') @PrimaryColumn('uuid') registrationId!: RegistrationId;
  @ForeignKey('Plot') @PrimaryColumn('uuid') plotId!: PlotId;
  @PrimaryColumn('date') validFrom!: LocalDate;
  @Column('date', { nullable: true }) validTo!: LocalDate | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) recordedById!: UserId | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) confirmedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) confirmedById!: UserId | null;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}
