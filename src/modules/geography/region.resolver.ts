import { Args, Query, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { RegionLevel } from './region.entity.js';
import { RegionQueries } from './region.queries.js';
import { CustomsDistrictType, RegionLevelEnum, RegionType } from './region.types.js';

@Resolver()
export class RegionResolver {
  constructor(private readonly queries: RegionQueries) {}

  @Query(() => [RegionType], {
    complexity: expectedRows(50),
    description: 'Provinces, counties and towns of the base, by code.',
  })
  @Requires('reference:read')
  regions(
    @Ctx() ctx: Context,
    @Args('level', { type: () => RegionLevelEnum, nullable: true, description: 'Only this level.' })
    level?: RegionLevel | null,
    @Args('parentCode', {
      type: () => String,
      nullable: true,
      description: 'Only those that lie in this one.',
    })
    parentCode?: string | null,
  ): Promise<RegionType[]> {
    return this.queries.list(ctx, { level: level ?? null, parentCode: parentCode ?? null });
  }

  @Query(() => [CustomsDistrictType], {
    complexity: expectedRows(2),
    description: 'The customs districts of the base.',
  })
  @Requires('reference:read')
  async customsDistricts(@Ctx() ctx: Context): Promise<CustomsDistrictType[]> {
    return (await this.queries.customsDistricts(ctx)).map(CustomsDistrictType.of);
  }
}
