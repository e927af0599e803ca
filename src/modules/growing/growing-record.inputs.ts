import { Field, InputType, Int } from '@nestjs/graphql';
import { ArrayMaxSize, IsBoolean, IsEnum, IsOptional } from 'class-validator';
import { Satisfies } from '../../graphql/constraints.js';
import { FlagField } from '../../graphql/flag-field.js';
import { IdField } from '../../graphql/id-field.js';
import { MuField } from '../../graphql/mu-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { TextField } from '../../graphql/text-field.js';
import type { Decimal } from '../../kernel/decimal.js';
import type { GrowerId, GrowingRecordId, OrganisationId, PlotId, ProductLabelId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { GrowingKind, WorkKind } from './domain/growing-kind.js';
import { GrowingKindEnum, WorkKindEnum } from './growing-record.types.js';
import { IsSubstanceList, MOST_SUBSTANCES } from './substance-list.js';
import type { DeclineReason } from './domain/settling.js';
import { DeclineReasonField } from './settling.types.js';

@InputType('GrowingRecordFilter', { description: 'Which growing records. What is left out does not limit.' })
export class GrowingRecordFilterInput {
  @IdField({ nullable: true, description: 'On this plot.' })
  plotId?: PlotId | null;

  @IdField({ nullable: true, description: 'Of this cooperative.' })
  organisationId?: OrganisationId | null;

  @Field(() => GrowingKindEnum, { nullable: true, description: 'Of this kind.' })
  @IsOptional()
  @IsEnum(GrowingKindEnum)
  kind?: GrowingKind | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Done on this day or later.' })
  @IsOptional()
  from?: LocalDate | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Done on this day or earlier.' })
  @IsOptional()
  to?: LocalDate | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only records that stand: neither corrected nor void.',
  })
  @IsOptional()
  @IsBoolean()
  standing?: boolean | null;

  @FlagField({
    description: 'Only corrections and voidings of sprays that wait for the base office, the latest of each.',
  })
  awaitingAgreement?: boolean | null;

  @FlagField({
    description:
      'Only corrections and voidings of sprays that the base office declined and that nobody entered anew since.',
  })
  declined?: boolean | null;
}

@InputType({ isAbstract: true })
abstract class WorkInput extends CommandInputType {
  @Field(() => InstantScalar, { description: 'When it was done; not in the future.' })
  @Satisfies((value) => typeof value === 'string', { zh: '应为时间', en: 'must be a moment' })
  performedAt!: Instant;

  @Field(() => Int, {
    nullable: true,
    description: 'Minutes east of UTC of the clock it was read from; 480, China, where left out.',
  })
  @IsOptional()
  @Satisfies((value) => Number.isInteger(value) && Math.abs(Number(value)) <= 840, {
    zh: '应为 -840 至 840 的整数分钟',
    en: 'must be whole minutes from -840 to 840',
  })
  utcOffsetMinutes?: number | null;

  @TextField({ nullable: true, max: 100, description: 'Product as the grower calls it.' })
  productName?: string | null;

  @TextField({ nullable: true, max: 100, description: 'Dose or dilution, such as 1500倍液.' })
  dose?: string | null;

  @MuField({ nullable: true, description: 'Area worked on, in mu 亩.' })
  areaMu?: Decimal | null;

  @IdField({ nullable: true, description: 'Grower who did it.' })
  operatorId?: GrowerId | null;

  @TextField({
    nullable: true,
    max: 500,
    description: 'What else there is to say. Name people by code, not by name.',
  })
  note?: string | null;

  @IdField({ nullable: true, description: 'Grower for whom you enter it 代录; the record then says so.' })
  onBehalfOfId?: GrowerId | null;
}

