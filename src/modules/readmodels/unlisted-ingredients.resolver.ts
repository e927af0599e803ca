import { Args, Int, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PageArgs, type Page } from '../../graphql/connection.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { UnlistedIngredientsReader, type UnlistedIngredientRow } from './unlisted-ingredients.reader.js';
import { UnlistedIngredientConnection } from './unlisted-ingredients.types.js';

@Resolver()
export class UnlistedIngredientsResolver {
  constructor(private readonly reader: UnlistedIngredientsReader) {}

  @Query(() => UnlistedIngredientConnection, {
    description:
      'Names of ingredients that stand for no known substance, for the base office to make known: what a lot leaves with first comes first, then what was told first. What was erased is not among them.',
  })
  @Requires('reference:manage')
  unlistedIngredients(@Ctx() ctx: Context, @Args() page: PageArgs): Promise<Page<UnlistedIngredientRow>> {
    return this.reader.page(ctx, page);
  }
}

/** Counts only when somebody asks for the number. */
@Resolver(() => UnlistedIngredientConnection)
export class UnlistedIngredientConnectionResolver {
  constructor(private readonly reader: UnlistedIngredientsReader) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context): Promise<number> {
    return this.reader.count(ctx);
  }
}
