import { Injectable } from '@nestjs/common';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { BatchId, OrganisationId } from '../../kernel/ids.js';
import { legalDay, type LocalDate } from '../../kernel/local-date.js';
import { channelFacts, ChannelQueries, type ChannelData } from '../channels/channel.queries.js';
import { StockFacts } from '../lots/stock-facts.queries.js';
import { eligibility, type MarketOutlook } from '../standards/domain/eligibility.js';
import type { Facts } from '../standards/domain/facts.js';
import { marketKnowledge } from '../standards/domain/market-knowledge.js';
import { rulesOf, StandardQueries } from '../standards/standard.queries.js';

export interface EligibilityAsked {
  readonly batchIds: readonly BatchId[];
  /** Null: every market. */
  readonly markets: readonly string[] | null;
  /** The day on which the fruit is to leave; null: not planned yet. */
  readonly departureOn: LocalDate | null;
}

export interface Eligibility {
  readonly asOf: LocalDate;
  readonly departureOn: LocalDate | null;
  /** Packed batches that were found, in the order asked. */
  readonly batches: readonly { readonly id: BatchId; readonly code: string }[];
  readonly markets: readonly MarketOutlook[];
  /** By market, the channel that whoever asks may use. */
  readonly channelCodes: ReadonlyMap<string, string>;
}

/**
 * Which markets are open to packed batches. Facts are gathered set-wise: seven statements, whatever the number of batches
 * and markets, and one more that says which of the batches may be asked about.
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

  /** Whoever has the fruit, is sent it or has it in a lot is entitled to all that lies upstream of it; so is the base office. */
  private askable(ctx: Ctx, ids: readonly BatchId[]): Promise<{ id: BatchId; code: string }[]> {
    return this.uow.select(
      ctx,
      `SELECT b.id, b.code FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (id, place) JOIN batch b ON b.id = asked.id
       WHERE b.kind = 'PACKED' AND ($3 OR b.holder_id = $2::uuid OR b.consigned_to_id = $2::uuid OR EXISTS (
         SELECT FROM lot_member m JOIN lot l ON l.id = m.lot_id WHERE m.batch_id = b.id AND l.exporter_id = $2::uuid))
       ORDER BY asked.place`,
      [[...new Set(ids)], ctx.actor?.organisationId ?? null, ctx.authority === 'office'],
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
    const recorded = await this.stock.gather(
      reading,
      batches.map(({ id }) => id),
      exporterId,
    );
    const codes = Object.keys(recorded.names?.market ?? {});
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
    const facts = { ...recorded, lot: lotFor(exporterId, departureOn) };
    const rules = rulesOf(await this.standards.allRules(reading));
    return {
      asOf: today,
      departureOn,
      batches,
      markets: eligibility(facts, rules, destinations, { stage: 'PACK', date: today }),
      channelCodes: new Map([...channels].map(([market, { code }]) => [market, code])),
    };
  }
}

const exporterOf = ({ actor }: Ctx): OrganisationId | null =>
  actor?.organisationKind === 'EXPORTER' ? actor.organisationId : null;

/** The lot that does not exist yet: who would export, and when. */
const lotFor = (exporterId: OrganisationId | null, plannedDeparture: LocalDate | null): Facts['lot'] =>
  exporterId && { id: '', code: '', exporterId, plannedDeparture, departedOn: null };
