import { Args, Context as GraphQL, ID, Query, Resolver, Subscription } from '@nestjs/graphql';
import { IdPipe } from '../../graphql/id.pipe.js';
import { badInput } from '../../graphql/input-errors.js';
import { judgingWork } from '../../graphql/judging-work.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { GraphQLContext } from '../../infrastructure/graphql/graphql-context.js';
import type { BatchId, InspectionId } from '../../kernel/ids.js';
import { AfterArgs } from '../live/live.types.js';
import type { Stage } from '../standards/domain/rule.js';
import { StageEnum } from '../standards/rule.types.js';
import { WorksheetChangeType } from './worksheet-change.types.js';
import { WorksheetChanges } from './worksheet-changes.js';
import { WorksheetReader } from './worksheet.reader.js';
import { WorksheetType } from './worksheet.types.js';

/** One batch for one market; some statements gather its facts. */
const WORK = 1_000;

const INSPECTION = {
  type: () => ID,
  nullable: true,
  description: 'The inspection; this or `batchId`, and only one of them.',
};
const BATCH = { type: () => ID, nullable: true, description: 'The packed batch; this or `inspectionId`.' };
const MARKET = {
  type: () => String,
  nullable: true,
  description: 'The market judged for; left out: the one it was packed for.',
};
const STAGE = {
  type: () => StageEnum,
  defaultValue: 'DECLARE',
  description: 'The stage judged for; what comes later is not yet missing.',
};

@Resolver()
export class WorksheetResolver {
  constructor(
    private readonly reader: WorksheetReader,
    private readonly changes: WorksheetChanges,
  ) {}

  @Query(() => WorksheetType, {
    complexity: judgingWork(WORK),
    nullable: true,
    description:
      'The worksheet of an inspection or self-check, or of a packed batch before there is one. For whoever packed, holds, inspects or ships the fruit, and the base office.',
  })
  @Requires('inspection:read')
  async inspectionWorksheet(
    @Ctx() ctx: Context,
    @Args('inspectionId', INSPECTION, IdPipe) inspectionId?: InspectionId | null,
    @Args('batchId', BATCH, IdPipe) batchId?: BatchId | null,
    @Args('marketCode', MARKET) marketCode?: string | null,
    @Args('stage', STAGE) stage: Stage = 'DECLARE',
  ): Promise<WorksheetType | null> {
    refuseUnlessOne(inspectionId, batchId);
    const read = await this.reader.read(ctx, { inspectionId, batchId, marketCode, stage });
    return read && WorksheetType.of(ctx.language, read);
  }

  @Subscription(() => WorksheetChangeType, {
    description:
      'The worksheet of an inspection or self-check, or of a packed batch, with its findings: as it is at first, then after each entry and whatever else turns a finding. For the same people as `inspectionWorksheet`; ends when you may no longer see it.',
    resolve: (change: WorksheetChangeType) => change,
  })
  @Requires('inspection:read')
  worksheetChanged(
    @GraphQL() http: GraphQLContext,
    @Args('inspectionId', INSPECTION, IdPipe) inspectionId: InspectionId | null | undefined,
    @Args('batchId', BATCH, IdPipe) batchId: BatchId | null | undefined,
    @Args('marketCode', MARKET) marketCode: string | null | undefined,
    @Args('stage', STAGE) stage: Stage,
    @Args() { after }: AfterArgs,
  ): Promise<AsyncIterable<WorksheetChangeType>> {
    refuseUnlessOne(inspectionId, batchId);
    return this.changes.follow(http, { inspectionId, batchId, marketCode, stage }, after ?? null);
  }
}

/** @throws GraphQLError BAD_USER_INPUT, since neither says what is asked for and two may say different things */
function refuseUnlessOne(
  inspectionId: InspectionId | null | undefined,
  batchId: BatchId | null | undefined,
): void {
  if (Boolean(inspectionId) === Boolean(batchId))
    throw badInput([
      {
        path: ['inspectionId'],
        message: {
          zh: '请给出 inspectionId 或 batchId 之一，且只给一个',
          en: 'give one of inspectionId and batchId, and only one',
        },
      },
    ]);
}
