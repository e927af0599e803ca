import { ArgsType, Field, ID, ObjectType } from '@nestjs/graphql';
import { IsOptional, IsString } from 'class-validator';
import { AtMostCharacters } from '../../graphql/constraints.js';
import { HoldType } from '../batches/batch.types.js';
import { JobType } from '../jobs/job.types.js';
import { LotType } from '../lots/lot.types.js';

export const EVENT_ID =
  'Give the last one you saw as `after` when you connect again, to this server or another: nothing is told twice and nothing left out.';

@ArgsType()
export class AfterArgs {
  @Field(() => ID, {
    nullable: true,
    description: 'The `eventId` seen last. Without it the subscription begins now.',
  })
  @IsOptional()
  @IsString()
  @AtMostCharacters(200)
  after?: string | null;
}

@ObjectType('LotChange', { description: 'A joint lot as it is after something about it changed.' })
export class LotChangeType {
  @Field(() => ID, { description: EVENT_ID })
  eventId!: string;

  @Field(() => LotType, { description: 'The lot as you may see it now, with its checks and findings.' })
  lot!: LotType;
}

@ObjectType('HoldChange', { description: 'A hold that was placed, or that something became of.' })
export class HoldChangeType {
  @Field(() => ID, { description: EVENT_ID })
  eventId!: string;

  @Field(() => HoldType, {
    nullable: true,
    description:
      'The hold as it is now; released where it has a time of release. None in the first event, which says where the subscription begins.',
  })
  hold!: HoldType | null;
}

@ObjectType('JobChange', { description: 'A job as it is after it was queued, came on or ended.' })
export class JobChangeType {
  @Field(() => ID, { description: EVENT_ID })
  eventId!: string;

  @Field(() => JobType, {
    nullable: true,
    description:
      'The job as it is now. None in the first event of a subscription to all jobs, which says where it begins.',
  })
  job!: JobType | null;
}
