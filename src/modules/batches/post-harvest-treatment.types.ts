import { ArgsType, Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { FlagField } from '../../graphql/flag-field.js';
import { connectionOf, PageArgs } from '../../graphql/connection.js';
import { Satisfies } from '../../graphql/constraints.js';
import { describedEnum } from '../../graphql/enums.js';
import { expectedRows } from '../../graphql/expected-rows.js';
import { IdField, IdListField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { DecimalScalar, InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { TextField } from '../../graphql/text-field.js';
import type { Decimal } from '../../kernel/decimal.js';
import type {
  BatchId,
  OrganisationId,
  PostHarvestTreatmentId,
  ProductLabelId,
  RunId,
  UserId,
} from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import {
  CONCENTRATION_UNITS,
  TREATMENT_KINDS,
  type ConcentrationUnit,
  type TreatmentKind,
} from './domain/post-harvest-treatment.js';
import type { TreatmentFilter, TreatmentView } from './post-harvest-treatment.queries.js';
import type { DeclineReason } from '../growing/domain/settling.js';
import { DeclineReasonEnum, DeclineReasonField } from '../growing/settling.types.js';

export const TreatmentKindEnum = describedEnum<TreatmentKind>(
  'PostHarvestTreatmentKind',
  'What was applied to fruit after harvest 采后保鲜处理. Quarantine treatment 检疫处理 is none of these.',
  {
    FUNGICIDE: 'A fungicide, as a bath, a drench or a spray on the line 防腐保鲜剂.',
    WAX: 'Wax 打蜡, with or without a fungicide in it.',
    DEGREENING: 'Degreening 脱绿.',
    OTHER: 'Something else.',
    NONE: 'Nothing: the packhouse states that the fruit was not treated 未作处理.',
  },
);

export const ConcentrationUnitEnum = describedEnum<ConcentrationUnit>(
  'ConcentrationUnit',
  'What a bath, a wax or a gas is measured in. Nothing is converted.',
  {
    MG_PER_L: 'Milligrams of active substance a litre mg/L.',
    G_PER_L: 'Grams of product a litre g/L.',
    ML_PER_L: 'Millilitres of product a litre mL/L.',
    UL_PER_L: 'Microlitres of gas a litre of air µL/L.',
    PERCENT: 'Percent by mass %.',
  },
);

@ObjectType('TreatedBatch', { description: 'A batch that was treated.' })
export class TreatedBatchType {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'Its code.' })
  code!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The run in which it was treated; empty: the batch itself was named.',
  })
  runId!: string | null;
}

@ObjectType('PostHarvestTreatment', {
  description:
    'What was applied to fruit after harvest 采后保鲜处理, as the packhouse told it. What is made of the fruit carries it on.',
})
export class PostHarvestTreatmentType {
  @Field(() => ID, { description: 'Id.' })
  id!: PostHarvestTreatmentId;

  @Field(() => ID, { description: 'The packhouse.' })
  organisationId!: OrganisationId;

  @Field(() => TreatmentKindEnum, { description: 'What was applied.' })
  kind!: TreatmentKind;

  @Field(() => String, { nullable: true, description: 'Code of the line or bath.' })
  lineCode!: string | null;

  @Field(() => ID, { nullable: true, description: 'The product label 农药标签, where the product has one.' })
  productLabelId!: string | null;

