import { QualityClassEnum } from '../../graphql/quality-class.types.js';
import type { QualityClass } from '../../kernel/quality-class.js';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsIn, IsOptional, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import { DayField } from '../../graphql/day-field.js';
import { connectionOf, PageArgs } from '../../graphql/connection.js';
import { describedEnum } from '../../graphql/enums.js';
import { SeasonField } from '../../graphql/season-field.js';
import { TextField } from '../../graphql/text-field.js';
import { IdField } from '../../graphql/id-field.js';
import { GramsScalar, InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { Language } from '../../infrastructure/database/context.js';
import type { BatchId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import type { Batch } from './batch.entity.js';
import type { HoldRow } from './batch.loaders.js';
import { BATCH_STATES, stateOf, type BatchOrder, type BatchState } from './batch.queries.js';
import { BATCH_KINDS, type BatchKind } from './domain/batch-kind.js';
import { releaseReasonIn } from './domain/release-reason.js';
import { HOLD_REASON_CODES, HOLD_REASONS, type HoldReason } from './domain/hold-reason.js';

export const BatchKindEnum = describedEnum<BatchKind>('BatchKind', 'What a batch is.', {
  HARVEST: '采收批: picked, not yet weighed in.',
  RECEIVED: '收果批: weighed in at a packhouse or plant.',
  GRADED: '分级批: sorted and graded, not in cartons.',
  PACKED: '包装批: in cartons; what is inspected and shipped.',
  CULL: '等外果: below grade, sold elsewhere or processed.',
  PRODUCT: '加工品: made of fruit, such as juice, slices or wine.',
});
export const BatchStateEnum = describedEnum<BatchState>('BatchState', 'Whether a batch may be drawn from.', {
  AVAILABLE: 'Some is left, and nothing stands against drawing from it.',
  HELD: '暂停放行: stopped by one hold or more.',
  DEFICIT: 'More was drawn than a correction says there was; held until that is settled.',
  EMPTY: 'Nothing is left of it.',
});
export const HoldReasonEnum = describedEnum(
  'HoldReason',
  'Why fruit is stopped 暂停放行.',
  Object.fromEntries(
    HOLD_REASON_CODES.map((code) => [code, `${HOLD_REASONS[code].zh}: ${HOLD_REASONS[code].en}.`]),
  ) as Record<HoldReason, string>,
);
export const BatchOrderEnum = describedEnum<BatchOrder>('BatchOrder', 'In what order batches are listed.', {
  NEWEST: 'Made last first.',
  OLDEST: 'Made first first.',
  CODE: 'By code.',
});

@ObjectType('BatchOrigin', { description: 'A harvest that part of a batch came from.' })
export class BatchOriginType {
  @Field(() => ID, { description: 'Id of the harvest batch.' })
  originBatchId!: string;

  @Field(() => String, { description: 'Code of the harvest batch.' })
  originCode!: string;

  @Field(() => ID, { description: 'Id of the plot.' })
  plotId!: string;

  @Field(() => String, { description: 'Code of the plot.' })
  plotCode!: string;

  @Field(() => String, { description: 'Town of the plot.' })
  townCode!: string;

  @Field(() => String, { description: 'County of the plot.' })
  countyCode!: string;

  @Field(() => ID, { description: 'The cooperative that grew it.' })
  organisationId!: string;

  @Field(() => GramsScalar, {
    description: 'What part of the batch came from there; the parts add up to the batch.',
  })
  massGrams!: Grams;

  @Field(() => GramsScalar, { description: 'What is left of that part.' })
  remainingGrams!: Grams;
}

@ObjectType('Hold', { description: 'A stop on fruit and on everything made of it.' })
export class HoldType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => HoldReasonEnum, { description: 'Why.' })
  reasonCode!: HoldReason;

  @Field(() => String, { description: 'Why, as a sentence in the language of the request.' })
  reason!: string;

  @Field(() => String, { nullable: true, description: 'The rule concerned, where a rule placed it.' })
  ruleCode!: string | null;

  @Field(() => String, { nullable: true, description: 'What was noted with it.' })
  note!: string | null;

  @Field(() => InstantScalar, { description: 'When it was placed.' })
  placedAt!: Instant;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was released; empty while it stands.' })
  releasedAt!: Instant | null;

  @Field(() => String, { nullable: true, description: 'Why it was released.' })
  releaseReason!: string | null;

  @Field(() => [ID], { description: 'The batches it reached, as far as you may see them.' })
  batchIds!: string[];

  static of(language: Language, row: Omit<HoldRow, 'batchId'>): HoldType {
    return Object.assign(new HoldType(), row, {
      reason: HOLD_REASONS[row.reasonCode][language],
      note: row.bannedName?.[language] ?? row.note,
      releaseReason: releaseReasonIn(language, row.releaseReason),
    });
  }
}

@ObjectType('Batch', { description: 'Fruit at one step, from one or more harvests.' })
export class BatchType {
  @Field(() => ID, { description: 'Id.' })
  id!: BatchId;

  @Field(() => String, { description: 'Code; on a packed batch what GS1 AI (10) says.' })
  code!: string;

  @Field(() => BatchKindEnum, { description: 'What it is.' })
  kind!: BatchKind;

  @Field(() => BatchStateEnum, { description: 'Whether it may be drawn from.' })
  state!: BatchState;

