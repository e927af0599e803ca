import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { RuleConnection, RulePageArgs, RuleType } from './rule.types.js';
import { StandardPages } from './standard.pages.js';
import { StandardType, StandardVersionType } from './standard.types.js';

@Resolver(() => StandardType)
export class StandardResolver {
  constructor(private readonly pages: StandardPages) {}

  @Query(() => [StandardType], {
    complexity: expectedRows(15),
    description: 'The standards, laws and rule sets fruit is judged by, by code.',
  })
  @Requires('reference:read')
  async standards(@Ctx() ctx: Context): Promise<StandardType[]> {
    return (await this.pages.standards(ctx)).map((row) => StandardType.of(row));
  }

  @ResolveField(() => [StandardVersionType], {
    complexity: expectedRows(2),
    description: 'Its editions, the latest first.',
  })
  async versions(@Ctx() ctx: Context, @Parent() standard: StandardType): Promise<StandardVersionType[]> {
    return (await this.pages.versionsOfStandard(ctx, standard.code)).map((row) =>
      StandardVersionType.of(row),
    );
  }
}

@Resolver(() => StandardVersionType)
export class StandardVersionResolver {
  constructor(private readonly pages: StandardPages) {}

  @Query(() => [StandardVersionType], {
    complexity: expectedRows(15),
    description:
      'Editions of one standard or of all, the latest of each first. Drafts are for the base office.',
  })
  @Requires('reference:read')
  async standardVersions(
    @Ctx() ctx: Context,
    @Args('standardCode', { type: () => String, nullable: true, description: 'Only of this standard.' })
    standardCode?: string | null,
  ): Promise<StandardVersionType[]> {
    return (await this.pages.versions(ctx, standardCode ?? null)).map((row) => StandardVersionType.of(row));
  }

  @ResolveField(() => [RuleType], { complexity: expectedRows(10), description: 'Its rules, by code.' })
  async rules(@Ctx() ctx: Context, @Parent() version: StandardVersionType): Promise<RuleType[]> {
    return (await this.pages.rulesOfVersion(ctx, version.code)).map((view) => RuleType.of(view));
  }
}

@Resolver(() => RuleConnection)
export class RuleResolver {
  constructor(private readonly pages: StandardPages) {}

  @Query(() => RuleConnection, { description: 'Rules of every standard, by edition and code.' })
  @Requires('reference:read')
  async rules(@Ctx() ctx: Context, @Args() { filter, first, after }: RulePageArgs): Promise<RuleConnection> {
    const page = await this.pages.rules(ctx, filter ?? {}, { first, after });
    const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: RuleType.of(node) }));
    return { ...page, edges, filter: filter ?? {} };
  }

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: RuleConnection): Promise<number> {
    return this.pages.countRules(ctx, filter);
  }
}
