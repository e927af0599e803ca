import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { BatchId } from '../../kernel/ids.js';
import { LotFacts, type Case } from './lot-facts.js';

/** What packed batches would be judged by; for reads that span modules. */
@Injectable()
export class CaseQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: LotFacts,
  ) {}

  /**
   * Facts and rules of packed batches that may belong to no lot yet. What a verdict says does not depend on who asks for
   * it, so they are read as the product itself: the caller has to have been found entitled to all that lies upstream.
   *
   * @param market null: none was chosen
   */
  ofBatches(ctx: Ctx, batchIds: readonly BatchId[], market: string | null): Promise<Case> {
    return this.uow.read({ ...ctx, authority: 'system' }, (reading) =>
      this.facts.gatherBatches(reading, batchIds, market),
    );
  }
}
