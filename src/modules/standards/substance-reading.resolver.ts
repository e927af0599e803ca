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
import { WithdrawSubstanceNames } from './commands/withdraw-substance-names.js';
import { SubstanceReadingQueries } from './substance-reading.queries.js';
import {
  ConfirmNamesWithdrawalInput,
  ConfirmSubstanceInput,
  EnterSubstanceInput,
  SubstanceReadingPayload,
  SubstanceReadingType,
  WithdrawSubstanceNamesInput,
} from './substance-reading.types.js';

const EnterResult = resultUnion('EnterSubstanceResult', () => SubstanceReadingPayload);
const ConfirmResult = resultUnion('ConfirmSubstanceResult', () => SubstanceReadingPayload);
const WithdrawResult = resultUnion('WithdrawSubstanceNamesResult', () => SubstanceReadingPayload);
const ConfirmWithdrawalResult = resultUnion('ConfirmNamesWithdrawalResult', () => SubstanceReadingPayload);

@Resolver()
export class SubstanceReadingResolver {
  constructor(
    private readonly queries: SubstanceReadingQueries,
    private readonly keep: KeepSubstances,
    private readonly withdraw: WithdrawSubstanceNames,
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

  @Mutation(() => WithdrawResult, {
    description:
      'Asks, as the base office, that the other names of a confirmed entry be taken back. They count until another person agrees.',
  })
  @Requires('reference:manage')
  async withdrawSubstanceNames(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The entry, and why.' }) input: WithdrawSubstanceNamesInput,
  ): Promise<SubstanceReadingPayload | Refused> {
    return this.answer(ctx, await this.withdraw.ask(ctx, input));
  }

  @Mutation(() => ConfirmWithdrawalResult, {
    description:
      'Agrees, as another person of the base office, that the other names of an entry are taken back. From then on nothing is recognised by them: holds that rest on them alone may be released by the base office, and open lots are judged again.',
  })
  @Requires('reference:manage')
  async confirmNamesWithdrawal(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The entry.' }) input: ConfirmNamesWithdrawalInput,
  ): Promise<SubstanceReadingPayload | Refused> {
    return this.answer(ctx, await this.withdraw.confirm(ctx, input));
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
