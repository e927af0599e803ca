import { Args, Context as GraphQL, ID, Resolver, Subscription } from '@nestjs/graphql';
import { IdPipe } from '../../graphql/id.pipe.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { GraphQLContext } from '../../infrastructure/graphql/graphql-context.js';
import type { JobId, LotId } from '../../kernel/ids.js';
import { AfterArgs, HoldChangeType, JobChangeType, LotChangeType } from './live.types.js';
import { HoldChanges } from './hold-changes.js';
import { JobChanges } from './job-changes.js';
import { LotChanges } from './lot-changes.js';

/** What is worth telling at once, over SSE on the same URL as everything else. */
@Resolver()
export class LiveResolver {
  constructor(
    private readonly lots: LotChanges,
    private readonly holds: HoldChanges,
    private readonly jobs: JobChanges,
  ) {}

  @Subscription(() => LotChangeType, {
    description:
      'A joint lot with its state and findings: as it is at first, then after each change. Ends when you may no longer see it.',
    resolve: (change: LotChangeType) => change,
  })
  @Requires('lot:read')
  lotChanged(
    @GraphQL() http: GraphQLContext,
    @Args('id', { type: () => ID, description: 'The lot.' }, IdPipe) id: LotId,
    @Args() { after }: AfterArgs,
  ): AsyncIterable<LotChangeType> {
    return this.lots.follow(http, id, after ?? null);
  }

  @Subscription(() => HoldChangeType, {
    description:
      'Holds on fruit you hold, held or have in a lot, when they are placed, lose their cause or are released.',
    resolve: (change: HoldChangeType) => change,
  })
  @Requires('hold:read')
  holdChanged(@GraphQL() http: GraphQLContext, @Args() { after }: AfterArgs): AsyncIterable<HoldChangeType> {
    return this.holds.follow(http, after ?? null);
  }

  @Subscription(() => JobChangeType, {
    description:
      'Jobs on things of your organisation, or all for the base office, when they are queued, come on or end. One job: as it is at first, then after each change.',
    resolve: (change: JobChangeType) => change,
  })
  @Requires('job:read')
  jobChanged(
    @GraphQL() http: GraphQLContext,
    @Args('id', { type: () => ID, nullable: true, description: 'Only this job.' }, IdPipe)
    id: JobId | null | undefined,
    @Args() { after }: AfterArgs,
  ): AsyncIterable<JobChangeType> {
    return this.jobs.follow(http, id ?? null, after ?? null);
  }
}
