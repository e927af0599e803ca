import { compareDecimal } from '../../../kernel/decimal.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import type {
  Concentration,
  CoverageFacts,
  CoveredTreatment,
  TreatmentFacts,
  WatchListFacts,
} from './coverage-facts.js';
import type { BatchFacts } from './facts.js';
import { within } from './rule-kind.js';

/** How a report stands to fruit of a plot picked on a day. VOID: the block was sprayed again before it was picked. */
export type Reach = 'COVERS' | 'VOID' | 'OUTSIDE';

/**
 * Whether a report on a block speaks for fruit of one plot picked on one day: the plot is of the block, the day lies in
 * its harvest window and not before the sampling, and nothing in the block was sprayed from the sampling day on that
 * could have reached the fruit. A spray of the sampling day itself may have come after the sample, and one of the day of
 * harvest before the picking: both count against the report.
 *
 * @see docs/adr/0019-residue-coverage.md
 */
export function reachOfBlock(coverage: CoverageFacts, plotId: string, harvestedOn: LocalDate): Reach {
  const { of, from, to, sampledOn } = coverage;
  if (of.kind !== 'BLOCK' || !of.plotIds.includes(plotId)) return 'OUTSIDE';
  if (!within(harvestedOn, from, to) || harvestedOn < sampledOn) return 'OUTSIDE';
  return of.sprayedAgainOn !== null && of.sprayedAgainOn <= harvestedOn ? 'VOID' : 'COVERS';
}

/**
 * Whether the base office has confirmed that a plot belongs to the block of a report, where that rests on a registration: a
 * plot that was put under one before the sampling would be covered by what was sampled elsewhere.
 *
 * @see docs/adr/0035-entries-wait-for-the-base-office.md
 */
export const isConfirmedIn = ({ of }: CoverageFacts, plotId: string): boolean =>
  of.kind !== 'BLOCK' || of.unconfirmedPlotIds === undefined || !of.unconfirmedPlotIds.includes(plotId);

/**
 * Whether a report on treated fruit speaks for a treatment: the same packhouse, line and product, a day in its window,
 * and a bath no stronger than the one whose fruit was tested.
 *
 * @see docs/adr/0019-residue-coverage.md
 */
export const coversTreatment = ({ of, from, to }: CoverageFacts, treatment: TreatmentFacts): boolean =>
  of.kind === 'TREATMENT' &&
  isSameTreatment(of, treatment) &&
  within(treatment.performedOn, from, to) &&
  isNoStronger(treatment.concentration, of.concentration);

const isSameTreatment = (a: CoveredTreatment, b: TreatmentFacts): boolean =>
  a.organisationId === b.organisationId && a.line === b.line && a.productKey === b.productKey;

/** A concentration in another unit, or one that only one of the two has on record, is not known to be no stronger. */
function isNoStronger(applied: Concentration | null, tested: Concentration | null): boolean {
  if (applied === null || tested === null) return applied === tested;
  return applied.unit === tested.unit && compareDecimal(applied.value, tested.value) <= 0;
}

/**
 * Whether a report may speak for a batch: confirmed, by two people of no organisation that gains by the fruit, and not only
 * for plots of which nobody has confirmed that they are of its block.
 *
 * @see docs/adr/0019-residue-coverage.md: two people who do not gain
 */
export const speaksFor = (coverage: CoverageFacts, batch: BatchFacts): boolean =>
  coverage.isConfirmed &&
  coverage.personOrganisationIds.every((id) => !batch.interestedOrganisationIds.includes(id)) &&
  (coverage.of.kind !== 'BLOCK' ||
    coverage.of.unconfirmedPlotIds === undefined ||
    (batch.origins ?? []).some(
      ({ plotId, harvestedOn }) =>
        harvestedOn !== null &&
        isConfirmedIn(coverage, plotId) &&
        reachOfBlock(coverage, plotId, harvestedOn) === 'COVERS',
    ));

/**
 * Reports that concern a batch: some of its fruit lies in their block and window, or was treated as they say. What was
 * voided by a spray concerns it no longer.
 */
export const coveragesOf = (batch: BatchFacts, coverages: readonly CoverageFacts[]): CoverageFacts[] =>
  coverages.filter(
    (coverage) =>
      (batch.origins ?? []).some(
        ({ plotId, harvestedOn }) =>
          harvestedOn !== null && reachOfBlock(coverage, plotId, harvestedOn) === 'COVERS',
      ) || (batch.treatments ?? []).some((treatment) => coversTreatment(coverage, treatment)),
  );

/**
 * Whether a report covers all that another one covers of a batch: of its harvests, or of what was applied after them.
 *
 * @see docs/adr/0038-what-settles-a-residue.md
 */
export function coversAllOf(report: CoverageFacts, other: CoverageFacts, batch: BatchFacts): boolean {
  if (report.of.kind !== other.of.kind) return false;
  const harvests = (batch.origins ?? []).every(
    ({ plotId, harvestedOn }) =>
      harvestedOn === null ||
      reachOfBlock(other, plotId, harvestedOn) !== 'COVERS' ||
      reachOfBlock(report, plotId, harvestedOn) === 'COVERS',
  );
  return (
    harvests &&
    (batch.treatments ?? []).every(
      (treatment) => !coversTreatment(other, treatment) || coversTreatment(report, treatment),
    )
  );
}

/** Whether a report looked for a substance, found or not. */
export const testsFor = ({ results }: CoverageFacts, substance: string): boolean =>
  results.some((result) => result.substance === substance);

/** The edition of a market's watch list that is in force on a day; of several, the one that began last. */
export const watchListOn = (
  editions: readonly WatchListFacts[] | null | undefined,
  day: LocalDate,
): WatchListFacts | null =>
  (editions ?? [])
    .filter(({ validFrom, validTo }) => within(day, validFrom, validTo))
    .reduce<WatchListFacts | null>(
      (best, each) => (!best || (each.validFrom ?? '') > (best.validFrom ?? '') ? each : best),
      null,
    );
