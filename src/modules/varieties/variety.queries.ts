import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import type { Provenance } from '../../infrastructure/database/provenance.js';
import { seesAll } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { groupBy, mapBy } from '../../graphql/loaders.js';
import { editionOn, type Validity } from './domain/edition-on.js';
import { VarietyList, VarietyListEntry } from './variety-list.entity.js';
import { Variety } from './variety.entity.js';

/** An edition of the unified list as rules look at it. */
export interface VarietyEdition extends Validity {
  readonly edition: string;
  readonly confidence: Provenance['confidence'];
  readonly entries: readonly {
    readonly varietyCode: string;
    readonly harvestFrom: string | null;
    readonly harvestTo: string | null;
    readonly confidence: Provenance['confidence'];
  }[];
}

/** An edition with its varieties, for people. */
export interface ListWithEntries {
  readonly list: VarietyList;
  readonly entries: readonly { readonly entry: VarietyListEntry; readonly variety: Variety }[];
}

@Injectable()
export class VarietyQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** Every variety, by code: a dozen or so, so they come whole. */
  varieties(ctx: Ctx): Promise<Variety[]> {
    return this.uow.read(ctx, ({ manager }) => manager.find(Variety, { order: { code: 'ASC' } }));
  }

  /** Every edition with its entries, the latest first. Drafts are the base office's. */
  lists(ctx: Ctx): Promise<ListWithEntries[]> {
    return this.uow.read(ctx, async ({ manager }) => {
      const lists = await manager.find(VarietyList, {
        where: seesAll(ctx) ? {} : { state: In(['PUBLISHED', 'SUPERSEDED']) },
        order: { validFrom: { direction: 'DESC', nulls: 'LAST' }, code: 'ASC' },
      });
      const codes = lists.map(({ code }) => code);
      const entries = await manager.find(VarietyListEntry, {
        where: { varietyListCode: In(codes) },
        order: { varietyCode: 'ASC' },
      });
      const varieties = mapBy(await manager.find(Variety), ({ code }) => code);
      const named = entries.flatMap((entry) => {
        const variety = varieties.get(entry.varietyCode);
        return variety ? [{ entry, variety }] : [];
      });
      const byList = groupBy(codes, named, ({ entry }) => entry.varietyListCode);
      return lists.map((list) => ({ list, entries: byList.get(list.code) ?? [] }));
    });
  }

  /** All published editions, also past ones: the day of the harvest picks the one that judges it. */
  editions(reading: Reading): Promise<VarietyEdition[]> {
    return reading.manager.query<VarietyEdition[]>(EDITIONS);
  }

  /** The edition valid on a day; null if there was none. */
  async editionOn(reading: Reading, day: Parameters<typeof editionOn>[1]): Promise<VarietyEdition | null> {
    return editionOn(await this.editions(reading), day);
  }
}

const EDITIONS = `
  SELECT coalesce(l.edition, l.code) AS edition, l.valid_from AS "validFrom", l.valid_to AS "validTo", l.confidence,
         coalesce((
           SELECT jsonb_agg(jsonb_build_object('varietyCode', e.variety_code, 'harvestFrom', e.harvest_from,
                              'harvestTo', e.harvest_to, 'confidence', e.confidence) ORDER BY e.variety_code)
             FROM variety_list_entry e WHERE e.variety_list_code = l.code), '[]') AS entries
    FROM variety_list l WHERE l.state <> 'DRAFT' ORDER BY l.code`;
