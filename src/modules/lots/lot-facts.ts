import { Injectable } from '@nestjs/common';
import type { Reading } from '../../infrastructure/database/context.js';
import type { OrganisationId } from '../../kernel/ids.js';
import { legalDay } from '../../kernel/local-date.js';
import { LicenceQueries } from '../brands/licence.queries.js';
import { channelFacts, ChannelQueries } from '../channels/channel.queries.js';
import type { Case } from '../facts/case.queries.js';
import { packersOf, recordedFacts } from '../facts/domain/facts-of.js';
import { FruitFacts } from '../facts/fruit-facts.queries.js';
import type { Facts } from '../standards/domain/facts.js';
import { StandardQueries } from '../standards/standard.queries.js';
import { leavesOn } from '../standards/domain/rule-kind.js';
import { asJudged } from '../standards/domain/rule-periods.js';
import { asDeparted } from './domain/as-departed.js';
import { LotJudgement } from './lot-judgement.entity.js';
import type { Lot } from './lot.entity.js';

/**
 * Gathers the facts of a lot, set-wise: one statement for all that is recorded about its fruit, and one each for the
 * channel, the licences, what is known of the market and the rules; five in all, whatever the number of batches.
 */
@Injectable()
export class LotFacts {
  constructor(
    private readonly fruit: FruitFacts,
    private readonly standards: StandardQueries,
    private readonly channels: ChannelQueries,
    private readonly licences: LicenceQueries,
  ) {}

  /** @param market the destination judged for, which after a diversion is not the channel's */
  async gather(reading: Reading, lot: Lot, market: string): Promise<Case> {
    const recorded = await this.fruit.ofLot(reading, lot.id, market);
    const channel = await this.channels.byId(reading, lot.channelId);
    const parties = new Set<OrganisationId>([lot.exporterId, ...packersOf(recorded)]);
    const today = legalDay(reading.now);
    const shipment = lot.departedOn ?? leavesOn(lot.plannedDepartureOn, today);
    const facts: Facts = {
      lot: {
        id: lot.id,
        code: lot.code,
        exporterId: lot.exporterId,
        plannedDeparture: lot.plannedDepartureOn,
        departedOn: lot.departedOn,
      },
      market,
      ...recordedFacts(lot.id, recorded),
      channel: channel ? channelFacts(channel) : null,
      licences: await this.licences.forOrganisations(reading, [...parties].sort()),
      ...(await this.standards.marketKnowledge(reading, market, shipment)),
    };
    const until = shipment > today ? shipment : today;
    return { facts, versions: await this.standards.publishedRulesFor(reading, market, until) };
  }
  /**
   * The same of a lot that arrives where it was bound for: what is recorded now, judged by the editions it left under. Seven
   * statements. A departure from before the days of rules were kept names no editions: then by those of now.
   */
  async gatherArriving(reading: Reading, lot: Lot): Promise<Case> {
    const now = await this.gather(reading, lot, lot.marketCode);
    const { judgementId: id } = lot;
    const departure = id === null ? null : await reading.manager.findOneBy(LotJudgement, { id });
    if (!departure?.rulePeriods) return now;
    const versions = await this.standards.versionsOf(reading, departure.versionCodes);
    return {
      facts: asDeparted(now.facts, JSON.parse(departure.facts) as Facts),
      versions: asJudged(versions, departure.rulePeriods),
    };
  }
}
