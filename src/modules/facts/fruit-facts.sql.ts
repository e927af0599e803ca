import { TREATMENT_FACTS } from '../batches/post-harvest-treatment.queries.js';
import { coverageFacts } from '../coverage/coverage.queries.js';
import { DECLINED, NOT_AGREED, statedDays } from '../growing/stated-sprays.queries.js';
import { joinVarietyOn, unprovenVariety, VARIETY_SAID } from '../land/plot-variety.queries.js';
import { calledIn, substanceToday } from '../standards/substance-name.queries.js';
import { VARIETY_LISTS } from '../standards/variety-list.queries.js';
import { OFFICE_PEOPLE, waitsFor } from './entries.sql.js';
import { CORRECTIVE_ACTIONS, EARLIER_SAMPLES, inspectionTables } from './inspections.sql.js';
import { labelsOn } from './labels.sql.js';
import { FRUIT_NAMES } from './names.sql.js';
import { pestFacts, pestTables } from './pests.sql.js';
import { registrationTables } from './registrations.sql.js';

/**
 * The rows of a common table expression as one JSON array in a fixed order, so that the same facts are the same text. JSON
 * and not JSONB here and below: nobody looks into it before it is sent, and making it takes half the time.
 */
const all = (cte: string, order: string): string =>
  `(SELECT coalesce(json_agg(${cte} ORDER BY ${order}), '[]') FROM ${cte})`;

/** A moment's day in China, where the legal day is Shanghai's. */
const day = (moment: string): string => `(${moment} AT TIME ZONE 'Asia/Shanghai')::date`;

/** Customs of a county; a county belongs to one district. */
const district = (county: string): string =>
  `(SELECT min(d.code) FROM customs_district d WHERE ${county} = ANY (d.county_codes))`;

/**
 * Registrations as rules ask for them. Reads the common table expression of OFFICE_PEOPLE.
 *
 * @param plots SQL for the plots of which it is told whether they are covered
 * @param which SQL for which registrations `g`
 */
export const registered = (plots: string, which: string): string => `
  SELECT g.id, g.kind, g.number, g.valid_from AS "validFrom", least(g.valid_to, g.withdrawn_on - 1) AS "validTo",
    g.market_codes AS markets, CASE g.kind WHEN 'PACKHOUSE' THEN g.organisation_id END AS "organisationId",
    g.organisation_id AS "holderId",
    ${day('g.recorded_at')} AS "enteredOn", g.confirmed_at IS NOT NULL AS "isConfirmed", ${waitsFor('g')} AS "waitsFor",
    coalesce(u.plots, '[]') AS plots
  FROM registration g
  LEFT JOIN (
    SELECT x.registration_id, json_agg(json_build_object('plotId', x.plot_id, 'from', x.valid_from, 'to', x.valid_to,
        'enteredOn', ${day('x.recorded_at')}, 'isConfirmed', x.confirmed_at IS NOT NULL,
        'waitsFor', ${waitsFor('x')})
        ORDER BY x.plot_id, x.valid_from) AS plots
    FROM registration_plot x WHERE x.plot_id IN (${plots}) GROUP BY 1) u ON u.registration_id = g.id
  WHERE ${which}`;

/** Who packed the batches judged, and when. */
const PACKED = 'JOIN run r ON r.id = b.run_id JOIN organisation p ON p.id = r.organisation_id';
const PACKED_ON = 'b.made_on AS "packedOn"';

/** The batches judged, and how much of each: those of a lot. */
const MEMBERS = 'SELECT batch_id, mass_grams FROM lot_member WHERE lot_id = $1';
/** Of which harvests that is. */
const SHARES =
  'SELECT batch_id, origin_batch_id, plot_id, mass_grams FROM lot_member_origin WHERE lot_id = $1::uuid';

/**
 * Of the fruit in a lot; $1: the lot, $2: the market it is judged for. Read as the product itself, so that the facts are the
 * same whoever has it judged.
 * Origins are those of the whole batch and not of the allocated part: whoever takes cartons cannot tell which fruit is
 * in them. A correction replaces what it corrects.
 */
