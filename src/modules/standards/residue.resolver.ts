import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { LocalDateScalar } from '../../graphql/scalars/scalars.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { ResidueDefinitionType } from './residue-definition.types.js';
import { ResiduePages } from './residue.pages.js';
import {
  BannedSubstanceType,
  ProductIntervalType,
  ResidueLimitConnection,
  ResidueLimitPageArgs,
  ResidueLimitType,
  SubstanceType,
} from './residue.types.js';

@Resolver(() => ResidueLimitConnection)
export class ResidueResolver {
  constructor(private readonly pages: ResiduePages) {}

  @Query(() => [SubstanceType], {
    complexity: expectedRows(160),
    description: 'The active ingredients known here, by code.',
  })
  @Requires('reference:read')
  async substances(@Ctx() ctx: Context): Promise<SubstanceType[]> {
    return (await this.pages.substances(ctx)).map(SubstanceType.of);
  }

  @Query(() => [BannedSubstanceType], {
    complexity: expectedRows(50),
    description: 'Pesticides whose use on citrus is banned in China.',
  })
  @Requires('reference:read')
  async bannedSubstances(
    @Ctx() ctx: Context,
    @Args('on', {
      type: () => LocalDateScalar,
      nullable: true,
      description: 'Only bans that forbid use on this day.',
    })
    on?: LocalDate | null,
  ): Promise<BannedSubstanceType[]> {
    return (await this.pages.bannedSubstances(ctx, on ?? null)).map(BannedSubstanceType.of);
  }

  @Query(() => [ProductIntervalType], {
    complexity: expectedRows(10),
    description: 'Leads on intervals; the label of the product decides.',
  })
  @Requires('reference:read')
  async productIntervals(@Ctx() ctx: Context): Promise<ProductIntervalType[]> {
    return (await this.pages.productIntervals(ctx)).map(ProductIntervalType.of);
  }

  @Query(() => [ResidueDefinitionType], {
    complexity: expectedRows(5),
    description:
      'How limits held here word what is counted as the residue 残留物定义 of a substance: what a laboratory result can name.',
  })
  @Requires('reference:read')
  async residueDefinitions(
    @Ctx() ctx: Context,
    @Args('substance', { description: 'Code of the substance.' }) substance: string,
  ): Promise<ResidueDefinitionType[]> {
    return (await this.pages.definitions(ctx, substance)).map(ResidueDefinitionType.of);
  }

  @Query(() => ResidueLimitConnection, {
    description: 'Maximum residue limits for oranges, by market and substance.',
  })
  @Requires('reference:read')
  async residueLimits(
    @Ctx() ctx: Context,
    @Args() { filter, first, after }: ResidueLimitPageArgs,
  ): Promise<ResidueLimitConnection> {
    const page = await this.pages.limits(ctx, filter ?? {}, { first, after });
    const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: ResidueLimitType.of(node) }));
    return { ...page, edges, filter: filter ?? {} };
  }

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: ResidueLimitConnection): Promise<number> {
    return this.pages.countLimits(ctx, filter);
  }
}
