import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { shippedAdoptables } from './adoptable-rules.js';
import { AdoptableRuleType, AdoptRulesInput, AdoptRulesPayload } from './adoption.types.js';
import { AdoptRules } from './commands/adopt-rules.js';
import { EditionQueries } from './edition.queries.js';
import { EditionEntryType } from './edition.types.js';

const AdoptRulesResult = resultUnion('AdoptRulesResult', () => AdoptRulesPayload);

@Resolver()
export class AdoptionResolver {
  constructor(
    private readonly adopt: AdoptRules,
    private readonly queries: EditionQueries,
  ) {}

  @Query(() => [AdoptableRuleType], {
    complexity: expectedRows(10),
    description: 'Rules of international standards that a draft can adopt; they judge nothing by themselves.',
  })
  @Requires('reference:read')
  adoptableRules(): AdoptableRuleType[] {
    return shippedAdoptables().map(AdoptableRuleType.of);
  }

  @Mutation(() => AdoptRulesResult, {
    description:
      'Takes rules of international standards over into a draft with their figures, source and confidence; a second person countersigns them like any entry.',
  })
  @Requires('reference:manage')
  async adoptRules(
    @Ctx() ctx: Context,
    @Args('input', { description: 'Which, and as what.' }) input: AdoptRulesInput,
  ): Promise<AdoptRulesPayload | Refused> {
    const result = await this.adopt.execute(ctx, input.toCommand());
    if (!result.ok) return refused(ctx, result.error);
    const rules = [];
    for (const { entryId, ...rest } of result.value.rules)
      rules.push({ ...rest, entry: EditionEntryType.of(await this.queries.present(ctx, entryId)) });
    return Object.assign(new AdoptRulesPayload(), { rules });
  }
}
