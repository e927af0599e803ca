import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { SubstanceReadingId } from '../../kernel/ids.js';
import type { AnyRefusal } from '../../kernel/refusal.js';
import type { Result } from '../../kernel/result.js';
import { KeepSubstances } from './commands/keep-substances.js';
import { SubstanceReadingQueries } from './substance-reading.queries.js';
import {
  ConfirmSubstanceInput,
  EnterSubstanceInput,
  SubstanceReadingPayload,
  SubstanceReadingType,
} from './substance-reading.types.js';

const EnterResult = resultUnion('EnterSubstanceResult', () => SubstanceReadingPayload);
const ConfirmResult = resultUnion('ConfirmSubstanceResult', () => SubstanceReadingPayload);

@Resolver()
export class SubstanceReadingResolver {
  constructor(
    private readonly queries: SubstanceReadingQueries,
    private readonly keep: KeepSubstances,
  ) {}

  @Query(() => [SubstanceReadingType], {
    complexity: expectedRows(5),
    description:
      'What the base office entered of substances and their other names, the latest hundred, newest first.',
  })
  @Requires('reference:read')
  substanceReadings(
    @Ctx() ctx: Context,
    @Args('isConfirmed', {
      type: () => Boolean,
      nullable: true,
      description: 'Only those that a second person confirmed, or only those that wait for one.',
    })
    isConfirmed?: boolean | null,
  ): Promise<SubstanceReadingType[]> {
    return this.queries.list(ctx, isConfirmed ?? null);
  }

  @Mutation(() => EnterResult, {
    description:
      'Enters, as the base office, a substance that is not in the list or other names of one that is, from a text. Nothing is recognised by it until a second person confirms it.',
  })
  @Requires('reference:manage')
  async enterSubstance(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The names and where they were read.' }) input: EnterSubstanceInput,
  ): Promise<SubstanceReadingPayload | Refused> {
    return this.answer(ctx, await this.keep.enter(ctx, input));
  }

  @Mutation(() => ConfirmResult, {
    description:
      'Confirms, as a second person of the base office who read the text, what was entered of a substance. What was recorded under these names before is recognised: fruit sprayed with what is banned is held, and open lots are judged again.',
  })
  @Requires('reference:manage')
  async confirmSubstance(
    @Ctx() ctx: Context,
    @Args('input', { description: 'What was entered.' }) input: ConfirmSubstanceInput,
  ): Promise<SubstanceReadingPayload | Refused> {
    return this.answer(ctx, await this.keep.confirm(ctx, input));
  }

  private async answer(
    ctx: Context,
    result: Result<{ readingId: SubstanceReadingId }, AnyRefusal[]>,
  ): Promise<SubstanceReadingPayload | Refused> {
    if (!result.ok) return refused(ctx, result.error);
    const reading = await this.queries.find(ctx, result.value.readingId);
    if (!reading) throw new Error('what was just written is not visible to its writer');
    return Object.assign(new SubstanceReadingPayload(), { reading });
  }
}
