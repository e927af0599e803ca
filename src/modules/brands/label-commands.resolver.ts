import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import type { Outcome } from '../../infrastructure/database/unit-of-work.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { LabelDesignId, LabelRangeId, LabelUseId } from '../../kernel/ids.js';
import type { AnyRefusal } from '../../kernel/refusal.js';
import { ApproveLabelDesign } from './commands/approve-label-design.js';
import { IssueLabelRange, WithdrawLabelRange } from './commands/issue-label-range.js';
import { CorrectLabelUse, RecordLabelUse } from './commands/record-label-use.js';
import { ConfirmLabelDesign, EndLabelDesign } from './commands/settle-label-design.js';
import {
  ApproveLabelDesignInput,
  ConfirmLabelDesignInput,
  CorrectLabelUseInput,
  EndLabelDesignInput,
  IssueLabelRangeInput,
  RecordLabelUseInput,
  WithdrawLabelRangeInput,
} from './label.inputs.js';
import { LabelQueries } from './label.queries.js';
import { LabelDesignPayload, LabelRangePayload, LabelUsePayload } from './label.types.js';

const ApproveLabelDesignResult = resultUnion('ApproveLabelDesignResult', () => LabelDesignPayload);
const ConfirmLabelDesignResult = resultUnion('ConfirmLabelDesignResult', () => LabelDesignPayload);
const EndLabelDesignResult = resultUnion('EndLabelDesignResult', () => LabelDesignPayload);
const IssueLabelRangeResult = resultUnion('IssueLabelRangeResult', () => LabelRangePayload);
const WithdrawLabelRangeResult = resultUnion('WithdrawLabelRangeResult', () => LabelRangePayload);
const RecordLabelUseResult = resultUnion('RecordLabelUseResult', () => LabelUsePayload);
const CorrectLabelUseResult = resultUnion('CorrectLabelUseResult', () => LabelUsePayload);

@Resolver()
export class LabelDesignCommandsResolver {
  constructor(
    private readonly queries: LabelQueries,
    private readonly approve: ApproveLabelDesign,
    private readonly confirm: ConfirmLabelDesign,
    private readonly end: EndLabelDesign,
  ) {}

  @Mutation(() => ApproveLabelDesignResult, {
    description: 'Enters a label design that the base office approves. A second person confirms it.',
  })
  @Requires('licence:manage')
  approveLabelDesign(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The design.' }) input: ApproveLabelDesignInput,
  ): Promise<LabelDesignPayload | Refused> {
    return this.answer(ctx, this.approve.execute(ctx, input));
  }

  @Mutation(() => ConfirmLabelDesignResult, {
    description: 'Confirms a label design that somebody else entered.',
  })
  @Requires('licence:manage')
  confirmLabelDesign(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The design.' }) input: ConfirmLabelDesignInput,
  ): Promise<LabelDesignPayload | Refused> {
    return this.answer(ctx, this.confirm.execute(ctx, input));
  }

  @Mutation(() => EndLabelDesignResult, { description: 'Ends a label design before its time.' })
  @Requires('licence:manage')
  endLabelDesign(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The design, its last day and why.' }) input: EndLabelDesignInput,
  ): Promise<LabelDesignPayload | Refused> {
    return this.answer(ctx, this.end.execute(ctx, input));
  }

  private async answer(
    ctx: Context,
    outcome: Outcome<{ labelDesignId: LabelDesignId }, AnyRefusal>,
  ): Promise<LabelDesignPayload | Refused> {
    const result = await outcome;
    if (!result.ok) return refused(ctx, result.error);
    const labelDesign = await this.queries.design(ctx, result.value.labelDesignId);
    return Object.assign(new LabelDesignPayload(), { labelDesign });
  }
}

@Resolver()
export class LabelRangeCommandsResolver {
  constructor(
    private readonly queries: LabelQueries,
    private readonly issue: IssueLabelRange,
    private readonly withdraw: WithdrawLabelRange,
  ) {}

  @Mutation(() => IssueLabelRangeResult, {
    description: 'Issues serial numbers of a confirmed design to a packhouse. None is issued twice.',
  })
  @Requires('licence:manage')
  issueLabelRange(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The design, the packhouse and the numbers.' }) input: IssueLabelRangeInput,
  ): Promise<LabelRangePayload | Refused> {
    return this.answer(ctx, this.issue.execute(ctx, input));
  }

  @Mutation(() => WithdrawLabelRangeResult, {
    description: 'Withdraws what is left of a range. Its numbers are not issued again.',
  })
  @Requires('licence:manage')
  withdrawLabelRange(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The range, the day and why.' }) input: WithdrawLabelRangeInput,
  ): Promise<LabelRangePayload | Refused> {
    return this.answer(ctx, this.withdraw.execute(ctx, input));
  }

  private async answer(
    ctx: Context,
    outcome: Outcome<{ labelRangeId: LabelRangeId }, AnyRefusal>,
  ): Promise<LabelRangePayload | Refused> {
    const result = await outcome;
    if (!result.ok) return refused(ctx, result.error);
    const labelRange = await this.queries.range(ctx, result.value.labelRangeId);
    return Object.assign(new LabelRangePayload(), { labelRange });
  }
}

@Resolver()
export class LabelUseCommandsResolver {
  constructor(
    private readonly queries: LabelQueries,
    private readonly record: RecordLabelUse,
    private readonly correct: CorrectLabelUse,
  ) {}

  @Mutation(() => RecordLabelUseResult, {
    description: 'Records which labels are on the cartons of a batch. No serial number is on two cartons.',
  })
  @Requires('batch:pack')
  recordLabelUse(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The batch, the design and the numbers.' }) input: RecordLabelUseInput,
  ): Promise<LabelUsePayload | Refused> {
    return this.answer(ctx, this.record.execute(ctx, input));
  }

  @Mutation(() => CorrectLabelUseResult, {
    description: 'Corrects or voids a record of labels by a new one. Both stay.',
  })
  @Requires('batch:pack')
  correctLabelUse(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The record, and what it should have said.' }) input: CorrectLabelUseInput,
  ): Promise<LabelUsePayload | Refused> {
    return this.answer(ctx, this.correct.execute(ctx, input));
  }

  private async answer(
    ctx: Context,
    outcome: Outcome<{ labelUseId: LabelUseId }, AnyRefusal>,
  ): Promise<LabelUsePayload | Refused> {
    const result = await outcome;
    if (!result.ok) return refused(ctx, result.error);
    const labelUse = await this.queries.use(ctx, result.value.labelUseId);
    return Object.assign(new LabelUsePayload(), { labelUse });
  }
}
