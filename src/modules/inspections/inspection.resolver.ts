import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CodePipe } from '../../graphql/code.pipe.js';
import { IdPipe } from '../../graphql/id.pipe.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { type InspectionId } from '../../kernel/ids.js';
import { InspectionQueries } from './inspection.queries.js';
import { InspectionConnection, InspectionPageArgs, InspectionType } from './inspection.types.js';

@Resolver()
export class InspectionResolver {
  constructor(private readonly queries: InspectionQueries) {}

  @Query(() => InspectionType, {
    nullable: true,
    description: 'One inspection by id or code; nothing where you may not see it.',
  })
  @Requires('inspection:read')
  async inspection(
    @Ctx() ctx: Context,
    @Args('id', { type: () => ID, nullable: true, description: 'Its id.' }, IdPipe) id?: InspectionId | null,
    @Args('code', { type: () => String, nullable: true, description: 'Its code.' }, CodePipe)
    code?: string | null,
  ): Promise<InspectionType | null> {
    const by = id ? { id } : code ? { code } : null;
    const row = by ? await this.queries.find(ctx, by) : null;
    return row ? InspectionType.of(row) : null;
  }

  @Query(() => InspectionConnection, {
    description: 'Inspections you asked for or make, and those of batches you may see, newest first.',
  })
  @Requires('inspection:read')
  async inspections(
    @Ctx() ctx: Context,
    @Args() { filter, first, after }: InspectionPageArgs,
  ): Promise<InspectionConnection> {
    const page = await this.queries.page(ctx, filter ?? {}, { first, after });
    const edges = page.edges.map((edge) => ({ ...edge, node: InspectionType.of(edge.node) }));
    return Object.assign(new InspectionConnection(), { ...page, edges, filter: filter ?? {} });
  }
}

/** Counts only when somebody asks for the number. */
@Resolver(() => InspectionConnection)
export class InspectionConnectionResolver {
  constructor(private readonly queries: InspectionQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: InspectionConnection): Promise<number> {
    return this.queries.count(ctx, filter);
  }
}
