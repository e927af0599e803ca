import { Injectable } from '@nestjs/common';
import { badInput } from '../../graphql/input-errors.js';
import { FairQueue, letOthers, turnOf } from '../../infrastructure/limits/fair-queue.js';
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

/** Batches that are gathered with one statement. */
const PART = 500;
/** Batches that are judged before anybody else has the thread: about a tenth of a second for every market. */
const SLICE = 25;

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
    private readonly turns: FairQueue,
  ) {}

  /**
   * Judges in turn with what others want judged; two at once, one of each account.
   *
   * @param ids  batches that whoever asks may ask about: that is not looked at here
   * @param told what is said of each part of them, by market; at least once
   */
  judge(
    ctx: Ctx,
    asked: Destinations,
    ids: readonly BatchId[],
    told: (part: readonly MarketOutlook[]) => void,
  ): Promise<JudgedFor> {
    return this.turns.run(turnOf(ctx), () => this.now(ctx, asked, ids, told));
  }

  private now(
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
      const markets = marketsAsked(wanted, codes);
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
      }
      for (let at = 0; at === 0 || at < recorded.batches.length; at += SLICE) {
        // The statement above is sent now, and whoever else waits is answered.
        await letOthers();
        judge({ ...recorded, batches: recorded.batches.slice(at, at + SLICE) });
      }
    }
  }
}

/**
 * @param wanted null: every one
 * @throws GraphQLError BAD_USER_INPUT naming those that are not known: left out in silence, they would seem to be open to nothing
 */
function marketsAsked(wanted: readonly string[] | null, known: readonly string[]): readonly string[] {
  if (wanted === null) return known;
  const unknown = [...new Set(wanted)].filter((code) => !known.includes(code));
  if (unknown.length === 0) return wanted;
  const codes = unknown.map((code) => code.slice(0, 20)).join(', ');
  const message = { zh: `没有代码为 ${codes} 的市场`, en: `no market has the code ${codes}` };
  throw badInput([{ path: ['marketCodes'], message }]);
}

/** The exporter who asks; null for anybody else. */
export const exporterOf = ({ actor }: Ctx): OrganisationId | null =>
  actor?.organisationKind === 'EXPORTER' ? actor.organisationId : null;

/** The lot that does not exist yet: who would export, and when. */
const lotFor = (exporterId: OrganisationId | null, plannedDeparture: LocalDate | null): Facts['lot'] =>
  exporterId && { id: '', code: '', exporterId, plannedDeparture, departedOn: null };
