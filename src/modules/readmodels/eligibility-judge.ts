import { Injectable } from '@nestjs/common';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { BatchId, OrganisationId } from '../../kernel/ids.js';
import { legalDay, type LocalDate } from '../../kernel/local-date.js';
import { channelFacts, ChannelQueries, type ChannelData } from '../channels/channel.queries.js';
import { StockFacts } from '../facts/stock-facts.queries.js';
import { eligibility, type MarketOutlook } from '../standards/domain/eligibility.js';
import type { Facts } from '../standards/domain/facts.js';
import { marketKnowledge } from '../standards/domain/market-knowledge.js';
import { rulesOf, StandardQueries } from '../standards/standard.queries.js';

/** Batches that are gathered with one statement, and judged before anybody else has a turn. */
const PART = 500;

export interface Destinations {
  /** Null: every market. */
  readonly markets: readonly string[] | null;
  /** The day on which the fruit is to leave; null: not planned yet. */
  readonly departureOn: LocalDate | null;
}

/** What was asked, as it was judged. */
export interface JudgedFor {
  readonly asOf: LocalDate;
  readonly departureOn: LocalDate | null;
  /** By market, the channel that whoever asks may use. */
  readonly channelCodes: ReadonlyMap<string, string>;
}

/**
 * Judges packed batches for markets. Facts are gathered set-wise: eight statements for five hundred batches, whatever the
 * number of markets.
 */
@Injectable()
export class EligibilityJudge {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly stock: StockFacts,
    private readonly standards: StandardQueries,
    private readonly channels: ChannelQueries,
  ) {}

  /**
   * @param ids  batches that whoever asks may ask about: that is not looked at here
   * @param told what is said of each part of them, by market; at least once
   */
  judge(
    ctx: Ctx,
    { markets: wanted, departureOn }: Destinations,
    ids: readonly BatchId[],
    told: (part: readonly MarketOutlook[]) => void,
  ): Promise<JudgedFor> {
    // A verdict must not depend on who asks; what upstream of their fruit they see was decided before.
    return this.uow.read({ ...ctx, authority: 'system' }, async (reading) => {
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
      await this.inParts(reading, ids, exporterId, (recorded) =>
        told(eligibility({ ...recorded, lot }, rules, destinations, { stage: 'PACK', date: today })),
      );
      return {
        asOf: today,
        departureOn,
        channelCodes: new Map([...channels].map(([market, { code }]) => [market, code])),
      };
    });
  }

  /**
   * Judges so many batches that their facts would be tens of megabytes in parts: PostgreSQL gathers the next part while
   * this one is judged.
   */
  private async inParts(
    reading: Reading,
    ids: readonly BatchId[],
    exporterId: OrganisationId | null,
    judge: (recorded: Facts) => void,
  ): Promise<void> {
    const gather = (from: number) => this.stock.gather(reading, ids.slice(from, from + PART), exporterId);
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
      judge(recorded);
    }
  }
}

/** The exporter who asks; null for anybody else. */
export const exporterOf = ({ actor }: Ctx): OrganisationId | null =>
  actor?.organisationKind === 'EXPORTER' ? actor.organisationId : null;

/** The lot that does not exist yet: who would export, and when. */
const lotFor = (exporterId: OrganisationId | null, plannedDeparture: LocalDate | null): Facts['lot'] =>
  exporterId && { id: '', code: '', exporterId, plannedDeparture, departedOn: null };
