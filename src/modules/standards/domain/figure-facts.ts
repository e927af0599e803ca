import type { Decimal } from '../../../kernel/decimal.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import type { ResidueResult } from './coverage-facts.js';
import type { ResidueDefinition } from './residue-definition.js';
import type { Withdrawn } from './withdrawal-facts.js';

/**
 * Of a figure that was signed and corrected afterwards, or of its correction, while the base office has not agreed; all left out
 * of others, and in facts kept by older versions.
 */
export interface CorrectedFigure extends Withdrawn {
  /** It took the place of one: it may speak against the fruit, never for it. */
  readonly awaitsAgreement?: true;
  /** The same of one that the base office declined. */
  readonly isDeclined?: true;
  /** It is looked at beside the one whose place it takes; never so as it is recorded. */
  readonly isBeside?: true;
}

/**
 * Whether a figure may answer what another leaves open: not one that was withdrawn, and not one beside what it took the place of,
 * for whoever corrects would have both.
 */
export const mayAnswer = ({ correctedById, isBeside }: CorrectedFigure): boolean =>
  correctedById === undefined && !isBeside;

/** One measured value, with the unit it was taken in. */
export interface MeasurementFacts extends CorrectedFigure {
  readonly id: string;
  /** A code of `standards/domain/measurement-parameters.ts`. */
  readonly parameter: string;
  readonly value: Decimal;
  readonly unit: string;
  readonly measuredOn: LocalDate | null;
  readonly method: string | null;
  readonly isProvisional?: Provisional;
}

/**
 * Whether the inspection it comes from is not signed, or not by somebody independent of the fruit: such a figure may
 * speak against the fruit, never for it. Left out where nothing of the kind is the case.
 */
export type Provisional = true | undefined;

/**
 * A residue result. "Below the limit of quantification" is its own case, never a zero. What was counted is left out where the
 * report does not say, and in facts kept by older versions.
 */
export interface LaboratoryResultFacts extends ResidueDefinition, CorrectedFigure {
  readonly id: string;
  /** Substance code, see reference/substances.json. */
  readonly substance: string;
  readonly result: ResidueResult;
  readonly testedOn: LocalDate | null;
  /** The day of the sample that was tested. Absent in facts kept by older versions. */
  readonly sampledOn?: LocalDate | null;
  readonly isProvisional?: Provisional;
}
