import { Args, Query, Resolver } from '@nestjs/graphql';
import { InstantScalar } from '../../graphql/scalars/scalars.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { Instant } from '../../kernel/instant.js';
import { seasonFrom } from '../../graphql/season-field.js';
import { SeasonAccountReader } from './season-account.reader.js';
import { SeasonAccountType } from './season-account.types.js';

@Resolver()
export class SeasonAccountResolver {
  constructor(private readonly reader: SeasonAccountReader) {}

  @Query(() => SeasonAccountType, {
    complexity: ({ childComplexity }) => 20 + childComplexity * 20,
    description:
      'A season added up: harvests, runs, departures and carried-over stock, now or as it was known at an earlier moment.',
  })
  @Requires('batch:read')
  async seasonAccount(
    @Ctx() ctx: Context,
    @Args('season', { type: () => String, description: 'Both years, as 2025/26.' }) text: string,
    @Args('asKnownAt', {
      type: () => InstantScalar,
      nullable: true,
      description: 'Count only what was recorded up to this moment; now where left out.',
    })
    asKnownAt?: Instant | null,
  ): Promise<SeasonAccountType> {
    const season = seasonFrom(text);
    const at = asKnownAt ?? ctx.now;
    return Object.assign(new SeasonAccountType(), await this.reader.read(ctx, season, at), {
      season,
      asKnownAt: at,
    });
  }
}
