import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.js';
import { FilterArg } from '../../graphql/filter-arg.js';
import { IdPipe } from '../../graphql/id.pipe.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { JobId } from '../../kernel/ids.js';
import { JobKinds } from './commands/job-kinds.js';
import { RetryJob } from './commands/retry-job.js';
import { JobQueries } from './job.queries.js';
import { JobConnection, JobFilterInput, JobType, RetryJobInput, RetryJobPayload } from './job.types.js';

const RetryJobResult = resultUnion('RetryJobResult', () => RetryJobPayload);

@Resolver(() => JobConnection)
export class JobResolver {
  constructor(
    private readonly queries: JobQueries,
    private readonly kinds: JobKinds,
    private readonly retry: RetryJob,
  ) {}

  @Query(() => JobConnection, {
    description: 'Jobs on things of the caller’s organisation, or all for the base office; the latest first.',
  })
  @Requires('job:read')
  async jobs(
    @Ctx() ctx: Context,
    @Args() page: PageArgs,
    @FilterArg(() => JobFilterInput, 'Which of them.')
    asked: JobFilterInput | null,
  ): Promise<JobConnection> {
    const filter = asked ?? {};
    const found = await this.queries.page(ctx, filter, page);
    const edges = found.edges.map((edge) => ({ ...edge, node: JobType.of(edge.node, this.kinds) }));
    return { ...found, edges, filter };
  }

  /** Counted only when somebody asks for the number. */
  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: JobConnection): Promise<number> {
    return this.queries.count(ctx, filter);
  }

  @Query(() => JobType, { nullable: true, description: 'One job, if the caller sees it.' })
  @Requires('job:read')
  async job(
    @Ctx() ctx: Context,
    @Args('id', { type: () => ID, description: 'The job.' }, IdPipe) id: JobId,
  ): Promise<JobType | null> {
    const row = await this.queries.byId(ctx, id);
    return row && JobType.of(row, this.kinds);
  }

  @Mutation(() => RetryJobResult, {
    description: 'Lets a job that has failed be tried again; it goes on after its last step.',
  })
  @Requires('job:retry')
  async retryJob(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The job.' }) input: RetryJobInput,
  ): Promise<RetryJobPayload | Refused> {
    const result = await this.retry.execute(ctx, input);
    if (!result.ok) return refused(ctx, result.error);
    const row = await this.queries.byId(ctx, result.value.jobId);
    return Object.assign(new RetryJobPayload(), { job: JobType.of(row!, this.kinds) });
  }
}
