import { ArgsType, Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import { connectionOf, PageArgs } from '../../graphql/connection.js';
import { DayField } from '../../graphql/day-field.js';
import { FlagField } from '../../graphql/flag-field.js';
import { IdField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { InstantScalar, LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { TextField } from '../../graphql/text-field.js';
import type { AttachmentId, CorrectiveActionId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { CorrectiveActionFilter, CorrectiveActionView } from './corrective-action.queries.js';

@ObjectType('CorrectiveAction', {
  description:
    'What a packhouse did 纠正措施 after sampling of its batches by ISO 2859-1 was discontinued 暂停抽样检验. Seen by the packhouse and the base office.',
})
export class CorrectiveActionType implements CorrectiveActionView {
  @Field(() => ID, { description: 'Id.' })
  id!: CorrectiveActionId;

  @Field(() => ID, { description: 'The packhouse.' })
  organisationId!: OrganisationId;

  @Field(() => LocalDateScalar, {
    description: 'When it was done; not before the sample that discontinued sampling, or it resumes nothing.',
  })
  takenOn!: LocalDate;

  @Field(() => String, { description: 'What was done; empty where the text was erased.' })
  measures!: string;

  @Field(() => ID, { description: 'The attachment that shows it.' })
  attachmentId!: AttachmentId;

  @Field(() => InstantScalar, { description: 'When it was recorded here.' })
  recordedAt!: Instant;

  @Field(() => ID, { description: 'Id of who recorded it.' })
  recordedById!: UserId;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      'When the base office agreed that it is likely to be effective. What is sampled from that day on is judged again, tightened.',
  })
  confirmedAt!: Instant | null;

  @Field(() => ID, { nullable: true, description: 'Id of who agreed.' })
  confirmedById!: UserId | null;
}

@InputType({ description: 'What your packhouse did after sampling of its batches was discontinued.' })
export class RecordCorrectiveActionInput extends CommandInputType {
  @DayField({ description: 'When; not in the future, nor before anything of the packhouse was sampled.' })
  takenOn!: LocalDate;

  @TextField({ max: 2000, description: 'What was done. Name people by code, not by name.' })
  measures!: string;

  @IdField({ description: 'The attachment that shows it: a report, photographs.' })
  attachmentId!: AttachmentId;
}

@InputType({ description: 'A corrective action that the base office agrees to.' })
export class ConfirmCorrectiveActionInput extends CommandInputType {
  @IdField({ description: 'The action.' })
  correctiveActionId!: CorrectiveActionId;
}

@ObjectType({ description: 'The corrective action as it is now.' })
export class CorrectiveActionPayload {
  @Field(() => CorrectiveActionType, { description: 'The action.' })
  correctiveAction!: CorrectiveActionType;
}

@InputType('CorrectiveActionFilter', {
  description: 'Which actions; all conditions that are given must hold.',
})
export class CorrectiveActionFilterInput implements CorrectiveActionFilter {
  @IdField({ nullable: true, description: 'Of this packhouse.' })
  organisationId?: OrganisationId | null;

  @FlagField({ description: 'Agreed to by the base office, or not yet.' })
  isConfirmed?: boolean | null;
}

@ArgsType()
export class CorrectiveActionPageArgs extends PageArgs {
  @Field(() => CorrectiveActionFilterInput, { nullable: true, description: 'Which actions.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => CorrectiveActionFilterInput)
  filter?: CorrectiveActionFilterInput | null;
}

@ObjectType('CorrectiveActionConnection', { description: 'A page of corrective actions.' })
export class CorrectiveActionConnection extends connectionOf('CorrectiveAction', () => CorrectiveActionType) {
  /** What `totalCount` counts, if it is asked for. */
  filter!: CorrectiveActionFilterInput;
}
