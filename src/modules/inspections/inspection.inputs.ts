import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { Positive, Satisfies } from '../../graphql/constraints.js';
import { IdField, IdListField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { PaperNumberField, TextField } from '../../graphql/text-field.js';
import { DecimalScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { Decimal } from '../../kernel/decimal.js';
import { isSscc } from '../../kernel/gs1.js';
import type { AttachmentId, BatchId, InspectionId, OrganisationId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { MeasurementParameterCode } from '../standards/domain/measurement-parameters.js';
import { DEFECT_KIND_CODES, type DefectKindCode } from '../standards/domain/defect-kinds.js';
import {
  REACHED_CLASSES,
  TALLY_BASES,
  type ReachedClass,
  type TallyBasis,
} from '../standards/domain/defect-tally.js';
import { INSPECTION_VERDICTS, type InspectionVerdict } from './domain/inspection-state.js';
import { SAMPLE_LAYERS, type SampleLayer } from './domain/refuse-sample.js';
import { SAMPLE_POSITIONS, type SamplePosition } from './domain/read-measurements.js';
import {
  DefectKindEnum,
  MeasurementParameterEnum,
  PARAMETER_CODES,
  ReachedClassEnum,
  SampleLayerEnum,
  TallyBasisEnum,
} from './defect-count.types.js';
import { InspectionType, InspectionVerdictEnum, SamplePositionEnum } from './inspection.types.js';
import { ReportLineInput } from './report-line.types.js';

const AT_LEAST_ONE = { message: '至少一项 | must have at least one' };
const AT_MOST_600 = { message: '最多 600 项 | at most 600' };

@InputType({ description: 'A packed batch and the body that is to inspect it.' })
export class RequestInspectionInput extends CommandInputType {
  @IdField({ description: 'The packed batch.' })
  batchId!: BatchId;

  @IdField({ description: 'The inspection body.' })
  inspectionBodyId!: OrganisationId;
}

@InputType({ description: 'Which inspection.' })
export class CancelInspectionInput extends CommandInputType {
  @IdField({ description: 'The inspection.' })
  inspectionId!: InspectionId;
}

@InputType({ description: 'A batch that the packhouse packed and still has.' })
export class StartSelfCheckInput extends CommandInputType {
  @IdField({ description: 'The packed batch.' })
  batchId!: BatchId;
}

@InputType({ description: 'Cartons taken at one place; where a sample is taken matters.' })
export class SamplePlaceInput {
  @Field(() => String, { nullable: true, description: 'SSCC of the pallet.' })
  @IsOptional()
  @Satisfies(isSscc, { zh: '应为 18 位 SSCC', en: 'must be an SSCC of 18 digits' })
  pallet?: string | null;

  @Field(() => SampleLayerEnum, { nullable: true, description: 'Where on the pallet.' })
  @IsOptional()
  @IsIn(SAMPLE_LAYERS)
  layer?: SampleLayer | null;

  @Field(() => Int, { description: 'How many.' })
  @Positive()
  cartons!: number;
}

@InputType({ description: 'The sample an inspector took.' })
export class RecordSampleInput extends CommandInputType {
  @IdField({ description: 'The inspection.' })
  inspectionId!: InspectionId;

  @Field(() => LocalDateScalar, { description: 'The day it was taken.' })
  sampledOn!: LocalDate;

  @Field(() => Int, { description: 'Cartons opened.' })
  @Positive()
  cartons!: number;

  @Field(() => Int, { description: 'Fruits looked at.' })
  @Positive()
  fruits!: number;

  @Field(() => [SamplePlaceInput], {
    nullable: true,
    description: 'Where the cartons were taken; together they are all of them.',
  })
  @IsOptional()
  @ArrayMaxSize(600, AT_MOST_600)
  @ValidateNested({ each: true })
  @Type(() => SamplePlaceInput)
  places?: SamplePlaceInput[] | null;
}

const NOT_NEGATIVE = { zh: '应为零或更大', en: 'must be zero or more' };
const isNotNegative = (value: unknown): boolean => typeof value === 'number' && value >= 0;

@InputType({ description: 'Fruit with one defect. Fruit with several is counted once, by the worst.' })
export class DefectInput {
  @Field(() => DefectKindEnum, { description: 'Which.' })
  @IsIn(DEFECT_KIND_CODES)
  kind!: DefectKindCode;

  @Field(() => ReachedClassEnum, {
    nullable: true,
    description:
      'The best class the fruit still reaches. Left out for a size that is off, and for what no class allows, such as rot.',
  })
  @IsOptional()
  @IsIn(REACHED_CLASSES)
  reaches?: ReachedClass | null;

  @Field(() => Int, { description: 'Fruits, or grams.' })
  @Satisfies(isNotNegative, NOT_NEGATIVE)
  amount!: number;
}

/** What is counted in cartons, whether it corrects anything or not. */
@InputType({ isAbstract: true })
export abstract class CountInput {
  @Field(() => Int, { defaultValue: 1, description: 'Cartons.' })
  @Positive()
  cartons!: number;

  @Field(() => Int, { description: 'Fruits looked at, or grams of them.' })
  @Positive()
  examined!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Cartons that do not conform to the contract; needed where a plan by ISO 2859-1 counts cartons.',
  })
  @IsOptional()
  @Satisfies(isNotNegative, NOT_NEGATIVE)
  nonconformingCartons?: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Smallest fruit of this one carton, mm, without the fruit counted as out of size.',
  })
  @IsOptional()
  smallestMillimetres?: Decimal | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Largest fruit of this one carton, mm, likewise.',
  })
  @IsOptional()
  largestMillimetres?: Decimal | null;

  @Field(() => [DefectInput], { description: 'What was found; empty: nothing.' })
  @ArrayMaxSize(100, { message: '最多 100 项 | at most 100' })
  @ValidateNested({ each: true })
  @Type(() => DefectInput)
  defects!: DefectInput[];
}

