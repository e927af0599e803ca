import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { badInput } from '../../graphql/input-errors.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import type { CommandInput, Outcome } from '../../infrastructure/database/unit-of-work.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { AssignEntry, CountersignEntry, DropDraftEntry } from './commands/change-draft-entry.js';
import { DraftEntry, type DraftEntryTold, type Entered } from './commands/draft-entry.js';
import { readParametersJson, type ParametersJsonProblem } from './domain/read-parameters-json.js';
import {
  AssignDraftEntryInput,
  CountersignEntryInput,
  DraftMarketStatusInput,
  DraftPackQuestionInput,
  DraftResidueFallbackInput,
  DraftResidueLimitInput,
  DraftRuleInput,
  DropDraftEntryInput,
} from './edition-entry.inputs.js';
import { EditionQueries } from './edition.queries.js';
import type { EditionRefusal } from './edition.refusals.js';
import { EditionEntryPayload, EditionEntryType } from './edition.types.js';
import { DraftListedVarietyInput, DraftNewVarietyInput } from './variety-list.inputs.js';

const DraftRuleResult = resultUnion('DraftRuleResult', () => EditionEntryPayload);
const DraftResidueLimitResult = resultUnion('DraftResidueLimitResult', () => EditionEntryPayload);
const DraftResidueFallbackResult = resultUnion('DraftResidueFallbackResult', () => EditionEntryPayload);
const DraftMarketStatusResult = resultUnion('DraftMarketStatusResult', () => EditionEntryPayload);
const DraftPackQuestionResult = resultUnion('DraftPackQuestionResult', () => EditionEntryPayload);
const DraftListedVarietyResult = resultUnion('DraftListedVarietyResult', () => EditionEntryPayload);
const DraftNewVarietyResult = resultUnion('DraftNewVarietyResult', () => EditionEntryPayload);
const DropDraftEntryResult = resultUnion('DropDraftEntryResult', () => EditionEntryPayload);
const AssignDraftEntryResult = resultUnion('AssignDraftEntryResult', () => EditionEntryPayload);
const CountersignEntryResult = resultUnion('CountersignEntryResult', () => EditionEntryPayload);

type Answer = Promise<EditionEntryPayload | Refused>;

@Resolver(() => EditionEntryType)
export class EditionEntryResolver {
  constructor(
    private readonly queries: EditionQueries,
    private readonly enter: DraftEntry,
    private readonly drop: DropDraftEntry,
    private readonly assign: AssignEntry,
    private readonly countersign: CountersignEntry,
  ) {}

  @Mutation(() => DraftRuleResult, { description: 'Puts a rule into a draft, or says it anew.' })
  @Requires('reference:manage')
  draftRule(@Ctx() ctx: Context, @Args('input', { description: 'The rule.' }) input: DraftRuleInput): Answer {
    const parameters = readParametersJson(input.parametersJson);
    if (!parameters.ok) return Promise.resolve(refused(ctx, [unreadable(parameters.error)]));
    return this.entered(ctx, 'draftRule', input.toCommand(parameters.value));
  }

  @Mutation(() => DraftResidueLimitResult, { description: 'Puts a residue limit into a market pack.' })
  @Requires('reference:manage')
  draftResidueLimit(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The limit.' }) input: DraftResidueLimitInput,
  ): Answer {
    return this.entered(ctx, 'draftResidueLimit', input.toCommand());
  }

  @Mutation(() => DraftResidueFallbackResult, {
    description: 'Says in a market pack what applies to substances the market does not list.',
  })
  @Requires('reference:manage')
  draftResidueFallback(
    @Ctx() ctx: Context,
    @Args('input', { description: 'What applies.' }) input: DraftResidueFallbackInput,
  ): Answer {
    return this.entered(ctx, 'draftResidueFallback', input.toCommand());
  }

