import { claim, happened, latest, type Claim } from '../ledger/verify/claim.js';

export const organisationClaims: readonly Claim[] = [
  claim({
    table: 'organisation',
    kinds: ['organisation.registered'],
    joins: `${latest('renamed', 'organisation.renamed')} ${latest('closed', 'organisation.closed')}`,
    same: ['code', 'kind', 'county_code', 'town_code', 'gln'],
    fields: {
      name_zh: `coalesce(renamed.f -> 'nameZh', e.f -> 'nameZh')`,
      name_en: `coalesce(renamed.f -> 'nameEn', e.f -> 'nameEn')`,
      closed_at: happened('closed_at', 'closed'),
    },
  }),
  {
    // Who may do what for whom: a role that was given without an entry is the first thing a break-in would leave.
    table: 'membership',
    columns: ['user_id', 'organisation_id', 'roles', 'ended_at'],
    where: 'true',
    said: `SELECT key, (array_agg(id ORDER BY recorded_at DESC, id DESC))[1] AS entry_id, jsonb_build_object(
        'user_id', min(user_id), 'organisation_id', min(organisation_id),
        'roles', (array_agg(roles ORDER BY recorded_at DESC, id DESC) FILTER (WHERE roles IS NOT NULL))[1],
        'ended_at', bool_or(kind IN ('member.left', 'member.ended'))) AS value, '{}'::text[] AS committed
      FROM (SELECT f ->> 'membershipId' AS key, subject_ids[1]::text AS user_id, subject_ids[2]::text AS organisation_id, id, kind, recorded_at, coalesce(f -> 'after', f -> 'roles') AS roles
        FROM entry WHERE f ? 'membershipId') m GROUP BY key`,
    is: `SELECT id::text AS key, jsonb_build_object('user_id', user_id, 'organisation_id', organisation_id, 'roles', to_jsonb(roles), 'ended_at', ended_at IS NOT NULL) AS value
      FROM membership`,
  },
];
