import { Args, Info, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { LotType } from '../lots/lot.types.js';
import { LotsAsData } from '../lots/lot-view.sql.js';
import { LotsReader } from './lots.reader.js';
import { LotConnection, LotPageArgs } from './lots.types.js';
import { selects } from './selection.js';

@Resolver()
export class LotsResolver {
  constructor(private readonly reader: LotsReader) {}

  @Query(() => LotConnection, {
    description:
      'Lots you export, or inspect fruit of, with all that hangs on them. Contributors: see myContributions.',
  })
  @Requires('lot:read')
  async lots(
    @Ctx() ctx: Context,
    @Args() { filter, order, first, after }: LotPageArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<LotConnection> {
    const page = await this.reader.page(ctx, filter ?? {}, { order, first, after }, viewOf(info));
    const edges = page.edges.map((edge) => ({ ...edge, node: LotType.of(ctx, edge.node) }));
    return Object.assign(new LotConnection(), { ...page, edges, filter: filter ?? {} });
  }
}

/** By the field of the document; parsed documents are kept, so that one which is met again is looked through once. */
const views = new WeakMap<FieldNode, LotsAsData>();

function viewOf(info: GraphQLResolveInfo): LotsAsData {
  // Of two fields that are merged neither says everything.
  const field = info.fieldNodes.length === 1 ? info.fieldNodes[0] : undefined;
  const known = field && views.get(field);
  if (known) return known;
  const view = new LotsAsData((...path) => selects(info, 'edges', 'node', ...path));
  if (field) views.set(field, view);
  return view;
}

/** Counts only when somebody asks for the number. */
@Resolver(() => LotConnection)
export class LotConnectionResolver {
  constructor(private readonly reader: LotsReader) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: LotConnection): Promise<number> {
    return this.reader.count(ctx, filter);
  }
}
