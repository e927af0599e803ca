import { Query, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { VarietyQueries } from './variety.queries.js';
import { VarietyListType, VarietyType } from './variety.types.js';

@Resolver()
export class VarietyResolver {
  constructor(private readonly queries: VarietyQueries) {}

  @Query(() => [VarietyType], {
    complexity: expectedRows(10),
    description: 'Every blood-orange variety known here, by code.',
  })
  @Requires('reference:read')
  async varieties(@Ctx() ctx: Context): Promise<VarietyType[]> {
    return (await this.queries.varieties(ctx)).map((variety) => VarietyType.of(variety));
  }

  @Query(() => [VarietyListType], {
    complexity: expectedRows(3),
    description:
      'The editions of the unified variety list 统一品种目录, the latest first. Drafts are for the base office.',
  })
  @Requires('reference:read')
  async varietyLists(@Ctx() ctx: Context): Promise<VarietyListType[]> {
    return (await this.queries.lists(ctx)).map((list) => VarietyListType.of(list));
  }
}
