import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import { connectionOf, PageArgs } from '../../graphql/connection.js';
import { IdField } from '../../graphql/id-field.js';

/* Plain data: the queries make it with one statement, and no field has a resolver. */

@ObjectType('Pallet', { description: 'A pallet 托盘 with cartons of one packed batch.' })
export class PalletType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'Its SSCC, 18 digits: GS1 AI (00).' })
  sscc!: string;

  @Field(() => ID, { description: 'The packed batch on it.' })
  batchId!: string;

  @Field(() => String, { description: 'Code of that batch: GS1 AI (10).' })
  batchCode!: string;

  @Field(() => ID, { description: 'Who packed it.' })
  organisationId!: string;

  @Field(() => Int, { description: 'Cartons on it when it was packed.' })
  cartonCount!: number;
}

@ObjectType('PalletConnection', { description: 'A page of pallets.' })
export class PalletConnection extends connectionOf('Pallet', () => PalletType) {
  /** What `totalCount` counts, if it is asked for. */
  filter!: PalletFilterInput;
}

@InputType('PalletFilter', { description: 'Which pallets; all conditions that are given must hold.' })
export class PalletFilterInput {
  @IdField({ nullable: true, description: 'With cartons of this packed batch.' })
  batchId?: string | null;
}

@ArgsType()
export class PalletPageArgs extends PageArgs {
  @Field(() => PalletFilterInput, { nullable: true, description: 'Which pallets.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => PalletFilterInput)
  filter?: PalletFilterInput | null;
}
