import type { NextStep } from './finding.js';
import { step } from './judgement.js';

/**
 * How a line of a report on several batches becomes a test of something again whose name was taken back.
 *
 * @see docs/adr/0041-results-under-names.md
 */
export const REPORT_IS_ENTERED_ANEW: NextStep = step(
  'INSPECTION_BODY',
  '录入单位核对报告原件，撤销该覆盖报告，按报告所指的成分重新录入，并经第二人确认。',
  'Whoever entered the report looks at it, withdraws it and enters it anew by the substance it means; a second person confirms both.',
);
