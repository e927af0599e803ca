import { claim, happened, latest, type Claim } from '../ledger/verify/claim.js';

export const substanceClaims: readonly Claim[] = [
  claim({
    table: 'substance_reading',
    kinds: ['substance.entered'],
    joins: [
      latest('confirmed', 'substance.confirmed'),
      latest('asked', 'substance.withdrawal-asked'),
      latest('withdrawn', 'substance.withdrawn'),
    ].join(''),
    same: ['code', 'name_zh', 'name_en', 'cas_number', 'other_names', 'document', 'clause', 'url'],
    fields: {
      entered_by_id: 'to_jsonb(e.actor_id)',
      confirmed_at: happened('confirmed_at', 'confirmed'),
      confirmed_by_id: `confirmed.c -> 'actorId'`,
      withdrawal_reason: `asked.f -> 'reasonCode'`,
      withdrawal_asked_at: happened('withdrawal_asked_at', 'asked'),
      withdrawal_asked_by_id: `asked.c -> 'actorId'`,
      withdrawn_at: happened('withdrawn_at', 'withdrawn'),
      withdrawn_by_id: `withdrawn.c -> 'actorId'`,
    },
  }),
];
