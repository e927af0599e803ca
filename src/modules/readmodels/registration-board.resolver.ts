import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { legalDay } from '../../kernel/local-date.js';
import { RegistrationBoardReader } from './registration-board.reader.js';
import {
  RegistrationBoardArgs,
  RegistrationBoardConnection,
  RegistrationBoardRowType,
  type RegistrationBoardPage,
} from './registration-board.types.js';

@Resolver()
export class RegistrationBoardResolver {
  constructor(private readonly reader: RegistrationBoardReader) {}

  @Query(() => RegistrationBoardConnection, {
    description:
      'The registration board: registrations you see, with their end, what may still leave under them, their next review and what should be seen to.',
  })
  @Requires('registration:read')
  async registrationBoard(
    @Ctx() ctx: Context,
    @Args() { filter, order, season, first, after }: RegistrationBoardArgs,
  ): Promise<RegistrationBoardPage> {
    const asked = filter ?? {};
    const page = await this.reader.page(ctx, asked, { order, season: season ?? null, first, after });
    const today = legalDay(ctx.now);
    const edges = page.edges.map(({ cursor, node }) => ({
      cursor,
      node: RegistrationBoardRowType.of(node, today),
    }));
    return { ...page, edges, filter: asked };
  }
}

/** Counts only when somebody asks for the number. */
@Resolver(() => RegistrationBoardConnection)
export class RegistrationBoardConnectionResolver {
  constructor(private readonly reader: RegistrationBoardReader) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: RegistrationBoardPage): Promise<number> {
    return this.reader.count(ctx, filter);
  }
}
