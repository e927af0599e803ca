import { formatMu, muOfSquareMetres, type MuHundredths, type SquareMetres } from '../../kernel/area.js';
import type { Decimal } from '../../kernel/decimal.js';
import type { GrowerId, OrchardId, OrganisationId, PlotId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { formatPercent } from '../../kernel/ppm.js';
import { compareAreas, type PlotWarning } from './domain/plot-area.js';

/** A plot as one statement reads it; `b` is the boundary's row, if the caller sees it. */
export interface PlotRow {
  readonly id: PlotId;
  readonly code: string;
  readonly organisationId: OrganisationId;
  readonly orchardId: OrchardId | null;
  readonly growerId: GrowerId | null;
  readonly countyCode: string;
  readonly townCode: string;
  readonly varietyCode: string;
  readonly plantedYear: number | null;
  readonly declaredMuHundredths: MuHundredths;
  readonly squareMetres: SquareMetres | null;
  readonly createdAt: Instant;
}

export const PLOT_COLUMNS = `p.id, p.code, p.organisation_id AS "organisationId", p.orchard_id AS "orchardId",
  p.grower_id AS "growerId", p.county_code AS "countyCode", p.town_code AS "townCode",
  p.variety_code AS "varietyCode", p.planted_year AS "plantedYear",
  p.declared_mu_hundredths AS "declaredMuHundredths", b.square_metres AS "squareMetres", p.created_at AS "createdAt"`;

/** A plot as the API shows it: plain data. */
export interface PlotView extends Omit<PlotRow, 'declaredMuHundredths' | 'squareMetres'> {
  readonly declaredMu: Decimal;
  readonly measuredSquareMetres: number | null;
  readonly measuredMu: Decimal | null;
  /** Measured against declared, in percent of the declared; negative if smaller. */
  readonly areaDifferencePercent: number | null;
  readonly warningsFound: readonly PlotWarning[];
}

export function viewOfPlot({ declaredMuHundredths, squareMetres, ...row }: PlotRow): PlotView {
  const compared = compareAreas(declaredMuHundredths, squareMetres);
  return {
    ...row,
    declaredMu: formatMu(declaredMuHundredths) as Decimal,
    measuredSquareMetres: squareMetres,
    measuredMu: squareMetres === null ? null : (formatMu(muOfSquareMetres(squareMetres)) as Decimal),
    areaDifferencePercent: compared ? Number(formatPercent(compared.differencePpm)) : null,
    warningsFound: compared?.warnings ?? [],
  };
}
