import type { MicrogramsPerKg } from '../../../kernel/residue.js';
import type { LaboratoryResultFacts } from '../domain/facts.js';

/**
 * Whether a result shows that no more than a limit is there: what was found, or where nothing was, the limit of
 * quantification of the method, is not above it.
 *
 * @param limit in µg/kg, the one that another method could not see
 */
export const isFineEnough = (
  { result }: Pick<LaboratoryResultFacts, 'result'>,
  limit: MicrogramsPerKg,
): boolean => (result.kind === 'QUANTIFIED' ? result.microgramsPerKg : result.limitOfQuantification) <= limit;

type Sampled = Pick<LaboratoryResultFacts, 'sampledOn'>;

/** Whether the sample of one test is no older than that of another; both of the same sample are. Not where a day is not known. */
export const isNoOlder = ({ sampledOn: later }: Sampled, { sampledOn: earlier }: Sampled): boolean =>
  Boolean(later) && Boolean(earlier) && later! >= earlier!;
