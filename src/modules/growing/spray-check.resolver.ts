import { Args, Query, Resolver } from '@nestjs/graphql';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { legalDay } from '../../kernel/local-date.js';
import { UnstatedSpraysType } from './growing-record.types.js';
import { HarvestSafetyQueries } from './harvest-safety.queries.js';
import { CheckSprayInput, SprayCheckType } from './spray-check.types.js';

@Resolver()
export class SprayCheckResolver {
  constructor(private readonly safety: HarvestSafetyQueries) {}

  @Query(() => SprayCheckType, {
    nullable: true,
    description:
      'What the rules would say of a spray before it is done: bans, its interval against the planned harvest, applications a season. Records nothing. Empty for plots that are not yours, and for a label that is not there.',
  })
  @Requires('growing:read')
  async checkSpray(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The spray you think of.' }) input: CheckSprayInput,
  ): Promise<SprayCheckType | null> {
    const { plotId, productLabelId, substances, sprayOn, harvestOn } = input;
    const check = await this.safety.check(ctx, {
      plotId,
      productLabelId: productLabelId ?? null,
      substances: substances ?? [],
      sprayOn: sprayOn ?? legalDay(ctx.now),
      harvestOn: harvestOn ?? null,
    });
    if (!check) return null;
    const { because, day, notBefore } = check.earliest;
    return {
      warnings: check.warnings.map(({ code, sentence }) => ({ code, message: sentence[ctx.language] })),
      because,
      harvestFrom: day,
      notBefore,
      applications: check.applications,
      unstated: check.unstated.map((days) => UnstatedSpraysType.of(days, ctx.language)),
    };
  }
}
