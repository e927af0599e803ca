import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.js';
import { FilterArg } from '../../graphql/filter-arg.js';
import { IdPipe } from '../../graphql/id.pipe.js';
import { refused, Refused, resultUnion } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { OrchardId } from '../../kernel/ids.js';
import { OrganisationType } from '../organisations/organisation.types.js';
import { OrganisationQueries } from '../organisations/organisation.queries.js';
import { RegisterOrchard } from './commands/register-orchard.js';
import { OrchardQueries, type OrchardView } from './orchard.queries.js';
import {
  OrchardConnection,
  OrchardFilterInput,
  OrchardPayload,
  OrchardType,
  RegisterOrchardInput,
  type OrchardPage,
} from './orchard.types.js';

const RegisterOrchardResult = resultUnion('RegisterOrchardResult', () => OrchardPayload);

@Resolver(() => OrchardType)
export class OrchardResolver {
  constructor(
    private readonly queries: OrchardQueries,
    private readonly organisations: OrganisationQueries,
    private readonly registerOrchardCommand: RegisterOrchard,
  ) {}

  @Query(() => OrchardConnection, {
    description: 'Orchards: your own, and those whose fruit came to you; by code.',
  })
  @Requires('plot:read')
  async orchards(
    @Ctx() ctx: Context,
    @Args() page: PageArgs,
    @FilterArg(() => OrchardFilterInput, 'Which orchards.')
    filter?: OrchardFilterInput | null,
  ): Promise<OrchardPage> {
    const asked = filter ?? {};
    return { ...(await this.queries.page(ctx, asked, page)), filter: asked };
  }

  @Query(() => OrchardType, {
    nullable: true,
    description: 'One orchard; empty where there is none that you may see.',
  })
  @Requires('plot:read')
  orchard(
    @Ctx() ctx: Context,
    @Args('id', { type: () => ID, description: 'Its id.' }, IdPipe) id: OrchardId,
  ): Promise<OrchardView | null> {
    return this.queries.load(ctx, id);
  }

  @Mutation(() => RegisterOrchardResult, { description: 'Registers an orchard of your cooperative.' })
  @Requires('plot:manage')
  async registerOrchard(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The orchard.' }) input: RegisterOrchardInput,
  ): Promise<OrchardPayload | Refused> {
    const result = await this.registerOrchardCommand.execute(ctx, input);
    if (!result.ok) return refused(ctx, result.error);
    const orchard = await this.queries.load(ctx, result.value.orchardId);
    return Object.assign(new OrchardPayload(), { orchard });
  }

  @ResolveField(() => OrganisationType, { description: 'The cooperative it belongs to.' })
  organisation(@Ctx() ctx: Context, @Parent() orchard: OrchardView): Promise<OrganisationType> {
    return this.organisations.present(ctx, orchard.organisationId);
  }
}

@Resolver(() => OrchardConnection)
export class OrchardConnectionResolver {
  constructor(private readonly queries: OrchardQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() page: OrchardPage): Promise<number> {
    return this.queries.count(ctx, page.filter);
  }
}
