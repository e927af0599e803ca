/**
 * The rows of reference/*.json as types. They mirror `schemas.ts`, which checks them when they are read.
 * Self-contained on purpose: the loader stands below every module, so nothing here may import one.
 */
export type Confidence = 'official' | 'confirmed' | 'secondary' | 'unverified';

export interface Text {
  readonly zh: string;
  readonly en: string;
}
export interface SourceRow {
  readonly document: string;
  readonly clause: string | null;
  readonly url: string | null;
}

/** What every row carries. Dates are `YYYY-MM-DD`; `validTo` is the last day, inclusive. */
export interface Dated {
  readonly edition: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly source: SourceRow;
  readonly lastChecked: string;
  readonly confidence: Confidence;
}

export interface RegionRow extends Dated {
  readonly code: string;
  readonly name: Text;
  readonly level: 'PROVINCE' | 'CITY' | 'COUNTY' | 'TOWN';
  readonly parent: string | null;
  /** Whether it belongs to one of the base's two counties. */
  readonly inBase: boolean;
  /** Longitude and latitude in degrees, as decimal texts. */
  readonly centroid: readonly string[] | null;
  /** West, south, east, north. */
  readonly boundingBox: readonly string[] | null;
  readonly coordinateConfidence: Confidence | null;
}
export interface CustomsDistrictRow extends Dated {
  readonly code: string;
  readonly name: Text;
  readonly counties: readonly string[];
}
export interface MeasuredFigures {
  readonly basis: Text;
  readonly figures: readonly { readonly parameter: string; readonly value: string; readonly unit: string }[];
  readonly source: SourceRow;
  readonly confidence: Confidence;
}
export interface VarietyRow extends Dated {
  readonly code: string;
  readonly name: Text;
  readonly species: string | null;
  readonly maturityClass: 'EARLY' | 'MID' | 'LATE' | null;
  readonly maturity: Text | null;
  readonly measured: readonly MeasuredFigures[];
  readonly note: Text | null;
}
export interface VarietyListRow extends Dated {
  readonly code: string;
  readonly title: Text;
  readonly isExample: boolean;
}
export interface VarietyListEntryRow extends Dated {
  readonly list: string;
  readonly variety: string;
  /** `MM-DD`; the window may run over the new year. */
  readonly harvestFrom: string | null;
  readonly harvestTo: string | null;
  readonly note: Text | null;
}
export interface MarketRow extends Dated {
  readonly code: string;
  readonly name: Text;
  readonly kind: 'COUNTRY' | 'REGION' | 'UNION' | 'FICTIONAL';
  readonly isoCode: string | null;
  readonly note: Text | null;
}
export interface MarketStatusRow extends Dated {
  readonly market: string;
  readonly status: 'OPEN' | 'CLOSED';
  readonly note: Text | null;
}
export interface MarketPackRow extends Dated {
  readonly market: string;
  /** What was not read or not confirmed; empty: nothing is open. */
  readonly missing: readonly Text[];
}
/** A pest 有害生物; `eppoCode` is null where none was found. */
export interface PestRow extends Dated {
  readonly code: string;
  readonly name: Text;
  readonly scientificName: string;
  readonly eppoCode: string | null;
}
export interface SubstanceRow extends Dated {
  readonly code: string;
  readonly name: Text;
}
export interface BannedSubstanceRow extends Dated {
  readonly act: string;
  readonly substance: string;
  readonly scope: Text;
  readonly note: Text | null;
}
export interface ProductIntervalRow extends Dated {
  readonly substance: string;
  readonly formulation: string;
  readonly crop: string;
  readonly target: string;
  readonly intervalDays: number;
  readonly maxApplications: number | null;
  readonly note: Text | null;
}
export interface ResidueLimitRow extends Dated {
  readonly market: string;
  readonly substance: string;
  readonly commodity: string;
  readonly level: 'COMMODITY' | 'GROUP' | 'CLASS';
  readonly limitMicrogramsPerKg: number;
  /** Whether the limit is the limit of determination (marked * in the EU's tables). */
  readonly atLoq: boolean;
  /** What the table counts as the residue, in its own words; null: the table was read without one. */
  readonly residueDefinition: string | null;
  /** What those words say: the substance alone, a sum expressed as it, or something else. */
  readonly residueDefinitionKind: 'SUBSTANCE' | 'SUM' | 'OTHER' | null;
  readonly note: string | null;
}
export interface ResidueFallbackRow extends Dated {
  readonly market: string;
  readonly kind: 'UNIFORM' | 'NOT_DETECTED' | 'OTHER';
  readonly limitMicrogramsPerKg: number | null;
  /** Whether residue-limits holds the market's whole list. */
  readonly listComplete: boolean;
  readonly order: readonly string[];
  readonly note: Text | null;
}
export interface WatchListRow extends Dated {
  readonly market: string;
  /** Empty: the market watches for nothing in particular. */
  readonly substances: readonly string[];
}
export interface GeographicalIndicationRow extends Dated {
  readonly code: string;
  readonly name: Text;
  readonly scheme: Text;
  readonly registrationNumber: string | null;
  readonly area: Text | null;
  readonly areaCode: string | null;
  readonly areaConfidence: Confidence | null;
  readonly areaSource: SourceRow | null;
  readonly note: Text | null;
}
export interface SizeCodeRow extends Dated {
  readonly code: number;
  readonly minMillimetres: number;
  readonly maxMillimetres: number;
}
/** How a parameter is sampled, measured or counted, as one text says; `note`: what of it was not read. */
export interface MeasurementMethodRow extends Dated {
  readonly code: string;
  readonly parameter: string;
  readonly text: Text;
  readonly note: Text | null;
}
/** Where a sampling standard was read; its tables and reckoning are in standards/domain/sampling. */
export interface SamplingStandardRow extends Dated {
  readonly code: string;
  readonly title: Text;
  readonly note: Text | null;
}
/** What the measures on the compliance certificate 承诺达标合格证 demand, as far as it was read. */
export interface ComplianceCertificateRow extends Dated {
  readonly code: string;
  readonly title: Text;
  readonly note: Text | null;
}
/** One edition of a table that says how many packages of a batch to open. */
export interface PackageCountRow extends Dated {
  readonly code: string;
  readonly title: Text;
  readonly steps: readonly {
    readonly from: number;
    /** Inclusive; null: and above. */
    readonly to: number | null;
    readonly packages: number;
  }[];
  readonly note: Text | null;
}
export interface StandardRow extends Dated {
  readonly code: string;
  readonly title: Text;
  readonly publisher: string;
  readonly isExample: boolean;
  /** A rule set of the product's own, which no authority issued. */
  readonly isOwn: boolean;
}
export interface RuleRow extends Dated {
  readonly standard: string;
  readonly code: string;
  readonly unity: 'VARIETY' | 'BRAND' | 'STANDARD' | 'CHANNEL';
  readonly subject: 'PLOT' | 'BATCH' | 'LOT' | 'SHIPMENT';
  readonly kind: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Which batches it is for. Left out: all. */
  readonly conditions?: { readonly classes?: readonly string[]; readonly varieties?: readonly string[] };
  readonly market: string | null;
  readonly exceptMarkets: readonly string[];
  readonly stage: 'HARVEST' | 'PACK' | 'DECLARE' | 'LOAD' | 'DEPART' | 'ARRIVE';
  readonly effect: 'LEGAL' | 'CONTRACT' | 'ADVICE';
  readonly title: Text;
}
/** A rule of an international standard, which holds where a contract or a market pack adopts it. */
export interface AdoptableRuleRow extends Dated {
  /** The standard, as its publisher calls it. */
  readonly standard: string;
  readonly code: string;
  readonly kind: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly title: Text;
}

