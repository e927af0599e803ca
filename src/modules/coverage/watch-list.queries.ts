import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { WatchListId } from '../../kernel/ids.js';
import { confidenceOfWatchList } from '../standards/substance-name.queries.js';
import type { WatchListType } from './watch-list.types.js';

const SELECT = `SELECT id, market_code AS "marketCode", edition, valid_from AS "validFrom", valid_to AS "validTo", substances,
  coalesce(substances_told, '{}') AS "substancesTold", source, ${confidenceOfWatchList('w')} AS confidence,
  last_checked AS "lastChecked" FROM watch_list w`;

/** Reads watch lists, which everybody who is signed in may. */
@Injectable()
export class WatchListQueries {
  constructor(private readonly uow: UnitOfWork) {}

  async find(ctx: Ctx, id: WatchListId): Promise<WatchListType | null> {
    return (await this.uow.select<WatchListType>(ctx, `${SELECT} WHERE id = $1`, [id]))[0] ?? null;
  }

  /** Every edition, by its first day. */
  ofMarket(ctx: Ctx, marketCode: string): Promise<WatchListType[]> {
    return this.uow.select<WatchListType>(
      ctx,
      `${SELECT} WHERE market_code = $1 ORDER BY valid_from NULLS FIRST, id LIMIT 100`,
      [marketCode],
    );
  }
}
