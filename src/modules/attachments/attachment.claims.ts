import { claim, happened, latest, moment, type Claim } from '../ledger/verify/claim.js';

export const attachmentClaims: readonly Claim[] = [
  claim({
    table: 'attachment',
    kinds: ['attachment.stored'],
    joins: latest('erased', 'attachment.erased'),
    same: ['sha256', 'media_type', 'byte_count'],
    fields: {
      organisation_id: 'to_jsonb(e.organisation_id)',
      uploaded_by_id: 'to_jsonb(e.actor_id)',
      uploaded_at: moment('uploaded_at', `e.c -> 'recordedAt'`),
      erased_at: happened('erased_at', 'erased'),
    },
  }),
];
