import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import type { AnyRefusal } from '../../kernel/refusal.js';
import type { BatchId } from '../../kernel/ids.js';
import type { Result } from '../../kernel/result.js';
import {
  BatchesPayload,
  BatchPayload,
  ConsignBatchInput,
  CorrectHarvestInput,
  GradeBatchesInput,
  PackBatchesInput,
  ProcessBatchesInput,
  ReceiveBatchInput,
  RecordHarvestInput,
  RelabelBatchInput,
} from './batch.inputs.js';
import { BatchQueries } from './batch.queries.js';
import { BatchType } from './batch.types.js';
import { ConsignBatch } from './commands/consign-batch.js';
import { CorrectHarvest } from './commands/correct-harvest.js';
import { GradeBatches } from './commands/grade-batches.js';
import { PackBatches } from './commands/pack-batches.js';
import { ProcessBatches } from './commands/process-batches.js';
import { RelabelBatch } from './commands/relabel-batch.js';
import { ReceiveBatch } from './commands/receive-batch.js';
import { RecordHarvest } from './commands/record-harvest.js';

const RecordHarvestResult = resultUnion('RecordHarvestResult', () => BatchPayload);
const ConsignBatchResult = resultUnion('ConsignBatchResult', () => BatchPayload);
const CorrectHarvestResult = resultUnion('CorrectHarvestResult', () => BatchPayload);
const RelabelBatchResult = resultUnion('RelabelBatchResult', () => BatchPayload);
const ReceiveBatchResult = resultUnion('ReceiveBatchResult', () => BatchPayload);
const GradeBatchesResult = resultUnion('GradeBatchesResult', () => BatchesPayload);
const PackBatchesResult = resultUnion('PackBatchesResult', () => BatchesPayload);
const ProcessBatchesResult = resultUnion('ProcessBatchesResult', () => BatchesPayload);

@Resolver()
export class BatchCommandsResolver {
  constructor(
    private readonly queries: BatchQueries,
    private readonly harvest: RecordHarvest,
    private readonly consign: ConsignBatch,
    private readonly correct: CorrectHarvest,
    private readonly relabel: RelabelBatch,
    private readonly receive: ReceiveBatch,
    private readonly grade: GradeBatches,
    private readonly pack: PackBatches,
    private readonly process: ProcessBatches,
  ) {}

  @Mutation(() => RecordHarvestResult, { description: 'Records fruit picked on one of your plots.' })
  @Requires('batch:harvest')
  async recordHarvest(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The plot, and what was picked.' }) input: RecordHarvestInput,
  ): Promise<BatchPayload | Refused> {
    return this.one(ctx, await this.harvest.execute(ctx, input));
  }

  @Mutation(() => ConsignBatchResult, { description: 'Sends a batch on its way to whoever takes it next.' })
  @Requires('batch:consign')
  async consignBatch(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The batch, and where it goes.' }) input: ConsignBatchInput,
  ): Promise<BatchPayload | Refused> {
    return this.one(ctx, await this.consign.execute(ctx, input));
  }

  @Mutation(() => CorrectHarvestResult, {
    description:
      'Corrects what a harvest weighed. If more was drawn than there was, everything made of it is held.',
  })
  @Requires('batch:correct')
  async correctHarvest(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The harvest, and what it weighed after all.' }) input: CorrectHarvestInput,
  ): Promise<BatchPayload | Refused> {
    return this.one(ctx, await this.correct.execute(ctx, input));
  }

  @Mutation(() => RelabelBatchResult, {
    description:
      'Records that the cartons of a packed batch of yours were relabelled 换标: a name they may not carry came off, or they are marked with another class, size, registration or market. Nothing is put on that a licence is asked for; the batch and what was found in it stay the same.',
  })
  @Requires('batch:pack')
  async relabelBatch(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The batch, and what was changed on its cartons.' })
    input: RelabelBatchInput,
  ): Promise<BatchPayload | Refused> {
    return this.one(ctx, await this.relabel.execute(ctx, input));
  }

  @Mutation(() => ReceiveBatchResult, {
    description: 'Weighs in a batch that was consigned to you 收果过磅.',
  })
  @Requires('batch:receive')
  async receiveBatch(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The batch and its weigh ticket.' }) input: ReceiveBatchInput,
  ): Promise<BatchPayload | Refused> {
    return this.one(ctx, await this.receive.execute(ctx, input));
  }

  @Mutation(() => GradeBatchesResult, { description: 'Sorts received fruit into classes and sizes.' })
  @Requires('batch:grade')
  async gradeBatches(
    @Ctx() ctx: Context,
    @Args('input', { description: 'What went in, and what came out.' }) input: GradeBatchesInput,
  ): Promise<BatchesPayload | Refused> {
    return this.many(ctx, await this.grade.execute(ctx, input));
  }

  @Mutation(() => PackBatchesResult, {
    description: 'Packs fruit into cartons; each output is a packed batch.',
  })
  @Requires('batch:pack')
  async packBatches(
    @Ctx() ctx: Context,
    @Args('input', { description: 'What went in, and the cartons that came out.' }) input: PackBatchesInput,
  ): Promise<BatchesPayload | Refused> {
    return this.many(ctx, await this.pack.execute(ctx, input));
  }

  @Mutation(() => ProcessBatchesResult, { description: 'Turns fruit into juice, slices or wine.' })
  @Requires('batch:process')
  async processBatches(
    @Ctx() ctx: Context,
    @Args('input', { description: 'What went in, and what came out.' }) input: ProcessBatchesInput,
  ): Promise<BatchesPayload | Refused> {
    return this.many(ctx, await this.process.execute(ctx, input));
  }

  private async one(
    ctx: Context,
    result: Result<{ batchId: BatchId }, AnyRefusal[]>,
  ): Promise<BatchPayload | Refused> {
    if (!result.ok) return refused(ctx, result.error);
    const [batch] = await this.queries.visibleById(ctx, [result.value.batchId]);
    return Object.assign(new BatchPayload(), { batch: BatchType.of(batch!) });
  }

  private async many(
    ctx: Context,
    result: Result<{ batchIds: BatchId[] }, AnyRefusal[]>,
  ): Promise<BatchesPayload | Refused> {
    if (!result.ok) return refused(ctx, result.error);
    const batches = await this.queries.visibleById(ctx, result.value.batchIds);
    return Object.assign(new BatchesPayload(), { batches: batches.map((batch) => BatchType.of(batch)) });
  }
}
