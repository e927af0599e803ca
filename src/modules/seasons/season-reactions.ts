import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import type { SeasonId } from '../../kernel/ids.js';
import type { Season } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import type { OpenLot } from './domain/season-state.js';

/** What closing a season carried over. */
export interface CarriedOver {
  readonly batchCount: number;
  readonly massGrams: Grams;
}

/** Looks after the joint lots of a season: the lots module. */
export interface SeasonLots {
  /** Lots that have not come to an end, by code; their rows are locked against moving. */
  openLots(tx: Tx, season: Season): Promise<OpenLot[]>;
  /** Seasons before this one that have lots under way. */
  seasonsUnderWay(tx: Tx, before: Season): Promise<Season[]>;
}

/** Looks after the stock: the batches module. */
export interface SeasonStock {
  /** Seasons before this one of which something is left. */
  seasonsWithStock(tx: Tx, before: Season): Promise<Season[]>;
  /** Writes what is left of every batch of this season and those before as the opening stock of the next one. */
  carryOver(tx: Tx, of: { seasonId: SeasonId; from: Season; to: Season }): Promise<CarriedOver>;
}

/** Where modules above register what has to be asked and done when a season is closed, in the same transaction. */
@Injectable()
export class SeasonReactions {
  lots: SeasonLots | null = null;
  stock: SeasonStock | null = null;
}
