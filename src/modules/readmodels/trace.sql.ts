import { inspectionsOf, party } from '../../infrastructure/database/json-sql.js';

/**
 * Finds where a trace begins: a batch by id or code, a pallet by SSCC, a lot by id or code. $1 id, $2 code.
 * A lot begins at its members; a contributor, who does not see the lot, begins at what it packed of it, or else at its
 * own harvests in it.
 */
export const TRACE_START = `
  SELECT 'BATCH' AS kind, b.id, b.code, ARRAY[b.id] AS batch_ids FROM batch b WHERE b.id = $1::uuid OR b.code = $2
  UNION ALL
  SELECT 'PALLET', p.id, p.sscc, ARRAY[p.batch_id] FROM pallet p WHERE p.id = $1::uuid OR p.sscc = $2
  UNION ALL
  SELECT 'LOT', l.id, l.code, ARRAY(SELECT m.batch_id FROM lot_member m WHERE m.lot_id = l.id)
  FROM lot l WHERE l.id = $1::uuid OR l.code = $2
  UNION ALL
  SELECT 'LOT', c.lot_id, c.lot_code, CASE WHEN EXISTS (SELECT FROM lot_member m WHERE m.lot_id = c.lot_id)
    THEN ARRAY(SELECT m.batch_id FROM lot_member m WHERE m.lot_id = c.lot_id)
    ELSE ARRAY(SELECT DISTINCT o.origin_batch_id FROM lot_member_origin o WHERE o.lot_id = c.lot_id) END
  FROM lot_contribution c
  WHERE (c.lot_id = $1::uuid OR c.lot_code = $2) AND NOT EXISTS (SELECT FROM lot l WHERE l.id = c.lot_id)
  LIMIT 1`;

/**
 * Everything upstream and downstream of some batches, as one JSON document. Walks under row-level security, so that a
 * caller's trace ends where the caller's sight ends. $1 starting batches, $2 the lot where the trace begins at one.
 */