/** Every table by the name of its file. */
export interface ReferenceTables {
  readonly regions: readonly RegionRow[];
  readonly 'customs-districts': readonly CustomsDistrictRow[];
  readonly varieties: readonly VarietyRow[];
  readonly 'variety-lists': readonly VarietyListRow[];
  readonly 'variety-list-entries': readonly VarietyListEntryRow[];
  readonly markets: readonly MarketRow[];
  readonly 'market-status': readonly MarketStatusRow[];
  readonly 'market-packs': readonly MarketPackRow[];
  readonly pests: readonly PestRow[];
  readonly substances: readonly SubstanceRow[];
  readonly 'banned-substances': readonly BannedSubstanceRow[];
  readonly 'product-intervals': readonly ProductIntervalRow[];
  readonly 'residue-limits': readonly ResidueLimitRow[];
  readonly 'residue-fallbacks': readonly ResidueFallbackRow[];
  readonly 'watch-lists': readonly WatchListRow[];
  readonly 'geographical-indications': readonly GeographicalIndicationRow[];
  readonly 'eu-size-codes': readonly SizeCodeRow[];
  readonly 'sampling-standards': readonly SamplingStandardRow[];
  readonly 'measurement-methods': readonly MeasurementMethodRow[];
  readonly 'compliance-certificate': readonly ComplianceCertificateRow[];
  readonly 'package-counts': readonly PackageCountRow[];
  readonly standards: readonly StandardRow[];
  readonly rules: readonly RuleRow[];
  readonly 'adoptable-rules': readonly AdoptableRuleRow[];
}
export type TableName = keyof ReferenceTables;