  @Mutation(() => DraftMarketStatusResult, {
    description: 'Says in a market pack when the market is open or closed.',
  })
  @Requires('reference:manage')
  draftMarketStatus(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The period.' }) input: DraftMarketStatusInput,
  ): Answer {
    return this.entered(ctx, 'draftMarketStatus', input.toCommand());
  }

  @Mutation(() => DraftPackQuestionResult, {
    description: 'Puts down in a market pack what nobody has read yet, or the answer to it.',
  })
  @Requires('reference:manage')
  draftPackQuestion(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The question.' }) input: DraftPackQuestionInput,
  ): Answer {
    return this.entered(ctx, 'draftPackQuestion', input.toCommand());
  }

  @Mutation(() => DraftListedVarietyResult, {
    description: 'Puts a variety with its harvest window on a draft of the unified list, or says it anew.',
  })
  @Requires('reference:manage')
  draftListedVariety(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The variety, and when it may be picked.' }) input: DraftListedVarietyInput,
  ): Answer {
    return this.entered(ctx, 'draftListedVariety', input.toCommand());
  }

  @Mutation(() => DraftNewVarietyResult, {
    description:
      'Puts a variety that is not known here yet into a draft of the unified list; publishing it makes it known for good.',
  })
  @Requires('reference:manage')
  draftNewVariety(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The variety.' }) input: DraftNewVarietyInput,
  ): Answer {
    return this.entered(ctx, 'draftNewVariety', input.toCommand());
  }

  @Mutation(() => DropDraftEntryResult, { description: 'Takes an entry out of a draft.' })
  @Requires('reference:manage')
  dropDraftEntry(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The entry.' }) input: DropDraftEntryInput,
  ): Answer {
    return this.answer(ctx, this.drop.execute(ctx, input));
  }

  @Mutation(() => AssignDraftEntryResult, {
    description: 'Puts somebody of the base office in charge of an entry; signatures stay.',
  })
  @Requires('reference:manage')
  assignDraftEntry(
    @Ctx() ctx: Context,
    @Args('input', { description: 'Who, and by when.' }) input: AssignDraftEntryInput,
  ): Answer {
    return this.answer(ctx, this.assign.execute(ctx, input));
  }

  @Mutation(() => CountersignEntryResult, {
    description:
      'Countersigns an entry that another person entered and you have compared with clause and scan.',
  })
  @Requires('reference:manage')
  countersignEntry(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The entry, as you compared it.' }) input: CountersignEntryInput,
  ): Answer {
    return this.answer(ctx, this.countersign.execute(ctx, input));
  }

  private entered(ctx: Context, operation: string, told: DraftEntryTold & CommandInput): Answer {
    return this.answer(ctx, this.enter.execute(ctx, operation, told));
  }

  private async answer(ctx: Context, outcome: Outcome<Entered, EditionRefusal>): Answer {
    const result = await outcome;
    if (!result.ok) return refused(ctx, result.error);
    const entry = EditionEntryType.of(await this.queries.present(ctx, result.value.entryId));
    return Object.assign(new EditionEntryPayload(), { entry });
  }
}

/** @throws GraphQLError BAD_USER_INPUT for what nobody could have meant, and nothing here could keep */
function unreadable(problem: ParametersJsonProblem): EditionRefusal {
  const path = ['parametersJson'];
  switch (problem.kind) {
    case 'NO_OBJECT':
      return { code: 'PARAMETERS_NOT_JSON', values: {}, path };
    case 'KEY_TWICE':
      return { code: 'PARAMETERS_KEY_TWICE', values: { key: problem.key }, path };
    case 'CANNOT_BE_KEPT':
      throw badInput([{ path: ['input', ...path], message: CANNOT_BE_KEPT }]);
  }
}

const CANNOT_BE_KEPT = {
  zh: '其中有无法保存的内容：零字符、半个字符、无穷大的数，或超过 20 层的嵌套',
  en: 'must not hold what cannot be kept: zero characters, halves of characters, infinite numbers, or more than 20 levels',
};
