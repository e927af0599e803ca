import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.js';
import { FilterArg } from '../../graphql/filter-arg.js';
import { IdPipe } from '../../graphql/id.pipe.js';
import { refused, Refused, resultUnion } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import type { Outcome } from '../../infrastructure/database/unit-of-work.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { GrowingRecordId, PlotId } from '../../kernel/ids.js';
import { SettleGrowingCorrection } from './commands/settle-growing-correction.js';
import { CorrectGrowingRecord, VoidGrowingRecord } from './commands/correct-growing-record.js';
import { RecordSpray } from './commands/record-spray.js';
import { RecordWork } from './commands/record-work.js';
import { StateSpraysComplete } from './commands/state-sprays-complete.js';
import { unknownIntervalSentence } from './domain/spray-warnings.js';
import {
  AgreeToGrowingCorrectionInput,
  CorrectGrowingRecordInput,
  DeclineGrowingCorrectionInput,
  GrowingRecordFilterInput,
  RecordSprayInput,
  RecordWorkInput,
  StateSpraysCompleteInput,
  VoidGrowingRecordInput,
} from './growing-record.inputs.js';
import { GrowingRecordQueries, type GrowingRecordView } from './growing-record.queries.js';
import {
  EarliestHarvestType,
  GrowingRecordConnection,
  GrowingRecordPayload,
  GrowingRecordType,
  UnstatedSpraysType,
  type GrowingRecordPage,
} from './growing-record.types.js';
import type { GrowingRefusal } from './growing.refusals.js';
import { HarvestSafetyQueries } from './harvest-safety.queries.js';

const RecordSprayResult = resultUnion('RecordSprayResult', () => GrowingRecordPayload);
const AgreeToGrowingCorrectionResult = resultUnion(
  'AgreeToGrowingCorrectionResult',
  () => GrowingRecordPayload,
);
const DeclineGrowingCorrectionResult = resultUnion(
  'DeclineGrowingCorrectionResult',
  () => GrowingRecordPayload,
);
const RecordWorkResult = resultUnion('RecordWorkResult', () => GrowingRecordPayload);
const StateSpraysCompleteResult = resultUnion('StateSpraysCompleteResult', () => GrowingRecordPayload);
const CorrectGrowingRecordResult = resultUnion('CorrectGrowingRecordResult', () => GrowingRecordPayload);
const VoidGrowingRecordResult = resultUnion('VoidGrowingRecordResult', () => GrowingRecordPayload);

@Resolver()
export class GrowingRecordResolver {
  constructor(
    private readonly queries: GrowingRecordQueries,
    private readonly safety: HarvestSafetyQueries,
    private readonly recordSprayCommand: RecordSpray,
    private readonly recordWorkCommand: RecordWork,
    private readonly stateCommand: StateSpraysComplete,
    private readonly correctCommand: CorrectGrowingRecord,
    private readonly settleCommand: SettleGrowingCorrection,
    private readonly voidCommand: VoidGrowingRecord,
  ) {}

  @Query(() => GrowingRecordConnection, {
    description: 'Growing records: your own, and those behind fruit that came to you; the latest work first.',
  })
  @Requires('growing:read')
  async growingRecords(
    @Ctx() ctx: Context,
    @Args() page: PageArgs,
    @FilterArg(() => GrowingRecordFilterInput, 'Which records.')
    filter?: GrowingRecordFilterInput | null,
  ): Promise<GrowingRecordPage> {
    const asked = filter ?? {};
    return { ...(await this.queries.page(ctx, asked, page)), filter: asked };
  }

  @Query(() => GrowingRecordType, {
    nullable: true,
    description: 'One growing record; empty where there is none that you may see.',
  })
  @Requires('growing:read')
  growingRecord(
    @Ctx() ctx: Context,
    @Args('id', { type: () => ID, description: 'Its id.' }, IdPipe) id: GrowingRecordId,
  ): Promise<GrowingRecordView | null> {
    return this.queries.load(ctx, id);
  }

