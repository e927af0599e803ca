import {
  Args,
  ArgsType,
  Int,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { FlagField } from '../../graphql/flag-field.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { connectionOf, PageArgs } from '../../graphql/connection.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import type { HoldId } from '../../kernel/ids.js';
import type { AnyRefusal } from '../../kernel/refusal.js';
import type { Result } from '../../kernel/result.js';
import { HoldPayload, PlaceHoldInput, ReleaseHoldInput } from './batch.inputs.js';
import { HoldType } from './batch.types.js';
import { PlaceHold } from './commands/place-hold.js';
import { ReleaseHold } from './commands/release-hold.js';
import { HoldQueries } from './hold.queries.js';

const PlaceHoldResult = resultUnion('PlaceHoldResult', () => HoldPayload);
const ReleaseHoldResult = resultUnion('ReleaseHoldResult', () => HoldPayload);

@ObjectType('HoldConnection', { description: 'A page of holds.' })
class HoldConnection extends connectionOf('Hold', () => HoldType) {
  /** What `totalCount` counts, if it is asked for. */
  open!: boolean | null;
}

@ArgsType()
class HoldPageArgs extends PageArgs {
  @FlagField({ description: 'Only those that stand, or only released ones.' })
  open?: boolean | null;
}

@Resolver(() => HoldConnection)
export class HoldResolver {
  constructor(
    private readonly queries: HoldQueries,
    private readonly place: PlaceHold,
    private readonly release: ReleaseHold,
  ) {}

  @Query(() => HoldConnection, {
    description: 'Holds on fruit you hold, held or have in a lot, newest first.',
  })
  @Requires('hold:read')
  async holds(@Ctx() ctx: Context, @Args() { open, first, after }: HoldPageArgs): Promise<HoldConnection> {
    const asked = open ?? null;
    const page = await this.queries.page(ctx, { open: asked, first, after });
    const edges = page.edges.map((edge) => ({ ...edge, node: HoldType.of(ctx.language, edge.node) }));
    return { ...page, edges, open: asked };
  }

  /** Counted only when somebody asks for the number. */
  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { open }: HoldConnection): Promise<number> {
    return this.queries.count(ctx, open);
  }

  @Mutation(() => PlaceHoldResult, { description: 'Stops batches and everything made of them.' })
  @Requires('hold:place')
  async placeHold(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The batches, and why.' }) input: PlaceHoldInput,
  ): Promise<HoldPayload | Refused> {
    return this.answer(ctx, await this.place.execute(ctx, input));
  }

  @Mutation(() => ReleaseHoldResult, { description: 'Lets fruit go on, with the reason why it may.' })
  @Requires('hold:release')
  async releaseHold(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The hold, and why it may go.' }) input: ReleaseHoldInput,
  ): Promise<HoldPayload | Refused> {
    return this.answer(ctx, await this.release.execute(ctx, input));
  }

  private async answer(
    ctx: Context,
    result: Result<{ holdId: HoldId }, AnyRefusal[]>,
  ): Promise<HoldPayload | Refused> {
    if (!result.ok) return refused(ctx, result.error);
    const hold = await this.queries.byId(ctx, result.value.holdId);
    return Object.assign(new HoldPayload(), { hold: HoldType.of(ctx.language, hold!) });
  }
}
