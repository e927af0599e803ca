import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, ValidateNested } from 'class-validator';
import { DayField } from '../../graphql/day-field.js';
import { expectedRows } from '../../graphql/expected-rows.js';
import { connectionOf, PageArgs } from '../../graphql/connection.js';
import { describedEnum } from '../../graphql/enums.js';
import { IdField } from '../../graphql/id-field.js';
import { FlagField } from '../../graphql/flag-field.js';
import { DecimalScalar, InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { TextField } from '../../graphql/text-field.js';
import type { Decimal } from '../../kernel/decimal.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { countedShares } from '../standards/domain/defect-tally.js';
import {
  INSPECTION_KINDS,
  INSPECTION_STATES,
  INSPECTION_VERDICTS,
  type InspectionKind,
  type InspectionState,
  type InspectionVerdict,
} from './domain/inspection-state.js';
import type { ResidueDefinitionKind } from '../standards/domain/residue-definition.js';
import { ResidueDefinitionKindEnum } from '../standards/residue-definition.types.js';
import { CorrectableType } from './correctable.types.js';
import type { SamplePosition } from './domain/read-measurements.js';
import {
  CountedShareType,
  DefectCountType,
  MeasurementParameterEnum,
  SamplePlaceType,
} from './defect-count.types.js';
import { isCounting, type InspectionRow } from './inspection.queries.js';
import { SUBSTANCE_TODAY, SUBSTANCE_TOLD } from './report-line.types.js';

export { MeasurementParameterEnum };

export const InspectionStateEnum = describedEnum<InspectionState>(
  'InspectionState',
  'How far an inspection is.',
  {
    REQUESTED: 'Asked for.',
    SAMPLED: 'Under way: the sample was taken.',
    SIGNED: 'Final.',
    CANCELLED: 'Taken back before sampling.',
  },
);
export const InspectionKindEnum = describedEnum<InspectionKind>('InspectionKind', 'Who inspects.', {
  INDEPENDENT: 'An inspection body 检验机构, independent of the fruit.',
  SELF_CHECK:
    'The packhouse itself 自检: its figures may speak against its fruit or leave it open, never for it.',
});
export const InspectionVerdictEnum = describedEnum<InspectionVerdict>(
  'InspectionVerdict',
  "The inspector's word.",
  {
    PASS: 'Fit 合格.',
    FAIL: 'Not fit 不合格; the batch is held.',
  },
);
export const SamplePositionEnum = describedEnum<SamplePosition>(
  'SamplePosition',
  'Where on the fruit a sample was taken; flesh colours from stem end to top.',
  {
    STEM_END: 'At the stem end 蒂端.',
    EQUATOR: 'At the equator 赤道部.',
    TOP: 'At the top 顶端.',
    WHOLE_FRUIT: 'The whole fruit 整果.',
  },
);
@ObjectType('Measurement', { description: 'One value an inspector measured.' })
export class MeasurementType extends CorrectableType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => MeasurementParameterEnum, { description: 'What was measured.' })
  parameter!: string;

  @Field(() => DecimalScalar, { description: 'The value, exactly as entered.' })
  value!: Decimal;

  @Field(() => String, { description: 'Its unit; 1 for a ratio.' })
  unit!: string;

  @Field(() => String, { nullable: true, description: 'How it was measured.' })
  method!: string | null;

  @Field(() => SamplePositionEnum, { nullable: true, description: 'Where on the fruit.' })
  samplePosition!: SamplePosition | null;
}

@ObjectType('LaboratoryResult', { description: "One line of a laboratory's report." })
export class LaboratoryResultType extends CorrectableType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'The laboratory; an empty text once it was erased.' })
  laboratory!: string;

  @Field(() => String, { description: 'Number of its report.' })
  reportNumber!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its accreditation (CMA, CNAS), as the report names it.',
  })
  accreditation!: string | null;

  @Field(() => LocalDateScalar, { description: 'The day it was tested.' })
  testedOn!: LocalDate;

  @Field(() => String, { description: 'Substance, by code, as it was understood when the line was entered.' })
  substance!: string;

  @Field(() => String, { nullable: true, description: SUBSTANCE_TOLD })
  substanceTold?: string | null;

  @Field(() => String, { nullable: true, description: SUBSTANCE_TODAY })
  substanceToday!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Residue in mg/kg; empty: below the limit of quantification.',
  })
  mgPerKg!: number | null;

  @Field(() => Float, { description: 'Limit of quantification, mg/kg.' })
  limitOfQuantification!: number;

  @Field(() => ResidueDefinitionKindEnum, {
    nullable: true,
    description: 'What the laboratory counted as the residue; empty where its report does not say.',
  })
  residueDefinitionKind!: ResidueDefinitionKind | null;

  @Field(() => String, { nullable: true, description: 'The definition it reported by.' })
  residueDefinition!: string | null;
}

@ObjectType('LaboratoryReportFile', { description: "A laboratory's report as a file." })
export class LaboratoryReportFileType {
  @Field(() => String, { description: 'Number of the report.' })
  reportNumber!: string;

  @Field(() => ID, { description: 'Id of the attachment.' })
  attachmentId!: string;

  @Field(() => String, { description: 'SHA-256 of its bytes when it was attached.' })
  sha256!: string;

  @Field(() => InstantScalar, {
    description: 'When it was attached; what came after the signature is not covered by it.',
  })
  recordedAt!: Instant;
}

