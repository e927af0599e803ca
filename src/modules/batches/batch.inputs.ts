import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsIn, IsInt, IsOptional, Min, ValidateNested } from 'class-validator';
import { expectedRows } from '../../graphql/expected-rows.js';
import { describedEnum } from '../../graphql/enums.js';
import { OwnCodeField, PaperNumberField, TextField } from '../../graphql/text-field.js';
import { IdField, IdListField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { MoneyScalar } from '../../graphql/scalars/money.scalar.js';
import { GramsScalar, InstantScalar } from '../../graphql/scalars/scalars.js';
import { isSscc, type Sscc } from '../../kernel/gs1.js';
import type { BatchId, GrowerId, HoldId, OrganisationId, PlotId, RegistrationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { grams, type Grams } from '../../kernel/mass.js';
import type { Money } from '../../kernel/money.js';
import { NotBefore2000, Positive, Satisfies } from '../../graphql/constraints.js';
import { BatchType, HoldType } from './batch.types.js';
import { LABEL_NAMES, type LabelName } from './domain/relabel.js';
import { QualityClassEnum } from '../../graphql/quality-class.types.js';
import { QUALITY_CLASSES, type QualityClass } from '../../kernel/quality-class.js';

@InputType({ description: 'Fruit picked on one plot.' })
export class RecordHarvestInput extends CommandInputType {
  @IdField({ description: 'The plot it was picked on.' })
  plotId!: PlotId;

  @Field(() => InstantScalar, { description: 'When it was picked; not before the year 2000.' })
  @NotBefore2000()
  harvestedAt!: Instant;

  @Field(() => GramsScalar, { description: 'What it weighs, above zero.' })
  @Positive()
  massGrams!: Grams;

  @TextField({ nullable: true, max: 40, description: 'The variety; the plot’s where nothing is said.' })
  varietyCode?: string | null;

  @OwnCodeField({
    description: 'A code of your own; one is made where nothing is said.',
  })
  code?: string | null;

  @IdField({ nullable: true, description: 'The packhouse, processor or exporter it goes to.' })
  consignedToId?: OrganisationId | null;

  @IdField({ nullable: true, description: 'The grower for whom a clerk enters it (代录).' })
  onBehalfOfId?: GrowerId | null;

  @PaperNumberField({
    nullable: true,
    max: 60,
    description:
      'Number of a 承诺达标合格证 that was written on it, as a note: what counts is the certificate that issueComplianceCertificate issues.',
  })
  certificateNumber?: string | null;
}

@InputType({ description: 'Where a batch is sent.' })
export class ConsignBatchInput extends CommandInputType {
  @IdField({ description: 'The batch.' })
  batchId!: BatchId;

  @IdField({ nullable: true, description: 'The packhouse, processor or exporter; empty takes it back.' })
  consignedToId?: OrganisationId | null;
}

export const LabelNameEnum = describedEnum<LabelName>('LabelName', 'A name on cartons.', {
  BRAND: 'The brand.',
  GEOGRAPHICAL_INDICATION: 'The geographical indication.',
});

@InputType({ description: 'What was changed on the cartons of a packed batch.' })
export class RelabelBatchInput extends CommandInputType {
  @IdField({ description: 'The packed batch, all of whose cartons are in no lot.' })
  batchId!: BatchId;

  @Field(() => InstantScalar, { description: 'When it was done; not before it was packed.' })
  @NotBefore2000()
  relabelledAt!: Instant;

  @Field(() => [LabelNameEnum], { defaultValue: [], description: 'Names that came off the cartons.' })
  @IsIn(LABEL_NAMES, { each: true })
  @ArrayMaxSize(LABEL_NAMES.length, { message: '每项一次 | must name each once' })
  takesOff!: LabelName[];

  @IdField({
    nullable: true,
    description: 'The orchard registration printed from now on; what there is stays where it is left out.',
  })
  registrationId?: RegistrationId | null;

  @Field(() => QualityClassEnum, {
    nullable: true,
    description: 'The class from now on, never a higher one; what there is stays where it is left out.',
  })
  @IsOptional()
  @IsIn(QUALITY_CLASSES)
  class?: QualityClass | null;

  @PaperNumberField({
    nullable: true,
    max: 10,
    description: 'The size code from now on; what there is stays where it is left out.',
  })
  sizeCode?: string | null;

  @TextField({
    nullable: true,
    max: 10,
    description:
      'The market it is marked for from now on; what there is stays where it is left out. Not one that wants one registration a packing run, which is settled before packing.',
  })
  marketCode?: string | null;
}

@InputType({ description: 'What the scale printed 磅单.' })
export class WeighTicketInput {
  @PaperNumberField({ max: 40, description: 'Number of the ticket.' })
  number!: string;

  @Field(() => GramsScalar, { description: 'Gross mass.' })
  @Positive()
  grossGrams!: Grams;

  @Field(() => GramsScalar, { description: 'Tare: vehicle and crates.' })
  tareGrams!: Grams;

  @Field(() => GramsScalar, { defaultValue: 0, description: 'Taken off for leaves, soil and water 扣杂.' })
  deductionGrams: Grams = grams(0);
}

const NotOwed = (): PropertyDecorator =>
  Satisfies((value) => (value as Money).amount >= 0, { zh: '不能小于 0', en: 'must be 0 or more' });

@InputType({ description: 'Price and advance; seen by the two parties alone.' })
export class SettlementInput {
  @Field(() => MoneyScalar, { description: 'Price per kilogram.' })
  @NotOwed()
  pricePerKg!: Money;

  @Field(() => MoneyScalar, { nullable: true, description: 'Paid in advance, in the currency of the price.' })
  @IsOptional()
  @NotOwed()
  advance?: Money | null;
}

@InputType({ description: 'Fruit weighed in at a packhouse or plant.' })
export class ReceiveBatchInput extends CommandInputType {
  @IdField({ description: 'The batch that was consigned to you.' })
  batchId!: BatchId;

  @Field(() => GramsScalar, {
    nullable: true,
    description: 'What the supplier says was delivered; all that is left where nothing is said.',
  })
  @IsOptional()
  @Positive()
  deliveredGrams?: Grams | null;

  @Field(() => WeighTicketInput, { description: 'The weigh ticket.' })
  @ValidateNested()
  @Type(() => WeighTicketInput)
  ticket!: WeighTicketInput;

  @Field(() => InstantScalar, { description: 'When it was weighed.' })
  weighedAt!: Instant;

  @OwnCodeField({ description: 'A code of your own for the received batch.' })
  code?: string | null;

  @TextField({
    nullable: true,
    max: 400,
    description: 'Why less was weighed than was delivered, beyond the scales’ tolerance.',
  })
  differenceReason?: string | null;

  @PaperNumberField({
    nullable: true,
    max: 60,
    description:
      'Number of the 承诺达标合格证 noted at the scale. It proves nothing: collectComplianceCertificate keeps the certificate itself.',
  })
  certificateNumber?: string | null;

  @Field(() => SettlementInput, { nullable: true, description: 'Price and advance.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => SettlementInput)
  settlement?: SettlementInput | null;
}

@InputType({ description: 'What a run takes from one batch 投料.' })
export class DrawInput {
  @IdField({ description: 'The batch.' })
  batchId!: BatchId;

  @Field(() => GramsScalar, { description: 'How much of it.' })
  @Positive()
  massGrams!: Grams;
}

@InputType({ description: 'A batch that a run makes.' })
export class OutputInput {
  @Field(() => GramsScalar, { description: 'What it weighs.' })
  @Positive()
  massGrams!: Grams;

  @OwnCodeField({ description: 'A code of your own.' })
  code?: string | null;

  @Field(() => QualityClassEnum, { nullable: true, description: 'Class.' })
  @IsOptional()
  @IsIn(QUALITY_CLASSES)
  class?: QualityClass | null;

  @PaperNumberField({ nullable: true, max: 10, description: 'Size code.' })
  sizeCode?: string | null;
}

@InputType({ description: 'A pallet and what is on it.' })
export class PalletInput {
  @Field(() => String, { description: 'Serial Shipping Container Code, 18 digits with a right check digit.' })
  @Satisfies(isSscc, {
    zh: '应为校验位正确的 18 位 SSCC',
    en: 'must be an SSCC of 18 digits with a right check digit',
  })
  sscc!: Sscc;

  @Field(() => Int, { description: 'Cartons on it.' })
  @IsInt()
  @Min(1, { message: '至少 1 | must be at least 1' })
  cartonCount!: number;
}

@InputType({ description: 'A packed batch that a run makes.' })
export class PackedOutputInput extends OutputInput {
  @Field(() => Int, { description: 'Cartons.' })
  @IsInt()
  @Min(1, { message: '至少 1 | must be at least 1' })
  cartonCount!: number;

  @TextField({ nullable: true, max: 40, description: 'The brand printed on it.' })
  brandCode?: string | null;

  @TextField({ nullable: true, max: 40, description: 'The geographical indication printed on it.' })
  geographicalIndicationCode?: string | null;

  @PaperNumberField({
    nullable: true,
    max: 60,
    description:
      'Number of a 承诺达标合格证 that was written on it, as a note: what counts is the certificate that issueComplianceCertificate issues.',
  })
  certificateNumber?: string | null;

  @Field(() => [PalletInput], { nullable: true, description: 'The pallets it stands on.' })
  @IsOptional()
  @ArrayMaxSize(200, { message: '最多 200 个 | at most 200' })
  @ValidateNested({ each: true })
  @Type(() => PalletInput)
  pallets?: PalletInput[] | null;
}

@InputType({ isAbstract: true })
abstract class RunInput extends CommandInputType {
  @Field(() => InstantScalar, { description: 'When it was done.' })
  performedAt!: Instant;

  @Field(() => [DrawInput], { description: 'What went in.' })
  @ArrayMinSize(1, { message: '至少一项 | must have at least one' })
  @ArrayMaxSize(200, { message: '最多 200 项 | at most 200' })
  @ValidateNested({ each: true })
  @Type(() => DrawInput)
  draws!: DrawInput[];

  @Field(() => GramsScalar, { defaultValue: 0, description: 'Thrown away 弃果.' })
  discardedGrams: Grams = grams(0);

  @Field(() => GramsScalar, { defaultValue: 0, description: 'Lost: water, juice, rot.' })
  lossGrams: Grams = grams(0);

  @TextField({
    nullable: true,
    max: 400,
    description: 'Why something is missing beyond the scales’ tolerance.',
  })
  differenceReason?: string | null;
}

const Outputs =
  (type: () => new () => OutputInput): PropertyDecorator =>
  (target, property) => {
    ArrayMaxSize(200, { message: '最多 200 项 | at most 200' })(target, property);
    ValidateNested({ each: true })(target, property);
    Type(type)(target, property);
  };

@InputType({ description: 'Fruit sorted into classes and sizes.' })
export class GradeBatchesInput extends RunInput {
  @Field(() => [OutputInput], { description: 'Graded batches.' })
  @Outputs(() => OutputInput)
  outputs!: OutputInput[];

  @Field(() => [OutputInput], { defaultValue: [], description: 'Saleable fruit without a class 等外果.' })
  @Outputs(() => OutputInput)
  culls: OutputInput[] = [];
}

@InputType({ description: 'Fruit packed into cartons.' })
export class PackBatchesInput extends RunInput {
  @TextField({ nullable: true, max: 20, description: 'The market it is packed for.' })
  marketCode?: string | null;

  @IdField({ nullable: true, description: 'The orchard registration printed on the cartons.' })
  registrationId?: RegistrationId | null;

  @Field(() => [PackedOutputInput], { description: 'Packed batches.' })
  @Outputs(() => PackedOutputInput)
  outputs!: PackedOutputInput[];
}

@InputType({ description: 'Fruit turned into juice, slices or wine.' })
export class ProcessBatchesInput extends RunInput {
  @Field(() => [OutputInput], { description: 'Product batches.' })
  @Outputs(() => OutputInput)
  outputs!: OutputInput[];
}

@InputType({ description: 'What a harvest weighed after all.' })
export class CorrectHarvestInput extends CommandInputType {
  @IdField({ description: 'The harvest batch.' })
  batchId!: BatchId;

  @Field(() => GramsScalar, { description: 'The right mass.' })
  @Positive()
  massGrams!: Grams;

  @TextField({ max: 400, description: 'Why it is corrected.' })
  reason!: string;
}

@InputType({ description: 'A stop on fruit.' })
export class PlaceHoldInput extends CommandInputType {
  @IdListField({ max: 200, description: 'The batches; everything made of them is stopped too.' })
  @ArrayMinSize(1, { message: '至少一项 | must have at least one' })
  batchIds!: BatchId[];

  @TextField({ max: 400, description: 'Why.' })
  note!: string;
}

@InputType({ description: 'Lets fruit go on.' })
export class ReleaseHoldInput extends CommandInputType {
  @IdField({ description: 'The hold.' })
  holdId!: HoldId;

  @TextField({ max: 400, description: 'Why it may go on.' })
  reason!: string;
}

@ObjectType({ description: 'The batch as it is now.' })
export class BatchPayload {
  @Field(() => BatchType, { description: 'The batch.' })
  batch!: BatchType;
}

@ObjectType({ description: 'The batches a run made, as they are now.' })
export class BatchesPayload {
  @Field(() => [BatchType], { complexity: expectedRows(5), description: 'The batches.' })
  batches!: BatchType[];
}

@ObjectType({ description: 'The hold as it is now.' })
export class HoldPayload {
  @Field(() => HoldType, { description: 'The hold.' })
  hold!: HoldType;
}
