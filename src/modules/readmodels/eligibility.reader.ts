import { Injectable } from '@nestjs/common';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { BatchId, OrganisationId } from '../../kernel/ids.js';
import { legalDay, type LocalDate } from '../../kernel/local-date.js';
import { channelFacts, ChannelQueries, type ChannelData } from '../channels/channel.queries.js';
import { BEFORE_DEPARTURE } from '../lots/domain/lot-state.js';
import { StockFacts } from '../facts/stock-facts.queries.js';
import { eligibility, type MarketOutlook } from '../standards/domain/eligibility.js';
import type { Facts } from '../standards/domain/facts.js';
import { marketKnowledge } from '../standards/domain/market-knowledge.js';
import { rulesOf, StandardQueries } from '../standards/standard.queries.js';

/** Batches that are gathered with one statement. */
const PART = 500;

export interface EligibilityAsked {
  readonly batchIds: readonly BatchId[];
  /** Null: every market. */
  readonly markets: readonly string[] | null;
  /** The day on which the fruit is to leave; null: not planned yet. */
  readonly departureOn: LocalDate | null;
}

export interface AskedBatch {
  readonly id: BatchId;
  readonly code: string;
  /** The lot that has not left, of the exporter who asks or any for the base office, in which some of it is; the first to leave. */
  readonly lot: { readonly marketCode: string; readonly departureOn: LocalDate } | null;
}

export interface Eligibility {
  readonly asOf: LocalDate;
  readonly departureOn: LocalDate | null;
  /** Packed batches that were found, in the order asked. */
  readonly batches: readonly AskedBatch[];
  readonly markets: readonly MarketOutlook[];
  /** By market, the channel that whoever asks may use. */
  readonly channelCodes: ReadonlyMap<string, string>;
}

/**
 * Which markets are open to packed batches. Facts are gathered set-wise: eight statements for five hundred
 * batches, whatever the number of markets, and one more that says which of the batches may be asked about.
 */
@Injectable()
export class EligibilityReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly stock: StockFacts,
    private readonly standards: StandardQueries,
    private readonly channels: ChannelQueries,
  ) {}

  async read(ctx: Ctx, asked: EligibilityAsked): Promise<Eligibility> {
    const batches = await this.askable(ctx, asked.batchIds);
    // A verdict must not depend on who asks; what upstream of their fruit they see is decided by the statement before.
    return this.uow.read({ ...ctx, authority: 'system' }, (reading) => this.judge(reading, asked, batches));
  }

  /**
   * Whoever has the fruit or has it in a lot is entitled to all that lies upstream of it; so is the base office. An exporter
   * whom it is sent to has to know before there is a lot; nobody else to whom it is on its way is told more than the batch.
   */
  private askable(ctx: Ctx, ids: readonly BatchId[]): Promise<AskedBatch[]> {
    return this.uow.select(
      ctx,
      `SELECT b.id, b.code, own.lot FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (id, place) JOIN batch b ON b.id = asked.id
         LEFT JOIN LATERAL (
           SELECT true AS is_member, (array_agg(json_build_object('marketCode', l.market_code, 'departureOn', l.planned_departure_on)
             ORDER BY l.planned_departure_on, l.id) FILTER (WHERE l.state = ANY ($4)))[1] AS lot
           FROM lot_member m JOIN lot l ON l.id = m.lot_id
           WHERE m.batch_id = b.id AND ($3 OR l.exporter_id = $2::uuid) HAVING count(*) > 0) own ON true
       WHERE b.kind = 'PACKED' AND ($3 OR b.holder_id = $2::uuid OR b.consigned_to_id = $5::uuid OR own.is_member)
       ORDER BY asked.place`,
      [
        [...new Set(ids)],
        ctx.actor?.organisationId ?? null,
        ctx.authority === 'office',
        BEFORE_DEPARTURE,
        exporterOf(ctx),
      ],
    );
  }

  private async judge(
    reading: Reading,
    { markets: wanted, departureOn }: EligibilityAsked,
    batches: Eligibility['batches'],
  ): Promise<Eligibility> {
    const today = legalDay(reading.now);
    const leaves = departureOn ?? today;
    const exporterId = exporterOf(reading);
    const codes = (await this.standards.markets(reading)).map(({ code }) => code);
    const markets = wanted?.filter((code) => codes.includes(code)) ?? codes;
    const rows = await this.standards.marketRowsOf(reading, markets);
    const channels = exporterId
      ? await this.channels.openOf(reading, exporterId, leaves)
      : new Map<string, ChannelData>();
    const destinations = [...rows].map(([market, held]) => {
      const channel = channels.get(market);
      return {
        market,
        knowledge: marketKnowledge(held, leaves),
        channel: channel ? channelFacts(channel) : null,
      };
    });
    const rules = rulesOf(await this.standards.allRules(reading));
    const lot = lotFor(exporterId, departureOn);
    const judged = await this.inParts(reading, batches, exporterId, (recorded) =>
      eligibility({ ...recorded, lot }, rules, destinations, { stage: 'PACK', date: today }),
    );
    return {
      asOf: today,
      departureOn,
      batches,
      markets: joined(judged),
      channelCodes: new Map([...channels].map(([market, { code }]) => [market, code])),
    };
  }

  /**
   * Judges so many batches that their facts would be tens of megabytes in parts: PostgreSQL gathers the next part while
   * this one is judged.
   */
  private async inParts<T>(
    reading: Reading,
    batches: Eligibility['batches'],
    exporterId: OrganisationId | null,
    judge: (recorded: Facts) => T,
  ): Promise<T[]> {
    const ids = batches.map(({ id }) => id);
    const gather = (from: number) => this.stock.gather(reading, ids.slice(from, from + PART), exporterId);
    const judged: T[] = [];
    let next = gather(0);
    for (let from = 0; from === 0 || from < ids.length; from += PART) {
      const recorded = await next;
      if (from + PART < ids.length) {
        next = gather(from + PART);
        // Its failure is met where it is awaited, if it comes to that.
        next.catch(() => undefined);
        // Sent before this part is judged, which leaves no room for it.
        await new Promise(setImmediate);
      }
      judged.push(judge(recorded));
    }
    return judged;
  }
}

const exporterOf = ({ actor }: Ctx): OrganisationId | null =>
  actor?.organisationKind === 'EXPORTER' ? actor.organisationId : null;

/** The lot that does not exist yet: who would export, and when. */
const lotFor = (exporterId: OrganisationId | null, plannedDeparture: LocalDate | null): Facts['lot'] =>
  exporterId && { id: '', code: '', exporterId, plannedDeparture, departedOn: null };

/** The parts of each market as one; what is said of the market itself is the same in all of them. */
function joined(parts: readonly (readonly MarketOutlook[])[]): MarketOutlook[] {
  const [first = []] = parts;
  return first.map((outlook, n) => ({
    ...outlook,
    batches: new Map(parts.flatMap((part) => [...(part[n]?.batches ?? [])])),
  }));
}