  @Query(() => EarliestHarvestType, {
    nullable: true,
    description:
      'From which day harvest on a plot of yours keeps all intervals, as it looks today. Empty for plots of others, whose records you see only in part.',
  })
  @Requires('growing:read')
  async earliestHarvest(
    @Ctx() ctx: Context,
    @Args('plotId', { type: () => ID, description: 'The plot.' }, IdPipe) plotId: PlotId,
  ): Promise<EarliestHarvestType | null> {
    const preview = await this.safety.preview(ctx, plotId);
    if (!preview) return null;
    const unknown = preview.unknown.map(({ id, reason }) => ({
      recordId: id,
      reason,
      message: unknownIntervalSentence(reason)[ctx.language],
    }));
    const unstated = preview.unstated.map((days) => UnstatedSpraysType.of(days, ctx.language));
    const banned = preview.banned.map(({ code, sentence }) => ({ code, message: sentence[ctx.language] }));
    return { ...preview, unknown, unstated, banned };
  }

  @Mutation(() => RecordSprayResult, {
    description:
      'Records a spray that was done. What speaks against it is recorded with it and listed as warnings.',
  })
  @Requires('growing:record')
  recordSpray(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The spray.' }) input: RecordSprayInput,
  ): Promise<GrowingRecordPayload | Refused> {
    return this.answer(ctx, this.recordSprayCommand.execute(ctx, input));
  }

  @Mutation(() => RecordWorkResult, { description: 'Records work other than spraying that was done.' })
  @Requires('growing:record')
  recordWork(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The work.' }) input: RecordWorkInput,
  ): Promise<GrowingRecordPayload | Refused> {
    return this.answer(ctx, this.recordWorkCommand.execute(ctx, input));
  }

  @Mutation(() => StateSpraysCompleteResult, {
    description:
      'States that on a plot, in a period, nothing was sprayed beyond what is recorded, or nothing at all. Without it the absence of a spray proves nothing, and what is asked of sprays stays undecided for the fruit.',
  })
  @Requires('growing:record')
  stateSpraysComplete(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The statement.' }) input: StateSpraysCompleteInput,
  ): Promise<GrowingRecordPayload | Refused> {
    return this.answer(ctx, this.stateCommand.execute(ctx, input));
  }

  @Mutation(() => CorrectGrowingRecordResult, {
    description: 'Corrects a growing record by a new one that takes its place. Both stay.',
  })
  @Requires('growing:record')
  correctGrowingRecord(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The record, and what it should have said.' })
    input: CorrectGrowingRecordInput,
  ): Promise<GrowingRecordPayload | Refused> {
    return this.answer(ctx, this.correctCommand.execute(ctx, input));
  }

  @Mutation(() => VoidGrowingRecordResult, {
    description: 'Says that what a growing record tells did not happen, by a new one. Both stay.',
  })
  @Requires('growing:record')
  voidGrowingRecord(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The record, and why.' }) input: VoidGrowingRecordInput,
  ): Promise<GrowingRecordPayload | Refused> {
    return this.answer(ctx, this.voidCommand.execute(ctx, input));
  }

  @Mutation(() => AgreeToGrowingCorrectionResult, {
    description:
      'The base office agrees to the correction or voiding of a spray: fruit is judged from now on as if what was withdrawn had never been entered.',
  })
  @Requires('correction:agree')
  agreeToGrowingCorrection(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The correction.' }) input: AgreeToGrowingCorrectionInput,
  ): Promise<GrowingRecordPayload | Refused> {
    return this.answer(ctx, this.settleCommand.agree(ctx, input));
  }

  @Mutation(() => DeclineGrowingCorrectionResult, {
    description:
      'The base office declines the correction or voiding of a spray: what was withdrawn counts, and what the correction says against the fruit counts as before. It is entered anew by whoever made it, with what shows it.',
  })
  @Requires('correction:agree')
  declineGrowingCorrection(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The correction, and why.' }) input: DeclineGrowingCorrectionInput,
  ): Promise<GrowingRecordPayload | Refused> {
    return this.answer(ctx, this.settleCommand.decline(ctx, input));
  }

  private async answer(
    ctx: Context,
    outcome: Outcome<{ recordId: GrowingRecordId }, GrowingRefusal>,
  ): Promise<GrowingRecordPayload | Refused> {
    const result = await outcome;
    if (!result.ok) return refused(ctx, result.error);
    const record = await this.queries.load(ctx, result.value.recordId);
    return Object.assign(new GrowingRecordPayload(), { record });
  }
}

@Resolver(() => GrowingRecordConnection)
export class GrowingRecordConnectionResolver {
  constructor(private readonly queries: GrowingRecordQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() page: GrowingRecordPage): Promise<number> {
    return this.queries.count(ctx, page.filter);
  }
}