@ObjectType('Inspection', { description: 'An inspection of a packed batch.' })
export class InspectionType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'Code.' })
  code!: string;

  @Field(() => InspectionKindEnum, { description: 'By an inspection body, or by the packhouse itself.' })
  kind!: InspectionKind;

  @Field(() => InspectionStateEnum, { description: 'How far it is.' })
  state!: InspectionState;

  @Field(() => ID, { description: 'The packed batch.' })
  batchId!: string;

  @Field(() => String, { description: 'Code of the packed batch.' })
  batchCode!: string;

  @Field(() => ID, { description: 'The inspection body; of a self-check the packhouse.' })
  organisationId!: string;

  @Field(() => ID, { description: 'The organisation that asked for it.' })
  requestedById!: string;

  @Field(() => InstantScalar, { description: 'When it was asked for.' })
  requestedAt!: Instant;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The day of the sample.' })
  sampledOn!: LocalDate | null;

  @Field(() => Int, { nullable: true, description: 'Cartons opened.' })
  sampledCartons!: number | null;

  @Field(() => Int, { nullable: true, description: 'Fruits looked at.' })
  sampledFruits!: number | null;

  @Field(() => [SamplePlaceType], {
    nullable: true,
    complexity: expectedRows(3),
    description: 'Where the cartons were taken; empty: not said.',
  })
  samplePlaces!: readonly SamplePlaceType[] | null;

  @Field(() => InspectionVerdictEnum, { nullable: true, description: 'The verdict, once signed.' })
  verdict!: InspectionVerdict | null;

  @Field(() => String, { nullable: true, description: 'Remarks on the verdict.' })
  remarks!: string | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When it was signed; what is corrected afterwards is told apart, and what was signed stays.',
  })
  signedAt!: Instant | null;

  @Field(() => String, {
    nullable: true,
    description:
      'SHA-256 over the canonical JSON of everything that stood when it was signed and of what had been corrected on the way, as 64 hexadecimal digits.',
  })
  signatureSha256!: string | null;

  @Field(() => [MeasurementType], {
    complexity: expectedRows(15),
    description: 'What was measured, corrected entries too.',
  })
  measurements!: MeasurementType[];

  @Field(() => [LaboratoryResultType], {
    complexity: expectedRows(5),
    description: 'What the laboratory found, corrected entries too.',
  })
  laboratoryResults!: LaboratoryResultType[];

  @Field(() => [LaboratoryReportFileType], {
    complexity: expectedRows(1),
    description: 'The reports of laboratories as files.',
  })
  reportFiles!: readonly LaboratoryReportFileType[];

  @Field(() => [DefectCountType], {
    complexity: expectedRows(5),
    description: 'Defects counted in opened cartons, corrected entries too.',
  })
  defectCounts!: readonly DefectCountType[];

  @Field(() => [CountedShareType], {
    complexity: expectedRows(5),
    description:
      'Shares that follow from the counts as they stand, corrections made after the signature among them; rules judge them like measurements.',
  })
  countedShares!: CountedShareType[];

  static of(row: InspectionRow): InspectionType {
    return Object.assign(new InspectionType(), row, {
      countedShares: countedShares(row.defectCounts.filter(isCounting)),
      laboratoryResults: row.laboratoryResults.map(({ microgramsPerKg, loqMicrogramsPerKg, ...rest }) => ({
        ...rest,
        mgPerKg: microgramsPerKg === null ? null : microgramsPerKg / 1000,
        limitOfQuantification: loqMicrogramsPerKg / 1000,
      })),
    });
  }
}

@ObjectType('InspectionConnection', { description: 'A page of inspections.' })
export class InspectionConnection extends connectionOf('Inspection', () => InspectionType) {
  /** What `totalCount` counts, if it is asked for. */
  filter!: InspectionFilterInput;
}

@InputType('InspectionFilter', { description: 'Which inspections; all conditions that are given must hold.' })
export class InspectionFilterInput {
  @Field(() => [InspectionKindEnum], { nullable: true, description: 'Of any of these kinds.' })
  @IsOptional()
  @IsIn(INSPECTION_KINDS, { each: true })
  kinds?: InspectionKind[] | null;

  @Field(() => [InspectionStateEnum], { nullable: true, description: 'In any of these states.' })
  @IsOptional()
  @IsIn(INSPECTION_STATES, { each: true })
  states?: InspectionState[] | null;

  @Field(() => InspectionVerdictEnum, { nullable: true, description: 'With this verdict.' })
  @IsOptional()
  @IsIn(INSPECTION_VERDICTS)
  verdict?: InspectionVerdict | null;

  @IdField({ nullable: true, description: 'Of this batch.' })
  batchId?: string | null;

  @IdField({ nullable: true, description: 'By this inspection body, or asked for by this organisation.' })
  organisationId?: string | null;

  @DayField({ nullable: true, description: 'Sampled on this day or later.' })
  sampledFrom?: LocalDate | null;

  @DayField({ nullable: true, description: 'Sampled on this day or earlier.' })
  sampledTo?: LocalDate | null;

  @TextField({ nullable: true, description: 'Whose code begins with this.', max: 40 })
  codePrefix?: string | null;

  @FlagField({
    description: 'Only those with corrections made after the signature that wait for the base office.',
  })
  awaitingAgreement?: boolean | null;

  @FlagField({
    description:
      'Only those with corrections that the base office declined and that nobody entered anew since.',
  })
  declined?: boolean | null;
}

@ArgsType()
export class InspectionPageArgs extends PageArgs {
  @Field(() => InspectionFilterInput, { nullable: true, description: 'Which inspections.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => InspectionFilterInput)
  filter?: InspectionFilterInput | null;
}
