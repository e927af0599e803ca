import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { EntriesToConfirmReader } from './entries-to-confirm.reader.js';
import {
  EntriesToConfirmArgs,
  EntryToConfirmConnection,
  EntryToConfirmType,
  type EntryToConfirmPage,
} from './entries-to-confirm.types.js';

@Resolver()
export class EntriesToConfirmResolver {
  constructor(private readonly reader: EntriesToConfirmReader) {}

  @Query(() => EntryToConfirmConnection, {
    description:
      'What was entered about registrations and plant-protection officers and waits for the base office, as far as you see it: what a lot leaves with first comes first, then what was entered first. What has ended, and no lot needs, is left out.',
  })
  @Requires('registration:read')
  async entriesToConfirm(
    @Ctx() ctx: Context,
    @Args() { filter, first, after }: EntriesToConfirmArgs,
  ): Promise<EntryToConfirmPage> {
    const asked = filter ?? {};
    const page = await this.reader.page(ctx, asked, { first, after });
    const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: EntryToConfirmType.of(node) }));
    return { ...page, edges, filter: asked };
  }
}

/** Counts only when somebody asks for the number. */
@Resolver(() => EntryToConfirmConnection)
export class EntryToConfirmConnectionResolver {
  constructor(private readonly reader: EntriesToConfirmReader) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: EntryToConfirmPage): Promise<number> {
    return this.reader.count(ctx, filter);
  }
}