@InputType({ description: 'What was counted in one opened carton, or in several at once.' })
export class DefectCountInput extends CountInput {
  @IdField({ nullable: true, description: 'The entry it takes the place of.' })
  correctsId?: string | null;
}

@InputType({ description: 'Defects counted, carton by carton or all at once.' })
export class RecordDefectsInput extends CommandInputType {
  @IdField({ description: 'The inspection.' })
  inspectionId!: InspectionId;

  @Field(() => TallyBasisEnum, { defaultValue: 'NUMBER', description: 'Fruits, or their mass in grams.' })
  @IsIn(TALLY_BASES)
  basis!: TallyBasis;

  @Field(() => [DefectCountInput], { description: 'They are added to those already recorded.' })
  @ArrayMinSize(1, AT_LEAST_ONE)
  @ArrayMaxSize(600, AT_MOST_600)
  @ValidateNested({ each: true })
  @Type(() => DefectCountInput)
  counts!: DefectCountInput[];
}

@InputType({ description: 'One measured value.' })
export class MeasurementInput {
  @Field(() => MeasurementParameterEnum, { description: 'What was measured.' })
  @IsIn(PARAMETER_CODES)
  parameter!: MeasurementParameterCode;

  @Field(() => DecimalScalar, { description: 'The value.' })
  value!: Decimal;

  @TextField({
    nullable: true,
    description:
      "Its unit, where it is not the parameter's own: one of the same kind, such as cm for mm or g/L for mg/L, is converted exactly.",
    max: 20,
  })
  unit?: string | null;

  @TextField({ nullable: true, description: 'How it was measured.', max: 200 })
  method?: string | null;

  @Field(() => SamplePositionEnum, {
    nullable: true,
    description: 'Where on the fruit; required for anthocyanin.',
  })
  @IsOptional()
  @IsIn(SAMPLE_POSITIONS)
  samplePosition?: SamplePosition | null;
}

@InputType({ description: 'What was measured on the sample.' })
export class RecordMeasurementsInput extends CommandInputType {
  @IdField({ description: 'The inspection.' })
  inspectionId!: InspectionId;

  @Field(() => [MeasurementInput], { description: 'The values; they are added to those already recorded.' })
  @ArrayMinSize(1, AT_LEAST_ONE)
  @ArrayMaxSize(600, AT_MOST_600)
  @ValidateNested({ each: true })
  @Type(() => MeasurementInput)
  measurements!: MeasurementInput[];
}

@InputType({ description: "One line of a laboratory's report." })
export class LaboratoryResultInput extends ReportLineInput {}

/** Of which report lines are. */
@InputType({ isAbstract: true })
export abstract class ReportHeadInput extends CommandInputType {
  @IdField({ description: 'The inspection.' })
  inspectionId!: InspectionId;

  @TextField({ description: 'The laboratory.', max: 200 })
  laboratory!: string;

  @PaperNumberField({ description: 'Number of its report.', max: 80 })
  reportNumber!: string;

  @TextField({
    nullable: true,
    description: 'Its accreditation (CMA, CNAS), as the report names it.',
    max: 120,
  })
  accreditation?: string | null;

  @Field(() => LocalDateScalar, { description: 'The day it was tested.' })
  testedOn!: LocalDate;

  @IdListField({
    nullable: true,
    max: 20,
    description: 'The report as files that you stored. Whoever sees the inspection sees them.',
  })
  attachmentIds?: AttachmentId[] | null;
}

@InputType({ description: "A laboratory's report, or a further part of it." })
export class RecordLaboratoryResultsInput extends ReportHeadInput {
  @Field(() => [LaboratoryResultInput], { description: 'What was tested for, found or not.' })
  @ArrayMinSize(1, AT_LEAST_ONE)
  @ArrayMaxSize(600, AT_MOST_600)
  @ValidateNested({ each: true })
  @Type(() => LaboratoryResultInput)
  results!: LaboratoryResultInput[];
}

@InputType({ description: "The inspector's word." })
export class SignInspectionInput extends CommandInputType {
  @IdField({ description: 'The inspection.' })
  inspectionId!: InspectionId;

  @Field(() => InspectionVerdictEnum, { description: 'PASS, or FAIL, which holds the batch.' })
  @IsIn(INSPECTION_VERDICTS)
  verdict!: InspectionVerdict;

  @TextField({ nullable: true, description: 'Remarks; required for FAIL.', max: 2000 })
  remarks?: string | null;
}

@ObjectType({ description: 'The inspection as it is now.' })
export class InspectionPayload {
  @Field(() => InspectionType, { description: 'The inspection.' })
  inspection!: InspectionType;
}
