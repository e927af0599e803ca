import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { BatchId, LotId, OrganisationId, PlotId, RegistrationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Grams } from '../../kernel/mass.js';
import type { LotState } from './domain/lot-state.js';

/** What a lot has of one packed batch. */
@Entity('lot_member')
@Check('lot_member_mass_grams_check', 'mass_grams > 0')
@Check('lot_member_carton_count_check', 'carton_count > 0')
@Index('lot_member_batch', ['batchId'])
export class LotMember {
  @ForeignKey('Lot') @PrimaryColumn('uuid') lotId!: LotId;
  @ForeignKey('Batch') @PrimaryColumn('uuid') batchId!: BatchId;
  @Column('bigint') massGrams!: Grams;
  @Column('integer') cartonCount!: number;
  @Column('timestamptz', instantColumn) allocatedAt!: Instant;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/** What of that came from which harvest; the parts add up to the member, so that withdrawing gives back exactly them. */
@Entity('lot_member_origin')
@ForeignKey('LotMember', ['lotId', 'batchId'], ['lotId', 'batchId'], { onDelete: 'CASCADE' })
@Check('lot_member_origin_mass_grams_check', 'mass_grams > 0')
@Index('lot_member_origin_origin', ['originBatchId'])
@Index('lot_member_origin_plot', ['plotId'])
export class LotMemberOrigin {
  @PrimaryColumn('uuid') lotId!: LotId;
  @PrimaryColumn('uuid') batchId!: BatchId;
  @ForeignKey('Batch') @PrimaryColumn('uuid') originBatchId!: BatchId;
  @ForeignKey('Plot') @Column('uuid') plotId!: PlotId;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @ForeignKey('Region') @Column('text') countyCode!: string;
  @Column('bigint') massGrams!: Grams;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/** What a contributor may know of a lot that is not its own: state, market and its own share. */
@Entity('lot_contribution')
@Check('lot_contribution_mass_grams_check', 'mass_grams >= 0')
@Index('lot_contribution_organisation', ['organisationId', 'lotId'])
export class LotContribution {
  @ForeignKey('Lot') @PrimaryColumn('uuid') lotId!: LotId;
  @ForeignKey('Organisation') @PrimaryColumn('uuid') organisationId!: OrganisationId;
  @Column('text') lotCode!: string;
  @ForeignKey('Market') @Column('text') marketCode!: string;
  @Column('text') state!: LotState;
  @Column('bigint') massGrams!: Grams;
  @ForeignKey('Organisation') @Column('uuid') exporterId!: OrganisationId;
  @Column('timestamptz', instantColumn) changedAt!: Instant;
}

/**
 * What a lot that passed the gate of declaration takes of an orchard registration, by season of the harvest. Written by
 * the database alone, whenever what it is made of changes; summed in {@link RegistrationUseTotal}.
 */
@Entity('lot_registration_use')
@Check('lot_registration_use_phase', `phase IN ('CLEARED', 'LEFT', 'RETURNED')`)
@Check('lot_registration_use_mass', 'mass_grams > 0')
@Check('lot_registration_use_unsure', 'unsure_grams BETWEEN 0 AND mass_grams')
@Index('lot_registration_use_registration', ['registrationId', 'season'])
export class LotRegistrationUse {
  @ForeignKey('Lot') @PrimaryColumn('uuid') lotId!: LotId;
  @ForeignKey('Registration') @PrimaryColumn('uuid') registrationId!: RegistrationId;
  @PrimaryColumn('text') season!: string;
  @Column('text') phase!: 'CLEARED' | 'LEFT' | 'RETURNED';
  @Column('bigint') massGrams!: Grams;
  /** The part of it that may as well be under another registration. */
  @Column('bigint') unsureGrams!: Grams;
}

/** The sums of {@link LotRegistrationUse} of a registration and season. Written by the database alone. */
@Entity('registration_use_total')
@Check(
  'registration_use_total_grams',
  `returned_grams BETWEEN 0 AND left_grams AND cleared_grams >= 0 AND unsure_grams BETWEEN 0 AND left_grams + cleared_grams`,
)
export class RegistrationUseTotal {
  @ForeignKey('Registration') @PrimaryColumn('uuid') registrationId!: RegistrationId;
  @PrimaryColumn('text') season!: string;
  /** What came back is counted with it. */
  @Column('bigint') leftGrams!: Grams;
  @Column('bigint') returnedGrams!: Grams;
  @Column('bigint') clearedGrams!: Grams;
  @Column('bigint') unsureGrams!: Grams;
}
