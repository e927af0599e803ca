import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { BatchId, LotId, OrganisationId, PlotId } from '../../kernel/ids.js';
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
