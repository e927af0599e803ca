import { claim, each, happened, latest, type Claim } from '../ledger/verify/claim.js';

/** Joins the last entry of these kinds about an element of a list, as `alias`. */
const latestOf = (alias: string, ...kinds: readonly string[]): string => `
  LEFT JOIN (
    SELECT DISTINCT ON (subject_ids[1]) subject_ids[1]::text AS subject, id, recorded_at, c, f FROM entry
    WHERE kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')}) ORDER BY subject_ids[1], recorded_at DESC, id DESC
  ) ${alias} ON ${alias}.subject = x.item ->> 'id'`;

/** A countersignature counts until the entry is said anew. */
const SIGNED = 'signed.id IS NOT NULL AND (changed.id IS NULL OR signed.id > changed.id)';

export const editionClaims: readonly Claim[] = [
  claim({
    table: 'standard_version',
    where: 'r.ledger_id IS NOT NULL',
    rowKey: 'r.ledger_id',
    kinds: ['edition.drafted'],
    joins: latest('published', 'edition.published'),
    fields: {
      code: `e.f -> 'versionCode'`,
      standard_code: `e.f -> 'standardCode'`,
      season: `coalesce(e.f -> 'season', 'null')`,
      valid_from: `e.f -> 'validFrom'`,
      drafted_by_id: 'to_jsonb(e.actor_id)',
      published_by_id: `coalesce(published.c -> 'actorId', 'null')`,
      published_at: happened('published_at', 'published'),
    },
  }),
  claim({
    table: 'edition_entry',
    kinds: ['edition.drafted', 'edition.entered'],
    key: `x.item ->> 'id'`,
    joins: `${each('x', 'entries')} ${latestOf('changed', 'edition.changed')} ${latestOf('dropped', 'edition.dropped')}
      ${latestOf('signed', 'edition.countersigned')}`,
    fields: {
      version_code: `e.f -> 'versionCode'`,
      type: `x.item -> 'type'`,
      code: `x.item -> 'code'`,
      said_sha256: `coalesce(changed.f -> 'saidSha256', x.item -> 'saidSha256')`,
      scan_id: `CASE WHEN changed.id IS NULL THEN x.item -> 'scanId' ELSE changed.f -> 'scanId' END`,
      countersigned_by_id: `CASE WHEN ${SIGNED} THEN signed.c -> 'actorId' WHEN changed.id IS NULL THEN x.item -> 'countersignedById' ELSE 'null' END`,
      dropped_at: happened('dropped_at', 'dropped'),
      dropped_by_id: `coalesce(dropped.c -> 'actorId', 'null')`,
    },
  }),
];
