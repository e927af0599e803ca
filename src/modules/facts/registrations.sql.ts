/**
 * What may still leave under the registrations of a lot's fruit, and which orchards supply its packers: a part of FRUIT_FACTS,
 * whose common table expressions `member` and `registered` it reads. What lots took is summed only where a rule for the market
 * asks.
 *
 * @param shares rows (batch_id, origin_batch_id, plot_id, mass_grams): what is judged of each batch, by harvest
 */
export const registrationTables = (shares: string): string => `
demanded AS MATERIALIZED (
  SELECT EXISTS (
    SELECT FROM rule r JOIN standard_version v ON v.code = r.version_code
    WHERE r.kind = 'registration-capacity' AND v.state <> 'DRAFT' AND ($1::uuid IS NOT NULL OR r.subject = 'BATCH')
      AND ($2::text IS NULL OR r.market_code IS NULL OR r.market_code = $2)) AS is_so
), share AS MATERIALIZED (
  SELECT s.registration_id, s.season, s.batch_id, sum(s.mass_grams)::bigint AS mass_grams,
    coalesce(sum(s.mass_grams) FILTER (WHERE s.bearers > 1), 0)::bigint AS unsure_grams
  FROM (
    SELECT b.registration_id, h.season, o.batch_id, o.mass_grams, 1 AS bearers
    FROM (${shares}) o JOIN batch b ON b.id = o.batch_id JOIN batch h ON h.id = o.origin_batch_id
    WHERE b.registration_id IS NOT NULL
    UNION ALL
    SELECT g.id, h.season, o.batch_id, o.mass_grams, count(*) OVER (PARTITION BY o.batch_id, o.origin_batch_id)
    FROM (${shares}) o JOIN batch b ON b.id = o.batch_id JOIN batch h ON h.id = o.origin_batch_id
      JOIN registration_plot x ON x.plot_id = o.plot_id JOIN registration g ON g.id = x.registration_id
    WHERE b.registration_id IS NULL AND registration_bears(g, x, h.made_on, coalesce($2::text, b.market_code))) s
  WHERE (SELECT is_so FROM demanded)
  GROUP BY s.registration_id, s.season, s.batch_id
), used AS MATERIALIZED (
  SELECT * FROM registration_use(ARRAY(SELECT DISTINCT registration_id FROM share), ARRAY(SELECT DISTINCT season FROM share), $1::uuid)
), capacity AS (
  SELECT s.registration_id AS "registrationId", g.number, s.season,
    (SELECT json_build_object('massGrams', y.grams, 'isConfirmed', y.is_confirmed) FROM declared_yield(s.registration_id, s.season) y)
      AS declared,
    coalesce(u.left_grams, 0) AS "leftGrams", coalesce(u.cleared_grams, 0) AS "clearedGrams",
    coalesce(u.unsure_grams, 0) AS "unsureGrams", s.shares
  FROM (
      SELECT registration_id, season, json_agg(json_build_object('batchId', batch_id, 'massGrams', mass_grams,
        'unsureGrams', unsure_grams) ORDER BY batch_id) AS shares FROM share GROUP BY registration_id, season) s
    JOIN registration g ON g.id = s.registration_id
    LEFT JOIN used u ON u.registration_id = s.registration_id AND u.season = s.season
), supplied AS (
  SELECT y.id, y.organisation_id AS "packerId", y.registration_id AS "registrationId", y.valid_from AS "validFrom",
    least(y.valid_to, y.ended_on - 1) AS "validTo", y.confirmed_at IS NOT NULL AS "isConfirmed"
  FROM supply_relation y
  WHERE y.organisation_id IN (SELECT "packerId" FROM member) AND y.ended_on IS DISTINCT FROM y.valid_from
    AND y.registration_id IN (SELECT id FROM registered UNION SELECT b.registration_id FROM batch b WHERE b.id IN (SELECT id FROM member))
)`;
