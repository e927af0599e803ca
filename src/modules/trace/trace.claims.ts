import { claim, happened, latest, type Claim } from '../ledger/verify/claim.js';

export const traceClaims: readonly Claim[] = [
  claim({
    table: 'recall',
    kinds: ['recall.opened'],
    joins: latest('closed', 'recall.closed'),
    same: ['code', 'batch_id', 'hold_id'],
    fields: { opened_by_id: 'to_jsonb(e.actor_id)', closed_at: happened('closed_at', 'closed') },
  }),
];
