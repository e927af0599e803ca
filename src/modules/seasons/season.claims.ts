import type { Claim } from '../ledger/verify/claim.js';

export const seasonClaims: readonly Claim[] = [
  {
    table: 'season',
    columns: ['code', 'opened_at', 'closed_at'],
    where: 'true',
    said: `SELECT subject_ids[1]::text AS key, (array_agg(id ORDER BY recorded_at DESC, id DESC))[1] AS entry_id,
        jsonb_build_object('code', min(f ->> 'season'), 'opened_at', bool_or(kind = 'season.opened'),
          'closed_at', bool_or(kind = 'season.closed')) AS value, '{}'::text[] AS committed
      FROM entry WHERE kind IN ('season.opened', 'season.closed') GROUP BY subject_ids[1]`,
    is: `SELECT id::text AS key, jsonb_build_object('code', code, 'opened_at', opened_at IS NOT NULL,
        'closed_at', closed_at IS NOT NULL) AS value FROM season`,
  },
  {
    table: 'season_carry_over',
    columns: ['mass_grams'],
    where: 'true',
    said: `SELECT subject_ids[1]::text AS key, id AS entry_id,
        jsonb_build_object('batches', f -> 'batchCount', 'mass_grams', f -> 'massGrams') AS value, '{}'::text[] AS committed
      FROM entry WHERE kind = 'season.closed' AND (f ->> 'batchCount')::bigint > 0`,
    is: `SELECT season_id::text AS key, jsonb_build_object('batches', count(*), 'mass_grams', sum(mass_grams)) AS value
      FROM season_carry_over GROUP BY season_id`,
  },
];
