import type { Decimal } from '../../../kernel/decimal.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import type { MicrogramsPerKg } from '../../../kernel/residue.js';
import type { ResidueDefinition } from './residue-definition.js';
import type { Confidence, Source } from './rule.js';
import type { Withdrawn } from './withdrawal-facts.js';

/** A residue as a laboratory reports it. "Below the limit of quantification" is its own case, never a zero. */
export type ResidueResult =
  | { readonly kind: 'QUANTIFIED'; readonly microgramsPerKg: MicrogramsPerKg }
  | { readonly kind: 'BELOW_LOQ'; readonly limitOfQuantification: MicrogramsPerKg };

/** What a bath holds of its product, in the unit it was told in. */
export interface Concentration {
  readonly value: Decimal;
  readonly unit: string;
}

/** Something applied to fruit after harvest 采后保鲜处理, on the way of one batch. */
export interface TreatmentFacts extends Withdrawn {
  readonly id: string;
  /** The packhouse. */
  readonly organisationId: string;
  /** Code of the line or bath at the packhouse. */
  readonly line: string;
  /** The product as its label names it (农药登记证号 and name), for people to read. */
  readonly product: string;
  /** Tells products apart: two treatments with the same one used the same product. */
  readonly productKey: string;
  readonly concentration: Concentration | null;
  /** Codes of the active substances, and references to those that are in no list; empty: it has none; null: not recorded. */
  readonly substances: readonly string[] | null;
  /** Those of `substances` that are in no list, as of a spray. Left out where there are none, and in facts kept by older versions. */
  readonly unlisted?: readonly string[];
  readonly performedOn: LocalDate;
}

/** A report that covers fruit of more than one batch 残留覆盖: of a block for a harvest window, or of a treatment. */
export interface CoverageFacts {
  readonly id: string;
  readonly reportNumber: string;
  readonly of: CoveredBlock | CoveredTreatment;
  /** First and last day of harvest, or of treatment, that it covers. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly sampledOn: LocalDate;
  readonly testedOn: LocalDate;
  /** Whether a second person confirmed it: before, it may speak against the fruit and never for it. */
  readonly isConfirmed: boolean;
  /** Whether one person says of what two stated that it no longer counts: until another agrees it is as if not confirmed. */
  readonly isDoubted?: boolean;
  /** Every organisation that those who entered and confirmed it belonged to. */
  readonly personOrganisationIds: readonly string[];
  /** Everything found, and everything looked for that is to be tested of these batches. */
  readonly results: readonly CoverageResultFacts[];
}

/** What a report on a block covers, as far as it concerns these batches. */
export interface CoveredBlock {
  readonly kind: 'BLOCK';
  /** Plots of these batches that it covers. */
  readonly plotIds: readonly string[];
  /**
   * Those of them that are of the block only by an entry the base office has not confirmed: of the registration, or of the plot
   * under it on the day of sampling. Left out where there are none, and in facts kept by older versions.
   */
  readonly unconfirmedPlotIds?: readonly string[];
  /** The first day, not before the sampling, on which any plot of the block was sprayed; null: none was. */
  readonly sprayedAgainOn: LocalDate | null;
  /** The first such day of a spray that was withdrawn and nobody agreed to that yet; left out where there is none. */
  readonly withdrawnSprayOn?: LocalDate;
  /** The same where the base office declined the withdrawal. */
  readonly declinedSprayOn?: LocalDate;
}

/** What a report on treated fruit covers: one packhouse, line and product, and the bath that was tested. */
export interface CoveredTreatment {
  readonly kind: 'TREATMENT';
  readonly organisationId: string;
  readonly line: string;
  readonly productKey: string;
  readonly concentration: Concentration | null;
}

/** With what was counted, where the report says so; left out where it does not. */
export interface CoverageResultFacts extends ResidueDefinition {
  readonly id: string;
  readonly substance: string;
  readonly result: ResidueResult;
}

/** An edition of what a market watches for in this fruit, whatever was used on it (reference/watch-lists.json). */
export interface WatchListFacts {
  readonly edition: string | null;
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
  readonly source: Source;
  readonly confidence: Confidence;
  /** Substance codes; empty: the market watches for nothing in particular. */
  readonly substances: readonly string[];
}
