import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import { connectionOf, PageArgs } from '../../graphql/connection.js';
import { describedEnum } from '../../graphql/enums.js';
import { expectedRows } from '../../graphql/expected-rows.js';
import { IdField, IdListField } from '../../graphql/id-field.js';
import { LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { SeasonField } from '../../graphql/season-field.js';
import { TextField } from '../../graphql/text-field.js';
import type { Language } from '../../infrastructure/database/context.js';
import type { OrganisationId, PlotId, RegistrationId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { UnstatedSpraysType } from '../growing/growing-record.types.js';
import { isReference } from '../standards/domain/names.js';
import { NextStepType } from '../standards/next-step.types.js';
import type { BlockView, BoardFilter, TreatedLineFilter, TreatedLineView } from './board.queries.js';
import type { BoardReportView, ReportStanding } from './domain/board-report.js';
import type { BoardPlotView, GapReason } from './domain/board.js';

export const ReportStandingEnum = describedEnum<ReportStanding>(
  'ResidueReportStanding',
  'How a report on the coverage board stands today.',
  {
    VALID: 'It covers fruit picked or treated in its window 有效.',
    PLOTS_UNCONFIRMED:
      'The base office has not confirmed of some plots of the block that they stand under its registration: these it does not cover yet, the others it does 部分地块待确认.',
    UNCONFIRMED: 'It waits for a second person 待确认.',
    VOID: 'The block was sprayed again: what is picked from then on is not covered 已失效.',
    EXPIRED: 'Its window is over 已过期.',
  },
);
export const GapReasonEnum = describedEnum<GapReason>(
  'ResidueGapReason',
  'Why a substance has to be tested for.',
  {
    SPRAYED: 'It was sprayed on the plots this season 用过.',
    WATCHED: 'It is on the watch list of the market 目的市场关注.',
  },
);

@ObjectType('BoardReport', { description: 'A report on the coverage board.' })
export class BoardReportType {
  @Field(() => ID, { description: 'Id of the report.' })
  coverageId!: string;

  @Field(() => String, { description: 'Its number.' })
  reportNumber!: string;

  @Field(() => ReportStandingEnum, { description: 'How it stands.' })
  standing!: ReportStanding;

  @Field(() => LocalDateScalar, { description: 'First day that it covers.' })
  coversFrom!: LocalDate;

  @Field(() => LocalDateScalar, { description: 'Last day that it covers.' })
  coversTo!: LocalDate;

  @Field(() => LocalDateScalar, { description: 'The day of sampling.' })
  sampledOn!: LocalDate;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day on which the block was sprayed again.',
  })
  voidFrom!: LocalDate | null;

  @Field(() => [String], { complexity: expectedRows(5), description: 'Substances it looked for, by code.' })
  tested!: string[];

  @Field(() => [String], {
    complexity: expectedRows(1),
    description:
      'Codes of those plots of this block that it does not cover before the base office has confirmed them and the registration: see `entriesToConfirm`.',
  })
  unconfirmedPlotCodes!: readonly string[];

  @Field(() => [NextStepType], {
    complexity: expectedRows(1),
    description:
      'What makes it cover more, and who does it; none where it covers all it can, or only another test helps.',
  })
  nextSteps!: NextStepType[];

  static of(view: BoardReportView, language: Language): BoardReportType {
    const { report, standing, unconfirmedPlotCodes, steps } = view;
    return Object.assign(new BoardReportType(), {
      coverageId: report.id,
      reportNumber: report.reportNumber,
      standing,
      unconfirmedPlotCodes,
      nextSteps: NextStepType.allOf(language, steps),
      coversFrom: report.from,
      coversTo: report.to,
      sampledOn: report.sampledOn,
      voidFrom: report.of.kind === 'BLOCK' ? report.of.sprayedAgainOn : null,
      // What nobody knows any more by its name is no test of anything.
      tested: report.results.map(({ substance }) => substance).filter((each) => !isReference(each)),
    });
  }
}

