import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.js';
import { FilterArg } from '../../graphql/filter-arg.js';
import { refused, Refused, resultUnion } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import type { Outcome } from '../../infrastructure/database/unit-of-work.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { SupplyRelationId } from '../../kernel/ids.js';
import { ConfirmSupplyRelation } from './commands/confirm-supply-relation.js';
import { EndSupplyRelation, RecordSupplyRelation } from './commands/record-supply-relation.js';
import type { LandRefusal } from './land.refusals.js';
import { SupplyQueries } from './supply.queries.js';
import {
  ConfirmSupplyRelationInput,
  EndSupplyRelationInput,
  RecordSupplyRelationInput,
  SupplyRelationConnection,
  SupplyRelationFilterInput,
  SupplyRelationPayload,
  type SupplyRelationPage,
} from './supply.types.js';

const RecordSupplyRelationResult = resultUnion('RecordSupplyRelationResult', () => SupplyRelationPayload);
const ConfirmSupplyRelationResult = resultUnion('ConfirmSupplyRelationResult', () => SupplyRelationPayload);
const EndSupplyRelationResult = resultUnion('EndSupplyRelationResult', () => SupplyRelationPayload);

@Resolver()
export class SupplyRelationResolver {
  constructor(
    private readonly queries: SupplyQueries,
    private readonly recordCommand: RecordSupplyRelation,
    private readonly confirmCommand: ConfirmSupplyRelation,
    private readonly endCommand: EndSupplyRelation,
  ) {}

  @Query(() => SupplyRelationConnection, {
    description:
      'Which registered orchards supply which packhouses 固定供货关系: those you are a party to, the base office all; the latest entry first.',
  })
  @Requires('registration:read')
  async supplyRelations(
    @Ctx() ctx: Context,
    @Args() page: PageArgs,
    @FilterArg(() => SupplyRelationFilterInput, 'Which supply relations.')
    filter?: SupplyRelationFilterInput | null,
  ): Promise<SupplyRelationPage> {
    const asked = filter ?? {};
    return { ...(await this.queries.page(ctx, asked, page)), filter: asked };
  }

  @Mutation(() => RecordSupplyRelationResult, {
    description:
      'Records that a registered orchard supplies a packhouse: your own, or as the base office anybody’s. It settles findings once the base office has confirmed it.',
  })
  @Requires('registration:manage')
  recordSupplyRelation(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The relation.' }) input: RecordSupplyRelationInput,
  ): Promise<SupplyRelationPayload | Refused> {
    return this.answer(ctx, this.recordCommand.execute(ctx, input));
  }

  @Mutation(() => ConfirmSupplyRelationResult, {
    description:
      'Confirms, as the base office and a second person, a supply relation whose contract was seen: it then speaks for every day it names.',
  })
  @Requires('registration:confirm')
  confirmSupplyRelation(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The relation.' }) input: ConfirmSupplyRelationInput,
  ): Promise<SupplyRelationPayload | Refused> {
    return this.answer(ctx, this.confirmCommand.execute(ctx, input));
  }

  @Mutation(() => EndSupplyRelationResult, {
    description: 'Ends a supply relation. What was packed before stays packed under it.',
  })
  @Requires('registration:manage')
  endSupplyRelation(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The relation, and from which day it no longer stands.' })
    input: EndSupplyRelationInput,
  ): Promise<SupplyRelationPayload | Refused> {
    return this.answer(ctx, this.endCommand.execute(ctx, input));
  }

  private async answer(
    ctx: Context,
    outcome: Outcome<{ supplyRelationId: SupplyRelationId }, LandRefusal>,
  ): Promise<SupplyRelationPayload | Refused> {
    const result = await outcome;
    if (!result.ok) return refused(ctx, result.error);
    const supplyRelation = await this.queries.byId(ctx, result.value.supplyRelationId);
    return Object.assign(new SupplyRelationPayload(), { supplyRelation });
  }
}

@Resolver(() => SupplyRelationConnection)
export class SupplyRelationConnectionResolver {
  constructor(private readonly queries: SupplyQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() page: SupplyRelationPage): Promise<number> {
    return this.queries.count(ctx, page.filter);
  }
}
