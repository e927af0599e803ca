import { Args, Query, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { MarketQueries } from './market.queries.js';
import { MarketRequirementsType, MarketStatusType, MarketType } from './market.types.js';

@Resolver()
export class MarketResolver {
  constructor(private readonly queries: MarketQueries) {}

  @Query(() => [MarketType], { complexity: expectedRows(25), description: 'Destination markets, by code.' })
  @Requires('reference:read')
  async markets(@Ctx() ctx: Context): Promise<MarketType[]> {
    return (await this.queries.markets(ctx)).map((row) => MarketType.of(row));
  }

  @Query(() => MarketStatusType, {
    nullable: true,
    description: 'Whether a market was open on a day. Nothing: not known, which does not mean open.',
  })
  @Requires('reference:read')
  async marketStatus(
    @Ctx() ctx: Context,
    @Args('marketCode', { type: () => String, description: 'The market.' }) marketCode: string,
    @Args('on', { type: () => LocalDateScalar, description: 'The day.' }) on: LocalDate,
  ): Promise<MarketStatusType | null> {
    const status = await this.queries.statusOn(ctx, marketCode, on);
    return status && MarketStatusType.of(status);
  }

  @Query(() => MarketRequirementsType, {
    nullable: true,
    description:
      'What a market asks of fruit on a day, each rule with its source and how far it may be trusted.',
  })
  @Requires('reference:read')
  async marketRequirements(
    @Ctx() ctx: Context,
    @Args('marketCode', { type: () => String, description: 'The market.' }) marketCode: string,
    @Args('on', { type: () => LocalDateScalar, description: 'The day.' }) on: LocalDate,
  ): Promise<MarketRequirementsType | null> {
    const requirements = await this.queries.requirements(ctx, marketCode, on);
    return requirements && MarketRequirementsType.of(requirements);
  }
}