export const TRACE_GRAPH = `
  WITH RECURSIVE up AS (
    SELECT b.id, b.run_id, 0 AS depth FROM batch b WHERE b.id = ANY ($1::uuid[])
    UNION
    SELECT p.id, p.run_id, up.depth - 1
    FROM up JOIN run_draw d ON d.run_id = up.run_id JOIN batch p ON p.id = d.batch_id
  ), down AS (
    SELECT b.id, 0 AS depth FROM batch b WHERE b.id = ANY ($1::uuid[]) AND $2::uuid IS NULL
    UNION
    SELECT c.id, down.depth + 1
    FROM down JOIN run_draw d ON d.batch_id = down.id JOIN batch c ON c.run_id = d.run_id
  ), reached AS (
    SELECT id, min(depth) AS depth FROM up GROUP BY id
    UNION
    SELECT id, max(depth) FROM down WHERE depth > 0 GROUP BY id
  ), node AS (
    SELECT b.*, r.depth FROM reached r JOIN batch b ON b.id = r.id
  ), batches AS (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'id', n.id, 'code', n.code, 'kind', n.kind, 'depth', n.depth, 'runId', n.run_id, 'plotId', n.plot_id,
      'varietyCode', n.variety_code, 'madeOn', n.made_on, 'massGrams', n.mass_grams, 'remainingGrams', n.remaining_grams,
      'deficitGrams', n.deficit_grams, 'cartonCount', n.carton_count, 'class', n.class, 'marketCode', n.market_code,
      'countyCodes', n.county_codes, 'openHoldCount', n.open_hold_count, 'holder', ${party('n.holder_id')},
      'inspections', ${inspectionsOf('n.id')}) ORDER BY n.depth, n.code), '[]') AS value
    FROM node n
  ), runs AS (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'id', r.id, 'code', r.code, 'kind', r.kind, 'performedOn', r.performed_on, 'organisation', ${party('r.organisation_id')},
      'inputGrams', r.input_grams, 'outputGrams', r.output_grams, 'discardedGrams', r.discarded_grams,
      'lossGrams', r.loss_grams, 'differenceGrams', r.difference_grams,
      'ticketNumber', (SELECT t.ticket_number FROM receipt t WHERE t.run_id = r.id),
      'draws', (SELECT jsonb_agg(jsonb_build_object('batchId', d.batch_id, 'massGrams', d.mass_grams) ORDER BY d.batch_id)
                FROM run_draw d WHERE d.run_id = r.id)) ORDER BY r.performed_at, r.code), '[]') AS value
    FROM run r WHERE r.id IN (SELECT run_id FROM node)
  ), share AS (
    SELECT o.plot_id, sum(o.mass_grams) AS grams, array_agg(DISTINCT h.variety_code) FILTER (WHERE h.id IS NOT NULL) AS varieties
    FROM batch_origin o LEFT JOIN batch h ON h.id = o.origin_batch_id
    WHERE o.batch_id = ANY ($1::uuid[]) AND $2::uuid IS NULL GROUP BY o.plot_id
    UNION ALL
    SELECT o.plot_id, sum(o.mass_grams), array_agg(DISTINCT h.variety_code) FILTER (WHERE h.id IS NOT NULL)
    FROM lot_member_origin o LEFT JOIN batch h ON h.id = o.origin_batch_id WHERE o.lot_id = $2::uuid GROUP BY o.plot_id
  ), plots AS (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'id', p.id, 'code', p.code, 'townCode', p.town_code, 'townName', t.name_zh, 'countyCode', p.county_code,
      'countyName', c.name_zh, 'varietyCode', CASE WHEN cardinality(s.varieties) = 1 THEN s.varieties[1] END, 'cooperative', ${party('p.organisation_id')}, 'massGrams', s.grams,
      'registrations', (SELECT coalesce(jsonb_agg(DISTINCT g.number), '[]') FROM registration_plot x
                        JOIN registration g ON g.id = x.registration_id WHERE x.plot_id = p.id)) ORDER BY s.grams DESC, p.code), '[]') AS value
    FROM share s JOIN plot p ON p.id = s.plot_id JOIN region t ON t.code = p.town_code JOIN region c ON c.code = p.county_code
  ), in_lot AS (
    SELECT m.lot_id, m.batch_id, m.mass_grams FROM lot_member m WHERE m.batch_id IN (SELECT id FROM node)
    UNION
    SELECT o.lot_id, o.origin_batch_id, o.mass_grams FROM lot_member_origin o
    WHERE o.origin_batch_id IN (SELECT id FROM node) AND NOT EXISTS (SELECT FROM lot_member m WHERE m.lot_id = o.lot_id)
  ), known_lot AS (
    SELECT l.id, l.code, l.state, l.market_code, l.exporter_id, l.open_hold_count, l.judgement_id FROM lot l
    WHERE l.id IN (SELECT lot_id FROM in_lot) OR l.id = $2::uuid
    UNION ALL
    SELECT c.lot_id, c.lot_code, c.state, c.market_code, c.exporter_id, NULL, NULL FROM lot_contribution c
    WHERE c.lot_id IN (SELECT lot_id FROM in_lot UNION SELECT $2::uuid)
      AND c.organisation_id = app_organisation() AND NOT EXISTS (SELECT FROM lot l WHERE l.id = c.lot_id)
  ), lots AS (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
      'id', k.id, 'code', k.code, 'state', k.state, 'marketCode', k.market_code, 'exporter', ${party('k.exporter_id')},
      'openHoldCount', k.open_hold_count,
      'members', (SELECT coalesce(jsonb_agg(jsonb_build_object('batchId', i.batch_id, 'massGrams', i.mass_grams) ORDER BY i.batch_id), '[]')
                  FROM in_lot i WHERE i.lot_id = k.id),
      'checks', (SELECT coalesce(jsonb_agg(jsonb_build_object('unity', x.unity, 'verdict', x.verdict)
                   ORDER BY array_position(ARRAY['VARIETY', 'BRAND', 'STANDARD', 'CHANNEL'], x.unity)), '[]')
                 FROM lot_check x WHERE x.judgement_id = k.judgement_id)) ORDER BY k.code), '[]') AS value
    FROM known_lot k
  )
  SELECT batches.value AS batches, runs.value AS runs, plots.value AS plots, lots.value AS lots
  FROM batches, runs, plots, lots`;
