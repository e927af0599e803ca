import { ArgsType, Field, Float, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { connectionOf, PageArgs } from '../../graphql/connection.js';
import { describedEnum } from '../../graphql/enums.js';
import { expectedRows } from '../../graphql/expected-rows.js';
import { IdField, IdListField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { SeasonField } from '../../graphql/season-field.js';
import { PaperNumberField, TextField } from '../../graphql/text-field.js';
import type {
  AttachmentId,
  OrganisationId,
  PlotId,
  PostHarvestTreatmentId,
  RegistrationId,
  ResidueCoverageId,
} from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import {
  COVERAGE_STATES,
  type CoverageFilter,
  type CoverageState,
  type CoverageView,
} from './coverage.queries.js';
import { ReportLineInput, SUBSTANCE_TODAY, SUBSTANCE_TOLD } from '../inspections/report-line.types.js';
import type { ResidueDefinitionKind } from '../standards/domain/residue-definition.js';
import { ResidueDefinitionKindEnum } from '../standards/residue-definition.types.js';
import { WITHDRAWAL_REASONS, type CoverageKind, type WithdrawalReason } from './domain/coverage.js';

export const CoverageKindEnum = describedEnum<CoverageKind>(
  'ResidueCoverageKind',
  'What a report covers, beyond the sample it was made of.',
  {
    BLOCK: 'Fruit of a registration, or of plots, picked in a harvest window.',
    TREATMENT: 'Fruit treated after harvest on one line with one product, no stronger, in a span of days.',
  },
);
export const CoverageStateEnum = describedEnum<CoverageState>(
  'ResidueCoverageState',
  'How far a report is.',
  {
    RECORDED: 'Entered; it waits for a second person and speaks for nothing 待确认.',
    CONFIRMED: 'Confirmed by a second person 已确认.',
    WITHDRAWN: 'It no longer counts 已撤销.',
  },
);
export const WithdrawalReasonEnum = describedEnum<WithdrawalReason>(
  'ResidueCoverageWithdrawal',
  'Why a report no longer counts.',
  {
    ENTERED_WRONGLY: 'It was entered wrongly, and may be entered again 录入有误.',
    REPORT_WITHDRAWN: 'The laboratory took it back 实验室撤回报告.',
    SAMPLE_IN_DOUBT: 'The sample was not what it was said to be 样品存疑.',
  },
);

@ObjectType('CoveredPlot', { description: 'A plot that a report covers.' })
export class CoveredPlotType {
  @Field(() => ID, { description: 'Its id.' })
  plotId!: string;

  @Field(() => String, { description: 'Its code on the day the report was entered.' })
  plotCode!: string;
}

@ObjectType('ResidueCoverageResult', { description: 'One line of a report that covers fruit.' })
export class CoverageResultType {
  @Field(() => String, {
    description: 'Substance, by code, as it was understood when the report was entered.',
  })
  substance!: string;

  @Field(() => String, { nullable: true, description: SUBSTANCE_TOLD })
  substanceTold!: string | null;

  @Field(() => String, { nullable: true, description: SUBSTANCE_TODAY })
  substanceToday!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Residue in mg/kg; empty: below the limit of quantification.',
  })
  mgPerKg!: number | null;

  @Field(() => Float, { description: 'Limit of quantification in mg/kg.' })
  limitOfQuantification!: number;

  @Field(() => ResidueDefinitionKindEnum, {
    nullable: true,
    description: 'What the laboratory counted as the residue; empty where its report does not say.',
  })
  residueDefinitionKind!: ResidueDefinitionKind | null;

  @Field(() => String, { nullable: true, description: 'The definition it reported by.' })
  residueDefinition!: string | null;
}

@ObjectType('ReportFile', { description: 'A report as a file.' })
export class ReportFileType {
  @Field(() => ID, { description: 'Id of the attachment.' })
  attachmentId!: string;

  @Field(() => String, { description: 'SHA-256 of its bytes when it was attached.' })
  sha256!: string;
}

