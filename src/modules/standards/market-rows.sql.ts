import { confidenceOfLimit, confidenceOfWatchList } from './substance-name.queries.js';

/**
 * Rows of a table for the market `m`, each for the days it has in common with the pack it stands in; as one JSON array.
 *
 * @param unsaid     columns that are left out where they are null: rows are kept with every judgement
 * @param confidence how far a row `x` may be trusted
 */
const rowsOf = (
  table: string,
  columns: string,
  unsaid: readonly string[] = [],
  confidence = 'x.confidence',
): string => `(
  SELECT coalesce(jsonb_agg(${saidOf(unsaid)} ORDER BY y."validFrom" NULLS FIRST, y.id), '[]') FROM (
    SELECT x.id, x.version_code AS "versionCode", greatest(v.valid_from, x.valid_from) AS "validFrom",
      least(v.valid_to, x.valid_to) AS "validTo", x.source, ${confidence} AS confidence, ${columns}
    FROM ${table} x LEFT JOIN standard_version v ON v.code = x.version_code WHERE x.market_code = m.code
  ) y WHERE y."validFrom" IS NULL OR y."validTo" IS NULL OR y."validFrom" <= y."validTo")`;

const saidOf = (unsaid: readonly string[]): string =>
  unsaid.reduce(
    (row, name) => `${row} - CASE WHEN y."${name}" IS NULL THEN '${name}' ELSE '' END`,
    "to_jsonb(y) - 'id'",
  );

/** $1: the markets. A row for each, of four lists, which `marketKnowledge` takes. */
export const MARKET_ROWS = `
SELECT m.code AS market, ${rowsOf('market_status', 'x.status')} AS statuses,
  ${rowsOf(
    'residue_limit',
    `x.substance, x.level, x.limit_micrograms_per_kg AS "limitMicrogramsPerKg", coalesce(x.at_loq, false) AS "atLoq", x.edition,
      x.residue_definition_kind AS "residueDefinitionKind", x.residue_definition AS "residueDefinition",
      nullif(x.is_exempt, false) AS "isExempt"`,
    ['residueDefinitionKind', 'residueDefinition', 'isExempt'],
    confidenceOfLimit('x'),
  )} AS limits,
  ${rowsOf(
    'residue_fallback',
    `x.default_micrograms_per_kg AS "defaultMicrogramsPerKg", x.must_not_be_detected AS "mustNotBeDetected",
      x.list_complete AS "listComplete"`,
  )} AS fallbacks,
  ${rowsOf('market_pack', `coalesce(x.edition, x.id) AS edition, x.missing, x.review_on AS "reviewOn"`)} AS packs,
  (SELECT jsonb_agg(jsonb_build_object('edition', w.edition, 'validFrom', w.valid_from, 'validTo', w.valid_to, 'source', w.source,
    'confidence', ${confidenceOfWatchList('w')}, 'substances', w.substances) ORDER BY w.valid_from NULLS FIRST, w.id)
    FROM watch_list w WHERE w.market_code = m.code) AS "watchLists"
FROM unnest($1::text[]) AS m (code)`;
