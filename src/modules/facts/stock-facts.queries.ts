import { Injectable } from '@nestjs/common';
import type { Reading } from '../../infrastructure/database/context.js';
import type { BatchId, OrganisationId } from '../../kernel/ids.js';
import { LicenceQueries } from '../brands/licence.queries.js';
import type { Facts } from '../standards/domain/facts.js';
import { StandardQueries } from '../standards/standard.queries.js';
import { packersOf, recordedFacts } from './domain/facts-of.js';
import { FruitFacts } from './fruit-facts.queries.js';

/** Gathers the facts of packed batches, whatever lot they are in, set-wise: three statements, whatever their number. */
@Injectable()
export class StockFacts {
  constructor(
    private readonly fruit: FruitFacts,
    private readonly standards: StandardQueries,
    private readonly licences: LicenceQueries,
  ) {}

  /**
   * What is recorded of the batches, without a lot, a market or what is known of one.
   *
   * @param exporterId who would export them, whose licences count; null: nobody is known yet
   */
  async gather(
    reading: Reading,
    batchIds: readonly BatchId[],
    exporterId: OrganisationId | null = null,
  ): Promise<Facts> {
    const recorded = await this.fruit.ofBatches(reading, batchIds);
    const markets = await this.standards.markets(reading);
    const parties = new Set([...packersOf(recorded), ...(exporterId ? [exporterId] : [])]);
    const facts = recordedFacts(null, recorded);
    return {
      ...facts,
      lot: null,
      channel: null,
      licences: await this.licences.forOrganisations(reading, [...parties].sort()),
      names: {
        ...facts.names,
        market: Object.fromEntries(
          markets.map(({ code, nameZh, nameEn }) => [code, { zh: nameZh, en: nameEn }]),
        ),
      },
      market: null,
      marketStatus: [],
      marketPack: null,
      residueLimits: [],
      residueFallback: null,
    };
  }
}