@ObjectType('ResidueCoverage', {
  description:
    "An accredited laboratory's report that covers fruit of many batches 残留覆盖. A report on a block is void for fruit picked after the block was sprayed again.",
})
export class ResidueCoverageType {
  @Field(() => ID, { description: 'Id.' })
  id!: ResidueCoverageId;

  @Field(() => ID, { description: 'Who entered it: an inspection body, or the base office from the paper.' })
  organisationId!: string;

  @Field(() => CoverageKindEnum, { description: 'What it covers.' })
  kind!: CoverageKind;

  @Field(() => CoverageStateEnum, { description: 'How far it is.' })
  state!: CoverageState;

  @Field(() => ID, { nullable: true, description: 'The orchard registration whose plots it covers.' })
  registrationId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The treatment whose fruit was sampled.' })
  treatmentId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The packhouse that treated.' })
  treatedById!: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the line on which it was treated.' })
  lineCode!: string | null;

  @Field(() => String, { description: 'The laboratory; an empty text once it was erased.' })
  laboratory!: string;

  @Field(() => String, {
    description: 'Its accreditation (CMA, CNAS), as the report names it; an empty text once it was erased.',
  })
  accreditation!: string;

  @Field(() => String, { description: 'Number of the report.' })
  reportNumber!: string;

  @Field(() => LocalDateScalar, { description: 'First day of harvest, or of treatment, that it covers.' })
  coversFrom!: LocalDate;

  @Field(() => LocalDateScalar, { description: 'Last day that it covers.' })
  coversTo!: LocalDate;

  @Field(() => String, { description: 'Its season.' })
  season!: string;

  @Field(() => LocalDateScalar, { description: 'The day of sampling.' })
  sampledOn!: LocalDate;

  @Field(() => LocalDateScalar, { description: 'The day of the test, which picks the limits.' })
  testedOn!: LocalDate;

  @Field(() => InstantScalar, { description: 'When it was entered.' })
  recordedAt!: Instant;

  @Field(() => InstantScalar, { nullable: true, description: 'When a second person confirmed it.' })
  confirmedAt!: Instant | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      'When one person withdrew it after two had confirmed it. Until another one confirms that, it speaks against the fruit and no longer for it.',
  })
  withdrawalAskedAt!: Instant | null;

  @Field(() => WithdrawalReasonEnum, { nullable: true, description: 'Why that person did.' })
  withdrawalAskedBecause!: WithdrawalReason | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was withdrawn for good.' })
  withdrawnAt!: Instant | null;

  @Field(() => WithdrawalReasonEnum, { nullable: true, description: 'Why it was withdrawn.' })
  withdrawnBecause!: WithdrawalReason | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day on which the block was sprayed again: fruit picked from then on is not covered.',
  })
  voidFrom!: LocalDate | null;

  @Field(() => [CoveredPlotType], {
    complexity: expectedRows(6),
    description: 'Plots of the block, as far as you see them.',
  })
  plots!: readonly CoveredPlotType[];

  @Field(() => [CoverageResultType], {
    complexity: expectedRows(5),
    description: 'What was tested for, found or not.',
  })
  results!: CoverageResultType[];

  @Field(() => [ReportFileType], { complexity: expectedRows(1), description: 'The report as files.' })
  attachments!: readonly ReportFileType[];

  static of(row: CoverageView): ResidueCoverageType {
    const results = row.results.map(({ microgramsPerKg, loqMicrogramsPerKg, ...rest }) => ({
      ...rest,
      mgPerKg: microgramsPerKg === null ? null : microgramsPerKg / 1000,
      limitOfQuantification: loqMicrogramsPerKg / 1000,
    }));
    return Object.assign(new ResidueCoverageType(), { ...row, results });
  }
}

@ObjectType('ResidueCoverageConnection', { description: 'A page of reports that cover fruit.' })
export class ResidueCoverageConnection extends connectionOf('ResidueCoverage', () => ResidueCoverageType) {
  /** What `totalCount` counts, if it is asked for. */
  filter!: CoverageFilter;
}

