import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { Decimal } from '../../kernel/decimal.js';
import type {
  BatchId,
  DefectCountId,
  InspectionId,
  LaboratoryResultId,
  MeasurementId,
  OrganisationId,
  UserId,
} from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { MicrogramsPerKg } from '../../kernel/residue.js';
import type { DeclineReason } from '../growing/domain/settling.js';
import type { DefectCount, TallyBasis } from '../standards/domain/defect-tally.js';
import type { ResidueDefinitionKind } from '../standards/domain/residue-definition.js';
import type { MeasurementParameterCode } from '../standards/domain/measurement-parameters.js';
import type { SamplePosition } from './domain/read-measurements.js';

/** A correction says which entry's place it takes, why, and who says so; an entry that corrects none says nothing of it. */
const WHOLE = `(corrects_id IS NULL) = (correction_reason IS NULL)
    AND (corrects_id IS NULL) = (corrected_by_id IS NULL) AND (corrects_id IS NOT NULL OR NOT is_void)`;

// What corrects a signed entry speaks for the fruit only once somebody of the base office has agreed, who did not make it.
const SOMEBODY = '(agreed_at IS NULL) = (agreed_by_id IS NULL)';
const NEEDED = 'agreed_at IS NULL OR needs_agreement';
const ANOTHER = 'agreed_by_id <> corrected_by_id';
const OF_CORRECTION = 'corrects_id IS NOT NULL OR NOT needs_agreement';
const AWAITING = 'needs_agreement AND agreed_at IS NULL';
// Or that somebody of the base office declined it, and why; it may still be agreed to with what took its place.
const DECLINED =
  '(declined_at IS NULL) = (declined_by_id IS NULL) AND (declined_at IS NULL) = (decline_reason IS NULL)';
const DECLINED_WHERE_NEEDED = 'declined_at IS NULL OR needs_agreement';
const DECLINED_BY_ANOTHER = 'declined_by_id <> corrected_by_id';
const DECLINED_FIRST = 'agreed_at >= declined_at';
const DECLINE_REASON = `decline_reason IN ('CONTRADICTED', 'NOT_SHOWN', 'NO_SLIP', 'WRONG_ENTRY')`;

/** One value an inspector measured. */
@Entity('measurement')
@Check('measurement_agreed_by_somebody', SOMEBODY)
@Check('measurement_agreed_where_needed', NEEDED)
@Check('measurement_agreed_by_another', ANOTHER)
@Check('measurement_agreement_of_correction', OF_CORRECTION)
@Check('measurement_declined_whole', DECLINED)
@Check('measurement_declined_where_needed', DECLINED_WHERE_NEEDED)
@Check('measurement_declined_by_another', DECLINED_BY_ANOTHER)
@Check('measurement_declined_before_agreed', DECLINED_FIRST)
@Check('measurement_decline_reason', DECLINE_REASON)
@Index('measurement_awaiting_agreement', ['inspectionId'], { where: AWAITING })
@Index('measurement_inspection', ['inspectionId'])
@Index('measurement_batch', ['batchId'])
@Index('measurement_corrected_once', ['correctsId'], { unique: true, where: 'corrects_id IS NOT NULL' })
@Check('measurement_correction_whole', WHOLE)
export class Measurement {
  @PrimaryColumn('uuid') id!: MeasurementId;
  @ForeignKey('Inspection') @Column('uuid') inspectionId!: InspectionId;
  @ForeignKey('Batch') @Column('uuid') batchId!: BatchId;
  @Column('text') parameter!: MeasurementParameterCode;
  @Column('numeric') value!: Decimal;
  @Column('text') unit!: string;
  @Column('text', { nullable: true }) method!: string | null;
  @Column('text', { nullable: true }) samplePosition!: SamplePosition | null;
  @ForeignKey('Measurement') @Column('uuid', { nullable: true }) correctsId!: MeasurementId | null;
  /** Says that what it corrects was none. */
  @Column('boolean', { default: false }) isVoid!: boolean;
  /** Empty once it was erased. */
  @Column('text', { nullable: true }) correctionReason!: string | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) correctedById!: UserId | null;
  /** It was made after the signature. */
  @Column('boolean', { default: false }) needsAgreement!: boolean;
  @Column('timestamptz', { nullable: true, ...instantColumn }) agreedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) agreedById!: UserId | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) declinedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) declinedById!: UserId | null;
  @Column('text', { nullable: true }) declineReason!: DeclineReason | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/** What was counted in one opened carton, or in several at once. An entry that corrects another takes its place. */
