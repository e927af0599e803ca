import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { BatchId, OrganisationId, RunId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import type { Ppm } from '../../kernel/ppm.js';
import type { RunKind } from './domain/batch-kind.js';

/** What turns batches into batches: weighing in, grading, packing, processing. Every gram of it is accounted for. */
@Entity('run')
@Unique('run_code_key', ['code'])
@Check('run_kind_check', `kind IN ('RECEIPT', 'GRADING', 'PACKING', 'PROCESSING')`)
@Check('run_input_grams_check', 'input_grams > 0')
@Check('run_output_grams_check', 'output_grams >= 0')
@Check('run_discarded_grams_check', 'discarded_grams >= 0')
@Check('run_loss_grams_check', 'loss_grams >= 0')
@Check('run_tolerance_ppm_check', 'tolerance_ppm >= 0')
@Check('run_conserves_mass', 'input_grams = output_grams + discarded_grams + loss_grams + difference_grams')
@Index('run_organisation', ['organisationId', 'id'])
@Index('run_performed', ['performedAt', 'id'])
export class Run {
  @PrimaryColumn('uuid') id!: RunId;
  @Column('text') code!: string;
  @Column('text') kind!: RunKind;
  @ForeignKey('Organisation') @Column('uuid') organisationId!: OrganisationId;
  @Column('timestamptz', instantColumn) performedAt!: Instant;
  @Column('date') performedOn!: LocalDate;
  @ForeignKey('Market') @Column('text', { nullable: true }) marketCode!: string | null;
  @Column('bigint') inputGrams!: Grams;
  @Column('bigint') outputGrams!: Grams;
  @Column('bigint') discardedGrams!: Grams;
  @Column('bigint') lossGrams!: Grams;
  /** Signed: what the scales say differently. Negative where the outputs weigh more than what went in. */
  @Column('bigint') differenceGrams!: number;
  @Column('integer') tolerancePpm!: Ppm;
  @Column('text', { nullable: true }) differenceReason!: string | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @ForeignKey('UserAccount') @Column('uuid') recordedById!: UserId;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/** The mass a run took from one batch (投料). */
@Entity('run_draw')
@Check('run_draw_mass_grams_check', 'mass_grams > 0')
@Index('run_draw_batch', ['batchId'])
export class RunDraw {
  @ForeignKey('Run') @PrimaryColumn('uuid') runId!: RunId;
  @ForeignKey('Batch') @PrimaryColumn('uuid') batchId!: BatchId;
  @Column('bigint') massGrams!: Grams;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}