@InputType({ isAbstract: true })
abstract class SprayInput extends WorkInput {
  @IdField({
    nullable: true,
    description: 'Label of the product. Without it the first day of harvest is not known.',
  })
  productLabelId?: ProductLabelId | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Active ingredients: codes, or names in Chinese or English; those of the label where left out.',
  })
  @IsOptional()
  @ArrayMaxSize(MOST_SUBSTANCES, {
    message: `最多 ${MOST_SUBSTANCES} 种 | must name at most ${MOST_SUBSTANCES}`,
  })
  @IsSubstanceList()
  substances?: string[] | null;

  @TextField({ nullable: true, max: 100, description: 'Pest or disease it was for.' })
  target?: string | null;
}

@InputType({ description: 'A spray that was done on a plot of your cooperative.' })
export class RecordSprayInput extends SprayInput {
  @IdField({ description: 'The plot.' })
  plotId!: PlotId;
}

@InputType({ description: 'Work other than spraying that was done on a plot of your cooperative.' })
export class RecordWorkInput extends WorkInput {
  @IdField({ description: 'The plot.' })
  plotId!: PlotId;

  @Field(() => WorkKindEnum, { description: 'What was done.' })
  @IsEnum(WorkKindEnum)
  kind!: WorkKind;
}

const TIMES = Satisfies((value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 1000, {
  zh: '应为 0 至 1000 的整数',
  en: 'must be a whole number from 0 to 1000',
});

@InputType({
  description:
    'States that on a plot of your cooperative, in a period, nothing was sprayed beyond what is recorded 用药记录完整; with no spray on record, that nothing was sprayed 未用药.',
})
export class StateSpraysCompleteInput extends CommandInputType {
  @IdField({ description: 'The plot.' })
  plotId!: PlotId;

  @Field(() => LocalDateScalar, {
    description: 'First day. For a harvest the year up to it is looked at; what was stated before counts.',
  })
  from!: LocalDate;

  @Field(() => LocalDateScalar, { description: 'Last day, a year later at most and not in the future.' })
  to!: LocalDate;

  @Field(() => Int, {
    description:
      'How many sprays you find on record for these days, neither corrected nor void; 0 states that nothing was sprayed. Refused where there are others.',
  })
  @TIMES
  spraysOnRecord!: number;

  @TextField({
    nullable: true,
    max: 500,
    description: 'What else there is to say. Name people by code, not by name.',
  })
  note?: string | null;

  @IdField({ nullable: true, description: 'Grower for whom you state it 代录; the record then says so.' })
  onBehalfOfId?: GrowerId | null;
}

@InputType({
  description:
    'What a record should have said, in full: what is left out is not taken over. Plot and kind stay; a record on the wrong plot is voided and made anew.',
})
export class CorrectGrowingRecordInput extends SprayInput {
  @IdField({ description: 'The record to correct; the latest, if it was corrected before.' })
  recordId!: GrowingRecordId;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Of a statement that the spray record is complete: its first day.',
  })
  @IsOptional()
  from?: LocalDate | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'Of a statement: its last day.' })
  @IsOptional()
  to?: LocalDate | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of a statement: how many sprays you find on record for these days.',
  })
  @IsOptional()
  @TIMES
  spraysOnRecord?: number | null;
}

@InputType({ description: 'A record of something that did not happen.' })
export class VoidGrowingRecordInput extends CommandInputType {
  @IdField({ description: 'The record.' })
  recordId!: GrowingRecordId;

  @TextField({ max: 500, description: 'Why it did not happen, or how the mistake came about.' })
  reason!: string;
}

@InputType({ description: 'A correction or voiding of a spray that somebody agrees to.' })
export class AgreeToGrowingCorrectionInput extends CommandInputType {
  @IdField({ description: 'The record that corrects or voids; the latest, if it was corrected since.' })
  recordId!: GrowingRecordId;
}

@InputType({ description: 'A correction or voiding of a spray that somebody declines.' })
export class DeclineGrowingCorrectionInput extends AgreeToGrowingCorrectionInput {
  @DeclineReasonField()
  reason!: DeclineReason;
}
