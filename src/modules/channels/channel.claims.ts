import { claim, latest, type Claim } from '../ledger/verify/claim.js';

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
];
