import { Injectable } from '@nestjs/common';
import type { Reading } from '../../infrastructure/database/context.js';
import type { BatchId, LotId } from '../../kernel/ids.js';
import type { FruitFactRow } from './fact-rows.js';
import { FRUIT_FACTS, STOCK_FACTS, UNPACKED_FACTS } from './fruit-facts.sql.js';

/** Everything recorded about fruit, in one statement, however much there is. */
@Injectable()
export class FruitFacts {
  /** @param market the destination judged for, which after a diversion is not the channel's */
  ofLot(reading: Reading, lotId: LotId, market: string): Promise<FruitFactRow> {
    return this.only(reading, FRUIT_FACTS, [lotId, market]);
  }

  /** Of packed batches, whatever lot they are in and for no market. */
  ofBatches(reading: Reading, batchIds: readonly BatchId[]): Promise<FruitFactRow> {
    return this.only(reading, STOCK_FACTS, [null, null, batchIds]);
  }

  /** Of harvests, and of what was weighed in or graded and not packed yet. */
  ofUnpacked(reading: Reading, batchIds: readonly BatchId[]): Promise<FruitFactRow> {
    return this.only(reading, UNPACKED_FACTS, [null, null, batchIds]);
  }

  private async only({ manager }: Reading, statement: string, values: unknown[]): Promise<FruitFactRow> {
    const [row] = await manager.query<FruitFactRow[]>(statement, values);
    if (!row) throw new Error('a statement of aggregates answers with one row');
    return row;
  }
}
