import { Injectable } from '@nestjs/common';
import type { Reading } from '../../infrastructure/database/context.js';
import type { BatchId } from '../../kernel/ids.js';
import { LicenceQueries } from '../brands/licence.queries.js';
import type { Facts } from '../standards/domain/facts.js';
import { StandardQueries } from '../standards/standard.queries.js';
import { batchFacts, documentFacts, packersOf } from './domain/facts-of.js';
import { STOCK_FACTS, type LotFactRow } from './lot-facts.sql.js';

/** A packed batch that is in no lot, with what is recorded of it; what is known of its market is not among it. */
export interface StockCase {
  readonly id: BatchId;
  readonly code: string;
  readonly facts: Facts;
}

/** Gathers the facts of packed batches that are in no lot, set-wise: three statements, whatever their number. */
@Injectable()
export class StockFacts {
  constructor(
    private readonly standards: StandardQueries,
    private readonly licences: LicenceQueries,
  ) {}

  async gather(
    reading: Reading,
    batches: readonly { readonly id: BatchId; readonly marketCode: string | null }[],
  ): Promise<StockCase[]> {
    if (batches.length === 0) return [];
    const ids = batches.map(({ id }) => id);
    const [recorded] = await reading.manager.query<LotFactRow[]>(STOCK_FACTS, [null, null, ids]);
    if (!recorded) throw new Error('a statement of aggregates answers with one row');
    const markets = await this.standards.markets(reading);
    const market = Object.fromEntries(
      markets.map(({ code, nameZh, nameEn }) => [code, { zh: nameZh, en: nameEn }]),
    );
    const common = {
      lot: null,
      channel: null,
      licences: await this.licences.forOrganisations(reading, packersOf(recorded).sort()),
      registrations: recorded.registrations,
      capacities: recorded.capacities,
      supplyRelations: recorded.supplyRelations,
      documents: documentFacts('', recorded),
      varietyLists: recorded.varietyLists,
      names: { ...recorded.names, market },
      marketStatus: [],
      marketPack: null,
      residueLimits: [],
      residueFallback: null,
    };
    const marketOf = new Map<string, string | null>(batches.map(({ id, marketCode }) => [id, marketCode]));
    return batchFacts(recorded).map((batch) => ({
      id: batch.id as BatchId,
      code: batch.code,
      facts: { ...common, market: marketOf.get(batch.id) ?? null, batches: [batch] },
    }));
  }
}
