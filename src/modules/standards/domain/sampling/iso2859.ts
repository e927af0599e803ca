import { nonNegativeInteger } from '../../../../kernel/integer.js';
import { err, ok, type Result } from '../../../../kernel/result.js';
import {
  AQLS,
  CODE_LETTER_ROWS,
  MASTER_TABLES,
  type Aql,
  type Cell,
  type CodeLetter,
  type InspectionLevel,
  type Severity,
} from './iso2859-tables.js';
import type { AcceptanceNumbers } from './sampling-plan.js';
import type { SamplingRefusal } from './sampling.refusals.js';

/** A single sampling plan as the master table has it, arrows followed. */
export interface SinglePlan extends AcceptanceNumbers {
  readonly letter: CodeLetter;
  readonly sampleSize: number;
  /** Whether every cell on the way was read in a printed table. */
  readonly read: boolean;
}

/**
 * The sample-size code letter of a batch.
 *
 * @param batchSize units in the batch; the tables begin with 2
 * @returns the letter, or SAMPLING_BATCH_TOO_SMALL
 * @throws RangeError unless it is a whole number
 * @see ISO 2859-1:1999, table 1, read in MIL-STD-105E (reference/sampling-standards.json, secondary)
 */
export function codeLetterOf(batchSize: number, level: InspectionLevel): Result<CodeLetter, SamplingRefusal> {
  const size = nonNegativeInteger(batchSize, 'batch size');
  const row = CODE_LETTER_ROWS.find(({ from, to }) => size >= from && (to === null || size <= to));
  if (row) return ok(row.letters[level]);
  const least = Math.min(...CODE_LETTER_ROWS.map(({ from }) => from));
  return err({ code: 'SAMPLING_BATCH_TOO_SMALL', values: { batchSize: size, least }, path: ['batchSize'] });
}

/**
 * An AQL as a contract may write it, "2.50" or "4.0", as the one the tables have.
 *
 * @param text percent nonconforming, without the sign; nothing is rounded to a value of the tables
 * @returns the AQL as the tables print it, or SAMPLING_AQL_UNKNOWN
 */
export function readAql(text: string): Result<Aql, SamplingRefusal> {
  const written = /^[0-9]{1,3}\.[0-9]*0$/.test(text) ? text.replace(/\.?0+$/, '') : text;
  const aql = AQLS.find((each) => each === written);
  return aql ? ok(aql) : err({ code: 'SAMPLING_AQL_UNKNOWN', values: { aql: text }, path: ['aql'] });
}

/**
 * The plan that applies to a code letter and AQL. Behind an arrow the first plan in its direction applies, with **its**
 * sample size as well as its numbers.
 *
 * @returns the plan, or SAMPLING_PLAN_NOT_ON_RECORD
 * @see ISO 2859-1:1999, tables 2-A and 2-B, read in MIL-STD-105E (reference/sampling-standards.json, secondary)
 */
export function singlePlan(
  codeLetter: CodeLetter,
  aql: Aql,
  severity: Severity,
): Result<SinglePlan, SamplingRefusal> {
  const rows = MASTER_TABLES[severity];
  const first = rows.findIndex(({ letter }) => letter === codeLetter);
  const step = stepOf(rows[first]?.cells[aql]);
  let read = true;
  for (let index = first; ; index += step) {
    const row = rows[index];
    const cell = row?.cells[aql];
    // An arrow off the table, or one that points back at another, leads nowhere we know of.
    if (!row || !cell || (cell.kind === 'ARROW' && stepOf(cell) !== step)) {
      return err({ code: 'SAMPLING_PLAN_NOT_ON_RECORD', values: { codeLetter, aql }, path: ['aql'] });
    }
    read &&= cell.read;
    if (cell.kind === 'PLAN') {
      const { accept, reject } = cell;
      return ok({ letter: row.letter, sampleSize: row.sampleSize, accept, reject, read });
    }
  }
}

const stepOf = (cell: Cell | undefined): -1 | 1 =>
  cell?.kind === 'ARROW' && cell.direction === 'UP' ? -1 : 1;
