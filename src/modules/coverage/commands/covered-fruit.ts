import type { Tx } from '../../../infrastructure/database/context.js';
import type { OrganisationId, PlotId, PostHarvestTreatmentId, RegistrationId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { TREATMENT_COUNTS } from '../../batches/post-harvest-treatment.queries.js';

/** A plot of the block, with whose it is and who has fruit of it. */
export interface BlockPlot {
  readonly id: PlotId;
  readonly code: string;
  readonly ownerId: OrganisationId;
  readonly viewers: readonly OrganisationId[];
}

/** What a report is said to cover, as the product finds it. */
export interface CoveredFruit {
  readonly plots: readonly BlockPlot[];
  readonly treatment: SampledTreatment | null;
  /** Who answers for the registration. */
  readonly registeredBy: OrganisationId | null;
}

export interface SampledTreatment {
  readonly id: PostHarvestTreatmentId;
  readonly organisationId: OrganisationId;
  readonly performedOn: LocalDate;
  readonly visibleTo: readonly OrganisationId[];
}

export interface CoveredTold {
  readonly registrationId?: RegistrationId | null | undefined;
  readonly plotIds?: readonly PlotId[] | null | undefined;
  readonly treatmentId?: PostHarvestTreatmentId | null | undefined;
  readonly sampledOn: LocalDate;
  readonly coversFrom: LocalDate;
  readonly coversTo: LocalDate;
}

/**
 * Looks up the fruit. A laboratory that sampled an orchard before the harvest has no part in any fruit yet and does not
 * see the plots in the product: whoever was given an id may name it here, and learns no more than the plot's code.
 *
 * @param wider a transaction that sees all
 */
export async function coveredFruit(wider: Tx, told: CoveredTold): Promise<CoveredFruit> {
  const { registrationId = null, plotIds = null, treatmentId = null, sampledOn, coversFrom } = told;
  const registration = registrationId === null ? [] : await registrationOf(wider, registrationId);
  const isBlock = registrationId !== null || plotIds !== null;
  const plots = isBlock
    ? await wider.manager.query<BlockPlot[]>(PLOTS, [
        registrationId,
        plotIds && [...plotIds],
        sampledOn,
        coversFrom,
      ])
    : [];
  const [treatment] = treatmentId === null ? [] : await treatmentOf(wider, treatmentId, told);
  return { plots, treatment: treatment ?? null, registeredBy: registration[0]?.organisationId ?? null };
}

/** Who gains by a report: whose plots they are, whose registration it is, who treated. */
export const gainersOf = ({ plots, treatment, registeredBy }: CoveredFruit): OrganisationId[] => [
  ...new Set([
    ...plots.map(({ ownerId }) => ownerId),
    ...(treatment ? [treatment.organisationId] : []),
    ...(registeredBy ? [registeredBy] : []),
  ]),
];

const registrationOf = ({ manager }: Tx, id: RegistrationId): Promise<{ organisationId: OrganisationId }[]> =>
  manager.query(
    `SELECT organisation_id AS "organisationId" FROM registration WHERE id = $1 AND kind = 'ORCHARD'`,
    [id],
  );

/** Who sees a treatment it covers sees the report. */
const treatmentOf = (
  { manager }: Tx,
  id: PostHarvestTreatmentId,
  { coversFrom, coversTo }: CoveredTold,
): Promise<SampledTreatment[]> =>
  manager.query(
    `SELECT t.id, t.organisation_id AS "organisationId", t.performed_on AS "performedOn",
       ARRAY(SELECT DISTINCT v FROM post_harvest_treatment s, unnest(s.visible_to) AS v
         WHERE s.id = t.id OR (s.organisation_id = t.organisation_id AND s.line_code = t.line_code
           AND s.product_label_id IS NOT DISTINCT FROM t.product_label_id 
           AND s.product_key IS NOT DISTINCT FROM t.product_key
           AND s.performed_on BETWEEN $2 AND $3)) AS "visibleTo"
     FROM post_harvest_treatment t WHERE t.id = $1 AND t.kind <> 'NONE' AND ${TREATMENT_COUNTS}`,
    [id, coversFrom, coversTo],
  );

/** $1: the registration or null, $2: the plots named or null, $3: the day of sampling, $4: the first day covered. */
const PLOTS = `
  SELECT p.id, p.code, p.organisation_id AS "ownerId", viewers_of_growing(p.id, $4::date) AS viewers
  FROM plot p
  WHERE ($2::uuid[] IS NULL OR p.id = ANY ($2)) AND ($1::uuid IS NULL OR EXISTS (
    SELECT FROM registration_plot x JOIN registration r ON r.id = x.registration_id
    WHERE x.plot_id = p.id AND r.id = $1 AND r.kind = 'ORCHARD' AND x.valid_from <= $3::date
      AND coalesce(x.valid_to >= $3::date, true) AND coalesce(r.withdrawn_on > $3::date, true)))
  ORDER BY p.id`;