  @Field(() => String, { nullable: true, description: 'Its number 农药登记证号.' })
  labelNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'What its label calls the product, in Chinese.' })
  labelNameZh!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What the product was called, where it has no label. Once that was erased, three asterisks and a hash that only tells products apart.',
  })
  productName!: string | null;

  @Field(() => [String], {
    nullable: true,
    complexity: expectedRows(1),
    description:
      'Active substances by code, or as they were told by a name that has none or that the base office may take back; an empty list: nothing that leaves a residue; empty: not recorded.',
  })
  substances!: readonly string[] | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Concentration, exactly as entered.' })
  concentration!: Decimal | null;

  @Field(() => ConcentrationUnitEnum, { nullable: true, description: 'Its unit.' })
  concentrationUnit!: ConcentrationUnit | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When the bath was made up.' })
  bathMadeUpAt!: Instant | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When the bath was changed; empty: not told.' })
  bathChangedAt!: Instant | null;

  @Field(() => InstantScalar, { description: 'When the fruit was treated.' })
  performedAt!: Instant;

  @Field(() => LocalDateScalar, { description: 'The day in China on which it was treated.' })
  performedOn!: LocalDate;

  @Field(() => InstantScalar, { description: 'When it was entered.' })
  recordedAt!: Instant;

  @Field(() => ID, { nullable: true, description: 'The entry whose place it takes.' })
  correctsId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The entry that took its place.' })
  correctedById!: string | null;

  @Field(() => Boolean, { description: 'Whether it says that the entry before did not happen.' })
  isVoid!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why what was voided did not happen; seen by the packhouse and the base office.',
  })
  voidReason!: string | null;

  @Field(() => Boolean, {
    description:
      'A correction or voiding, which speaks for fruit only once the base office has agreed to it. Those made before that was asked for need nobody.',
  })
  needsAgreement!: boolean;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When the base office agreed to it; empty: not yet.',
  })
  agreedAt!: Instant | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      'When the base office declined it: what it withdrew counts, and it still counts against the fruit.',
  })
  declinedAt!: Instant | null;

  @Field(() => DeclineReasonEnum, { nullable: true, description: 'Why it was declined.' })
  declineReason!: DeclineReason | null;

  @Field(() => String, {
    nullable: true,
    description: 'Username of who declined it; seen by the base office.',
  })
  declinedBy!: string | null;

  @Field(() => [TreatedBatchType], {
    complexity: expectedRows(2),
    description: 'The batches treated, as far as you see them.',
  })
  batches!: readonly TreatedBatchType[];

  static of(row: TreatmentView): PostHarvestTreatmentType {
    return Object.assign(new PostHarvestTreatmentType(), row);
  }
}

@ObjectType('PostHarvestTreatmentConnection', { description: 'A page of treatments after harvest.' })
export class PostHarvestTreatmentConnection extends connectionOf(
  'PostHarvestTreatment',
  () => PostHarvestTreatmentType,
) {
  /** What `totalCount` counts, if it is asked for. */
  filter!: TreatmentFilter;
}

@InputType('PostHarvestTreatmentFilter', {
  description: 'Which treatments after harvest; all conditions must hold.',
})
export class PostHarvestTreatmentFilterInput implements TreatmentFilter {
  @IdField({ nullable: true, description: 'Of this batch itself.' })
  batchId?: BatchId | null;

  @IdField({ nullable: true, description: 'Of this packhouse.' })
  organisationId?: OrganisationId | null;

  @TextField({ nullable: true, description: 'On this line.', max: 40 })
  lineCode?: string | null;

  @Field(() => [TreatmentKindEnum], { nullable: true, description: 'Of these kinds.' })
  @IsOptional()
  @IsIn(TREATMENT_KINDS, { each: true })
  kinds?: TreatmentKind[] | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Not before this day.' })
  performedFrom?: LocalDate | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Not after this day.' })
  performedTo?: LocalDate | null;

  @FlagField({ description: 'Leaves out what was corrected or did not happen.' })
  standingOnly?: boolean | null;

  @FlagField({
    description: 'Only corrections and voidings that wait for the base office, the latest of each.',
  })
  awaitingAgreement?: boolean | null;

  @FlagField({
    description:
      'Only corrections and voidings that the base office declined and that nobody entered anew since.',
  })
  declined?: boolean | null;
}

