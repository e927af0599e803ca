import { countedShares, packagesOf, widestOf } from '../../standards/domain/defect-tally.js';
import { isContaminant } from '../../standards/domain/contaminants.js';
import type {
  BatchFacts,
  CorrectedFigure,
  InspectionFacts,
  LaboratoryResultFacts,
  MeasurementFacts,
} from '../../standards/domain/facts.js';
import type { Inspected } from './inspected.js';
import type { Withdrawn } from '../../standards/domain/withdrawal-facts.js';
import type { FigureRow, InspectionFactRow, MemberRow, WithdrawalRow } from '../fact-rows.js';

/**
 * What was measured of a batch in one inspection, with what follows from its counts; values in the unit each names.
 * Those that were corrected away after the signature are among them, marked: see {@link isStanding}.
 */
export const measurementFacts = (row: Inspected, of: MemberRow): MeasurementFacts[] =>
  [...row.measurements, ...countedFacts(row)].map(({ id, parameter, value, unit, ...more }) => ({
    id,
    parameter,
    value,
    unit,
    // Free text, which no rule asks for, and a judgement is kept for ever.
    method: null,
    measuredOn: row.sampledOn,
    ...provisional(row, of),
    ...corrected(more),
  }));

/** Left out where nothing was corrected after a signature, so that the same facts are the same text. */
const corrected = (row: Omit<FigureRow, 'id'>): CorrectedFigure => ({
  ...withdrawal(row),
  ...(row.awaitsAgreement ? { awaitsAgreement: true } : {}),
  ...(row.isDeclined ? { isDeclined: true } : {}),
});

/** Of what was withdrawn: by what, and whether the base office declined that; empty of what stands. */
export const withdrawal = ({ withdrawnById, isWithdrawalDeclined }: WithdrawalRow): Withdrawn =>
  withdrawnById === null
    ? {}
    : { correctedById: withdrawnById, ...(isWithdrawalDeclined ? { isWithdrawalDeclined: true } : {}) };

/** Whether nothing was entered in the place of a figure. */
export const isStanding = ({ correctedById }: CorrectedFigure): boolean => correctedById === undefined;

/** What was signed and then corrected away, while nobody has agreed to that. */
export function withdrawnFigures(
  figures: readonly MeasurementFacts[],
  results: readonly LaboratoryResultFacts[],
): Pick<BatchFacts, 'withdrawnMeasurements' | 'withdrawnResults' | 'withdrawnContaminants'> {
  const measurements = figures.filter((each) => !isStanding(each));
  const gone = results.filter((each) => !isStanding(each));
  const residues = gone.filter(({ substance }) => !isContaminant(substance));
  const contaminants = gone.filter(({ substance }) => isContaminant(substance));
  return {
    ...(measurements.length > 0 ? { withdrawnMeasurements: measurements } : {}),
    ...(residues.length > 0 ? { withdrawnResults: residues } : {}),
    ...(contaminants.length > 0 ? { withdrawnContaminants: contaminants } : {}),
  };
}

/** What follows from the counts of an inspection, as if it had been measured: nobody types it. */
function countedFacts({ id, counts }: Inspected): Inspected['measurements'] {
  const shares = countedShares(counts).map(({ parameter, percent }) => [parameter, percent, '%'] as const);
  const widest = widestOf(packagesOf(counts));
  const diameters = widest
    ? ([
        ['PACKAGE_SMALLEST_DIAMETER', widest.smallest, 'mm'],
        ['PACKAGE_LARGEST_DIAMETER', widest.largest, 'mm'],
      ] as const)
    : [];
  return [...shares, ...diameters].map(([parameter, value, unit]) => ({
    id: `${id}:${parameter}`,
    inspectionId: id,
    parameter,
    value,
    unit,
    withdrawnById: null,
    awaitsAgreement: false,
  }));
}

/** What a laboratory found of a batch, residues and contaminants, each in µg/kg or below its limit of quantification. */
export const resultFacts = (row: Inspected, of: MemberRow): LaboratoryResultFacts[] =>
  row.results.map(({ id, substance, value, loq, testedOn, definitionKind, definition, ...more }) => ({
    ...provisional(row, of),
    ...corrected(more),
    ...(definitionKind === null ? {} : { residueDefinitionKind: definitionKind }),
    ...(definition === null ? {} : { residueDefinition: definition }),
    id,
    substance,
    testedOn,
    sampledOn: row.sampledOn,
    result:
      value === null
        ? { kind: 'BELOW_LOQ', limitOfQuantification: loq }
        : { kind: 'QUANTIFIED', microgramsPerKg: value },
  }));

/** A figure counts for the fruit once somebody signed it who has no part in the fruit. */
export function provisional(
  row: InspectionFactRow,
  { interestedOrganisationIds }: MemberRow,
): Pick<MeasurementFacts, 'isProvisional'> {
  const { signedOn, inspectorOrganisationIds } = inspectionFacts(row);
  const isIndependent = interestedOrganisationIds.every((id) => !inspectorOrganisationIds.includes(id));
  return signedOn !== null && isIndependent ? {} : { isProvisional: true };
}

/** An inspection by itself: when it was signed and with which word, and every organisation its inspectors belong to. */
export const inspectionFacts = (row: InspectionFactRow): InspectionFacts => ({
  id: row.id,
  signedOn: row.signedOn,
  inspectorOrganisationIds: [
    ...new Set([row.organisationId, ...(row.inspectorOrganisationIds ?? [])]),
  ].sort(),
  verdict: row.verdict,
});
