import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { PalletQueries } from './pallet.queries.js';
import { PalletConnection, PalletPageArgs, PalletType } from './pallet.types.js';

@Resolver(() => PalletConnection)
export class PalletResolver {
  constructor(private readonly queries: PalletQueries) {}

  @Query(() => PalletType, {
    nullable: true,
    description: 'One pallet by what is printed on it; nothing where you may not see its fruit.',
  })
  @Requires('batch:read')
  pallet(
    @Ctx() ctx: Context,
    @Args('sscc', { type: () => String, description: 'Its SSCC, 18 digits.' }) sscc: string,
  ): Promise<PalletType | null> {
    return this.queries.bySscc(ctx, sscc);
  }

  @Query(() => PalletConnection, { description: 'Pallets whose fruit you may see, newest first.' })
  @Requires('batch:read')
  async pallets(
    @Ctx() ctx: Context,
    @Args() { filter, first, after }: PalletPageArgs,
  ): Promise<PalletConnection> {
    const asked = filter ?? {};
    return { ...(await this.queries.page(ctx, asked, { first, after })), filter: asked };
  }

  /** Counted only when somebody asks for the number. */
  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: PalletConnection): Promise<number> {
    return this.queries.count(ctx, filter);
  }
}
