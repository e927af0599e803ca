import type { LocalDate } from '../../../kernel/local-date.js';
import {
  coveragesOf,
  coversTreatment,
  isConfirmedIn,
  reachOfBlock,
  speaksFor,
  testsFor,
  watchListOn,
} from '../domain/covering.js';
import type { CoverageFacts, WatchListFacts } from '../domain/coverage-facts.js';
import type { BatchFacts, Facts, ResidueLimitFacts, SprayFacts } from '../domain/facts.js';
import { once } from '../domain/indexed.js';
import type { Judgement } from '../domain/finding.js';
import { both, restingOn, step, worstOf } from '../domain/judgement.js';
import { exemptBy } from '../domain/own-limit.js';
import { batchOf, shipmentDay, type JudgeContext, type RuleKind } from '../domain/rule-kind.js';
import {
  contentUnknown,
  covered,
  hole,
  notNeeding,
  treatedWithUnknown,
  treatmentsUnknown,
  watchListUnknown,
  type Gap,
} from './coverage-answers.js';
import { coverageNeverReleased } from './never-released.js';
import { marketUnknown, originsUnknown } from './origins.js';
import { readParameters } from './read-parameters.js';
import { scopeOf, spraysOfSeason, withoutExempt, type Need, type PlotOrigins } from './residue-scope.js';
import { spraysUnknown } from './unstated-sprays.js';
import { unlistedIn, unlistedOf } from './unlisted-results.js';
import { appliedUnlisted, hasUnlisted, sprayedUnlisted } from './unlisted-substances.js';

/**
 * 用什么药、检什么药: what was sprayed on the plots this season, what was applied after harvest, and what the market
 * watches for was tested for, by the batch's own laboratory results or by a report that covers it.
 *
 * - A clean result for something else says nothing of these; what was not tested for leaves the residues open, it does
 *   not fail them.
 * - A report on a block speaks for fruit picked in its window until the block is sprayed again; one on treated fruit
 *   for the same line, product and window (`domain/covering.ts`).
 * - A result by a name that was taken back is a test of nothing (`unlisted-results.ts`).
 * - What is no known substance cannot be tested for by name, and is open until somebody made it known.
 * - What the market needs no limit of is not tested for, by an official or confirmed row of the day of shipment, unless the
 *   market watches for it.
 * - What nobody recorded or stated (that all sprays are on record, treatments or that there were none, a watch list or that
 *   there is none) is
 *   open too.
 *
 * @see reference/working-rules.md, rule 12; docs/adr/0019-residue-coverage.md
 */
export const residueCoverage: RuleKind<null> = {
  kind: 'residue-coverage',
  subjects: ['BATCH'],
  actDay: 'SHIPMENT_DAY',
  ofMarket: true,
  releasable: coverageNeverReleased,
  remedy: step(
    'PACKHOUSE',
    '包装厂送有资质的实验室检测。',
    'The packhouse has it tested by an accredited laboratory.',
  ),
  parseParameters: (raw) => {
    readParameters('residue-coverage', raw, []);
    return null;
  },
  judge: (_, subject, ctx) => {
    const batch = batchOf(subject);
    if (ctx.facts.market === null) return marketUnknown();
    const day = shipmentDay(ctx.facts, ctx.at) ?? ctx.at.date;
    const watchList = watchListOn(ctx.facts.watchList, day);
    const scope = scopeOf(batch, watchList);
    const { needs, exempt } = toBeTested(scope, ctx.facts, day);
    const open = [...unknowns(batch, watchList, ctx.facts), ...holes(batch, needs, ctx)];
    if (open.length > 0) return worstOf(open);
    const tested = covered(batch, needs, coveragesOf(batch, usable(batch, ctx.facts)), exempt.length > 0);
    return restingOn(notNeeding(exempt, ctx, tested), watchList?.confidence ?? 'official');
  },
};

const exemptsAny = once((rows: Facts['residueLimits']): boolean => rows.some(({ isExempt }) => isExempt));

/** What has to be tested of a scope, and the rows by which the rest has not. */
function toBeTested(
  scope: readonly Need[],
  { residueLimits }: Facts,
  day: LocalDate,
): { readonly needs: readonly Need[]; readonly exempt: readonly ResidueLimitFacts[] } {
  if (!exemptsAny(residueLimits)) return { needs: scope, exempt: [] };
  const needs = withoutExempt(scope, (each) => exemptBy(residueLimits, each, day) !== null);
  const left = new Set(needs.flatMap(({ substances }) => substances));
  const all = new Set(scope.flatMap(({ substances }) => substances));
  const exempt = [...all]
    .filter((substance) => !left.has(substance))
    .flatMap((substance) => exemptBy(residueLimits, substance, day) ?? []);
  return { needs, exempt };
}

/** Everything without which it is not known what to test for. */
function unknowns(batch: BatchFacts, watchList: WatchListFacts | null, facts: Facts): Judgement[] {
  const sprays = batch.sprays;
  const unnamed = spraysOfSeason(batch).filter(hasNoContent);
  const treatments = batch.treatments ?? null;
  return [
    ...(sprays === null ? [spraysUnknown(batch)] : []),
    ...(batch.origins === null ? [originsUnknown(batch)] : []),
    ...unnamed.map(contentUnknown),
    ...spraysOfSeason(batch)
      .filter(hasUnlisted)
      .map((spray) => sprayedUnlisted(spray, TEST_UNKNOWN)),
    ...(treatments === null ? [treatmentsUnknown(batch)] : []),
    ...(treatments ?? []).filter(({ substances }) => substances === null).map(treatedWithUnknown),
    ...(treatments ?? []).filter(hasUnlisted).map((each) => appliedUnlisted(each, TEST_UNKNOWN)),
    ...(watchList === null ? [watchListUnknown(facts)] : []),
  ];
}