  @Field(() => ID, { description: 'The organisation that has it.' })
  holderId!: string;

  @Field(() => ID, { nullable: true, description: 'The organisation it is on its way to.' })
  consignedToId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The plot it was picked on, for a harvest.' })
  plotId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The run that made it; none for a harvest.' })
  runId!: string | null;

  @Field(() => String, { nullable: true, description: 'Variety; empty once varieties were mixed.' })
  varietyCode!: string | null;

  @Field(() => String, { description: 'Season, September to August, as 2025/26.' })
  season!: string;

  @Field(() => InstantScalar, { description: 'When it came about.' })
  madeAt!: Instant;

  @Field(() => LocalDateScalar, { description: 'The day in China when it came about.' })
  madeOn!: LocalDate;

  @Field(() => GramsScalar, { description: 'What it weighed then.' })
  massGrams!: Grams;

  @Field(() => GramsScalar, { description: 'What is left of it.' })
  remainingGrams!: Grams;

  @Field(() => GramsScalar, { description: 'What was drawn beyond what a later correction says there was.' })
  deficitGrams!: Grams;

  @Field(() => Int, { nullable: true, description: 'Cartons, for packed fruit.' })
  cartonCount!: number | null;

  @Field(() => Int, { nullable: true, description: 'Cartons left.' })
  remainingCartons!: number | null;

  @Field(() => String, { nullable: true, description: 'The market it was packed for.' })
  marketCode!: string | null;

  @Field(() => QualityClassEnum, { nullable: true, description: 'Class.' })
  class!: QualityClass | null;

  @Field(() => String, { nullable: true, description: 'Size code.' })
  sizeCode!: string | null;

  @Field(() => ID, { nullable: true, description: 'The orchard registration printed on its cartons.' })
  registrationId!: string | null;

  @Field(() => String, { nullable: true, description: 'The brand printed on it.' })
  brandCode!: string | null;

  @Field(() => String, { nullable: true, description: 'The geographical indication printed on it.' })
  geographicalIndicationCode!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Number of a 承诺达标合格证 noted with it; the certificates themselves are in complianceCertificates.',
  })
  certificateNumber!: string | null;

  @Field(() => [String], { description: 'Counties its fruit came from.' })
  countyCodes!: string[];

  @Field(() => [ID], { description: 'Cooperatives its fruit came from.' })
  originOrganisationIds!: string[];

  @Field(() => Int, { description: 'How many holds stand on it.' })
  openHoldCount!: number;

  @Field(() => Boolean, { description: 'Whether a clerk entered it for a grower.' })
  enteredOnBehalf!: boolean;

  @Field(() => InstantScalar, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  /** @param batch the row as it came: a plain object, which takes a fraction of the time to copy */
  static of(batch: Omit<Batch, never>): BatchType {
    return { ...batch, state: stateOf(batch), enteredOnBehalf: batch.onBehalfOfId !== null };
  }
}

@ObjectType('BatchConnection', { description: 'A page of batches.' })
export class BatchConnection extends connectionOf('Batch', () => BatchType) {
  /** What `totalCount` counts, if it is asked for. */
  filter!: BatchFilterInput;
}

@InputType('BatchFilter', { description: 'Which batches; all conditions that are given must hold.' })
export class BatchFilterInput {
  @Field(() => [BatchKindEnum], { nullable: true, description: 'Any of these kinds.' })
  @IsOptional()
  @IsIn(BATCH_KINDS, { each: true })
  kinds?: BatchKind[] | null;

  @Field(() => BatchStateEnum, { nullable: true, description: 'In this state.' })
  @IsOptional()
  @IsIn(BATCH_STATES)
  state?: BatchState | null;

  @IdField({ nullable: true, description: 'Held by this organisation.' })
  holderId?: string | null;

  @IdField({ nullable: true, description: 'On its way to this organisation.' })
  consignedToId?: string | null;

  @TextField({ nullable: true, max: 12, description: 'With fruit of this county.' })
  countyCode?: string | null;

  @IdField({ nullable: true, description: 'With fruit of this cooperative.' })
  cooperativeId?: string | null;

  @TextField({ nullable: true, max: 40, description: 'Of this variety.' })
  varietyCode?: string | null;

  @TextField({ nullable: true, max: 20, description: 'Packed for this market.' })
  marketCode?: string | null;

  @SeasonField({ nullable: true, description: 'Of this season, as 2025/26.' })
  season?: string | null;

  @DayField({ nullable: true, description: 'Made on this day or later.' })
  madeFrom?: LocalDate | null;

  @DayField({ nullable: true, description: 'Made on this day or earlier.' })
  madeTo?: LocalDate | null;

  @TextField({ nullable: true, max: 40, description: 'Whose code begins with this.' })
  codePrefix?: string | null;
}

@ArgsType()
export class BatchPageArgs extends PageArgs {
  @Field(() => BatchFilterInput, { nullable: true, description: 'Which batches.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => BatchFilterInput)
  filter?: BatchFilterInput | null;

  @Field(() => BatchOrderEnum, { defaultValue: 'NEWEST', description: 'In what order.' })
  @IsIn(['NEWEST', 'OLDEST', 'CODE'])
  order: BatchOrder = 'NEWEST';
}
