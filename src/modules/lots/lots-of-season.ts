import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import type { Season } from '../../kernel/local-date.js';
import type { OpenLot } from '../seasons/domain/season-state.js';
import { SeasonReactions, type SeasonLots } from '../seasons/season-reactions.js';
import { LOT_STATES, nextStates } from './domain/lot-state.js';

const UNDER_WAY = LOT_STATES.filter((state) => nextStates(state).length > 0);

/** A season is not closed while a joint lot of it is under way. */
@Injectable()
export class LotsOfSeason implements SeasonLots {
  constructor(reactions: SeasonReactions) {
    reactions.lots = this;
  }

  openLots(tx: Tx, season: Season): Promise<OpenLot[]> {
    return tx.manager.query<OpenLot[]>(
      `SELECT code, state FROM lot WHERE season = $1 AND state = ANY ($2) ORDER BY id FOR NO KEY UPDATE`,
      [season, UNDER_WAY],
    );
  }

  async seasonsUnderWay(tx: Tx, before: Season): Promise<Season[]> {
    const rows = await tx.manager.query<{ season: Season }[]>(
      `SELECT DISTINCT season FROM lot WHERE season < $1 AND state = ANY ($2)`,
      [before, UNDER_WAY],
    );
    return rows.map(({ season }) => season);
  }
}
