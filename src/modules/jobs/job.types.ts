import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsIn, IsOptional } from 'class-validator';
import { BilingualType } from '../../graphql/bilingual.types.js';
import { connectionOf } from '../../graphql/connection.js';
import { describedEnum } from '../../graphql/enums.js';
import { IdField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { InstantScalar } from '../../graphql/scalars/scalars.js';
import { TextField } from '../../graphql/text-field.js';
import type { JobId, OrganisationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { JobKinds } from './commands/job-kinds.js';
import { JOB_ERRORS, JOB_STATES, type JobErrorCode, type JobState } from './domain/job.js';
import type { JobFilter, JobRow } from './job.queries.js';

export const JobStateEnum = describedEnum<JobState>('JobState', 'How a job stands.', {
  QUEUED: 'Waits to be begun, or to be tried again.',
  RUNNING: 'Is being worked on.',
  DONE: 'Done. It is kept for 30 days.',
  FAILED: 'Failed in every try; nobody tries again until the base office says so.',
});

export const JobErrorCodeEnum = describedEnum<JobErrorCode>('JobErrorCode', 'Why a try failed.', {
  INTERNAL: 'Something went wrong on our side; the server log says what.',
  TIMED_OUT: 'It took too long and was stopped.',
  DATABASE_AWAY: 'The database could not be reached.',
  PROCESS_ENDED: 'The server process that worked on it ended before it was done.',
});

@ObjectType('JobError', { description: 'What came of the last try that failed.' })
export class JobErrorType {
  @Field(() => JobErrorCodeEnum, { description: 'Stable code.' })
  code!: JobErrorCode;

  @Field(() => BilingualType, { description: 'The same for people.' })
  message!: BilingualType;
}

@ObjectType('Job', {
  description:
    'Work that the product does by itself after a change, outside the request: judging lots again after a licence has ended, say.',
})
export class JobType {
  @Field(() => ID, { description: 'Id.' })
  id!: JobId;

  @Field(() => String, { description: 'What kind of work: `lots.judge-again`.' })
  kind!: string;

  @Field(() => BilingualType, { description: 'The kind of work in words.' })
  title!: BilingualType;

  @Field(() => ID, {
    nullable: true,
    description: 'The organisation whose things it works on; none if everybody’s.',
  })
  organisationId!: OrganisationId | null;

  @Field(() => JobStateEnum, { description: 'How it stands.' })
  state!: JobState;

  @Field(() => Int, { description: 'How many steps are done.' })
  done!: number;

  @Field(() => Int, { nullable: true, description: 'How many steps there are; none before it has begun.' })
  total!: number | null;

  @Field(() => Int, { description: 'How often it was begun.' })
  attempts!: number;

  @Field(() => JobErrorType, {
    nullable: true,
    description: 'Why its last try failed; none once it is done.',
  })
  lastError!: JobErrorType | null;

  @Field(() => InstantScalar, { description: 'When it was queued.' })
  queuedAt!: Instant;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was first begun.' })
  startedAt!: Instant | null;

  @Field(() => InstantScalar, { nullable: true, description: 'About when it is tried again.' })
  retryAt!: Instant | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was done, or failed for good.' })
  finishedAt!: Instant | null;

  static of({ errorCode, ...row }: JobRow, kinds: Pick<JobKinds, 'titleOf'>): JobType {
    const lastError = errorCode && { code: errorCode, message: JOB_ERRORS[errorCode] };
    return Object.assign(new JobType(), row, { lastError, title: kinds.titleOf(row.kind) });
  }
}

@InputType('JobFilter', { description: 'Which jobs; what is left out does not matter.' })
export class JobFilterInput implements JobFilter {
  @Field(() => [JobStateEnum], { nullable: true, description: 'In one of these states.' })
  @IsOptional()
  @IsIn(JOB_STATES, { each: true })
  states?: JobState[] | null;

  @TextField({ nullable: true, max: 100, description: 'Of this kind.' })
  kind?: string | null;

  @IdField({ nullable: true, description: 'On the things of this organisation.' })
  organisationId?: OrganisationId | null;
}

@ObjectType('JobConnection', { description: 'A page of jobs.' })
export class JobConnection extends connectionOf('Job', () => JobType) {
  /** What `totalCount` counts, if it is asked for. */
  filter!: JobFilter;
}

@InputType({ description: 'A job that has failed.' })
export class RetryJobInput extends CommandInputType {
  @IdField({ description: 'The job.' })
  jobId!: JobId;
}

@ObjectType({ description: 'The job as it is now.' })
export class RetryJobPayload {
  @Field(() => JobType, { description: 'The job.' })
  job!: JobType;
}
