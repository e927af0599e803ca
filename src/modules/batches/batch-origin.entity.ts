import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { BatchId, OrganisationId, PlotId } from '../../kernel/ids.js';
import type { Grams } from '../../kernel/mass.js';

/** What part of a batch came from which harvest; the parts add up to the batch, and their remainders to its remainder. */
@Entity('batch_origin')
@Check('batch_origin_mass_grams_check', 'mass_grams > 0')
@Check('batch_origin_remaining', 'remaining_grams BETWEEN 0 AND mass_grams')
@Index('batch_origin_origin', ['originBatchId'])
@Index('batch_origin_plot', ['plotId'])
export class BatchOrigin {
  @ForeignKey('Batch') @PrimaryColumn('uuid') batchId!: BatchId;
  @ForeignKey('Batch') @PrimaryColumn('uuid') originBatchId!: BatchId;
  @ForeignKey('Plot') @Column('uuid') plotId!: PlotId;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @ForeignKey('Region') @Column('text') countyCode!: string;
  @Column('bigint') massGrams!: Grams;
  @Column('bigint') remainingGrams!: Grams;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}
