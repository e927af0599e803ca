import { Injectable } from '@nestjs/common';
import type { Reading } from '../../infrastructure/database/context.js';
import type { BatchId, OrganisationId } from '../../kernel/ids.js';
import { LicenceQueries } from '../brands/licence.queries.js';
import type { Facts } from '../standards/domain/facts.js';
import { StandardQueries } from '../standards/standard.queries.js';
import { packersOf, recordedFacts } from './domain/facts-of.js';
import { FruitFacts } from './fruit-facts.queries.js';

const NOTHING_OF_A_MARKET = {
  market: null,
  marketStatus: [],
  marketPack: null,
  residueLimits: [],
  residueFallback: null,
} as const;

/** Gathers the facts of batches, whatever lot they are in, set-wise. */
@Injectable()
export class StockFacts {
  constructor(
    private readonly fruit: FruitFacts,
    private readonly standards: StandardQueries,
    private readonly licences: LicenceQueries,
  ) {}

  /**
   * What is recorded of packed batches in three statements, whatever their number, without a lot, a market or what is known of one.
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
      ...NOTHING_OF_A_MARKET,
    };
  }

  /** What is recorded of harvests, and of fruit weighed in or graded and not packed yet; one statement. */
  async gatherUnpacked(reading: Reading, batchIds: readonly BatchId[]): Promise<Facts> {
    const recorded = recordedFacts(null, await this.fruit.ofUnpacked(reading, batchIds));
    return { ...recorded, lot: null, channel: null, licences: [], ...NOTHING_OF_A_MARKET };
  }
}
