import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsIn, IsOptional, ValidateNested } from 'class-validator';
import { DayField } from '../../graphql/day-field.js';
import { expectedRows } from '../../graphql/expected-rows.js';
import { connectionOf, PageArgs } from '../../graphql/connection.js';
import { IdField } from '../../graphql/id-field.js';
import { MoneyScalar } from '../../graphql/scalars/money.scalar.js';
import { GramsScalar, InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import type { Money } from '../../kernel/money.js';
import { RUN_KINDS, type RunKind } from './domain/batch-kind.js';
import { RunKindEnum } from './run-kind.types.js';

/* Plain data: the queries make it with one statement, and no field has a resolver. */

@ObjectType('Settlement', { description: 'Price and advance of a receipt; seen by the two parties alone.' })
export class SettlementType {
  @Field(() => MoneyScalar, { description: 'Price per kilogram.' })
  pricePerKg!: Money;

  @Field(() => MoneyScalar, { description: 'Paid in advance.' })
  advance!: Money;
}

@ObjectType('Receipt', { description: 'The weigh ticket 磅单 of fruit weighed in.' })
export class ReceiptType {
  @Field(() => ID, { description: 'Who delivered.' })
  supplierId!: string;

  @Field(() => String, { description: 'Number of the ticket.' })
  ticketNumber!: string;

  @Field(() => GramsScalar, { description: 'Gross.' })
  grossGrams!: Grams;

  @Field(() => GramsScalar, { description: 'Tare.' })
  tareGrams!: Grams;

  @Field(() => GramsScalar, { description: 'Deduction 扣杂.' })
  deductionGrams!: Grams;

  @Field(() => GramsScalar, { description: 'Net: gross less tare less deduction.' })
  netGrams!: Grams;

  @Field(() => String, {
    nullable: true,
    description:
      'Number of a 承诺达标合格证 noted at the scale; what was collected is in collectedCertificates.',
  })
  certificateNumber!: string | null;

  @Field(() => SettlementType, { nullable: true, description: 'Price and advance, for the two parties.' })
  settlement!: SettlementType | null;
}

@ObjectType('RunDraw', { description: 'What a run took from a batch.' })
export class RunDrawType {
  @Field(() => ID, { description: 'The batch.' })
  batchId!: string;

  @Field(() => GramsScalar, { description: 'How much.' })
  massGrams!: Grams;
}

@ObjectType('Run', { description: 'What turned batches into batches; every gram of it is accounted for.' })
export class RunType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'Code.' })
  code!: string;

  @Field(() => RunKindEnum, { description: 'What was done.' })
  kind!: RunKind;

  @Field(() => ID, { description: 'By whom.' })
  organisationId!: string;

  @Field(() => InstantScalar, { description: 'When.' })
  performedAt!: Instant;

  @Field(() => LocalDateScalar, { description: 'The day in China.' })
  performedOn!: LocalDate;

  @Field(() => String, { nullable: true, description: 'The market it packed for.' })
  marketCode!: string | null;

  @Field(() => GramsScalar, { description: 'What went in.' })
  inputGrams!: Grams;

  @Field(() => GramsScalar, { description: 'What came out.' })
  outputGrams!: Grams;

  @Field(() => GramsScalar, { description: 'Thrown away 弃果.' })
  discardedGrams!: Grams;

  @Field(() => GramsScalar, { description: 'Lost.' })
  lossGrams!: Grams;

  @Field(() => Float, { description: 'What the scales say differently, in grams, signed.' })
  differenceGrams!: number;

  @Field(() => Int, { description: 'The tolerance it was judged by, in parts per million of the input.' })
  tolerancePpm!: number;

  @Field(() => String, { nullable: true, description: 'Why something is missing.' })
  differenceReason!: string | null;

  @Field(() => [RunDrawType], { complexity: expectedRows(2), description: 'What was taken of each batch.' })
  draws!: RunDrawType[];

  @Field(() => [ID], { description: 'The batches it made, as far as you may see them.' })
  outputBatchIds!: string[];

  @Field(() => ReceiptType, { nullable: true, description: 'The weigh ticket, for a receipt.' })
  receipt!: ReceiptType | null;
}

@ObjectType('RunConnection', { description: 'A page of runs.' })
export class RunConnection extends connectionOf('Run', () => RunType) {
  /** What `totalCount` counts, if it is asked for. */
  filter!: RunFilterInput;
}

@InputType('RunFilter', { description: 'Which runs; all conditions that are given must hold.' })
export class RunFilterInput {
  @Field(() => [RunKindEnum], { nullable: true, description: 'Any of these kinds.' })
  @IsOptional()
  @IsIn(RUN_KINDS, { each: true })
  kinds?: RunKind[] | null;

  @IdField({ nullable: true, description: 'Done by this organisation.' })
  organisationId?: string | null;

  @IdField({ nullable: true, description: 'That drew from this batch.' })
  drawnFromId?: string | null;

  @DayField({ nullable: true, description: 'On this day or later.' })
  performedFrom?: LocalDate | null;

  @DayField({ nullable: true, description: 'On this day or earlier.' })
  performedTo?: LocalDate | null;
}

@ArgsType()
export class RunPageArgs extends PageArgs {
  @Field(() => RunFilterInput, { nullable: true, description: 'Which runs.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => RunFilterInput)
  filter?: RunFilterInput | null;
}
