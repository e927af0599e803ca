import { AWAITS_AGREEMENT, COUNTS, DECLINED, NOT_AGREED } from '../inspections/standing.queries.js';
import { testedSubstance } from '../standards/substance-name.queries.js';

/** Of a figure: its inspection, the correction that withdrew it, and whether it is one itself, while nobody has agreed to that. */
const FIGURE = `x.inspection_id AS "inspectionId", x.id, w.id AS "withdrawnById", ${DECLINED('w')} AS "isWithdrawalDeclined",
    ${AWAITS_AGREEMENT('x')} AS "awaitsAgreement", ${DECLINED('x')} AS "isDeclined"`;

/** A count `x` that was signed or agreed to and that no such one took the place of, or that is late: that nobody has agreed to. */
const KEPT_COUNT = `(NOT x.is_void OR ${NOT_AGREED('x')})
  AND NOT EXISTS (SELECT FROM defect_count c WHERE c.corrects_id = x.id AND NOT ${NOT_AGREED('c')})`;
const LATE = `CASE WHEN ${NOT_AGREED('x')} THEN json_build_object('correctsId', x.corrects_id, 'isVoid', x.is_void,
  'isDeclined', ${DECLINED('x')}, 'recordedAt', x.recorded_at) END`;

/** Figures of the inspections `inspected`, with their corrections `w`. */
const figuresIn = (table: string): string =>
  `inspected i JOIN ${table} x ON x.inspection_id = i.id LEFT JOIN ${table} w ON w.corrects_id = x.id WHERE ${COUNTS}`;

/**
 * Common table expressions: inspections of the batches `member`, and what they recorded, each kind by itself. To put the figures
 * into their inspections here would take a third more of PostgreSQL's time.
 *
 * @param day SQL for a moment's legal day
 */
export const inspectionTables = (day: (moment: string) => string): string => `inspected AS (
  SELECT i.id, i.batch_id AS "batchId", i.kind, i.sampled_on AS "sampledOn",
    i.sampled_cartons AS "sampledCartons", i.sampled_fruits AS "sampledFruits", ${day('i.signed_at')} AS "signedOn",
    i.organisation_id AS "organisationId", i.inspector_organisation_ids AS "inspectorOrganisationIds", i.verdict
  FROM inspection i WHERE i.batch_id IN (SELECT id FROM member) AND i.state <> 'CANCELLED'
), measured AS (
  SELECT ${FIGURE}, x.parameter, trim_scale(x.value)::text AS value, x.unit FROM ${figuresIn('measurement')}
), found AS (
  SELECT ${FIGURE}, ${testedSubstance('x')} AS substance, x.value_micrograms_per_kg AS value, x.loq_micrograms_per_kg AS loq, x.tested_on AS "testedOn",
    x.residue_definition_kind AS "definitionKind", x.residue_definition AS definition FROM ${figuresIn('laboratory_result')}
), counted AS (
  SELECT x.inspection_id AS "inspectionId", x.id, x.basis, x.carton_count AS cartons, x.examined,
    x.nonconforming_cartons AS "nonconformingCartons", trim_scale(x.smallest_millimetres)::text AS "smallestMillimetres",
    trim_scale(x.largest_millimetres)::text AS "largestMillimetres", x.defects, ${LATE} AS late
  FROM inspected i JOIN defect_count x ON x.inspection_id = i.id
  WHERE ${KEPT_COUNT}
)`;

/**
 * What the packers of the batches `member` did after sampling was discontinued; a part of FRUIT_FACTS, gathered where a rule
 * names ISO 2859-1.
 */
export const CORRECTIVE_ACTIONS = (day: (moment: string) => string): string => `
  SELECT a.id, a.organisation_id AS "packerId", a.taken_on AS "takenOn", ${day('a.confirmed_at')} AS "confirmedOn"
  FROM corrective_action a
  WHERE a.organisation_id IN (SELECT "packerId" FROM member) AND EXISTS (SELECT FROM rule WHERE kind = 'iso-2859-plan')`;

/**
 * Samples of the packers' batches before, which decide how severely the next is inspected; a part of FRUIT_FACTS. All of a batch,
 * since which of them is its first may follow from corrections that nobody has agreed to (`domain/deciding-sample.ts`). Nothing is
 * looked for unless a rule names ISO 2859-1, and nothing older than two years: a series begins with normal inspection.
 */
export const EARLIER_SAMPLES = `
  SELECT i.id, b.id AS "batchId", r.organisation_id AS "packerId", i.sampled_on AS "sampledOn",
    b.carton_count AS "batchSize", t."cartonsCounted", t."nonconformingCartons", t.counts
  FROM run r JOIN batch b ON b.run_id = r.id JOIN inspection i ON i.batch_id = b.id
    JOIN LATERAL (
      SELECT coalesce(sum(x.carton_count), 0)::integer AS "cartonsCounted",
        coalesce(sum(x.nonconforming_cartons), 0)::integer AS "nonconformingCartons",
        CASE WHEN bool_or(${NOT_AGREED('x')}) THEN json_agg(json_build_object('id', x.id, 'cartons', x.carton_count,
          'nonconformingCartons', x.nonconforming_cartons, 'late', ${LATE}) ORDER BY x.id) END AS counts
      FROM defect_count x WHERE x.inspection_id = i.id AND ${KEPT_COUNT}
      -- One that was corrected after the signature is told as it is, and judged by each way of it.
      HAVING count(*) > 0 AND (bool_and(x.nonconforming_cartons IS NOT NULL) OR bool_or(${NOT_AGREED('x')}))
    ) t ON true
  WHERE EXISTS (SELECT FROM rule WHERE kind = 'iso-2859-plan')
    AND r.organisation_id IN (SELECT "packerId" FROM member) AND b.carton_count IS NOT NULL
    AND i.kind = 'INDEPENDENT' AND i.state = 'SIGNED' AND b.made_on > (SELECT max("packedOn") FROM member) - interval '2 years'`;