@ArgsType()
export class PostHarvestTreatmentPageArgs extends PageArgs {
  @Field(() => PostHarvestTreatmentFilterInput, { nullable: true, description: 'Which treatments.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => PostHarvestTreatmentFilterInput)
  filter?: PostHarvestTreatmentFilterInput | null;
}

const LINE = /^[A-Z0-9][A-Z0-9-]{0,39}$/;

@InputType({ isAbstract: true })
abstract class TreatmentInput extends CommandInputType {
  @Field(() => TreatmentKindEnum, { description: 'What was applied; NONE states that nothing was.' })
  @IsIn(TREATMENT_KINDS)
  kind!: TreatmentKind;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the line or bath at the packhouse, such as LINE-1; needed unless the kind is NONE.',
  })
  @IsOptional()
  @Satisfies((value) => typeof value === 'string' && LINE.test(value), {
    zh: '应为 1 至 40 个大写字母、数字或连字符，以字母或数字开头',
    en: 'must have 1 to 40 capital letters, digits or hyphens, and start with a letter or digit',
  })
  lineCode?: string | null;

  @IdField({ nullable: true, description: 'The product label 农药标签; else name the product.' })
  productLabelId?: ProductLabelId | null;

  @TextField({ nullable: true, description: 'What the product is called, where it has no label.', max: 120 })
  productName?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Active substances, by code or name; an empty list says that nothing in it leaves a residue. Left out: those of the label, or not known.',
  })
  @IsOptional()
  @ArrayMaxSize(20, { message: '最多 20 项 | at most 20' })
  @Satisfies(
    (value) =>
      Array.isArray(value) &&
      value.every((name: unknown) => typeof name === 'string' && name.trim() !== '' && name.length <= 60),
    { zh: '每项应为 1 至 60 个字的名称或代码', en: 'must be names or codes of 1 to 60 characters' },
  )
  substances?: string[] | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Concentration of the bath; needed for a fungicide.',
  })
  @IsOptional()
  concentration?: Decimal | null;

  @Field(() => ConcentrationUnitEnum, { nullable: true, description: 'Unit of the concentration.' })
  @IsOptional()
  @IsIn(CONCENTRATION_UNITS)
  concentrationUnit?: ConcentrationUnit | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When the bath was made up.' })
  bathMadeUpAt?: Instant | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When the bath was changed.' })
  bathChangedAt?: Instant | null;

  @Field(() => InstantScalar, { description: 'When the fruit was treated.' })
  performedAt!: Instant;

  @IdField({ nullable: true, description: 'Who did it: a member of the packhouse.' })
  operatorId?: UserId | null;

  @IdListField({ nullable: true, max: 200, description: 'Batches treated, made by a run of yours.' })
  batchIds?: BatchId[] | null;

  @IdListField({ nullable: true, max: 50, description: 'Runs of yours all of whose outputs were treated.' })
  runIds?: RunId[] | null;
}

@InputType({ description: 'A treatment after harvest, or the statement that there was none.' })
export class RecordPostHarvestTreatmentInput extends TreatmentInput {}

@InputType({ description: 'What an entry should have said, in full.' })
export class CorrectPostHarvestTreatmentInput extends TreatmentInput {
  @IdField({ description: 'The entry.' })
  treatmentId!: PostHarvestTreatmentId;
}

@InputType({ description: 'An entry of something that did not happen.' })
export class VoidPostHarvestTreatmentInput extends CommandInputType {
  @IdField({ description: 'The entry.' })
  treatmentId!: PostHarvestTreatmentId;

  @TextField({ max: 500, description: 'Why it did not happen, or how the mistake came about.' })
  reason!: string;
}

@InputType({ description: 'A correction or voiding of a treatment that somebody agrees to.' })
export class AgreeToTreatmentCorrectionInput extends CommandInputType {
  @IdField({ description: 'The entry that corrects or voids; the latest, if it was corrected since.' })
  treatmentId!: PostHarvestTreatmentId;
}

@InputType({ description: 'A correction or voiding of a treatment that somebody declines.' })
export class DeclineTreatmentCorrectionInput extends AgreeToTreatmentCorrectionInput {
  @DeclineReasonField()
  reason!: DeclineReason;
}

@ObjectType({ description: 'The entry that was made.' })
export class PostHarvestTreatmentPayload {
  @Field(() => PostHarvestTreatmentType, { description: 'The treatment.' })
  treatment!: PostHarvestTreatmentType;
}
