import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { Decimal } from '../../kernel/decimal.js';
import type {
  BatchId,
  InspectionId,
  LaboratoryResultId,
  MeasurementId,
  OrganisationId,
} from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { MicrogramsPerKg } from '../../kernel/residue.js';
import type { MeasurementParameterCode } from '../standards/domain/measurement-parameters.js';
import type { SamplePosition } from './domain/read-measurements.js';

/** One value an inspector measured. */
@Entity('measurement')
@Index('measurement_inspection', ['inspectionId'])
@Index('measurement_batch', ['batchId'])
export class Measurement {
  @PrimaryColumn('uuid') id!: MeasurementId;
  @ForeignKey('Inspection') @Column('uuid') inspectionId!: InspectionId;
  @ForeignKey('Batch') @Column('uuid') batchId!: BatchId;
  @Column('text') parameter!: MeasurementParameterCode;
  @Column('numeric') value!: Decimal;
  @Column('text') unit!: string;
  @Column('text', { nullable: true }) method!: string | null;
  @Column('text', { nullable: true }) samplePosition!: SamplePosition | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/** One line of a laboratory's report; a null value is "below the limit of quantification", which is not zero. */
@Entity('laboratory_result')
@Unique('laboratory_result_one_per_substance', ['inspectionId', 'reportNumber', 'substance'])
@Check('laboratory_result_value_micrograms_per_kg_check', 'value_micrograms_per_kg >= 0')
@Check('laboratory_result_loq_micrograms_per_kg_check', 'loq_micrograms_per_kg > 0')
@Index('laboratory_result_inspection', ['inspectionId'])
@Index('laboratory_result_batch', ['batchId'])
export class LaboratoryResult {
  @PrimaryColumn('uuid') id!: LaboratoryResultId;
  @ForeignKey('Inspection') @Column('uuid') inspectionId!: InspectionId;
  @ForeignKey('Batch') @Column('uuid') batchId!: BatchId;
  @Column('text') laboratory!: string;
  @Column('text') reportNumber!: string;
  @Column('text', { nullable: true }) accreditation!: string | null;
  @Column('date') testedOn!: LocalDate;
  @Column('text') substance!: string;
  @Column('integer', { nullable: true }) valueMicrogramsPerKg!: MicrogramsPerKg | null;
  @Column('integer') loqMicrogramsPerKg!: MicrogramsPerKg;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}