@ObjectType('BoardGap', { description: 'A substance for which fruit still to be picked has no test.' })
export class BoardGapType {
  @Field(() => String, { description: 'Substance, by code.' })
  substance!: string;

  @Field(() => GapReasonEnum, { description: 'Why it has to be tested for.' })
  because!: GapReason;

  @Field(() => [String], { complexity: expectedRows(3), description: 'Codes of the plots that lack it.' })
  plotCodes!: readonly string[];

  @Field(() => LocalDateScalar, {
    description:
      'The first day on which one of them may be picked, as far as known: a report is due before it.',
  })
  before!: LocalDate;
}

@ObjectType('BoardPlot', { description: 'A plot on the coverage board.' })
export class BoardPlotType {
  @Field(() => ID, { description: 'Id of the plot.' })
  plotId!: string;

  @Field(() => String, { description: 'Its code.' })
  plotCode!: string;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description:
      'The first day of harvest by the intervals of its sprays; empty: none asks for one, one is not known, or you see a part of the records.',
  })
  firstHarvest!: LocalDate | null;

  @Field(() => [String], {
    complexity: expectedRows(3),
    description: 'Substances sprayed this season, by code.',
  })
  sprayed!: readonly string[];

  @Field(() => [String], {
    complexity: expectedRows(1),
    description: 'Those of them without a valid test for fruit still to be picked.',
  })
  missing!: readonly string[];

  @Field(() => Int, { description: 'Sprays without ingredients on record: what to test for is not known.' })
  unnamedSprays!: number;

  @Field(() => [UnstatedSpraysType], {
    complexity: expectedRows(1),
    description:
      'Days of the year up to the day looked at for which nobody has stated that all sprays are on record: there may be more to test for. Told where you see all of the records.',
  })
  unstated!: UnstatedSpraysType[];

  static of(view: BoardPlotView, language: Language): BoardPlotType {
    const { plotId, plotCode, sprayed, missing, unnamedSprays } = view;
    const firstHarvest = view.firstHarvest?.day ?? null;
    return Object.assign(new BoardPlotType(), {
      plotId,
      plotCode,
      sprayed,
      missing,
      unnamedSprays,
      unstated: view.unstated.map((days) => UnstatedSpraysType.of(days, language)),
      firstHarvest,
    });
  }
}

@ObjectType('ResidueBlock', {
  description:
    'A block on the coverage board: an orchard registration in one season, or plots that were named.',
})
export class ResidueBlockType {
  @Field(() => ID, { nullable: true, description: 'The registration; empty for plots that were named.' })
  registrationId!: string | null;

  @Field(() => String, { nullable: true, description: 'Its number.' })
  registrationNumber!: string | null;

  @Field(() => String, { description: 'The season.' })
  season!: string;

  @Field(() => LocalDateScalar, {
    description: 'The day looked at: today, or the nearest day of the season.',
  })
  asOf!: LocalDate;

  @Field(() => Int, { description: 'How many plots of the block you see; at most 300 are shown.' })
  plotCount!: number;

  @Field(() => [String], {
    nullable: true,
    complexity: expectedRows(2),
    description:
      'What the market watches for, by code; empty: no market was asked about, or its list is not on record.',
  })
  watched!: readonly string[] | null;

  @Field(() => [BoardGapType], {
    complexity: expectedRows(3),
    description: 'What is still to be tested for, and until when.',
  })
  gaps!: readonly BoardGapType[];

  @Field(() => [BoardReportType], {
    complexity: expectedRows(2),
    description: 'Reports of the season, by their first day.',
  })
  reports!: BoardReportType[];

  @Field(() => [BoardPlotType], { complexity: expectedRows(6), description: 'Its plots, by code.' })
  plots!: BoardPlotType[];

