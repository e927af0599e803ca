import { claim, happened, latest, type Claim } from '../ledger/verify/claim.js';

export const channelClaims: readonly Claim[] = [
  claim({
    table: 'channel',
    kinds: ['channel.opened'],
    joins: latest('closed', 'channel.closed'),
    same: [
      'code',
      'exporter_id',
      'market_code',
      'customs_district_code',
      'gateway_zh',
      'gateway_en',
      'transport',
      'valid_from',
    ],
    fields: { valid_to: `coalesce(closed.f -> 'closedOn', e.f -> 'validTo')` },
  }),
  claim({
    table: 'customs_district_reading',
    kinds: ['customs-district.entered'],
    joins: latest('confirmed', 'customs-district.confirmed'),
    same: ['customs_district_code', 'county_codes', 'document', 'clause', 'url'],
    fields: {
      entered_by_id: 'to_jsonb(e.actor_id)',
      confirmed_at: happened('confirmed_at', 'confirmed'),
      confirmed_by_id: `confirmed.c -> 'actorId'`,
    },
  }),
];
