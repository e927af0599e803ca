import type { LocalDate } from '../../../kernel/local-date.js';
import type { CoverageFacts, CoveredBlock } from '../../standards/domain/coverage-facts.js';
import { isConfirmedIn } from '../../standards/domain/covering.js';
import type { NextStep } from '../../standards/domain/finding.js';
import { step } from '../../standards/domain/judgement.js';
import { isReference } from '../../standards/domain/names.js';
import { REPORT_IS_ENTERED_ANEW } from '../../standards/domain/report-entered-anew.js';

/** A plot of the block that is looked at. */
interface PlotOnBoard {
  readonly plotId: string;
  readonly plotCode: string;
}

/**
 * How a report stands on a day. UNCONFIRMED: it waits for a second person. PLOTS_UNCONFIRMED: of plots of its block the base
 * office has not confirmed that they stand under the registration, and these it does not cover. VOID: the block was sprayed
 * again, and what is picked from then on is not covered. EXPIRED: its window is over.
 */
export type ReportStanding = 'VALID' | 'PLOTS_UNCONFIRMED' | 'UNCONFIRMED' | 'VOID' | 'EXPIRED';

/**
 * How a report stands on a day to some plots. What is over is told before what is void, both before whether a second person
 * confirmed it, and that before whether the base office confirmed its plots.
 *
 * @param today the day looked at
 * @param plots those that are asked about; of treated fruit there are none
 * @see docs/adr/0019-residue-coverage.md, docs/adr/0035-entries-wait-for-the-base-office.md
 */
export function standingOf(
  report: CoverageFacts,
  today: LocalDate,
  plots: readonly Pick<PlotOnBoard, 'plotId'>[] = [],
): ReportStanding {
  if (report.to < today) return 'EXPIRED';
  if (report.of.kind === 'BLOCK' && report.of.sprayedAgainOn !== null && report.of.sprayedAgainOn <= today)
    return 'VOID';
  if (!report.isConfirmed) return 'UNCONFIRMED';
  return plots.every(({ plotId }) => isConfirmedIn(report, plotId)) ? 'VALID' : 'PLOTS_UNCONFIRMED';
}

/**
 * A report as it counts: a later spray that was taken back makes it void as any other, until the base office has agreed to that.
 *
 * @see docs/adr/0034-agreed-corrections.md, docs/adr/0040-declined-corrections.md
 */
export const asCounted = (report: CoverageFacts): CoverageFacts =>
  report.of.kind === 'BLOCK'
    ? { ...report, of: { ...report.of, sprayedAgainOn: firstSpray(report.of, report.of.withdrawnSprayOn) } }
    : report;

/** The first later spray that counts. @param waiting the first that was taken back while nobody has said anything to that */
function firstSpray(of: CoveredBlock, waiting?: LocalDate): LocalDate | null {
  const days = [of.sprayedAgainOn, of.declinedSprayOn, waiting].filter(
    (day) => day !== null && day !== undefined,
  );
  return days.reduce<LocalDate | null>((first, day) => (first === null || day < first ? day : first), null);
}

/** Whether a report is void on a day by nothing but a spray that was taken back and waits for the base office. */
function waitsForWithdrawal({ of }: CoverageFacts, today: LocalDate): boolean {
  if (of.kind !== 'BLOCK' || of.withdrawnSprayOn === undefined || of.withdrawnSprayOn > today) return false;
  const settled = firstSpray(of);
  return settled === null || settled > today;
}

/** A report as the board shows it beside some plots. */
export interface BoardReportView {
  readonly report: CoverageFacts;
  readonly standing: ReportStanding;
  /** Codes of those plots of its block that it does not cover before the base office has confirmed them. */
  readonly unconfirmedPlotCodes: readonly string[];
  /** What makes it cover more, by whom; none where only another test helps. */
  readonly steps: readonly NextStep[];
}

/**
 * How a report stands to the plots of a block, and what it waits for, from whom. One that is over, void, or that somebody has
 * withdrawn waits for nothing, but where a spray that was taken back alone makes it void: else only another test helps.
 *
 * @param plots of the block that is looked at; of treated fruit there are none
 * @see docs/adr/0035-entries-wait-for-the-base-office.md
 */
export function reportOnBoard(
  entered: CoverageFacts,
  plots: readonly PlotOnBoard[],
  today: LocalDate,
): BoardReportView {
  const report = asCounted(entered);
  const unconfirmed = plots.filter(({ plotId }) => !isConfirmedIn(report, plotId));
  const standing = standingOf(report, today, unconfirmed);
  return {
    report,
    standing,
    unconfirmedPlotCodes: unconfirmed.map(({ plotCode }) => plotCode),
    steps: stepsOf(entered, standing, unconfirmed.length > 0, today),
  };
}

function stepsOf(
  report: CoverageFacts,
  standing: ReportStanding,
  isPlotUnconfirmed: boolean,
  today: LocalDate,
): NextStep[] {
  if (standing === 'EXPIRED' || report.isDoubted === true) return [];
  if (standing === 'VOID') return waitsForWithdrawal(report, today) ? [withdrawalSettled(report)] : [];
  return [
    ...(standing === 'UNCONFIRMED' ? [secondPerson(report)] : []),
    ...(isPlotUnconfirmed ? [plotsConfirmed(report)] : []),
    ...(report.results.some(({ substance }) => isReference(substance)) ? [REPORT_IS_ENTERED_ANEW] : []),
  ];
}

const secondPerson = ({ reportNumber }: CoverageFacts): NextStep =>
  step(
    'BASE_OFFICE',
    `基地办公室（或录入报告的检验机构）由与果实无利害关系的第二人确认报告 ${reportNumber}。`,
    `The base office, or the inspection body that entered it, has a second person who does not gain by the fruit confirm report ${reportNumber}.`,
  );

const plotsConfirmed = ({ reportNumber }: CoverageFacts): NextStep =>
  step(
    'BASE_OFFICE',
    `基地办公室见到海关的注册登记文件后，由录入人以外的人确认报告 ${reportNumber} 所依据的注册登记及其地块。`,
    `The base office sees the paper from customs, and somebody there other than who entered them confirms the registration that report ${reportNumber} rests on and the plots under it.`,
  );

const withdrawalSettled = ({ reportNumber }: CoverageFacts): NextStep =>
  step(
    'BASE_OFFICE',
    `基地办公室核对撤回的用药记录，同意或不予同意；同意后报告 ${reportNumber} 不再因此失效。`,
    `The base office looks at the spray that was taken back and agrees to that or declines it; once it has agreed, report ${reportNumber} is no longer void by it.`,
  );
