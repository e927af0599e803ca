/** The one brand and the one channel: who may use the name, and by which way fruit leaves. Given by the base office. */

export interface LicencePlan {
  readonly number: string;
  readonly brand: 'JOINT' | 'ZIZHONG-BLOOD-ORANGE';
  readonly organisation: string;
  /** Ended before its time. */
  readonly ended?: { readonly on: string; readonly reason: string };
}

export const LICENSED_FROM = '2025-09-01';
export const LICENSED_TO = '2030-08-31';

export const LICENCES: readonly LicencePlan[] = [
  { number: 'DEMO-LIC-01', brand: 'JOINT', organisation: 'DEMO-PACK-RC' },
  {
    number: 'DEMO-LIC-02',
    brand: 'JOINT',
    organisation: 'DEMO-PACK-ZZ',
    ended: { on: '2026-02-15', reason: '示范：年度复核未通过，提前终止授权。' },
  },
  { number: 'DEMO-LIC-03', brand: 'JOINT', organisation: 'DEMO-EXP-1' },
  { number: 'DEMO-LIC-04', brand: 'JOINT', organisation: 'DEMO-EXP-2' },
  { number: 'DEMO-GI-01', brand: 'ZIZHONG-BLOOD-ORANGE', organisation: 'DEMO-PACK-ZZ' },
];

export interface ChannelPlan {
  readonly code: string;
  readonly exporter: string;
  readonly market: string;
  readonly gatewayZh: string;
  readonly gatewayEn: string;
  readonly transport: 'ROAD' | 'SEA' | 'RAIL';
}

export const CHANNELS: readonly ChannelPlan[] = [
  {
    code: 'DEMO-XD-1',
    exporter: 'DEMO-EXP-1',
    market: 'XD',
    gatewayZh: '蛇口',
    gatewayEn: 'Shekou',
    transport: 'SEA',
  },
  {
    code: 'DEMO-TH-1',
    exporter: 'DEMO-EXP-1',
    market: 'TH',
    gatewayZh: '友谊关',
    gatewayEn: 'Youyiguan',
    transport: 'ROAD',
  },
  {
    code: 'DEMO-RU-1',
    exporter: 'DEMO-EXP-1',
    market: 'RU',
    gatewayZh: '满洲里',
    gatewayEn: 'Manzhouli',
    transport: 'RAIL',
  },
  {
    code: 'DEMO-XD-2',
    exporter: 'DEMO-EXP-2',
    market: 'XD',
    gatewayZh: '蛇口',
    gatewayEn: 'Shekou',
    transport: 'SEA',
  },
  {
    code: 'DEMO-EU-2',
    exporter: 'DEMO-EXP-2',
    market: 'EU',
    gatewayZh: '蛇口',
    gatewayEn: 'Shekou',
    transport: 'SEA',
  },
];
