import { Query, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { VarietyQueries } from './variety.queries.js';
import { VarietyType } from './variety.types.js';

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
}
