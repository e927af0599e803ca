import { claim, happened, latest, moment, type Claim } from '../ledger/verify/claim.js';

export const labelClaims: readonly Claim[] = [
  claim({
    table: 'label_design',
    // Not what is printed on it, which lies beside the ledger and can be erased.
    kinds: ['label-design.entered'],
    joins: `${latest('confirmed', 'label-design.confirmed')} ${latest('ended', 'label-design.ended')}`,
    same: [
      'code',
      'brand_code',
      'organisation_id',
      'market_code',
      'marks',
      'series',
      'artwork_id',
      'valid_from',
      'valid_to',
    ],
    fields: {
      recorded_by_id: 'to_jsonb(e.actor_id)',
      confirmed_by_id: `confirmed.c -> 'actorId'`,
      confirmed_at: happened('confirmed_at', 'confirmed'),
      ended_on: `ended.f -> 'endedOn'`,
    },
  }),
  claim({
    table: 'label_range',
    kinds: ['label-range.issued'],
    joins: latest('withdrawn', 'label-range.withdrawn'),
    same: ['design_id', 'packhouse_id', 'series', 'first_serial', 'last_serial', 'issued_on'],
    fields: {
      recorded_by_id: 'to_jsonb(e.actor_id)',
      withdrawn_on: `withdrawn.f -> 'withdrawnOn'`,
    },
  }),
  claim({
    table: 'label_use',
    kinds: ['label-use.recorded', 'label-use.corrected'],
    joins: `LEFT JOIN entry later ON later.kind = 'label-use.corrected' AND later.subject_ids[3] = e.subject_ids[1]`,
    same: [
      'batch_id',
      'design_id',
      'range_id',
      'series',
      'first_serial',
      'last_serial',
      'corrects_id',
      'is_void',
    ],
    fields: {
      organisation_id: 'to_jsonb(e.organisation_id)',
      recorded_at: moment('recorded_at', `e.c -> 'recordedAt'`),
      recorded_by_id: 'to_jsonb(e.actor_id)',
      replaced_at: happened('replaced_at', 'later'),
    },
  }),
];