  static of(view: BlockView, language: Language): ResidueBlockType {
    return Object.assign(new ResidueBlockType(), {
      ...view,
      reports: view.reports.map((report) => BoardReportType.of(report, language)),
      plots: view.plots.map((plot) => BoardPlotType.of(plot, language)),
    });
  }
}

@ObjectType('ResidueBlockConnection', { description: 'A page of blocks, by registration number.' })
export class ResidueBlockConnection extends connectionOf('ResidueBlock', () => ResidueBlockType) {
  /** What `totalCount` counts, if it is asked for. */
  filter!: BoardFilter;
}

@InputType('ResidueBlockFilter', { description: 'Which blocks; all conditions must hold.' })
export class ResidueBoardFilterInput implements BoardFilter {
  @IdField({ nullable: true, description: 'This orchard registration.' })
  registrationId?: RegistrationId | null;

  @IdListField({
    nullable: true,
    max: 300,
    description: 'These plots as one block; of a registration, only these.',
  })
  plotIds?: PlotId[] | null;

  @TextField({
    nullable: true,
    description: 'Registrations given for this market, with its watch list.',
    max: 10,
  })
  marketCode?: string | null;

  @SeasonField({ nullable: true, description: 'The season; the present one where nothing is said.' })
  season?: string | null;
}

@ArgsType()
export class ResidueBoardArgs extends PageArgs {
  @Field(() => ResidueBoardFilterInput, { nullable: true, description: 'Which blocks.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ResidueBoardFilterInput)
  filter?: ResidueBoardFilterInput | null;
}

@ObjectType('TreatedLine', {
  description: 'What a packhouse applied alike on one line in a season, with its reports.',
})
export class TreatedLineType {
  @Field(() => ID, { description: 'The packhouse.' })
  organisationId!: string;

  @Field(() => String, { description: 'Code of the line or bath.' })
  lineCode!: string;

  @Field(() => String, { description: 'The product, as its label names it.' })
  product!: string;

  @Field(() => LocalDateScalar, { description: 'First day.' })
  from!: LocalDate;

  @Field(() => LocalDateScalar, { description: 'Last day so far.' })
  to!: LocalDate;

  @Field(() => Int, { description: 'How many treatments.' })
  treatments!: number;

  @Field(() => ID, { description: 'The last of them, whose fruit a laboratory may sample.' })
  lastTreatmentId!: string;

  @Field(() => [String], {
    nullable: true,
    complexity: expectedRows(1),
    description: 'Active substances by code; empty: not recorded.',
  })
  substances!: readonly string[] | null;

  @Field(() => [String], {
    nullable: true,
    complexity: expectedRows(1),
    description:
      'Those without a valid report over all these days, but for what the market that was asked about needs no limit of; empty: what is in the product is not recorded.',
  })
  missing!: readonly string[] | null;

  @Field(() => [BoardReportType], {
    complexity: expectedRows(1),
    description: 'Reports on fruit treated so.',
  })
  reports!: BoardReportType[];

  static of(view: TreatedLineView, language: Language): TreatedLineType {
    const { first, last } = view;
    return Object.assign(new TreatedLineType(), {
      organisationId: view.organisationId,
      lineCode: last.line,
      product: last.product,
      from: first.performedOn,
      to: last.performedOn,
      treatments: view.count,
      lastTreatmentId: last.id,
      substances: last.substances,
      missing: view.untested,
      reports: view.reports.map((report) => BoardReportType.of(report, language)),
    });
  }
}

@InputType('TreatedLineFilter', { description: 'Whose lines, and when.' })
export class TreatedLineFilterInput implements TreatedLineFilter {
  @IdField({ nullable: true, description: 'Of this packhouse.' })
  organisationId?: OrganisationId | null;

  @TextField({
    nullable: true,
    description: 'Fruit for this market: what its text needs no limit of is not missing.',
    max: 10,
  })
  marketCode?: string | null;

  @SeasonField({ nullable: true, description: 'The season; the present one where nothing is said.' })
  season?: string | null;
}
