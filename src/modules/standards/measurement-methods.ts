import { readReferenceTable } from '../../../reference/reference-tables.js';
import type { MeasurementMethodRow } from '../../../reference/rows.js';
import { referenceDirectory } from '../../infrastructure/database/reference-loader.js';
import { localDate, type LocalDate } from '../../kernel/local-date.js';
import { CONFIDENCES } from './domain/rule.js';

/** How a parameter is sampled, measured or counted, as one text says. People work by it; nothing is judged by it. */
export type MeasurementMethod = Omit<MeasurementMethodRow, 'validFrom' | 'validTo' | 'lastChecked'> & {
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
  readonly lastChecked: LocalDate;
};

let byParameter: Map<string, MeasurementMethod[]> | undefined;

/**
 * The methods that ship with the product for a parameter, the best trusted first; none where no text that names one was
 * read. The table is read when it is first asked for.
 *
 * @see reference/measurement-methods.json
 */
export function methodsFor(parameter: string): readonly MeasurementMethod[] {
  byParameter ??= Map.groupBy(
    readReferenceTable(referenceDirectory(), 'measurement-methods').map(dated).sort(byTrust),
    (method) => method.parameter,
  );
  return byParameter.get(parameter) ?? [];
}

const byTrust = (a: MeasurementMethod, b: MeasurementMethod): number =>
  CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence);

const dated = (row: MeasurementMethodRow): MeasurementMethod => ({
  ...row,
  validFrom: day(row.validFrom),
  validTo: day(row.validTo),
  lastChecked: localDate(row.lastChecked),
});

const day = (written: string | null): LocalDate | null => (written === null ? null : localDate(written));
