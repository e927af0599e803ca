import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { instantColumn } from '../../infrastructure/database/columns.js';
import type { ChannelId, OrganisationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';

export const TRANSPORTS = ['ROAD', 'SEA', 'RAIL', 'AIR'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** A channel 渠道: exporter of record, customs, gateway, transport and market. */
@Entity('channel')
@Unique('channel_code_key', ['code'])
@Check('channel_transport_check', `transport IN ('ROAD', 'SEA', 'RAIL', 'AIR')`)
@Check('channel_dates', 'valid_from <= valid_to')
@Index('channel_exporter', ['exporterId'])
export class Channel {
  @PrimaryColumn('uuid') id!: ChannelId;
  @Column('text') code!: string;
  @ForeignKey('Organisation') @Column('uuid') exporterId!: OrganisationId;
  @ForeignKey('Market') @Column('text') marketCode!: string;
  @ForeignKey('CustomsDistrict') @Column('text') customsDistrictCode!: string;
  @Column('text') gatewayZh!: string;
  @Column('text') gatewayEn!: string;
  @Column('text') transport!: Transport;
  @Column('date') validFrom!: LocalDate;
  /** Last open day; null while it is open without end. */
  @Column('date', { nullable: true }) validTo!: LocalDate | null;
  @Column('timestamptz', instantColumn) recordedAt!: Instant;
}
