import type { LocalDate } from '../../kernel/local-date.js';
import type { Residue } from './domain/read-laboratory-report.js';
import type { LaboratoryResult } from './inspection-result.entity.js';

/** The head of a report, as every line of it keeps it. */
interface ReportHead {
  readonly laboratory: string;
  readonly reportNumber: string;
  readonly accreditation?: string | null | undefined;
  readonly testedOn: LocalDate;
}

export type LineColumns = Pick<
  LaboratoryResult,
  | 'laboratory'
  | 'reportNumber'
  | 'accreditation'
  | 'testedOn'
  | 'substance'
  | 'substanceTold'
  | 'valueMicrogramsPerKg'
  | 'loqMicrogramsPerKg'
  | 'residueDefinitionKind'
  | 'residueDefinition'
>;

/** A line that was read, as it is kept. */
export const lineColumns = (report: ReportHead, residue: Residue): LineColumns => ({
  laboratory: report.laboratory,
  reportNumber: report.reportNumber,
  accreditation: report.accreditation ?? null,
  testedOn: report.testedOn,
  substance: residue.substance,
  substanceTold: residue.substanceTold ?? null,
  valueMicrogramsPerKg: residue.microgramsPerKg,
  loqMicrogramsPerKg: residue.loqMicrogramsPerKg,
  residueDefinitionKind: residue.residueDefinitionKind ?? null,
  residueDefinition: residue.residueDefinition ?? null,
});

/** A line that is kept, as it was read; what the report does not say, and a name that is not kept, is left out. */
export const enteredLine = (row: LineColumns): Residue => ({
  substance: row.substance,
  ...(row.substanceTold === null ? {} : { substanceTold: row.substanceTold }),
  microgramsPerKg: row.valueMicrogramsPerKg,
  loqMicrogramsPerKg: row.loqMicrogramsPerKg,
  ...(row.residueDefinitionKind === null ? {} : { residueDefinitionKind: row.residueDefinitionKind }),
  ...(row.residueDefinition === null ? {} : { residueDefinition: row.residueDefinition }),
});
