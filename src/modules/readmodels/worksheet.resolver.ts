import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { IdPipe } from '../../graphql/id.pipe.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { BatchId, InspectionId } from '../../kernel/ids.js';
import type { Stage } from '../standards/domain/rule.js';
import { StageEnum } from '../standards/rule.types.js';
import { WorksheetReader } from './worksheet.reader.js';
import { WorksheetType } from './worksheet.types.js';

@Resolver()
export class WorksheetResolver {
  constructor(private readonly reader: WorksheetReader) {}

  @Query(() => WorksheetType, {
    nullable: true,
    description:
      'The worksheet of an inspection or self-check, or of a packed batch before there is one. For whoever packed, holds, inspects or ships the fruit, and the base office.',
  })
  @Requires('inspection:read')
  async inspectionWorksheet(
    @Ctx() ctx: Context,
    @Args('inspectionId', { type: () => ID, nullable: true, description: 'The inspection.' }, IdPipe)
    inspectionId?: InspectionId | null,
    @Args('batchId', { type: () => ID, nullable: true, description: 'The packed batch.' }, IdPipe)
    batchId?: BatchId | null,
    @Args('marketCode', {
      type: () => String,
      nullable: true,
      description: 'The market judged for; left out: the one it was packed for.',
    })
    marketCode?: string | null,
    @Args('stage', {
      type: () => StageEnum,
      defaultValue: 'DECLARE',
      description: 'The stage judged for; what comes later is not yet missing.',
    })
    stage: Stage = 'DECLARE',
  ): Promise<WorksheetType | null> {
    const read = await this.reader.read(ctx, { inspectionId, batchId, marketCode, stage });
    return read && WorksheetType.of(ctx.language, read);
  }
}
