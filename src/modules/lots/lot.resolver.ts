import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CodePipe } from '../../graphql/code.pipe.js';
import { IdPipe } from '../../graphql/id.pipe.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { type LotId } from '../../kernel/ids.js';
import { ContributionQueries } from './contribution.queries.js';
import { LotContributionConnection } from './contribution.types.js';
import { ContributionPageArgs } from './lot.inputs.js';
import { LotQueries } from './lot.queries.js';
import { LotType } from './lot.types.js';

@Resolver()
export class LotResolver {
  constructor(
    private readonly queries: LotQueries,
    private readonly contributions: ContributionQueries,
  ) {}

  @Query(() => LotType, {
    nullable: true,
    description:
      'One lot by id or code, in full; nothing where you may not see it. Contributors: see myContributions.',
  })
  @Requires('lot:read')
  async lot(
    @Ctx() ctx: Context,
    @Args('id', { type: () => ID, nullable: true, description: 'Its id.' }, IdPipe) id?: LotId | null,
    @Args('code', { type: () => String, nullable: true, description: 'Its code.' }, CodePipe)
    code?: string | null,
  ): Promise<LotType | null> {
    const by = id ? { id } : code ? { code } : null;
    const view = by ? await this.queries.find(ctx, by) : null;
    return view ? LotType.of(ctx, view) : null;
  }

  @Query(() => LotContributionConnection, {
    description:
      'Your shares of joint lots: state, market and what you grew or packed, the newest lot first.',
  })
  @Requires('lot:read')
  async myContributions(
    @Ctx() ctx: Context,
    @Args() { states, first, after }: ContributionPageArgs,
  ): Promise<LotContributionConnection> {
    const page = await this.contributions.page(ctx, states ?? null, { first, after });
    return Object.assign(new LotContributionConnection(), { ...page, states: states ?? null });
  }
}

/** Counts only when somebody asks for the number. */
@Resolver(() => LotContributionConnection)
export class LotContributionConnectionResolver {
  constructor(private readonly contributions: ContributionQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { states }: LotContributionConnection): Promise<number> {
    return this.contributions.count(ctx, states);
  }
}
