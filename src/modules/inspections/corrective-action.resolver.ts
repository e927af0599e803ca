import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { CorrectiveActionId } from '../../kernel/ids.js';
import { ConfirmCorrectiveAction } from './commands/confirm-corrective-action.js';
import { RecordCorrectiveAction } from './commands/record-corrective-action.js';
import { CorrectiveActionQueries } from './corrective-action.queries.js';
import {
  ConfirmCorrectiveActionInput,
  CorrectiveActionConnection,
  CorrectiveActionPageArgs,
  CorrectiveActionPayload,
  RecordCorrectiveActionInput,
} from './corrective-action.types.js';

const RecordCorrectiveActionResult = resultUnion(
  'RecordCorrectiveActionResult',
  () => CorrectiveActionPayload,
);
const ConfirmCorrectiveActionResult = resultUnion(
  'ConfirmCorrectiveActionResult',
  () => CorrectiveActionPayload,
);

@Resolver(() => CorrectiveActionConnection)
export class CorrectiveActionResolver {
  constructor(
    private readonly queries: CorrectiveActionQueries,
    private readonly record: RecordCorrectiveAction,
    private readonly confirm: ConfirmCorrectiveAction,
  ) {}

  @Query(() => CorrectiveActionConnection, {
    description:
      'Corrective actions after discontinued sampling: your own, and as the base office all; newest first.',
  })
  @Requires('inspection:read')
  async correctiveActions(
    @Ctx() ctx: Context,
    @Args() { filter, first, after }: CorrectiveActionPageArgs,
  ): Promise<CorrectiveActionConnection> {
    const page = await this.queries.page(ctx, filter ?? {}, { first, after });
    return Object.assign(new CorrectiveActionConnection(), { ...page, filter: filter ?? {} });
  }

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: CorrectiveActionConnection): Promise<number> {
    return this.queries.count(ctx, filter);
  }

  @Mutation(() => RecordCorrectiveActionResult, {
    description:
      'Records what your packhouse did after sampling of its batches was discontinued. Sampling begins again once the base office agrees.',
  })
  @Requires('corrective-action:record')
  async recordCorrectiveAction(
    @Ctx() ctx: Context,
    @Args('input', { description: 'What was done, and what shows it.' }) input: RecordCorrectiveActionInput,
  ): Promise<CorrectiveActionPayload | Refused> {
    const result = await this.record.execute(ctx, input);
    return result.ok ? this.payload(ctx, result.value) : refused(ctx, result.error);
  }

  @Mutation(() => ConfirmCorrectiveActionResult, {
    description:
      'Agrees, as the base office, that what a packhouse did is likely to be effective: its batches are sampled again from that day on, tightened.',
  })
  @Requires('corrective-action:confirm')
  async confirmCorrectiveAction(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The action.' }) input: ConfirmCorrectiveActionInput,
  ): Promise<CorrectiveActionPayload | Refused> {
    const result = await this.confirm.execute(ctx, input);
    return result.ok ? this.payload(ctx, result.value) : refused(ctx, result.error);
  }

  private async payload(
    ctx: Context,
    { correctiveActionId }: { correctiveActionId: CorrectiveActionId },
  ): Promise<CorrectiveActionPayload> {
    const correctiveAction = await this.queries.find(ctx, correctiveActionId);
    return Object.assign(new CorrectiveActionPayload(), { correctiveAction });
  }
}