@Entity('defect_count')
@Unique('defect_count_corrected_once', ['correctsId'])
@Check('defect_count_basis_check', `basis IN ('NUMBER', 'MASS')`)
@Check('defect_count_carton_count_check', 'carton_count > 0')
@Check('defect_count_examined_check', 'examined > 0')
@Check('defect_count_nonconforming_of_opened', 'nonconforming_cartons BETWEEN 0 AND carton_count')
@Check(
  'defect_count_diameters',
  `(smallest_millimetres IS NULL) = (largest_millimetres IS NULL)
    AND (smallest_millimetres IS NULL OR (carton_count = 1 AND smallest_millimetres > 0 AND smallest_millimetres <= largest_millimetres))`,
)
@Check(
  'defect_count_correction_whole',
  `(correction_reason IS NULL) = (corrected_by_id IS NULL)
    AND (corrects_id IS NOT NULL OR correction_reason IS NULL) AND (correction_reason IS NOT NULL OR NOT is_void)`,
)
@Check('defect_count_agreed_by_somebody', SOMEBODY)
@Check('defect_count_agreed_where_needed', NEEDED)
@Check('defect_count_agreed_by_another', ANOTHER)
@Check('defect_count_agreement_of_correction', 'correction_reason IS NOT NULL OR NOT needs_agreement')
@Check('defect_count_declined_whole', DECLINED)
@Check('defect_count_declined_where_needed', DECLINED_WHERE_NEEDED)
@Check('defect_count_declined_by_another', DECLINED_BY_ANOTHER)
@Check('defect_count_declined_before_agreed', DECLINED_FIRST)
@Check('defect_count_decline_reason', DECLINE_REASON)
@Index('defect_count_awaiting_agreement', ['inspectionId'], { where: AWAITING })
@Index('defect_count_inspection', ['inspectionId'])
@Index('defect_count_batch', ['batchId'])
export class DefectCountRow {
  @PrimaryColumn('uuid') id!: DefectCountId;
  @ForeignKey('Inspection') @Column('uuid') inspectionId!: InspectionId;
  @ForeignKey('Batch') @Column('uuid') batchId!: BatchId;
  @Column('text') basis!: TallyBasis;
  @Column('integer') cartonCount!: number;
  /** Fruits, or grams of them. */
  @Column('integer') examined!: number;
  @Column('integer', { nullable: true }) nonconformingCartons!: number | null;
  @Column('numeric', { nullable: true }) smallestMillimetres!: Decimal | null;
  @Column('numeric', { nullable: true }) largestMillimetres!: Decimal | null;
  @Column('jsonb') defects!: readonly DefectCount[];
  @ForeignKey('DefectCountRow') @Column('uuid', { nullable: true }) correctsId!: DefectCountId | null;
  /** Says that what it corrects was no count of this sample. */
  @Column('boolean', { default: false }) isVoid!: boolean;
  /** Null of a slip that was put right while counting; empty once it was erased. */
  @Column('text', { nullable: true }) correctionReason!: string | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) correctedById!: UserId | null;
  /** It was made after the signature. */
  @Column('boolean', { default: false }) needsAgreement!: boolean;
  @Column('timestamptz', { nullable: true, ...instantColumn }) agreedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) agreedById!: UserId | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) declinedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) declinedById!: UserId | null;
  @Column('text', { nullable: true }) declineReason!: DeclineReason | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}

/** One line of a laboratory's report; a null value is "below the limit of quantification", which is not zero. */
@Entity('laboratory_result')
@Check('laboratory_result_agreed_by_somebody', SOMEBODY)
@Check('laboratory_result_agreed_where_needed', NEEDED)
@Check('laboratory_result_agreed_by_another', ANOTHER)
@Check('laboratory_result_agreement_of_correction', OF_CORRECTION)
@Check('laboratory_result_declined_whole', DECLINED)
@Check('laboratory_result_declined_where_needed', DECLINED_WHERE_NEEDED)
@Check('laboratory_result_declined_by_another', DECLINED_BY_ANOTHER)
@Check('laboratory_result_declined_before_agreed', DECLINED_FIRST)
@Check('laboratory_result_decline_reason', DECLINE_REASON)
@Index('laboratory_result_awaiting_agreement', ['inspectionId'], { where: AWAITING })
@Check('laboratory_result_definition_kind', `residue_definition_kind IN ('SUBSTANCE', 'SUM', 'OTHER')`)
@Index('laboratory_result_line', { synchronize: false })
@Index('laboratory_result_corrected_once', ['correctsId'], {
  unique: true,
  where: 'corrects_id IS NOT NULL',
})
@Check('laboratory_result_correction_whole', WHOLE)
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
  /** As it was understood when the line was entered. */
  @Column('text') substance!: string;
  /** The name it was entered by, where that may be taken back; null: the code or a name of the list. */
  @Column('text', { nullable: true }) substanceTold!: string | null;
  @Column('integer', { nullable: true }) valueMicrogramsPerKg!: MicrogramsPerKg | null;
  @Column('integer') loqMicrogramsPerKg!: MicrogramsPerKg;
  /** What the laboratory counted; both null: its report does not say. */
  @Column('text', { nullable: true }) residueDefinitionKind!: ResidueDefinitionKind | null;
  @Column('text', { nullable: true }) residueDefinition!: string | null;
  @ForeignKey('LaboratoryResult') @Column('uuid', { nullable: true }) correctsId!: LaboratoryResultId | null;
  /** Says that what it corrects was no line of the report. */
  @Column('boolean', { default: false }) isVoid!: boolean;
  /** Empty once it was erased. */
  @Column('text', { nullable: true }) correctionReason!: string | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) correctedById!: UserId | null;
  /** It was made after the signature. */
  @Column('boolean', { default: false }) needsAgreement!: boolean;
  @Column('timestamptz', { nullable: true, ...instantColumn }) agreedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) agreedById!: UserId | null;
  @Column('timestamptz', { nullable: true, ...instantColumn }) declinedAt!: Instant | null;
  @ForeignKey('UserAccount') @Column('uuid', { nullable: true }) declinedById!: UserId | null;
  @Column('text', { nullable: true }) declineReason!: DeclineReason | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
  @Column('uuid', { array: true }) visibleTo!: OrganisationId[];
}
