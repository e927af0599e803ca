import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { Season } from '../../kernel/local-date.js';
import { CloseSeason } from './commands/close-season.js';
import { OpenSeason } from './commands/open-season.js';
import { SeasonQueries } from './season.queries.js';
import { SeasonInput, SeasonPayload, SeasonType } from './season.types.js';

const SeasonResult = resultUnion('SeasonResult', () => SeasonPayload);

@Resolver()
export class SeasonResolver {
  constructor(
    private readonly queries: SeasonQueries,
    private readonly open: OpenSeason,
    private readonly close: CloseSeason,
  ) {}

  @Query(() => [SeasonType], {
    complexity: expectedRows(10),
    description:
      'Every season with fruit or lots you may see, the present one and the next, the latest first.',
  })
  @Requires('reference:read')
  async seasons(@Ctx() ctx: Context): Promise<SeasonType[]> {
    return (await this.queries.all(ctx)).map((row) => SeasonType.of(row));
  }

  @Mutation(() => SeasonResult, {
    description: 'Opens the next season before its first day, so that lots can be planned in it.',
  })
  @Requires('season:manage')
  async openSeason(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The season.' }) { requestId, season }: SeasonInput,
  ): Promise<SeasonPayload | Refused> {
    const result = await this.open.execute(ctx, { requestId, season });
    return result.ok ? this.present(ctx, result.value.season) : refused(ctx, result.error);
  }

  @Mutation(() => SeasonResult, {
    description:
      'Closes a season that is over and whose lots have come to an end. What is left of its fruit becomes the opening stock of the next one.',
  })
  @Requires('season:manage')
  async closeSeason(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The season.' }) { requestId, season }: SeasonInput,
  ): Promise<SeasonPayload | Refused> {
    const result = await this.close.execute(ctx, { requestId, season });
    return result.ok ? this.present(ctx, result.value.season) : refused(ctx, result.error);
  }

  private async present(ctx: Context, code: Season): Promise<SeasonPayload> {
    const row = (await this.queries.all(ctx)).find((one) => one.code === code);
    return Object.assign(new SeasonPayload(), { season: SeasonType.of(row!) });
  }
}
