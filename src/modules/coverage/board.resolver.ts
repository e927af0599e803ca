import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { FilterArg } from '../../graphql/filter-arg.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { BoardQueries } from './board.queries.js';
import {
  ResidueBlockConnection,
  ResidueBlockType,
  ResidueBoardArgs,
  TreatedLineFilterInput,
  TreatedLineType,
} from './board.types.js';

/** Lines shown at once: a packhouse has a handful, the base some hundred a season. */
const MOST_LINES = 100;

@Resolver()
export class BoardResolver {
  constructor(private readonly board: BoardQueries) {}

  @Query(() => ResidueBlockConnection, {
    description:
      'The coverage board of blocks: for each orchard registration you see, or for plots you name, what is tested for, what no longer is, what is missing, and before which day of harvest.',
  })
  @Requires('coverage:read')
  async residueCoverageBoard(
    @Ctx() ctx: Context,
    @Args() { filter, first, after }: ResidueBoardArgs,
  ): Promise<ResidueBlockConnection> {
    const page = await this.board.blocks(ctx, filter ?? {}, { first, after });
    const edges = page.edges.map((edge) => ({
      ...edge,
      node: ResidueBlockType.of(edge.node, ctx.language),
    }));
    return Object.assign(new ResidueBlockConnection(), { ...page, edges, filter: filter ?? {} });
  }

  @Query(() => [TreatedLineType], {
    complexity: expectedRows(4),
    description:
      'The coverage board of treatments after harvest: what was applied on which line in a season and whether treated fruit was tested; at most 100, the latest first.',
  })
  @Requires('coverage:read')
  async treatmentCoverageBoard(
    @Ctx() ctx: Context,
    @FilterArg(() => TreatedLineFilterInput, 'Whose lines, and when.')
    filter?: TreatedLineFilterInput | null,
  ): Promise<TreatedLineType[]> {
    const lines = await this.board.lines(ctx, filter ?? {}, MOST_LINES);
    return lines.map((line) => TreatedLineType.of(line, ctx.language));
  }
}

/** Counts only when somebody asks for the number. */
@Resolver(() => ResidueBlockConnection)
export class BlockConnectionResolver {
  constructor(private readonly board: BoardQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: ResidueBlockConnection): Promise<number> {
    return this.board.count(ctx, filter);
  }
}
