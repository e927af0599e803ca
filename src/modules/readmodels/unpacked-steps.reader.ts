import { Injectable } from '@nestjs/common';
import type { OrganisationKind } from '../../infrastructure/auth/permissions.js';
import { actorOf, type Reading } from '../../infrastructure/database/context.js';
import { lettingOthers } from '../../infrastructure/limits/fair-queue.js';
import type { BatchId } from '../../kernel/ids.js';
import { addDays, legalDay } from '../../kernel/local-date.js';
import { ChannelQueries } from '../channels/channel.queries.js';
import { PlotFacts } from '../facts/plot-facts.queries.js';
import { StockFacts } from '../facts/stock-facts.queries.js';
import type { Facts } from '../standards/domain/facts.js';
import type { Settler } from '../standards/domain/finding.js';
import type { Rule } from '../standards/domain/rule.js';
import { stepsBeforePacking, type StepBeforePacking } from '../standards/domain/steps-before-packing.js';

/** So many batches are looked through, those that were picked or weighed in last, and so many plots. */
const MOST = 300;
/** Nobody packs fruit later; what a batch has left by then is a remainder that was never written off. */
const DAYS_KEPT = 365;

/** A step that fruit waits for before it is packed. */
export interface UnpackedStep extends Omit<StepBeforePacking, 'waiting'> {
  readonly unpackedCodes: readonly string[];
  /** Plots that are not picked yet. */
  readonly plotCodes: readonly string[];
}

/** Fruit weighed in or graded, of which something is left to pack; with the alias `b`. */
const LEFT_TO_PACK = `b.kind IN ('RECEIVED', 'GRADED') AND b.remaining_grams > 0`;

/**
 * Whose fruit it is before it is packed; $1 is the organisation, $2 the first day that counts. A cooperative is told by
 * its own harvest as long as any of it is not packed, wherever that lies: what was mixed with it is others'.
 */
const WAITING: Partial<Record<OrganisationKind, string>> = {
  COOPERATIVE: `
    SELECT h.id FROM batch h
     WHERE h.holder_id = $1 AND h.kind = 'HARVEST' AND h.made_on >= $2::date
       AND (h.remaining_grams > 0 OR EXISTS (SELECT FROM batch_origin o JOIN batch b ON b.id = o.batch_id
         WHERE o.origin_batch_id = h.id AND o.remaining_grams > 0 AND ${LEFT_TO_PACK}))
     ORDER BY h.id DESC LIMIT ${MOST}`,
  PACKHOUSE: `
    SELECT b.id FROM batch b WHERE b.holder_id = $1 AND ${LEFT_TO_PACK} AND b.made_on >= $2::date
     ORDER BY b.id DESC LIMIT ${MOST}`,
};

/**
 * What a cooperative or packhouse can do about fruit that is not packed yet, and a cooperative about plots that it has
 * still to pick, while it may still help: sprays and labels, holds, and plots without the registration that a market asks
 * for to which a channel leads. Six statements, whatever the number of batches, plots and markets. Whoever asks has had a
 * turn in the queue of heavy judging; between two rules others have the thread.
 */
@Injectable()
export class UnpackedStepsReader {
  constructor(
    private readonly stock: StockFacts,
    private readonly plots: PlotFacts,
    private readonly channels: ChannelQueries,
  ) {}

  /** @param reading of the product itself: what is asked for is the caller's own */
  async read(
    reading: Reading,
    settler: Settler,
    rulesInForce: () => Promise<Rule[]>,
  ): Promise<UnpackedStep[]> {
    const found = [
      await this.ofBatches(reading, settler),
      settler === 'COOPERATIVE' ? await this.ofPlots(reading) : null,
    ].filter((each) => each !== null);
    if (found.length === 0) return [];
    const today = legalDay(reading.now);
    const rules = await rulesInForce();
    const markets = await this.channels.marketsOn(reading, today);
    const all: UnpackedStep[] = [];
    for (const { facts, named } of found) {
      const steps = await lettingOthers(stepsBeforePacking(settler, facts, rules, markets, today));
      all.push(...steps.map(({ waiting: ids, ...step }) => ({ ...step, ...named(ids) })));
    }
    return all;
  }

  private async ofBatches(reading: Reading, settler: Settler): Promise<Found | null> {
    const sql = WAITING[settler];
    if (!sql) return null;
    const waiting = await reading.manager.query<{ id: BatchId }[]>(sql, [
      actorOf(reading).organisationId,
      addDays(legalDay(reading.now), -DAYS_KEPT),
    ]);
    if (waiting.length === 0) return null;
    const facts = await this.stock.gatherUnpacked(
      reading,
      waiting.map(({ id }) => id),
    );
    return { facts, named: (ids) => ({ unpackedCodes: codesOf(facts, ids), plotCodes: [] }) };
  }

  private async ofPlots(reading: Reading): Promise<Found | null> {
    const facts = await this.plots.toPick(reading, actorOf(reading).organisationId, MOST);
    return facts && { facts, named: (ids) => ({ unpackedCodes: [], plotCodes: codesOf(facts, ids) }) };
  }
}

/** Facts, and how what waits in them is told. */
interface Found {
  readonly facts: Facts;
  readonly named: (ids: readonly string[]) => Pick<UnpackedStep, 'unpackedCodes' | 'plotCodes'>;
}

const codesOf = ({ batches }: Facts, ids: readonly string[]): string[] => {
  const waiting = new Set(ids);
  return batches.flatMap(({ id, code }) => (waiting.has(id) ? [code] : [])).sort();
};
