import type { JudgeAgainBecause } from './judge-lots-again.js';

/** Lots with fruit of the origins `o`, as ids. */
const withFruit = (origins: string): string =>
  `SELECT m.lot_id FROM lot_member m JOIN batch_origin o ON o.batch_id = m.batch_id ${origins}`;

/** Lots with fruit that the organisations $1 packed. */
const packedBy = (organisation: string): string =>
  `SELECT m.lot_id FROM lot_member m JOIN batch b ON b.id = m.batch_id JOIN run r ON r.id = b.run_id
   WHERE r.organisation_id = ${organisation}`;

/** Lots with fruit of plots that a registration covers or covered, or in cartons that it is printed on. */
const underRegistration = (registration: string): string => `
    ${withFruit(`JOIN registration_plot x ON x.plot_id = o.plot_id WHERE x.registration_id = ${registration}`)}
    UNION SELECT m.lot_id FROM lot_member m JOIN batch b ON b.id = m.batch_id WHERE b.registration_id = ${registration}`;

/** For each cause, which lots `l` it can concern; $1 is its id or code. A sieve that is too wide costs a judgement. */
const CONCERNED: Readonly<Record<JudgeAgainBecause['by'], string>> = {
  PLOT: `l.id IN (${withFruit('WHERE o.plot_id = $1::uuid')})`,
  // What has passed the gate was counted there; only what is still open can be too much now.
  CAPACITY: `l.state = 'OPEN' AND l.id IN (${underRegistration('$1::uuid')})`,
  REGISTRATION: `l.id IN (${underRegistration('$1::uuid')}
    UNION ${packedBy(`(SELECT g.organisation_id FROM registration g WHERE g.id = $1::uuid AND g.kind = 'PACKHOUSE')`)})`,
  LICENCES: `(l.exporter_id = $1::uuid OR l.id IN (${packedBy('$1::uuid')}))`,
  CHANNEL: `l.channel_id = $1::uuid`,
  LABEL: `l.id IN (${withFruit(
    `JOIN growing_record g ON g.plot_id = o.plot_id WHERE g.product_label_id = $1::uuid`,
  )})`,
  PACKER: `l.id IN (${packedBy('$1::uuid')})`,
  AREA: `l.id IN (${withFruit('JOIN plot p ON p.id = o.plot_id WHERE $1::text IN (p.county_code, p.town_code)')})`,
  BATCH: `l.id IN (SELECT m.lot_id FROM lot_member m WHERE m.batch_id = $1::uuid)`,
  COVERAGE: `l.id IN (
    ${withFruit('JOIN residue_coverage_plot x ON x.plot_id = o.plot_id WHERE x.coverage_id = $1::uuid')}
    UNION ${packedBy('(SELECT c.treated_by_id FROM residue_coverage c WHERE c.id = $1::uuid)')})`,
  // Fruit of other plots that a report covers together with this one.
  BLOCK: `l.id IN (${withFruit(
    `JOIN residue_coverage_plot x ON x.plot_id = o.plot_id JOIN residue_coverage c ON c.id = x.coverage_id
       JOIN residue_coverage_plot y ON y.coverage_id = c.id
     WHERE y.plot_id = $1::uuid AND x.plot_id <> y.plot_id AND c.withdrawn_at IS NULL`,
  )})`,
  LABEL_DESIGN: `l.id IN (SELECT m.lot_id FROM lot_member m JOIN label_use u ON u.batch_id = m.batch_id WHERE u.design_id = $1::uuid)`,
  // $1 is the legal day. What has ended otherwise is no longer open.
  RELEASES: `l.open_release_count > 0 AND l.id IN (
    SELECT r.lot_id FROM lot_release r WHERE r.state IN ('PROPOSED', 'AGREED') AND r.valid_until < $1::date)`,
  MARKET: `($1::text IS NULL OR l.market_code = $1)`,
};

/**
 * Lots before departure that a cause can concern; judged or not, because one may be judged for the first time by what was
 * recorded a moment before. $1: id or code of the cause, $2: the states before departure.
 */
export const lotsConcerned = (by: JudgeAgainBecause['by']): string =>
  `FROM lot l WHERE l.state = ANY ($2) AND ${CONCERNED[by]}`;

/** Exporters with open lots under each of the registrations $1. */
export const EXPORTERS_UNDER = `
  SELECT DISTINCT r.id, l.exporter_id AS "exporterId" FROM unnest($1::uuid[]) AS r (id)
    JOIN lot l ON l.state = 'OPEN' AND l.id IN (${underRegistration('r.id')}) ORDER BY 1, 2`;