export const FRUIT_FACTS = `
WITH RECURSIVE way AS MATERIALIZED (
  SELECT y.batch_id, array_agg(y.organisation_id ORDER BY y.organisation_id) AS ids
  FROM organisations_on_the_way(ARRAY(SELECT m.batch_id FROM (${MEMBERS}) m)) AS y GROUP BY y.batch_id
), member AS (
  SELECT b.id, b.code, m.mass_grams AS "massGrams", b.variety_code AS "varietyCode", ${PACKED_ON},
    b.run_id AS "runId", r.organisation_id AS "packerId", ${district('p.county_code')} AS "packerCustomsDistrict",
    b.market_code AS "marketCode", b.brand_code AS "brandCode", b.geographical_indication_code AS "indicationCode",
    b.class, b.size_code AS "sizeCode",
    (SELECT json_build_object('id', c.id, 'number', c.number, 'issuedOn', c.issued_on, 'massGrams', c.mass_grams,
        'coversBatch', c.mass_grams >= b.mass_grams, 'withdrawnOn', ${day('c.withdrawn_at')})
      FROM compliance_certificate c WHERE c.batch_id = b.id
      ORDER BY (c.withdrawn_at IS NULL) DESC, c.withdrawn_at DESC, c.id DESC LIMIT 1) AS certificate,
    b.certificate_number IS NOT NULL AS "isCertificateNoted", b.carton_count AS "cartonCount",
    (SELECT json_build_object('id', g.id, 'number', g.number) FROM registration g WHERE g.id = b.registration_id)
      AS "markedRegistration",
    w.ids AS "interestedOrganisationIds",
    b.open_hold_count AS "openHoldCount", ${labelsOn('b.id')} AS labels
  FROM (${MEMBERS}) m JOIN batch b ON b.id = m.batch_id ${PACKED}
    JOIN way w ON w.batch_id = b.id
), origin AS (
  SELECT o.batch_id AS "batchId", o.plot_id AS "plotId", p.code AS "plotCode", ${VARIETY_SAID('p')} AS "plotVarietyCode",
    ${unprovenVariety('h')} AS "unprovenVarietyId",
    p.town_code AS "townCode", o.county_code AS "countyCode", ${district('o.county_code')} AS "customsDistrict",
    h.id AS "harvestBatchId", o.organisation_id AS "ownerId", h.made_on AS "harvestedOn", o.mass_grams AS "massGrams"
  FROM batch_origin o JOIN plot p ON p.id = o.plot_id JOIN batch h ON h.id = o.origin_batch_id
    ${joinVarietyOn('p', 'h.made_on')}
  WHERE o.batch_id IN (SELECT id FROM member)
), run_above AS (
  SELECT m.id AS batch_id, m."runId" AS run_id FROM member m
  UNION
  SELECT u.batch_id, p.run_id FROM run_above u JOIN run_draw d ON d.run_id = u.run_id JOIN batch p ON p.id = d.batch_id
  WHERE p.run_id IS NOT NULL
), received AS (
  SELECT u.batch_id AS "batchId", t.run_id AS id, r.performed_on AS "receivedOn", t.supplier_id AS "supplierId",
    t.organisation_id AS "buyerId", (t.certificate_number IS NOT NULL OR EXISTS (SELECT FROM run_draw d
      JOIN batch s ON s.id = d.batch_id WHERE d.run_id = t.run_id AND s.certificate_number IS NOT NULL)) AS "isNoted",
    (SELECT json_build_object('id', k.id, 'number', coalesce(c.number, k.paper_number), 'collectedOn', k.collected_on,
        'withdrawnOn', ${day('c.withdrawn_at')})
      FROM certificate_collection k LEFT JOIN compliance_certificate c ON c.id = k.certificate_id
      WHERE k.run_id = t.run_id AND k.replaced_at IS NULL) AS certificate
  FROM run_above u JOIN receipt t ON t.run_id = u.run_id JOIN run r ON r.id = t.run_id
), ${inspectionTables(day)}, earlier AS (${EARLIER_SAMPLES}
), corrected AS (${CORRECTIVE_ACTIONS(day)}
), held AS (
  SELECT h.id, hb.batch_id AS "batchId", h.reason_code AS "reasonCode", ${day('h.placed_at')} AS "placedOn",
    h.cause_withdrawn_at IS NOT NULL AS "isCauseWithdrawn",
    (SELECT o.kind FROM organisation o WHERE o.id = h.organisation_id) AS "placedByKind"
  FROM hold_batch hb JOIN hold h ON h.id = hb.hold_id
  WHERE hb.batch_id IN (SELECT id FROM member) AND h.released_at IS NULL
), picked AS (
  SELECT DISTINCT "plotId", "harvestedOn" FROM origin
), grown AS (
  SELECT DISTINCT ON (g.id) g.id, g.plot_id AS "plotId", g.product_label_id AS "labelId", g.substances,
    g.performed_on AS "performedOn", w.id AS "withdrawnById", ${DECLINED} AS "isWithdrawalDeclined"
  FROM picked o JOIN growing_record g ON g.plot_id = o."plotId"
      AND g.performed_on <= o."harvestedOn" AND g.performed_on > o."harvestedOn" - interval '1 year'
    LEFT JOIN growing_record w ON w.corrects_id = g.id
  WHERE g.kind = 'SPRAY' AND NOT g.is_void AND (w.id IS NULL OR ${NOT_AGREED})
  ORDER BY g.id
), labelled AS (
  -- Told once each: a lot has thousands of sprays and a few dozen labels.
  SELECT l.id, concat_ws(' ', l.name_zh, l.registration_number) AS "productName",
    CASE WHEN l.confirmed_at IS NOT NULL THEN l.substances END AS substances, l.confirmed_at IS NOT NULL AS "isConfirmed",
    l.crop, l.phi_days AS "phiDays", l.states_no_interval AS "statesNoInterval", l.max_applications AS "maxApplications",
    l.states_no_maximum AS "statesNoMaximum"
  FROM product_label l WHERE l.id IN (SELECT "labelId" FROM grown)
), vouched AS (${statedDays(
  `SELECT "plotId" AS plot, min("harvestedOn") AS first, max("harvestedOn") AS last FROM picked GROUP BY 1`,
  `s.stated_from <= p.last AND s.stated_to > p.first - interval '1 year'`,
)}
), came AS (
  -- What each member was made of, with the last day on which something of it went on. Step by step along the indexes: how
  -- many rows a walk finds is more than PostgreSQL can guess.
  WITH RECURSIVE up AS (
    SELECT m.id AS member_id, m.id, m."runId" AS run_id, 'infinity'::date AS until FROM member m
    UNION
    SELECT up.member_id, p.id, p.run_id, p.performed_on FROM up CROSS JOIN LATERAL (
      SELECT p.id, p.run_id, r.performed_on FROM run r JOIN run_draw d ON d.run_id = r.id JOIN batch p ON p.id = d.batch_id
      WHERE r.id = up.run_id OFFSET 0) p
  ) SELECT member_id, id, max(until) AS until FROM up GROUP BY member_id, id
), dipped AS (
  SELECT DISTINCT c.member_id AS "batchId", t.id, t.kind, CASE WHEN t.kind <> 'NONE' THEN ${TREATMENT_FACTS} END AS of,
    w.id IS NOT NULL AS "isWithdrawn", ${DECLINED} AS "isWithdrawalDeclined"
  FROM came c CROSS JOIN LATERAL (
      SELECT y.treatment_id FROM post_harvest_treatment_batch y WHERE y.batch_id = c.id OFFSET 0) x
    JOIN post_harvest_treatment t ON t.id = x.treatment_id AND t.performed_on <= c.until
    LEFT JOIN product_label l ON l.id = t.product_label_id LEFT JOIN post_harvest_treatment w ON w.corrects_id = t.id
  WHERE NOT t.is_void AND (w.id IS NULL OR ${NOT_AGREED})
), watched AS (
  SELECT w.id, w.edition, w.valid_from AS "validFrom", w.valid_to AS "validTo", w.source, w.confidence, w.substances
  FROM watch_list w WHERE $2::text IS NULL OR w.market_code = $2::text
), contained AS (
  SELECT unnest(substances) AS name FROM grown UNION SELECT unnest(substances) FROM labelled
  UNION SELECT s FROM dipped t, jsonb_array_elements_text(coalesce(nullif(t.of -> 'substances', 'null'), '[]')) AS s
), called AS MATERIALIZED (${calledIn('SELECT name FROM contained')}
), in_scope AS (
  SELECT coalesce(c.code, u.name) AS substance FROM contained u LEFT JOIN called c USING (name)
  UNION SELECT unnest(substances) FROM watched
), covered AS (
  SELECT c.id, ${coverageFacts(
    `x.plot_id IN (SELECT "plotId" FROM origin)`,
    // What was looked for and not found says nothing new of what nobody used; by a name that was taken back it was perhaps
    // meant to say something of what somebody did.
    `(y.value_micrograms_per_kg IS NOT NULL OR coalesce(${substanceToday('y')} IN (SELECT substance FROM in_scope), true))`,
  )} AS report
  FROM residue_coverage c WHERE c.withdrawn_at IS NULL AND c.id IN (
    SELECT y.id FROM origin o JOIN residue_coverage_plot x ON x.plot_id = o."plotId"
      JOIN residue_coverage y ON y.id = x.coverage_id AND o."harvestedOn" BETWEEN y.covers_from AND y.covers_to
    UNION SELECT y.id FROM dipped t JOIN residue_coverage y ON y.treated_by_id = (t.of ->> 'organisationId')::uuid
      AND (t.of ->> 'performedOn')::date BETWEEN y.covers_from AND y.covers_to)
), ${OFFICE_PEOPLE}, registered AS (
${registered(
  'SELECT "plotId" FROM origin',
  `(g.kind = 'PACKHOUSE' AND g.organisation_id IN (SELECT "packerId" FROM member))
    OR (g.kind = 'ORCHARD' AND g.id IN (
      SELECT x.registration_id FROM registration_plot x WHERE x.plot_id IN (SELECT "plotId" FROM origin)))`,
)}
), document AS (
  SELECT d.id, d.kind, d.number, d.issued_on AS "issuedOn", d.valid_until AS "validTo" FROM lot_document d WHERE d.lot_id = $1::uuid
), listed AS (${VARIETY_LISTS}
), customs AS (
  SELECT d.code, json_build_object('zh', d.name_zh, 'en', d.name_en) AS name, d.county_codes AS counties, d.confidence
  FROM customs_district d WHERE d.code IN (SELECT "packerCustomsDistrict" FROM member UNION SELECT "customsDistrict" FROM origin)
), ${pestTables(day)}, ${registrationTables(SHARES)}
SELECT ${all('member', 'id')} AS members, ${all('origin', '"batchId", "harvestBatchId"')} AS origins,
  ${all('received', '"batchId", id')} AS receipts,
  ${all('inspected', 'id')} AS inspections, ${all('measured', 'id')} AS measurements,
  ${all('found', 'id')} AS "laboratoryResults", ${all('counted', 'id')} AS "defectCounts",
  ${all('held', '"batchId", id')} AS holds, ${all('grown', 'id')} AS growing,
  ${all('labelled', 'id')} AS "productLabels",
  ${all('vouched', '"plotId", "from", "to"')} AS stated,
  ${all('dipped', '"batchId", id')} AS treatments, ${all('covered', 'id')} AS coverages, ${all('called', 'name')} AS called,
  ${all('registered', 'id')} AS registrations, CASE WHEN (SELECT is_so FROM demanded) THEN ${all('capacity', '"registrationId", season')} END AS capacities,
  ${all('supplied', 'id')} AS "supplyRelations", ${all('document', 'id')} AS documents,
  ${all('earlier', '"sampledOn", id')} AS "earlierSamples", ${all('corrected', 'id')} AS "correctiveActions",
  ${all('listed', 'edition')} AS "varietyLists", ${all('customs', 'code')} AS "customsDistricts", ${pestFacts((table) => all(table, 'id'))} AS pests, ${FRUIT_NAMES} AS names`;

/** The same of packed batches, whatever lot they are in: $1 is null, $2 the market or null, $3 the batches; each with what is left of it. */
export const STOCK_FACTS = FRUIT_FACTS.replaceAll(
  MEMBERS,
  'SELECT id AS batch_id, remaining_grams AS mass_grams FROM batch WHERE id = ANY ($3::uuid[])',
).replaceAll(
  SHARES,
  `SELECT batch_id, origin_batch_id, plot_id, remaining_grams AS mass_grams FROM batch_origin
   WHERE batch_id = ANY ($3::uuid[]) AND remaining_grams > 0`,
);

/** The same of fruit that is not packed yet, harvests among it: nobody packed it, on no day. */
export const UNPACKED_FACTS = STOCK_FACTS.replaceAll(
  PACKED,
  'LEFT JOIN run r ON false LEFT JOIN organisation p ON false',
).replaceAll(PACKED_ON, 'NULL::date AS "packedOn"');
