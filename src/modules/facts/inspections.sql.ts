import { AWAITS_AGREEMENT, STANDS_OR_AWAITS } from '../inspections/standing.queries.js';
import { testedSubstance } from '../standards/substance-name.queries.js';

/** Of a figure: the correction that withdrew it, and whether it withdrew another itself, while nobody has agreed to that. */
const AWAITING = `'withdrawnById', w.id, 'awaitsAgreement', ${AWAITS_AGREEMENT('x')}`;

/**
 * Inspections of the batches `member` with all they recorded: a part of FRUIT_FACTS.
 *
 * @param day SQL for a moment's legal day
 */
export const INSPECTED = (day: (moment: string) => string): string => `
  SELECT i.id, i.batch_id AS "batchId", i.kind, i.sampled_on AS "sampledOn",
    i.sampled_cartons AS "sampledCartons", i.sampled_fruits AS "sampledFruits", ${day('i.signed_at')} AS "signedOn",
    i.organisation_id AS "organisationId", i.inspector_organisation_ids AS "inspectorOrganisationIds", i.verdict,
    (SELECT coalesce(json_agg(json_build_object('id', x.id, 'parameter', x.parameter, 'value', trim_scale(x.value)::text,
      'unit', x.unit, ${AWAITING}) ORDER BY x.id), '[]')
      FROM measurement x LEFT JOIN measurement w ON w.corrects_id = x.id
      WHERE x.inspection_id = i.id AND ${STANDS_OR_AWAITS}) AS measurements,
    (SELECT coalesce(json_agg(json_build_object('id', x.id, 'substance', ${testedSubstance('x')}, 'value', x.value_micrograms_per_kg,
      'loq', x.loq_micrograms_per_kg, 'testedOn', x.tested_on, 'definitionKind', x.residue_definition_kind,
      'definition', x.residue_definition, ${AWAITING}) ORDER BY x.id), '[]')
      FROM laboratory_result x LEFT JOIN laboratory_result w ON w.corrects_id = x.id
      WHERE x.inspection_id = i.id AND ${STANDS_OR_AWAITS}) AS results,
    (SELECT coalesce(json_agg(json_build_object('id', x.id, 'basis', x.basis, 'cartons', x.carton_count,
      'examined', x.examined, 'nonconformingCartons', x.nonconforming_cartons,
      'smallestMillimetres', trim_scale(x.smallest_millimetres)::text,
      'largestMillimetres', trim_scale(x.largest_millimetres)::text, 'defects', x.defects) ORDER BY x.id), '[]')
      FROM defect_count x WHERE x.inspection_id = i.id
        AND NOT EXISTS (SELECT FROM defect_count c WHERE c.corrects_id = x.id)) AS counts
  FROM inspection i WHERE i.batch_id IN (SELECT id FROM member) AND i.state <> 'CANCELLED'`;

/**
 * What the packers of the batches `member` did after sampling was discontinued; a part of FRUIT_FACTS, gathered where a rule
 * names ISO 2859-1.
 */
export const CORRECTIVE_ACTIONS = (day: (moment: string) => string): string => `
  SELECT a.id, a.organisation_id AS "packerId", a.taken_on AS "takenOn", ${day('a.confirmed_at')} AS "confirmedOn"
  FROM corrective_action a
  WHERE a.organisation_id IN (SELECT "packerId" FROM member) AND EXISTS (SELECT FROM rule WHERE kind = 'iso-2859-plan')`;

/**
 * Samples of the packers' batches before, which decide how severely the next is inspected; a part of FRUIT_FACTS. Nothing is
 * looked for unless a rule names ISO 2859-1, and nothing older than two years: a series begins with normal inspection.
 */
export const EARLIER_SAMPLES = `
  SELECT DISTINCT ON (b.id) i.id, b.id AS "batchId", r.organisation_id AS "packerId", i.sampled_on AS "sampledOn",
    b.carton_count AS "batchSize", t."cartonsCounted", t."nonconformingCartons"
  FROM run r JOIN batch b ON b.run_id = r.id JOIN inspection i ON i.batch_id = b.id
    JOIN LATERAL (
      SELECT sum(x.carton_count)::integer AS "cartonsCounted", sum(x.nonconforming_cartons)::integer AS "nonconformingCartons"
      FROM defect_count x WHERE x.inspection_id = i.id AND NOT EXISTS (SELECT FROM defect_count c WHERE c.corrects_id = x.id)
      HAVING count(*) > 0 AND bool_and(x.nonconforming_cartons IS NOT NULL)
    ) t ON true
  WHERE EXISTS (SELECT FROM rule WHERE kind = 'iso-2859-plan')
    AND r.organisation_id IN (SELECT "packerId" FROM member) AND b.carton_count IS NOT NULL
    AND i.kind = 'INDEPENDENT' AND i.state = 'SIGNED' AND b.made_on > (SELECT max("packedOn") FROM member) - interval '2 years'
  ORDER BY b.id, i.sampled_on, i.id`;
