import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { BatchId } from '../../kernel/ids.js';
import { legalDay } from '../../kernel/local-date.js';
import type { Facts } from '../standards/domain/facts.js';
import type { StandardVersion } from '../standards/domain/rule.js';
import { StandardQueries } from '../standards/standard.queries.js';
import { StockFacts } from './stock-facts.queries.js';

/** What fruit is judged by: the facts, and the rules of every published edition that may speak about them. */
export interface Case {
  readonly facts: Facts;
  readonly versions: readonly StandardVersion[];
}

/** What a packed batch would be judged by; for reads that span modules. */
@Injectable()
export class CaseQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly stock: StockFacts,
    private readonly standards: StandardQueries,
  ) {}

  /**
   * Facts and rules of a packed batch, whether it is in a lot or not: nothing of a lot speaks for or against it. What a
   * verdict says does not depend on who asks for it, so they are read as the product itself: the caller has to have been
   * found entitled to all that lies upstream.
   *
   * @param market null: none was chosen; then only the rules for every market judge
   */
  ofBatch(ctx: Ctx, id: BatchId, market: string | null): Promise<Case> {
    return this.uow.read({ ...ctx, authority: 'system' }, async (reading) => {
      const facts = await this.stock.gather(reading, [id]);
      const today = legalDay(reading.now);
      const known = market === null ? {} : await this.standards.marketKnowledge(reading, market, today);
      const versions = await this.standards.publishedRulesFor(reading, market, today);
      return { facts: { ...facts, market, ...known }, versions };
    });
  }
}
