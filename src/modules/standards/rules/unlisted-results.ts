import type { CoverageFacts, CoverageResultFacts } from '../domain/coverage-facts.js';
import type { BatchFacts } from '../domain/facts.js';
import type { Judgement, NextStep } from '../domain/finding.js';
import { both, said, step, undecided } from '../domain/judgement.js';
import { isReference } from '../domain/names.js';
import { REPORT_IS_ENTERED_ANEW } from '../domain/report-entered-anew.js';
import { mg, resultEvidence, type TestedResult } from './residue-answers.js';

/*
 * Results that were entered by a name which two people took back since (docs/adr/0041-results-under-names.md): facts have a
 * reference in the place of their substance. They are tests of nothing, and what they found is not gone.
 */

/** Whether a line of a report is of no substance that is known. In facts kept by older versions none is. */
export const isUnlisted = ({ substance }: Pick<CoverageResultFacts, 'substance'>): boolean =>
  isReference(substance);

/** Whether a line says anything by itself: not where nothing was found of what nobody knows. */
export const saysAnything = (line: Pick<CoverageResultFacts, 'substance' | 'result'>): boolean =>
  !isUnlisted(line) || line.result.kind === 'QUANTIFIED';

/** The batch's own results of no known substance. */
export const unlistedOf = ({ laboratoryResults }: BatchFacts): TestedResult[] =>
  (laboratoryResults ?? []).filter(isUnlisted);

/** The lines of a report on several batches, as results. */
export const linesOf = ({ id: coverageId, testedOn, sampledOn, results }: CoverageFacts): TestedResult[] =>
  results.map((line) => ({ ...line, testedOn, sampledOn, coverageId }));

/** Those of no known substance. */
export const unlistedIn = (report: CoverageFacts): TestedResult[] => linesOf(report).filter(isUnlisted);

/** How a line of the batch's own report becomes a test of something again. */
export const LINE_IS_CORRECTED: NextStep = step(
  'INSPECTION_BODY',
  '检验机构核对报告原件，按其所指的成分更正该结果；签字后的更正须经基地办公室同意。',
  'The inspection body looks at the report and corrects the line to the substance it means; after the signature the base office has to agree.',
);

const stepFor = ({ coverageId }: TestedResult): NextStep =>
  coverageId === undefined ? LINE_IS_CORRECTED : REPORT_IS_ENTERED_ANEW;

/** INDETERMINATE: a residue of something that nobody knows, which may be of anything. */
export const foundUnlisted = (tested: TestedResult): Judgement => {
  const { result } = tested;
  const figure = result.kind === 'QUANTIFIED' ? result.microgramsPerKg : result.limitOfQuantification;
  return undecided(
    said(() =>
      both(
        `检出 ${mg(figure)} 的成分，录入所用名称（见该记录）已不是农药成分目录中的名称，是否超过限量无从核对。`,
        `Found at ${mg(figure)}: something whose name (it is in the record) is no longer one of the list of substances; whether that is above a limit cannot be told.`,
      ),
    ),
    stepFor(tested),
    [{ ...resultEvidence(tested), field: 'unlistedSubstance' }],
  );
};

/**
 * INDETERMINATE: whatever was tested for is called by names that nobody knows, which is no test.
 *
 * @param lines at least one
 */
export const testedUnlisted = (lines: readonly TestedResult[]): Judgement =>
  undecided(
    both(
      '没有残留检测结果：已有结果录入所用的名称已不是农药成分目录中的名称。',
      'There is no residue result: the names by which results were entered are no longer those of the list of substances.',
    ),
    lines.map(stepFor),
    lines.map((line) => ({ ...resultEvidence(line), field: 'unlistedSubstance' })),
  );
