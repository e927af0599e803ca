import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { ArrayMaxSize, IsOptional, IsString } from 'class-validator';
import { expectedRows } from '../../graphql/expected-rows.js';
import { IdField } from '../../graphql/id-field.js';
import { LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { PlotId, ProductLabelId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { HarvestReason } from './domain/earliest-harvest.js';
import { GrowingWarningType, HarvestReasonEnum, UnstatedSpraysType } from './growing-record.types.js';
import { IsSubstanceList, MOST_SUBSTANCES } from './substance-list.js';

@InputType({ description: 'A spray that you think of doing. Nothing is recorded.' })
export class CheckSprayInput {
  @IdField({ description: 'The plot, of your cooperative.' })
  plotId!: PlotId;

  @IdField({ nullable: true, description: 'Label of the product.' })
  productLabelId?: ProductLabelId | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Active ingredients: codes or names; those of the label where left out.',
  })
  @IsOptional()
  @ArrayMaxSize(MOST_SUBSTANCES, {
    message: `最多 ${MOST_SUBSTANCES} 种 | must name at most ${MOST_SUBSTANCES}`,
  })
  @IsSubstanceList()
  substances?: string[] | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'When; today where left out.' })
  @IsOptional()
  @IsString()
  sprayOn?: LocalDate | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'When harvest is planned.' })
  @IsOptional()
  @IsString()
  harvestOn?: LocalDate | null;
}

@ObjectType('ApplicationsOfSeason', { description: 'How often a product is used on a plot in one season.' })
export class ApplicationsType {
  @Field(() => Int, { description: 'Times, with this one.' })
  count!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Most the label allows; empty where it states none, it was not entered, nobody confirmed it, or the label is for another crop.',
  })
  maximum!: number | null;

  @Field(() => Boolean, { description: 'Whether that is more than the label allows.' })
  isExceeded!: boolean;
}

@ObjectType('SprayCheck', {
  description:
    'What the rules on bans, intervals and applications would say of a spray. Nothing was recorded.',
})
export class SprayCheckType {
  @Field(() => [GrowingWarningType], {
    complexity: expectedRows(2),
    description: 'What speaks against it, the gravest first; none: nothing does.',
  })
  warnings!: GrowingWarningType[];

  @Field(() => HarvestReasonEnum, { description: 'Why the first day of harvest would be what it is.' })
  because!: HarvestReason;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'First day of harvest after it, with all sprays before; empty where it would not be known.',
  })
  harvestFrom!: LocalDate | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'What the known intervals alone ask for: certainly not before this day.',
  })
  notBefore!: LocalDate | null;

  @Field(() => ApplicationsType, {
    nullable: true,
    description: 'How often the product would have been used this season; empty where no label is named.',
  })
  applications!: ApplicationsType | null;

  @Field(() => [UnstatedSpraysType], {
    complexity: expectedRows(1),
    description:
      'Days of the year up to today for which nobody has stated that all other sprays are on record: there may be more to count and to wait for.',
  })
  unstated!: UnstatedSpraysType[];
}
