import type { Ppm } from '../../../../kernel/ppm.js';
import type { Bilingual, Confidence, Source } from '../rule.js';
import type { Aql, CodeLetter, InspectionLevel, Severity } from './iso2859-tables.js';

/** What is drawn and judged one by one. */
export type SampledUnit = 'CARTON' | 'FRUIT';

/** The text a plan is taken from: a row of reference/sampling-standards.json, or of a package-count table. */
export interface SamplingStandard {
  readonly title: Bilingual;
  readonly edition: string | null;
  readonly source: Source;
  readonly confidence: Confidence;
}

/** For the worksheet: what to take, how to decide, and what to know about it. */
export interface PlanExplanation {
  readonly take: Bilingual;
  readonly decide: Bilingual;
  readonly remarks: readonly Bilingual[];
}

interface Plan {
  readonly unit: SampledUnit;
  /** How many units to draw at random from the batch. */
  readonly sampleSize: number;
  /** Whether that is all there are. */
  readonly everything: boolean;
  readonly standard: SamplingStandard;
  /** The least trusted of the standard and of the cells that were used. */
  readonly confidence: Confidence;
  readonly explanation: PlanExplanation;
}

/** Accepted with at most `accept` nonconforming units in the sample, not accepted with `reject` or more. */
export interface AcceptanceNumbers {
  readonly accept: number;
  readonly reject: number;
}

/** A single sampling plan for a contract that names ISO 2859-1 or GB/T 2828.1. */
export interface Iso2859Plan extends Plan, AcceptanceNumbers {
  readonly scheme: 'ISO_2859_1';
  readonly batchSize: number;
  readonly level: InspectionLevel;
  readonly severity: Severity;
  readonly aql: Aql;
  /** The letter of the batch size. */
  readonly codeLetter: CodeLetter;
  /** The letter of the plan that applies: another one where the table has an arrow. */
  readonly planLetter: CodeLetter;
}

/** What a plant-health sample is to find, and how surely. */
export interface DetectionAim {
  /** 检出水平: the share of infested units that is to be noticed. */
  readonly detectionLevel: Ppm;
  /** 置信水平: how surely at least one infested unit is found at that share. */
  readonly confidenceLevel: Ppm;
  /** 检出效率: how surely an infested unit is recognised when it is looked at. */
  readonly efficacy: Ppm;
}

/** A sample for a market that names ISPM 31: any find counts. */
export interface Ispm31Plan extends Plan, AcceptanceNumbers, DetectionAim {
  readonly scheme: 'ISPM_31';
  /** Null: so large, or so unknown, that it is taken as endless. */
  readonly batchSize: number | null;
}

/** How many packages inspectors open; the shares found are then held against the tolerances of the marketing standard. */
export interface PackageCountPlan extends Plan {
  readonly scheme: 'PACKAGE_COUNT';
  readonly batchSize: number;
  /** Code of the table. */
  readonly table: string;
}

/**
 * 抽样方案: what to draw from one packed batch and how to decide on it. Plain JSON, so that a worksheet can keep the plan
 * it was made by. What the standards call a lot is our packed batch, never a joint export lot.
 */
export type SamplingPlan = Iso2859Plan | Ispm31Plan | PackageCountPlan;
