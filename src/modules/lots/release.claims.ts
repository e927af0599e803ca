import { claim, each, happened, latest, moment, type Claim } from '../ledger/verify/claim.js';

const AFTER = ['agreed', 'declined', 'revoked', 'ended', 'kept'] as const;

/** What became of a release last, as the state it is in. */
const STATE = `to_jsonb(CASE last.kind ${AFTER.map(
  (what) => `WHEN 'lot.release-${what}' THEN '${what.toUpperCase()}'`,
).join(' ')} ELSE 'PROPOSED' END)`;

export const releaseClaims: readonly Claim[] = [
  claim({
    table: 'lot_release',
    kinds: ['lot.release-proposed'],
    joins: `${latest('agreed', 'lot.release-agreed')} ${latest('ended', 'lot.release-ended')}
      ${latest('settled', 'lot.release-declined', 'lot.release-revoked')}
      ${latest('last', ...AFTER.map((what) => `lot.release-${what}`))}`,
    same: [
      'market_code',
      'season',
      'unity',
      'rule_code',
      'version_code',
      'subject_type',
      'subject_id',
      'finding_sha256',
      'judgement_id',
      'reason_code',
      'valid_until',
    ],
    fields: {
      lot_id: 'to_jsonb(e.subject_ids[2])',
      state: STATE,
      ended_because: `ended.f -> 'reasonCode'`,
      proposed_at: moment('proposed_at', `e.c -> 'recordedAt'`),
      proposed_by_id: 'to_jsonb(e.actor_id)',
      agreed_at: happened('agreed_at', 'agreed'),
      agreed_by_id: `agreed.c -> 'actorId'`,
      agreed_judgement_id: `agreed.f -> 'judgementId'`,
      settled_by_id: `settled.c -> 'actorId'`,
    },
  }),
  claim({
    table: 'lot_release_attachment',
    kinds: ['lot.release-proposed'],
    joins: each('file', 'attachments'),
    key: `e.subject_ids[1]::text || ' ' || (file.item ->> 'attachmentId')`,
    rowKey: `r.release_id::text || ' ' || r.attachment_id`,
    fields: { sha256: `file.item -> 'sha256'` },
  }),
];
