import { err, type Result } from '../../kernel/result.js';
import { violatedConstraint } from './unit-of-work.js';

/**
 * Turns the violation of a constraint that a race can still reach into the business's no. The transaction is spent
 * by then: the refusal must go out of it at once, which is what returning it does.
 *
 * @param refusals what is said of each constraint, by name; any other error is thrown on
 */
export async function refusingViolations<T, E>(
  refusals: Readonly<Record<string, E>>,
  work: () => Promise<Result<T, E[]>>,
): Promise<Result<T, E[]>> {
  try {
    return await work();
  } catch (error) {
    const refusal = refusals[violatedConstraint(error) ?? ''];
    if (refusal === undefined) throw error;
    return err([refusal]);
  }
}
