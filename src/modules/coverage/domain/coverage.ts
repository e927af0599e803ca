import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import { seasonOf, type LocalDate } from '../../../kernel/local-date.js';
import type { CoverageRefusal } from '../coverage.refusals.js';

/** BLOCK: fruit of a registration or of plots, for a harvest window. TREATMENT: fruit treated on one line with one product. */
export type CoverageKind = 'BLOCK' | 'TREATMENT';

/** Why a report no longer counts. */
export const WITHDRAWAL_REASONS = ['ENTERED_WRONGLY', 'REPORT_WITHDRAWN', 'SAMPLE_IN_DOUBT'] as const;
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number];

/** What a report says it covers. */
export interface CoverageTold {
  readonly kind: CoverageKind;
  readonly coversFrom: LocalDate;
  readonly coversTo: LocalDate;
  readonly sampledOn: LocalDate;
  /** The day on which the sampled fruit was treated; null for a block. */
  readonly treatedOn: LocalDate | null;
}

/**
 * Why a report cannot cover what it is said to; every reason. A sample says nothing of fruit that was picked before it,
 * nor of the next season's; one of treated fruit is taken after the treatment.
 *
 * @param today the legal day
 * @returns COVERAGE_WINDOW_EMPTY, COVERAGE_OF_TWO_SEASONS, COVERAGE_SAMPLED_IN_FUTURE, SAMPLED_BEFORE_TREATED,
 *   TREATMENT_OUTSIDE_WINDOW, COVERAGE_BEFORE_SAMPLING, COVERAGE_SAMPLED_IN_EARLIER_SEASON; else empty
 * @see docs/adr/0019-residue-coverage.md; a decision of the product, no text prescribes it
 */
export function refuseWindow(told: CoverageTold, today: LocalDate): CoverageRefusal[] {
  const { kind, coversFrom, coversTo, sampledOn, treatedOn } = told;
  const refusals: CoverageRefusal[] = [];
  if (coversTo < coversFrom)
    refusals.push({ code: 'COVERAGE_WINDOW_EMPTY', values: { coversFrom, coversTo }, path: ['coversTo'] });
  if (seasonOf(coversFrom) !== seasonOf(coversTo))
    refusals.push({ code: 'COVERAGE_OF_TWO_SEASONS', values: { coversFrom, coversTo }, path: ['coversTo'] });
  if (sampledOn > today)
    refusals.push({ code: 'COVERAGE_SAMPLED_IN_FUTURE', values: { sampledOn }, path: ['sampledOn'] });
  if (kind === 'BLOCK') refusals.push(...refuseSample(told));
  if (treatedOn !== null && sampledOn < treatedOn)
    refusals.push({ code: 'SAMPLED_BEFORE_TREATED', values: { sampledOn, treatedOn }, path: ['sampledOn'] });
  if (treatedOn !== null && (treatedOn < coversFrom || treatedOn > coversTo))
    refusals.push({ code: 'TREATMENT_OUTSIDE_WINDOW', values: { treatedOn }, path: ['coversFrom'] });
  return refusals;
}

/** Why the sample of a block does not stand for the fruit that is said to be covered. */
function refuseSample({ coversFrom, sampledOn }: CoverageTold): CoverageRefusal[] {
  const values = { coversFrom, sampledOn };
  if (coversFrom < sampledOn) return [{ code: 'COVERAGE_BEFORE_SAMPLING', values, path: ['coversFrom'] }];
  return seasonOf(sampledOn) < seasonOf(coversFrom)
    ? [{ code: 'COVERAGE_SAMPLED_IN_EARLIER_SEASON', values, path: ['sampledOn'] }]
    : [];
}

/**
 * Nobody speaks for fruit that he or she gains by, under whichever of the own organisations.
 *
 * @param belongsTo every organisation the person is a member of
 * @param gainers   owners of the plots, whose registration it is, the packhouse that treated
 * @returns COVERAGE_BY_WHO_GAINS; else empty
 * @see docs/adr/0019-residue-coverage.md: two people who do not gain
 */
export function refuseWhoGains(
  belongsTo: readonly OrganisationId[],
  gainers: readonly OrganisationId[],
): CoverageRefusal[] {
  const organisations = new Set(belongsTo.filter((id) => gainers.includes(id))).size;
  return organisations > 0 ? [{ code: 'COVERAGE_BY_WHO_GAINS', values: { organisations } }] : [];
}

/** A report as far as its confirmation and withdrawal go. */
export interface StandingCoverage {
  readonly reportNumber: string;
  readonly recordedById: UserId;
  readonly isConfirmed: boolean;
  /** Who said of a confirmed one that it no longer counts; null: nobody did. */
  readonly withdrawalAskedById: UserId | null;
  readonly isWithdrawn: boolean;
}

/**
 * Why a person may not confirm a report, or its withdrawal where somebody asked for it; besides gaining by it.
 *
 * @returns COVERAGE_WITHDRAWN, COVERAGE_WITHDRAWAL_TAKES_TWO, COVERAGE_CONFIRMED_ALREADY, COVERAGE_TAKES_TWO; else
 *   empty
 */
export function refuseConfirmation(coverage: StandingCoverage, userId: UserId): CoverageRefusal[] {
  const { reportNumber, recordedById, isConfirmed, withdrawalAskedById, isWithdrawn } = coverage;
  const values = { reportNumber };
  if (isWithdrawn) return [{ code: 'COVERAGE_WITHDRAWN', values }];
  if (withdrawalAskedById !== null)
    return withdrawalAskedById === userId ? [{ code: 'COVERAGE_WITHDRAWAL_TAKES_TWO', values }] : [];
  if (isConfirmed) return [{ code: 'COVERAGE_CONFIRMED_ALREADY', values }];
  return recordedById === userId ? [{ code: 'COVERAGE_TAKES_TWO', values }] : [];
}

/**
 * Why a report cannot be withdrawn, whoever asks.
 *
 * @returns COVERAGE_WITHDRAWN, COVERAGE_WITHDRAWAL_ASKED; else empty
 */
export function refuseWithdrawal({
  reportNumber,
  withdrawalAskedById,
  isWithdrawn,
}: StandingCoverage): CoverageRefusal[] {
  if (isWithdrawn) return [{ code: 'COVERAGE_WITHDRAWN', values: { reportNumber } }];
  return withdrawalAskedById === null
    ? []
    : [{ code: 'COVERAGE_WITHDRAWAL_ASKED', values: { reportNumber } }];
}
