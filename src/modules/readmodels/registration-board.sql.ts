/** Last day on which a registration `r` stands. */
export const ENDS_ON = 'least(r.valid_to, r.withdrawn_on - 1)';

/** Sorts what is not known, or has no end, after everything else. */
const LAST = '~';

export type BoardOrder = 'EXPIRY' | 'REMAINING' | 'NEXT_REVIEW';

/** What the board is sorted by, as text that sorts as the value does; grams below zero too. */
const KEYS: Record<BoardOrder, string> = {
  EXPIRY: `coalesce(${ENDS_ON}::text, '${LAST}')`,
  NEXT_REVIEW: `coalesce(r.next_review_on::text, '${LAST}')`,
  REMAINING: `coalesce(lpad((f.remaining + 10000000000000000)::text, 18, '0'), '${LAST}')`,
};

/** The statement's parameters by name, and its conditions on `r`. */
export interface BoardParts {
  readonly where: string;
  readonly season: string;
  readonly today: string;
  /** Whether the account may know what an orchard declared and used: a condition on `r`. */
  readonly isKnown: string;
  /** A condition that a plot `p` is one the account sees. */
  readonly plotSeen: string;
  readonly limit: string;
  /** Key and id of the row to go on after; null: from the beginning. */
  readonly after: readonly [key: string, id: string] | null;
}

/** Declared, used and left, of the registrations of a table. */
const figures = (of: string, season: string): string => `
  SELECT s.id, y.grams AS declared, y.is_confirmed, coalesce(u.left_grams, 0) AS left_grams,
    coalesce(u.returned_grams, 0) AS returned_grams, coalesce(u.cleared_grams, 0) AS cleared_grams,
    coalesce(p.planned_grams, 0) AS planned_grams, coalesce(u.unsure_grams, 0) AS unsure_grams,
    y.grams - coalesce(u.left_grams, 0) - coalesce(u.cleared_grams, 0) AS remaining
  FROM ${of} s LEFT JOIN LATERAL declared_yield(s.id, ${season}) y ON true
    LEFT JOIN registration_use(ARRAY(SELECT id FROM ${of}), ARRAY[${season}::text], NULL) u ON u.registration_id = s.id
    LEFT JOIN registration_plans(ARRAY(SELECT id FROM ${of}), ARRAY[${season}::text]) p ON p.registration_id = s.id
  WHERE s.kind = 'ORCHARD' AND s.is_known`;

/**
 * One page of registrations with all that is told of each: one statement. Sorted by what is left, the use of all that
 * match is added up; otherwise only that of the page.
 */
export function boardStatement(order: BoardOrder, parts: BoardParts): string {
  const { where, season, today, isKnown, plotSeen, limit, after } = parts;
  const key = `(${KEYS[order]}) COLLATE "C"`;
  const beyond = after ? `(${key}, r.id::text COLLATE "C") > (${after[0]}, ${after[1]})` : 'true';
  const cut = (from: string): string =>
    `SELECT r.*, ${key} AS key FROM ${from} WHERE ${beyond} ORDER BY ${key}, r.id::text COLLATE "C" LIMIT ${limit}`;
  const page =
    order === 'REMAINING'
      ? `figured AS MATERIALIZED (${figures('seen', season)}),
         page AS MATERIALIZED (${cut('seen r LEFT JOIN figured f ON f.id = r.id')})`
      : `page AS MATERIALIZED (${cut('seen r')}), figured AS MATERIALIZED (${figures('page', season)})`;
  return `
    WITH seen AS MATERIALIZED (SELECT r.*, (${isKnown}) AS is_known FROM registration r WHERE ${where}), ${page}
    SELECT r.key, r.id, r.kind, r.number, r.name_zh AS "nameZh", r.customs_district_code AS "customsDistrictCode",
      r.market_codes AS "marketCodes", r.valid_from AS "validFrom", ${ENDS_ON} AS "endsOn", r.next_review_on AS "nextReviewOn",
      r.is_known AS "isKnown", r.confirmed_at IS NOT NULL AS "isConfirmed",
      (SELECT jsonb_build_object('id', g.id, 'code', g.code, 'kind', g.kind, 'nameZh', g.name_zh, 'nameEn', g.name_en,
        'countyCode', g.county_code) FROM organisation g WHERE g.id = r.organisation_id) AS holder,
      c.plot_count AS "plotCount", c.declared_mu_hundredths AS "declaredMuHundredths",
      p.seen_plots AS "seenPlotCount", p.seen_mu AS "seenMuHundredths",
      f.declared AS "declaredYieldGrams", f.is_confirmed AS "isYieldConfirmed", f.left_grams AS "leftGrams",
      f.returned_grams AS "returnedGrams", f.cleared_grams AS "clearedGrams", f.planned_grams AS "plannedGrams",
      f.unsure_grams AS "unsureGrams", f.remaining AS "remainingGrams",
      (SELECT count(*) FROM registration_plot x WHERE x.registration_id = r.id AND x.confirmed_at IS NULL) AS "unconfirmedPlots",
      (SELECT count(*) FROM registration_yield x WHERE x.registration_id = r.id AND x.confirmed_at IS NULL) AS "unconfirmedYields",
      (SELECT count(*) FROM supply_relation x WHERE x.registration_id = r.id AND x.confirmed_at IS NULL
        AND coalesce(x.ended_on > ${today}, true)) AS "unconfirmedSupplyRelations"
    FROM page r LEFT JOIN figured f ON f.id = r.id
      LEFT JOIN registration_coverage(ARRAY(SELECT id FROM page), ${today}) c ON c.id = r.id
      CROSS JOIN LATERAL (
        SELECT count(p.id) AS seen_plots, coalesce(sum(p.declared_mu_hundredths), 0)::bigint AS seen_mu
        FROM registration_plot x JOIN plot p ON p.id = x.plot_id AND ${plotSeen}
        WHERE x.registration_id = r.id AND x.valid_from <= ${today} AND coalesce(x.valid_to >= ${today}, true)
          AND coalesce(r.withdrawn_on > ${today}, true)) p
    ORDER BY r.key, r.id::text COLLATE "C"`;
}
