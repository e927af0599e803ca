import type { Severity } from './iso2859-tables.js';
import type { AcceptanceNumbers } from './sampling-plan.js';

/** Of the batches of one supplier and one kind of fault, in the order they were presented for the first time. */
export type BatchOutcome = 'ACCEPTED' | 'NOT_ACCEPTED';

/** What the numbers of a plan say of a batch with so many nonconforming units in its sample, whatever they rest on. */
export const outcomeOf = ({ reject }: AcceptanceNumbers, nonconforming: number): BatchOutcome =>
  nonconforming >= reject ? 'NOT_ACCEPTED' : 'ACCEPTED';

/** Where a series of batches stands. Plain JSON, to be kept between two batches. */
export type SeverityState =
  /** `recent`: the last four outcomes since normal inspection began, oldest first. */
  | { readonly severity: 'NORMAL'; readonly recent: readonly BatchOutcome[] }
  /** Outcomes since tightened inspection began: accepted in a row just now, and not accepted in all. */
  | { readonly severity: 'TIGHTENED'; readonly acceptedInARow: number; readonly notAccepted: number }
  /** 暂停抽样检验, until the supplier has acted and the responsible authority agrees ({@link resumed}). */
  | { readonly severity: 'DISCONTINUED' };

const WINDOW = 5;
const NOT_ACCEPTED_TO_TIGHTEN = 2;
const ACCEPTED_TO_RELAX = 5;
const NOT_ACCEPTED_TO_DISCONTINUE = 5;

/** Every series begins with normal inspection. */
export const NORMAL_FROM_NOW: SeverityState = { severity: 'NORMAL', recent: [] };
const TIGHTENED_FROM_NOW: SeverityState = { severity: 'TIGHTENED', acceptedInARow: 0, notAccepted: 0 };

/**
 * How severely the next batch is inspected, after the outcome of one more.
 *
 * - normal to tightened: 2 of 5 or fewer batches in a row not accepted;
 * - tightened to normal: 5 in a row accepted;
 * - tightened to discontinued: 5 in all not accepted since it was tightened.
 *
 * Only batches presented for the first time count; those presented again after sorting do not. Reduced inspection is
 * left out: its tables were not read.
 *
 * These rules are `secondary`: told alike by two pages and by memory, the standard itself was not read
 * (`ISO-2859-1-SWITCHING` in reference/sampling-standards.json).
 *
 * @throws RangeError for a batch judged by sampling while that is discontinued (a caller's bug)
 * @see ISO 2859-1:1999, clause 9
 */
export function afterBatch(state: SeverityState, outcome: BatchOutcome): SeverityState {
  switch (state.severity) {
    case 'NORMAL': {
      const last = [...state.recent, outcome].slice(-WINDOW);
      if (last.filter((each) => each === 'NOT_ACCEPTED').length >= NOT_ACCEPTED_TO_TIGHTEN)
        return TIGHTENED_FROM_NOW;
      return { severity: 'NORMAL', recent: last.slice(1 - WINDOW) };
    }
    case 'TIGHTENED':
      return afterTightened(state, outcome);
    case 'DISCONTINUED':
      throw new RangeError('no batch is judged by sampling while that is discontinued');
  }
}

/**
 * Sampling begins again, tightened as it was before, once the supplier has acted and the responsible authority has agreed that
 * this is likely to be effective.
 *
 * @throws RangeError where sampling was not discontinued (a caller's bug)
 * @see ISO 2859-1:1999, clause 9.4; `secondary` as {@link afterBatch}
 */
export function resumed({ severity }: SeverityState): SeverityState {
  if (severity !== 'DISCONTINUED') throw new RangeError('only what was discontinued is resumed');
  return TIGHTENED_FROM_NOW;
}

/**
 * By which table the next batch is judged; null while no batch may be judged by sampling.
 *
 * @see ISO 2859-1:1999, clause 9; `secondary` as {@link afterBatch}
 */
export const severityOf = ({ severity }: SeverityState): Severity | null =>
  severity === 'DISCONTINUED' ? null : severity;

function afterTightened(
  { acceptedInARow, notAccepted }: Extract<SeverityState, { severity: 'TIGHTENED' }>,
  outcome: BatchOutcome,
): SeverityState {
  if (outcome === 'ACCEPTED') {
    if (acceptedInARow + 1 >= ACCEPTED_TO_RELAX) return NORMAL_FROM_NOW;
    return { severity: 'TIGHTENED', acceptedInARow: acceptedInARow + 1, notAccepted };
  }
  if (notAccepted + 1 >= NOT_ACCEPTED_TO_DISCONTINUE) return { severity: 'DISCONTINUED' };
  return { severity: 'TIGHTENED', acceptedInARow: 0, notAccepted: notAccepted + 1 };
}