@InputType('ResidueCoverageFilter', { description: 'Which reports; all conditions must hold.' })
export class ResidueCoverageFilterInput implements CoverageFilter {
  @IdField({ nullable: true, description: 'Of this orchard registration.' })
  registrationId?: RegistrationId | null;

  @IdField({ nullable: true, description: 'That cover this plot.' })
  plotId?: PlotId | null;

  @IdField({ nullable: true, description: 'Of treatments by this packhouse.' })
  treatedById?: OrganisationId | null;

  @SeasonField({ nullable: true, description: 'Of this season.' })
  season?: string | null;

  @Field(() => [CoverageStateEnum], { nullable: true, description: 'So far.' })
  @IsOptional()
  @IsIn(COVERAGE_STATES, { each: true })
  states?: CoverageState[] | null;

  @PaperNumberField({ nullable: true, description: 'Whose number begins so.', max: 80 })
  reportNumberPrefix?: string | null;
}

@ArgsType()
export class ResidueCoveragePageArgs extends PageArgs {
  @Field(() => ResidueCoverageFilterInput, { nullable: true, description: 'Which reports.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ResidueCoverageFilterInput)
  filter?: ResidueCoverageFilterInput | null;
}

@InputType({ description: 'One line of a report that covers fruit.' })
export class CoverageResultInput extends ReportLineInput {}

@InputType({
  description:
    "An accredited laboratory's report, and the block for a harvest window, or else the treatment, that it covers.",
})
export class RecordResidueCoverageInput extends CommandInputType {
  @IdField({
    nullable: true,
    description:
      'The orchard registration: all plots under it on the day of sampling, or those of them that are named.',
  })
  registrationId?: RegistrationId | null;

  @IdListField({ nullable: true, max: 500, description: 'The plots that were sampled as one block.' })
  plotIds?: PlotId[] | null;

  @IdField({ nullable: true, description: 'The treatment after harvest whose fruit was sampled.' })
  treatmentId?: PostHarvestTreatmentId | null;

  @TextField({ description: 'The laboratory.', max: 200 })
  laboratory!: string;

  @TextField({ description: 'Its accreditation (CMA, CNAS), as the report names it.', max: 120 })
  accreditation!: string;

  @PaperNumberField({ description: 'Number of the report.', max: 80 })
  reportNumber!: string;

  @Field(() => LocalDateScalar, {
    description:
      'First day of harvest that it covers, not before the sampling; of a treatment, its first day.',
  })
  coversFrom!: LocalDate;

  @Field(() => LocalDateScalar, { description: 'Last day that it covers, in the same season.' })
  coversTo!: LocalDate;

  @Field(() => LocalDateScalar, { description: 'The day of sampling.' })
  sampledOn!: LocalDate;

  @Field(() => LocalDateScalar, { description: 'The day of the test.' })
  testedOn!: LocalDate;

  @Field(() => [CoverageResultInput], { description: 'What was tested for, found or not.' })
  @ArrayMinSize(1, { message: '至少一项 | must have at least one' })
  @ArrayMaxSize(1000, { message: '最多 1000 项 | at most 1000' })
  @ValidateNested({ each: true })
  @Type(() => CoverageResultInput)
  results!: CoverageResultInput[];

  @IdListField({ max: 20, description: 'The report as files that you stored; at least one.' })
  attachmentIds!: AttachmentId[];
}

@InputType({ description: 'Which report to confirm.' })
export class ConfirmResidueCoverageInput extends CommandInputType {
  @IdField({ description: 'The report.' })
  coverageId!: ResidueCoverageId;
}

@InputType({ description: 'Which report to withdraw, and why.' })
export class WithdrawResidueCoverageInput extends CommandInputType {
  @IdField({ description: 'The report.' })
  coverageId!: ResidueCoverageId;

  @Field(() => WithdrawalReasonEnum, { description: 'Why it no longer counts.' })
  @IsIn(WITHDRAWAL_REASONS)
  because!: WithdrawalReason;
}

@ObjectType({ description: 'The report as it is now.' })
export class ResidueCoveragePayload {
  @Field(() => ResidueCoverageType, { description: 'The report.' })
  coverage!: ResidueCoverageType;
}
