import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';

import { connectionOf } from '../../graphql/connection.js';
import { TextField } from '../../graphql/text-field.js';
import { IdField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { InstantScalar } from '../../graphql/scalars/scalars.js';
import type { BatchId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

@ObjectType('Recall', { description: 'A recall of fruit and of everything made of it.' })
export class RecallType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'Code.' })
  code!: string;

  @Field(() => ID, { description: 'Who opened it.' })
  organisationId!: string;

  @Field(() => ID, { description: 'The batch where it began.' })
  batchId!: string;

  @Field(() => String, { description: 'Why.' })
  reason!: string;

  @Field(() => InstantScalar, { description: 'When it was opened.' })
  openedAt!: Instant;

  @Field(() => [ID], { description: 'The batches it reached, as far as you may see them.' })
  batchIds!: string[];

  @Field(() => [ID], { description: 'The lots it reached, as far as you may see them.' })
  lotIds!: string[];

  @Field(() => InstantScalar, { nullable: true, description: 'When it was closed.' })
  closedAt!: Instant | null;
}

@ObjectType('RecallConnection', { description: 'A page of recalls.' })
export class RecallConnection extends connectionOf('Recall', () => RecallType) {}

@InputType({ description: 'What is recalled and why.' })
export class OpenRecallInput extends CommandInputType {
  @IdField({ description: 'The batch where the trouble was found.' })
  batchId!: BatchId;

  @TextField({ max: 400, description: 'Why.' })
  reason!: string;
}

@InputType({ description: 'Ends a recall.' })
export class CloseRecallInput extends CommandInputType {
  @IdField({ description: 'The recall.' })
  recallId!: string;

  @TextField({ max: 400, description: 'What came of it.' })
  reason!: string;
}

@ObjectType({ description: 'The recall as it is now.' })
export class RecallPayload {
  @Field(() => RecallType, { description: 'The recall.' })
  recall!: RecallType;
}
