import { Injectable } from '@nestjs/common';
import { decodeCursor, pageOf, type Page, type PageAsked } from '../../graphql/connection.js';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { ChannelId, OrganisationId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { ChannelFacts } from '../standards/domain/facts.js';
import { Channel, type Transport } from './channel.entity.js';

export interface ChannelFilter {
  readonly marketCode?: string | null | undefined;
  readonly exporterId?: OrganisationId | null | undefined;
  readonly transport?: Transport | null | undefined;
  /** Open on this day. */
  readonly on?: LocalDate | null | undefined;
  readonly codePrefix?: string | null | undefined;
}

/** A channel as it is stored; the class itself stays in this module. */
export type ChannelData = Channel;
export type { Transport };

/** Channels are common knowledge among the parties; prices and documents of a shipment are elsewhere. */
@Injectable()
export class ChannelQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** By code. */
  page(ctx: Ctx, filter: ChannelFilter, { first, after }: PageAsked): Promise<Page<ChannelData>> {
    return this.uow.read(ctx, async ({ manager }) => {
      const where = conditions(filter);
      if (after) where.when(decodeCursor(after).key, (at) => `c.code > ${at}`);
      const rows = await manager.query<ChannelData[]>(
        `${SELECT} WHERE ${where} ORDER BY c.code LIMIT ${where.value(first + 1)}`,
        where.params,
      );
      return pageOf(rows, first, ({ code, id }) => ({ key: code, id }));
    });
  }

  count(ctx: Ctx, filter: ChannelFilter): Promise<number> {
    return this.uow.count(ctx, 'channel c', conditions(filter));
  }

  /** For what is in a transaction already. Null if there is none. */
  byId(reading: Reading, id: ChannelId): Promise<ChannelData | null> {
    return reading.manager.findOneBy(Channel, { id });
  }

  /** The channels of an exporter that are open on a day, by market; of several, the one opened first. */
  async openOf(
    { manager }: Reading,
    exporterId: OrganisationId,
    on: LocalDate,
  ): Promise<ReadonlyMap<string, ChannelData>> {
    const where = conditions({ exporterId, on });
    const rows = await manager.query<ChannelData[]>(
      `${SELECT} WHERE ${where} ORDER BY c.valid_from DESC, c.id DESC`,
      where.params,
    );
    return new Map(rows.map((channel) => [channel.marketCode, channel]));
  }

  /** The markets that any channel leads to on a day; in order. */
  async marketsOn({ manager }: Reading, on: LocalDate): Promise<string[]> {
    const where = conditions({ on });
    const rows = await manager.query<{ market: string }[]>(
      `SELECT DISTINCT c.market_code AS market FROM channel c WHERE ${where} ORDER BY 1`,
      where.params,
    );
    return rows.map(({ market }) => market);
  }

  find(ctx: Ctx, by: { id: ChannelId } | { code: string }): Promise<ChannelData | null> {
    return this.uow.read(ctx, ({ manager }) => manager.findOneBy(Channel, by));
  }

  /** One that a command has just written. */
  async present(ctx: Ctx, id: ChannelId): Promise<ChannelData> {
    const channel = await this.find(ctx, { id });
    if (!channel) throw new Error(`channel ${id} is gone`);
    return channel;
  }
}

/** A channel as rules look at it. */
export const channelFacts = (channel: ChannelData): ChannelFacts => ({
  id: channel.id,
  market: channel.marketCode,
  exporterId: channel.exporterId,
  openFrom: channel.validFrom,
  openTo: channel.validTo,
});

const SELECT = `
  SELECT c.id, c.code, c.exporter_id AS "exporterId", c.market_code AS "marketCode",
         c.customs_district_code AS "customsDistrictCode", c.gateway_zh AS "gatewayZh", c.gateway_en AS "gatewayEn",
         c.transport, c.valid_from AS "validFrom", c.valid_to AS "validTo", c.recorded_at AS "recordedAt"
    FROM channel c`;

const conditions = (filter: ChannelFilter): Where =>
  new Where()
    .when(filter.marketCode, (at) => `c.market_code = ${at}`)
    .when(filter.exporterId, (at) => `c.exporter_id = ${at}`)
    .when(filter.transport, (at) => `c.transport = ${at}`)
    .when(
      filter.on,
      (at) => `${at}::date >= c.valid_from AND ${at}::date <= coalesce(c.valid_to, ${at}::date)`,
    )
    .when(filter.codePrefix, (at) => `starts_with(c.code, ${at})`);
