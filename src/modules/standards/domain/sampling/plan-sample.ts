import { err, ok, type Result } from '../../../../kernel/result.js';
import { decimalFromUnits } from '../../../../kernel/decimal.js';
import { weakest } from '../rule.js';
import { explainIso2859, explainIspm31, explainPackageCount } from './explain-plan.js';
import { codeLetterOf, readAql, singlePlan } from './iso2859.js';
import type { InspectionLevel, Severity } from './iso2859-tables.js';
import { detectionSampleSize } from './ispm31.js';
import { packagesToOpen, type PackageCountTable } from './package-count.js';
import type {
  DetectionAim,
  Iso2859Plan,
  Ispm31Plan,
  PackageCountPlan,
  SampledUnit,
  SamplingStandard,
} from './sampling-plan.js';
import type { SamplingRefusal } from './sampling.refusals.js';

/** By what a sample is to be drawn, with the text that says so: its confidence becomes that of the plan. */
export interface Iso2859Request {
  readonly standard: SamplingStandard;
  readonly batchSize: number;
  readonly unit: SampledUnit;
  readonly level: InspectionLevel;
  readonly severity: Severity;
  /** In %, as the contract writes it. */
  readonly aql: string;
}

/** As {@link Iso2859Request}. */
export interface Ispm31Request extends DetectionAim {
  readonly standard: SamplingStandard;
  readonly batchSize: number | null;
  readonly unit: SampledUnit;
}

/** As {@link Iso2859Request}. */
export interface PackageCountRequest {
  readonly table: PackageCountTable;
  /** Packages in the batch. */
  readonly batchSize: number;
}

/**
 * What to draw from a packed batch by ISO 2859-1, and how to decide on it. A sample no smaller than the batch is the
 * whole batch; the numbers of the plan stay.
 *
 * @returns the plan, with its explanation, or SAMPLING_BATCH_TOO_SMALL, SAMPLING_AQL_UNKNOWN,
 *   SAMPLING_PLAN_NOT_ON_RECORD
 * @throws RangeError for numbers that cannot be, such as part of a unit
 * @see reference/sampling-standards.json, `ISO-2859-1`: a cell that was not read makes the plan `unverified`
 */
export function planIso2859(request: Iso2859Request): Result<Iso2859Plan, SamplingRefusal[]> {
  const { batchSize, unit, level, severity } = request;
  const standard = standardOf(request.standard);
  const letter = codeLetterOf(batchSize, level);
  const aql = readAql(request.aql);
  if (!letter.ok || !aql.ok) return err([letter, aql].flatMap((each) => (each.ok ? [] : [each.error])));
  const single = singlePlan(letter.value, aql.value, severity);
  if (!single.ok) return err([single.error]);
  const { accept, reject, sampleSize, read } = single.value;
  const plan = {
    scheme: 'ISO_2859_1' as const,
    standard,
    batchSize,
    unit,
    level,
    severity,
    accept,
    reject,
    aql: aql.value,
    codeLetter: letter.value,
    planLetter: single.value.letter,
    sampleSize: Math.min(sampleSize, batchSize),
    everything: sampleSize >= batchSize,
    confidence: weakest([standard.confidence, read ? 'official' : 'unverified']),
  };
  return ok({ ...plan, explanation: explainIso2859(plan) });
}

/**
 * How large a sample by ISPM 31 is, in which a single find counts.
 *
 * @returns the plan, with its explanation, or SAMPLING_DETECTION_BELOW_ONE
 * @throws RangeError for numbers that cannot be, such as a share above 100 %
 * @see reference/sampling-standards.json, `ISPM-31`
 */
export function planIspm31(request: Ispm31Request): Result<Ispm31Plan, SamplingRefusal[]> {
  const { batchSize, unit, detectionLevel, confidenceLevel, efficacy } = request;
  const standard = standardOf(request.standard);
  const sampleSize = detectionSampleSize(batchSize, request);
  if (sampleSize === null) {
    const level = decimalFromUnits(BigInt(detectionLevel) * BigInt(efficacy), 10); // ppm of ppm as %
    const values = { batchSize: batchSize ?? 0, level };
    return err([{ code: 'SAMPLING_DETECTION_BELOW_ONE', values, path: ['detectionLevel'] }]);
  }
  const plan = {
    scheme: 'ISPM_31' as const,
    standard,
    batchSize,
    unit,
    sampleSize,
    detectionLevel,
    confidenceLevel,
    efficacy,
    everything: sampleSize === batchSize,
    confidence: standard.confidence,
    accept: 0,
    reject: 1,
  };
  return ok({ ...plan, explanation: explainIspm31(plan) });
}

/**
 * How many cartons to open by a table of package counts.
 *
 * @returns the plan, with its explanation, or what `packagesToOpen` refuses
 * @throws RangeError for part of a carton
 */
export function planPackageCount(request: PackageCountRequest): Result<PackageCountPlan, SamplingRefusal[]> {
  const { table, batchSize } = request;
  const open = packagesToOpen(table.steps, batchSize);
  if (!open.ok) return err([open.error]);
  const plan = {
    scheme: 'PACKAGE_COUNT' as const,
    batchSize,
    confidence: table.confidence,
    unit: 'CARTON' as const,
    standard: standardOf(table),
    table: table.code,
    sampleSize: open.value,
    everything: open.value === batchSize,
  };
  return ok({ ...plan, explanation: explainPackageCount(plan) });
}

/** What a plan keeps of the row it was made by. */
const standardOf = ({ title, edition, source, confidence }: SamplingStandard): SamplingStandard => ({
  title,
  edition,
  source,
  confidence,
});
