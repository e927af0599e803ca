import { claim, latest, type Claim } from '../ledger/verify/claim.js';

export const brandClaims: readonly Claim[] = [
  claim({
    table: 'brand_licence',
    kinds: ['brand-licence.granted'],
    joins: latest('ended', 'brand-licence.ended'),
    same: ['brand_code', 'organisation_id', 'number', 'valid_from', 'valid_to'],
    fields: { ended_on: `ended.f -> 'endedOn'` },
  }),
];