const TEST_UNKNOWN = both('应检什么无从知道', 'what to test for cannot be told');

const hasNoContent = ({ substances }: SprayFacts): boolean => substances === null;

function holes(batch: BatchFacts, needs: readonly Need[], ctx: JudgeContext): Judgement[] {
  const coverages = usable(batch, ctx.facts);
  return needs.flatMap((need) => {
    const missing = need.substances.filter(
      (substance) => !isTested(batch, need, substance) && !isCovered(need, substance, coverages),
    );
    return missing.length > 0
      ? [hole(batch, need, missing, nearest(batch, need, missing, ctx.facts), ctx)]
      : [];
  });
}

/** By a result of the batch's own; of what was applied after harvest, one that was not tested before. */
const isTested = ({ laboratoryResults }: BatchFacts, need: Need, wanted: string): boolean =>
  (laboratoryResults ?? []).some(
    ({ substance, testedOn }) =>
      substance === wanted &&
      (need.because !== 'APPLIED' || (testedOn !== null && testedOn >= need.treatment.performedOn)),
  );

/** Reports that may speak for the batch at all, whatever they cover. */
const usable = (batch: BatchFacts, { coverages }: Facts): CoverageFacts[] =>
  (coverages ?? []).filter((coverage) => speaksFor(coverage, batch));

function isCovered(need: Need, substance: string, coverages: readonly CoverageFacts[]): boolean {
  const testing = coverages.filter((coverage) => testsFor(coverage, substance));
  switch (need.because) {
    case 'SPRAYED':
      return isPlotCovered(need.plot, testing);
    case 'APPLIED':
      return testing.some((coverage) => coversTreatment(coverage, need.treatment));
    case 'WATCHED':
      return need.plots.length > 0 && need.plots.every((plot) => isPlotCovered(plot, testing));
  }
}

/** Every harvest of the plot has a report that covers it; a day that is not on record has none. */
const isPlotCovered = ({ plotId, origins }: PlotOrigins, coverages: readonly CoverageFacts[]): boolean =>
  origins.every(
    ({ harvestedOn }) =>
      harvestedOn !== null &&
      coverages.some(
        (coverage) =>
          isConfirmedIn(coverage, plotId) && reachOfBlock(coverage, plotId, harvestedOn) === 'COVERS',
      ),
  );

/** The report that would close the gap but for one thing, which is what people ask first; of several, the last one sampled. */
function nearest(
  batch: BatchFacts,
  need: Need,
  missing: readonly string[],
  { coverages }: Facts,
): Gap | null {
  const reports = coverages ?? [];
  const testing = reports
    .filter((each) => missing.some((substance) => testsFor(each, substance)))
    .toSorted((a, b) => (a.sampledOn < b.sampledOn ? 1 : -1));
  for (const coverage of testing) {
    const reach = reachOf(need, coverage);
    if (reach === 'VOID') return { why: 'SPRAYED_AGAIN', coverage };
    if (reach === 'COVERS' && coverage.isDoubted === true) return { why: 'WITHDRAWAL_ASKED', coverage };
    if (reach === 'COVERS' && !coverage.isConfirmed) return { why: 'NOT_CONFIRMED', coverage };
    if (reach === 'COVERS' && plotsOf(need).some(({ plotId }) => !isConfirmedIn(coverage, plotId)))
      return { why: 'PLOT_NOT_CONFIRMED', coverage };
    if (reach === 'COVERS' && !speaksFor(coverage, batch)) return { why: 'NOT_INDEPENDENT', coverage };
  }
  return nameTakenBack(batch, need, reports);
}

/** A report of which nobody knows any more what one of its lines looked for: the batch's own, or one that covers it. */
function nameTakenBack(batch: BatchFacts, need: Need, coverages: readonly CoverageFacts[]): Gap | null {
  const [result] = unlistedOf(batch);
  if (result) return { why: 'NAME_TAKEN_BACK', result };
  const coverage = coverages.find((each) => unlistedIn(each).length > 0 && reachOf(need, each) === 'COVERS');
  return coverage ? { why: 'NAME_TAKEN_BACK', coverage } : null;
}

const plotsOf = (need: Need): readonly PlotOrigins[] => {
  if (need.because === 'APPLIED') return [];
  return need.because === 'SPRAYED' ? [need.plot] : need.plots;
};

function reachOf(need: Need, coverage: CoverageFacts): 'COVERS' | 'VOID' | 'OUTSIDE' {
  if (need.because === 'APPLIED') return coversTreatment(coverage, need.treatment) ? 'COVERS' : 'OUTSIDE';
  const reaches = plotsOf(need).flatMap(({ plotId, origins }) =>
    origins.flatMap(({ harvestedOn }) =>
      harvestedOn === null ? [] : [reachOfBlock(coverage, plotId, harvestedOn)],
    ),
  );
  return (
    reaches.find((reach) => reach === 'VOID') ?? reaches.find((reach) => reach === 'COVERS') ?? 'OUTSIDE'
  );
}
