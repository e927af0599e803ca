import { Injectable } from '@nestjs/common';
import type { OrganisationKind } from '../../infrastructure/auth/permissions.js';
import { actorOf, type Reading } from '../../infrastructure/database/context.js';
import type { BatchId } from '../../kernel/ids.js';
import { addDays, legalDay } from '../../kernel/local-date.js';
import { ChannelQueries } from '../channels/channel.queries.js';
import { StockFacts } from '../facts/stock-facts.queries.js';
import type { Settler } from '../standards/domain/finding.js';
import type { Rule } from '../standards/domain/rule.js';
import { stepsBeforePacking, type StepBeforePacking } from '../standards/domain/steps-before-packing.js';

/** So many batches are looked through: those that were picked or weighed in last. */
const MOST = 300;
/** Nobody packs fruit later; what a batch has left by then is a remainder that was never written off. */
const DAYS_KEPT = 365;

/** A step that fruit waits for before it is packed. */
export interface UnpackedStep extends Omit<StepBeforePacking, 'waiting'> {
  readonly unpackedCodes: readonly string[];
}

/** Fruit weighed in or graded, of which something is left to pack; with the alias `b`. */
const LEFT_TO_PACK = `b.kind IN ('RECEIVED', 'GRADED') AND b.remaining_grams > 0`;

/**
 * Whose fruit it is before it is packed; $1 is the organisation, $2 the first day that counts. A cooperative is told by
 * its own harvest as long as any of it is not packed, wherever that lies: what was mixed with it is others'.
 */
const WAITING: Partial<Record<OrganisationKind, string>> = {
  COOPERATIVE: `
    SELECT h.id, h.code FROM batch h
     WHERE h.holder_id = $1 AND h.kind = 'HARVEST' AND h.made_on >= $2::date
       AND (h.remaining_grams > 0 OR EXISTS (SELECT FROM batch_origin o JOIN batch b ON b.id = o.batch_id
         WHERE o.origin_batch_id = h.id AND o.remaining_grams > 0 AND ${LEFT_TO_PACK}))
     ORDER BY h.id DESC LIMIT ${MOST}`,
  PACKHOUSE: `
    SELECT b.id, b.code FROM batch b WHERE b.holder_id = $1 AND ${LEFT_TO_PACK} AND b.made_on >= $2::date
     ORDER BY b.id DESC LIMIT ${MOST}`,
};

/**
 * What a cooperative or packhouse can do about fruit that is not packed yet, while it may still help: sprays and labels,
 * holds, and plots without the registration that a market asks for to which a channel leads. Three statements, whatever
 * the number of batches and markets.
 */
@Injectable()
export class UnpackedStepsReader {
  constructor(
    private readonly stock: StockFacts,
    private readonly channels: ChannelQueries,
  ) {}

  /** @param reading of the product itself: what is asked for is the caller's own */
  async read(
    reading: Reading,
    settler: Settler,
    rulesInForce: () => Promise<Rule[]>,
  ): Promise<UnpackedStep[]> {
    const sql = WAITING[settler];
    if (!sql) return [];
    const today = legalDay(reading.now);
    const waiting = await reading.manager.query<{ id: BatchId; code: string }[]>(sql, [
      actorOf(reading).organisationId,
      addDays(today, -DAYS_KEPT),
    ]);
    if (waiting.length === 0) return [];
    const codes = new Map<string, string>(waiting.map(({ id, code }) => [id, code]));
    const facts = await this.stock.gatherUnpacked(reading, [...waiting.map(({ id }) => id)]);
    const rules = await rulesInForce();
    const markets = await this.channels.marketsOn(reading, today);
    return stepsBeforePacking(settler, facts, rules, markets, today).map(({ waiting: for_, ...step }) => ({
      ...step,
      unpackedCodes: for_.flatMap((id) => codes.get(id) ?? []).sort(),
    }));
  }
}
