import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayNotEmpty, IsBoolean, IsOptional } from 'class-validator';
import { connectionOf, type Page } from '../../graphql/connection.js';
import { Satisfies } from '../../graphql/constraints.js';
import { IdField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { InstantScalar } from '../../graphql/scalars/scalars.js';
import { PaperNumberField, TextField } from '../../graphql/text-field.js';
import type { AttachmentId, OrganisationId, ProductLabelId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { IsSubstanceList, MOST_SUBSTANCES } from './substance-list.js';
import type { ProductLabelFilter, ProductLabelView } from './product-label.queries.js';

const between = (least: number, most: number): PropertyDecorator =>
  Satisfies((value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most, {
    zh: `应为 ${least} 至 ${most} 的整数`,
    en: `must be a whole number from ${least} to ${most}`,
  });

@ObjectType('ProductLabel', {
  description:
    'What the label 农药标签 of a pesticide says for one crop. Entered by one person, confirmed by another; before that nothing rests on its figures.',
})
export class ProductLabelType implements ProductLabelView {
  @Field(() => ID, { description: 'Id.' })
  id!: ProductLabelId;

  @Field(() => String, { description: 'Registration number 农药登记证号.' })
  registrationNumber!: string;

  @Field(() => String, { description: 'Name of the product, in Chinese.' })
  nameZh!: string;

  @Field(() => String, { description: 'Crop these figures are for, as the label names it.' })
  crop!: string;

  @Field(() => [String], {
    description: 'Codes of the active ingredients; a name as printed where there is no code for it.',
  })
  substances!: string[];

  @Field(() => Int, {
    nullable: true,
    description:
      'Days from the spray to the first harvest 安全间隔期; empty where the label states none, or nobody entered it.',
  })
  phiDays!: number | null;

  @Field(() => Boolean, { description: 'Whether the label was read and asks for no interval.' })
  statesNoInterval!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Most applications a season; empty where the label states none, or nobody entered it.',
  })
  maxApplications!: number | null;

  @Field(() => Boolean, { description: 'Whether the label was read and sets no maximum.' })
  statesNoMaximum!: boolean;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the attachment that shows the label; empty where none was taken.',
  })
  photographId!: AttachmentId | null;

  @Field(() => InstantScalar, { description: 'When it was entered, or last put right.' })
  enteredAt!: Instant;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When a second person confirmed it; empty before.',
  })
  confirmedAt!: Instant | null;

  // Behind the nested field that the resolver adds.
  enteredByOrganisationId!: OrganisationId;
}

export const ProductLabelConnection = connectionOf('ProductLabel', () => ProductLabelType);
export type ProductLabelPage = Page<ProductLabelView> & { readonly filter: ProductLabelFilter };

@ObjectType({ description: 'A label was entered, put right or confirmed.' })
export class ProductLabelPayload {
  @Field(() => ProductLabelType, { description: 'The label as it is now.' })
  productLabel!: ProductLabelView;
}

@InputType('ProductLabelFilter', { description: 'Which labels. What is left out does not limit.' })
export class ProductLabelFilterInput {
  @PaperNumberField({ nullable: true, max: 40, description: 'Whose registration number begins so.' })
  registrationNumberPrefix?: string | null;

  @TextField({ nullable: true, max: 40, description: 'For this crop.' })
  crop?: string | null;

  @TextField({ nullable: true, max: 60, description: 'That hold this substance, by code.' })
  substance?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Confirmed ones, or those that wait for it.' })
  @IsOptional()
  @IsBoolean()
  isConfirmed?: boolean | null;
}

@InputType({ isAbstract: true })
abstract class LabelInput extends CommandInputType {
  @PaperNumberField({ max: 40, description: 'Registration number 农药登记证号, as printed.' })
  registrationNumber!: string;

  @TextField({ max: 100, description: 'Name of the product, in Chinese.' })
  nameZh!: string;

  @TextField({
    max: 40,
    description:
      'The one crop these figures are for, as the label names it: 柑橘树. With the use where that is after harvest: 柑橘（采后）.',
  })
  crop!: string;

  @Field(() => [String], {
    description: 'Active ingredients: codes, or names in Chinese or English as printed.',
  })
  @ArrayNotEmpty({ message: '至少一种有效成分 | must name at least one active ingredient' })
  @ArrayMaxSize(MOST_SUBSTANCES, {
    message: `最多 ${MOST_SUBSTANCES} 种 | must name at most ${MOST_SUBSTANCES}`,
  })
  @IsSubstanceList()
  substances!: string[];

  @Field(() => Int, {
    nullable: true,
    description: 'Days from the spray to the first harvest; left out: not entered.',
  })
  @IsOptional()
  @between(0, 365)
  phiDays?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'The label asks for no interval. Never with days.',
  })
  @IsOptional()
  @IsBoolean()
  statesNoInterval?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Most applications a season; left out: not entered.',
  })
  @IsOptional()
  @between(1, 50)
  maxApplications?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'The label sets no maximum. Never with a figure.' })
  @IsOptional()
  @IsBoolean()
  statesNoMaximum?: boolean | null;

  @IdField({
    nullable: true,
    description: 'Attachment with a photograph of the label, which whoever confirms compares it with.',
  })
  photographId?: AttachmentId | null;
}

@InputType({ description: 'A label as read off the bottle.' })
export class EnterProductLabelInput extends LabelInput {}

@InputType({ description: 'What the label should have said, in full. Only before it is confirmed.' })
export class CorrectProductLabelInput extends LabelInput {
  @IdField({ description: 'The label.' })
  productLabelId!: ProductLabelId;
}

@InputType({ description: 'A label that you have compared with the bottle.' })
export class ConfirmProductLabelInput extends CommandInputType {
  @IdField({ description: 'The label.' })
  productLabelId!: ProductLabelId;
}
