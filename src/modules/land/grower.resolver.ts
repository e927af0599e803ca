import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.js';
import { FilterArg } from '../../graphql/filter-arg.js';
import { IdPipe } from '../../graphql/id.pipe.js';
import { refused, Refused, resultUnion } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import type { Outcome } from '../../infrastructure/database/unit-of-work.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { GrowerId } from '../../kernel/ids.js';
import { OrganisationType } from '../organisations/organisation.types.js';
import { OrganisationQueries } from '../organisations/organisation.queries.js';
import { ChangeGrower } from './commands/change-grower.js';
import { EraseGrower } from './commands/erase-grower.js';
import { RecordGrower } from './commands/record-grower.js';
import { RevealGrower } from './commands/reveal-grower.js';
import { GrowerQueries, type GrowerView } from './grower.queries.js';
import {
  ChangeGrowerInput,
  EraseGrowerInput,
  GrowerConnection,
  GrowerFilterInput,
  GrowerPayload,
  GrowerType,
  RecordGrowerInput,
  RevealGrowerInput,
  type GrowerPage,
} from './grower.types.js';
import type { LandRefusal } from './land.refusals.js';

const RecordGrowerResult = resultUnion('RecordGrowerResult', () => GrowerPayload);
const ChangeGrowerResult = resultUnion('ChangeGrowerResult', () => GrowerPayload);
const EraseGrowerResult = resultUnion('EraseGrowerResult', () => GrowerPayload);
const RevealGrowerResult = resultUnion('RevealGrowerResult', () => GrowerPayload);

@Resolver(() => GrowerType)
export class GrowerResolver {
  constructor(
    private readonly queries: GrowerQueries,
    private readonly organisations: OrganisationQueries,
    private readonly recordGrowerCommand: RecordGrower,
    private readonly changeGrowerCommand: ChangeGrower,
    private readonly eraseGrowerCommand: EraseGrower,
    private readonly revealGrowerCommand: RevealGrower,
  ) {}

  @Query(() => GrowerConnection, {
    description:
      'Growers of your cooperative, by code. The base office finds those of all cooperatives, without name and telephone.',
  })
  @Requires('grower:read')
  async growers(
    @Ctx() ctx: Context,
    @Args() page: PageArgs,
    @FilterArg(() => GrowerFilterInput, 'Which growers.')
    filter?: GrowerFilterInput | null,
  ): Promise<GrowerPage> {
    const asked = filter ?? {};
    return { ...(await this.queries.page(ctx, asked, page)), filter: asked };
  }

  @Query(() => GrowerType, {
    nullable: true,
    description: 'One grower; empty where there is none that you may see.',
  })
  @Requires('grower:read')
  grower(
    @Ctx() ctx: Context,
    @Args('id', { type: () => ID, description: 'The id.' }, IdPipe) id: GrowerId,
  ): Promise<GrowerView | null> {
    return this.queries.load(ctx, id);
  }

  @Mutation(() => RecordGrowerResult, { description: 'Records a grower of your cooperative.' })
  @Requires('grower:manage')
  recordGrower(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The grower.' }) input: RecordGrowerInput,
  ): Promise<GrowerPayload | Refused> {
    return this.answer(ctx, this.recordGrowerCommand.execute(ctx, input), 'load');
  }

  @Mutation(() => ChangeGrowerResult, {
    description: 'Changes what is kept of a grower of your cooperative.',
  })
  @Requires('grower:manage')
  changeGrower(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The grower, and what changes.' }) input: ChangeGrowerInput,
  ): Promise<GrowerPayload | Refused> {
    return this.answer(ctx, this.changeGrowerCommand.execute(ctx, input), 'load');
  }

  @Mutation(() => EraseGrowerResult, {
    description:
      'Erases a grower of your cooperative for good: name and telephone, wherever they were written about the plots and fruit, and the notes on work there. The code stays. For administrators.',
  })
  @Requires('grower:erase')
  eraseGrower(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The grower.' }) input: EraseGrowerInput,
  ): Promise<GrowerPayload | Refused> {
    return this.answer(ctx, this.eraseGrowerCommand.execute(ctx, input), 'load');
  }

  @Mutation(() => RevealGrowerResult, {
    description:
      'Shows a grower with name and telephone, and enters in the ledger who looked and why. For the base office; the same request shows it again for 15 minutes.',
  })
  @Requires('grower:read')
  revealGrower(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The grower, and why you look.' }) input: RevealGrowerInput,
  ): Promise<GrowerPayload | Refused> {
    return this.answer(ctx, this.revealGrowerCommand.execute(ctx, input), 'revealed');
  }

  @ResolveField(() => OrganisationType, { description: 'The cooperative.' })
  organisation(@Ctx() ctx: Context, @Parent() grower: GrowerView): Promise<OrganisationType> {
    return this.organisations.present(ctx, grower.organisationId);
  }

  private async answer(
    ctx: Context,
    outcome: Outcome<{ growerId: GrowerId }, LandRefusal>,
    how: 'load' | 'revealed',
  ): Promise<GrowerPayload | Refused> {
    const result = await outcome;
    if (!result.ok) return refused(ctx, result.error);
    const grower = await this.queries[how](ctx, result.value.growerId);
    return Object.assign(new GrowerPayload(), { grower });
  }
}

@Resolver(() => GrowerConnection)
export class GrowerConnectionResolver {
  constructor(private readonly queries: GrowerQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() page: GrowerPage): Promise<number> {
    return this.queries.count(ctx, page.filter);
  }
}
