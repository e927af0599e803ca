import type { Decimal } from '../../../kernel/decimal.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import type { Grams } from '../../../kernel/mass.js';
import type { CoverageFacts, TreatmentFacts, WatchListFacts } from './coverage-facts.js';
import type { LaboratoryResultFacts, MeasurementFacts, Provisional } from './figure-facts.js';
import type { HoldCause } from './hold-steps.js';
import type { LabelFacts } from './label-facts.js';
import type { Names } from './names.js';
import type { PestFacts } from './pest-facts.js';
import type { CapacityFacts, SupplyRelationFacts } from './registration-facts.js';
import type { CorrectiveActionFacts, EarlierSampleFacts } from './sampling-facts.js';
import type { SprayFacts, UnstatedSprays } from './spray-facts.js';
import type { VarietyListFacts } from './variety-list-facts.js';
import type { Bilingual, Confidence } from './rule.js';
import type {
  MarketStatusFacts,
  MarketPackFacts,
  ResidueLimitFacts,
  ResidueFallbackFacts,
} from './market-facts.js';
import type { Withdrawn } from './withdrawal-facts.js';

export type { CorrectedFigure, LaboratoryResultFacts, MeasurementFacts } from './figure-facts.js';
export type { SprayFacts, UnstatedDays, UnstatedSprays } from './spray-facts.js';
export type { VarietyListEntry, VarietyListFacts } from './variety-list-facts.js';
export type { CorrectiveActionFacts, EarlierSampleFacts } from './sampling-facts.js';
export type {
  MarketStatusFacts,
  MarketPackFacts,
  PackGapFacts,
  ResidueLimitFacts,
  ResidueFallbackFacts,
} from './market-facts.js';

/**
 * Everything the evaluator may look at. The caller gathers it (for a lot with a handful of set-wise SQL statements);
 * the evaluator never fetches. Plain data, ids as strings, so that the facts of a verdict can be stored and judged again.
 *
 * One convention throughout: **null means "not recorded" (or not known), an empty array means "recorded: there is none".**
 * Null leads to INDETERMINATE, an empty array may lead to PASS.
 */
export interface Facts {
  /** Null when batches are judged before they belong to a lot (at packing, or for market eligibility). */
  readonly lot: LotFacts | null;
  /** The destination judged for: the lot's market, or the market a batch is asked about. Null: not chosen yet. */
  readonly market: string | null;
  readonly batches: readonly BatchFacts[];
  /** What is recorded of the plots of these batches. Absent in facts kept by older versions: then as far as the batches tell. */
  readonly plots?: readonly PlotFacts[];
  /** The channel the lot leaves by; null: none chosen. */
  readonly channel: ChannelFacts | null;
  /** Brand licences and authorised users of a geographical indication, of the packers and the exporter. */
  readonly licences: readonly LicenceFacts[];
  /** Orchard and packhouse registrations that cover a plot or belong to a packer of these batches. */
  readonly registrations: readonly RegistrationFacts[];
  /** What may still leave under the registrations of this fruit; null: no rule asked for it. Absent in facts kept by older versions. */
  readonly capacities?: readonly CapacityFacts[] | null;
  /** Which registered orchards supply the packers. Absent in facts kept by older versions. */
  readonly supplyRelations?: readonly SupplyRelationFacts[];
  /** What packhouses did after sampling of their batches was discontinued. Absent in facts kept by older versions. */
  readonly correctiveActions?: readonly CorrectiveActionFacts[];
  /** Periods in which the market was open or closed; empty: nothing known about it. */
  readonly marketStatus: readonly MarketStatusFacts[];
  /** The market's rules for the season as the base office compiled them; null: nobody has. */
  readonly marketPack: MarketPackFacts | null;
  /** Documents of the lot, its shipment and its batches. Null: not recorded anywhere yet. */
  readonly documents: readonly DocumentFacts[] | null;
  /** All editions of the unified variety list 统一品种目录; the harvest day picks the edition. */
  readonly varietyLists: readonly VarietyListFacts[];
  /** The customs districts that the codes in `batches` name. Absent in facts kept by older versions. */
  readonly customsDistricts?: readonly CustomsDistrictFacts[];
  /** Rows of the residue-limit table for `market`. */
  readonly residueLimits: readonly ResidueLimitFacts[];
  /** What `market` applies where it lists nothing; null: not known. */
  readonly residueFallback: ResidueFallbackFacts | null;
  /** Pests where the fruit grew and was packed. Absent in facts kept by older versions: then nothing is recorded. */
  readonly pests?: PestFacts;
  /** Reports that cover these batches together with others. Absent in facts kept by older versions. */
  readonly coverages?: readonly CoverageFacts[];
  /**
   * A finer test of the same fruit answers one that could not see the limit. Absent in facts kept by older versions, which are
   * judged as then.
   */
  readonly coarseTestsAnswered?: true;
  /**
   * Of several figures that were corrected after the signature, what one says against the fruit is not outweighed by another that nobody
   * has agreed to. Absent in facts kept by older versions, which are judged as then.
   */
  readonly correctionsApart?: true;
  /** Every edition of what `market` watches for; null: not recorded. Absent in facts kept by older versions. */
  readonly watchList?: readonly WatchListFacts[] | null;
  /** What the codes above are called. Absent in facts kept by older versions: then the codes stand in the sentences. */
  readonly names?: Names;
}

/** What is recorded of a plot by itself; that fruit of it is here, and since when, is told by the batches' origins. */
export interface PlotFacts {
  readonly id: string;
  /** In the year before a harvest of it that is here. Null: nobody stated that those on record are all. */
  readonly sprays: readonly SprayFacts[] | null;
  /** As of {@link BatchFacts.unstatedSprays}. */
  readonly unstatedSprays?: UnstatedSprays;
  /** As of {@link BatchFacts.withdrawnSprays}. */
  readonly withdrawnSprays?: readonly SprayFacts[];
}

/** The joint export lot 联合出口批. */
export interface LotFacts {
  readonly id: string;
  readonly code: string;
  readonly exporterId: string;
  readonly plannedDeparture: LocalDate | null;
  readonly departedOn: LocalDate | null;
}

/** A packed batch 包装批 (or any batch judged alone). */
export interface BatchFacts {
  readonly id: string;
  readonly code: string;
  /** Mass judged: in a lot, what is allocated to it. */
  readonly massGrams: Grams;
  readonly varietyCode: string | null;
  readonly packedOn: LocalDate | null;
  /** The market its packing run was fixed for; null: any. Absent: not told. */
  readonly packedForMarket?: string | null;
  /** The organisation that packed it. */
  readonly packerId: string | null;
  /** Key of the packhouse's customs district, see reference/customs-districts.json. */
  readonly packerCustomsDistrict: string | null;
  /** Codes of the brands printed on it; empty: none; null: not recorded. */
  readonly brandClaims: readonly string[] | null;
  /** Codes of the geographical indications printed on it; empty: none; null: not recorded. */
  readonly indicationClaims: readonly string[] | null;
  /** The orchard registration printed on its cartons; null: none is recorded. */
  readonly markedRegistration: MarkedRegistration | null;
  /** Class as the market's standard names it: `EXTRA`, `I`, `II`. */
  readonly qualityClass: string | null;
  readonly sizeCode: string | null;
  /** Where every gram came from. Masses add up to the batch's own origins, not necessarily to `massGrams`. */
  readonly origins: readonly OriginFacts[] | null;
  readonly measurements: readonly MeasurementFacts[] | null;
  readonly laboratoryResults: readonly LaboratoryResultFacts[] | null;
  readonly inspections: readonly InspectionFacts[] | null;
  /**
   * Sprays on the plots of `origins` in the year before the harvest. Null: nobody stated that those on record are all; in facts
   * kept by older versions, that of some plot there was no growing record of whatever kind.
   */
  readonly sprays: readonly SprayFacts[] | null;
  /** Where `sprays` is null: what is on record, and what has to be stated. Absent in facts kept by older versions. */
  readonly unstatedSprays?: UnstatedSprays;
  /**
   * What was applied after harvest on its way; empty: the packhouse says that nothing was. Null: nobody said anything.
   * Absent in facts kept by older versions.
   */
  readonly treatments?: readonly TreatmentFacts[] | null;
  readonly openHolds: readonly HoldFacts[] | null;
  /** Organisations that own or hold the fruit: an inspector must belong to none of them. */
  readonly interestedOrganisationIds: readonly string[];
  /** Absent, here and below, in facts kept by older versions, and where nobody asked for it. */
  readonly cartonCount?: number | null;
  /** Samples that inspection bodies drew; never those of a self-check. */
  readonly samples?: readonly SampleFacts[] | null;
  /** Independent samples of the packer's batches before, oldest first, each batch once: they decide how severe the next is. */
  readonly earlierSamples?: readonly EarlierSampleFacts[] | null;
  /** Self-checks 自检 of the packer, signed or not. */
  readonly selfChecks?: readonly SelfCheckFacts[] | null;
  /** Diameters of cartons that were measured one by one. */
  readonly packages?: readonly PackageFacts[];
  /** The compliance certificate 承诺达标合格证 issued on it; null: none was. Absent in facts kept by older versions. */
  readonly certificate?: CertificateFacts | null;
  /** A number was written down at packing, which is no proof that a certificate was issued. */
  readonly isCertificateNoted?: boolean;
  /** Each time the fruit was weighed in by somebody else on its way into this batch. Absent in facts kept by older versions. */
  readonly receipts?: readonly ReceiptFacts[];
  /** What a laboratory found of contaminants 污染物. Absent in facts kept by older versions; null: nothing was tested. */
  readonly contaminants?: readonly LaboratoryResultFacts[] | null;
  /** The labels on its cartons; empty: none are recorded. Absent in facts kept by older versions. */
  readonly labels?: readonly LabelFacts[];
  /**
   * Sprays that were voided or corrected away, and nobody of another organisation agreed to that, or the base office declined
   * it (`isWithdrawalDeclined`); left out where there are none, and in facts kept by older versions.
   */
  readonly withdrawnSprays?: readonly SprayFacts[];
  /** Treatments after harvest of which the same is so. */
  readonly withdrawnTreatments?: readonly TreatmentFacts[];
  /** Signed measurements that were corrected or voided after the signature, of which the same is so. */
  readonly withdrawnMeasurements?: readonly MeasurementFacts[];
  readonly withdrawnResults?: readonly LaboratoryResultFacts[];
  readonly withdrawnContaminants?: readonly LaboratoryResultFacts[];
  /** What followed from counts of defects of which the same is so, as it was before each such correction. */
  readonly withdrawnCounts?: readonly CountedFacts[];
}

/** All that follows from the counts of one inspection. */
export interface CountedFacts extends Withdrawn {
  readonly inspectionId: string;
  /** Ids of the measurements and packages that follow from its counts as they are recorded. */
  readonly replaces: readonly string[];
  readonly measurements: readonly MeasurementFacts[];
  /** The sample of this inspection; empty of a self-check. */
  readonly samples: readonly SampleFacts[];
  readonly packages: readonly PackageFacts[];
}

/** What an inspection body opened and found, for rules that name a sampling plan. */
export interface SampleFacts {
  /** The inspection. */
  readonly id: string;
  readonly sampledOn: LocalDate | null;
  readonly cartonsOpened: number | null;
  readonly fruitsExamined: number | null;
  /** Cartons that were counted one by one or at once, and those among them that do not conform; null: not counted so. */
  readonly cartonsCounted: number;
  readonly nonconformingCartons: number | null;
  /** Fruits with pests among those counted; null: nothing was counted. */
  readonly infestedFruits: number | null;
  readonly isProvisional?: Provisional;
}

/** A self-check 自检 of a packhouse; null: not signed yet. */
export interface SelfCheckFacts {
  /** The inspection of kind SELF_CHECK. */
  readonly id: string;
  readonly organisationId: string;
  readonly signedOn: LocalDate | null;
  readonly verdict: 'PASS' | 'FAIL' | null;
}

/** Smallest and largest fruit of one carton, mm. */
export interface PackageFacts {
  /** The count it belongs to. */
  readonly id: string;
  readonly smallest: Decimal;
  readonly largest: Decimal;
  readonly isProvisional?: Provisional;
}

/** The certificate that stands on a batch; where none does, the one that was withdrawn last. */
export interface CertificateFacts {
  readonly id: string;
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly massGrams: Grams;
  /** Whether it is for all of the batch. */
  readonly coversBatch: boolean;
  /** Null: it stands. */
  readonly withdrawnOn: LocalDate | null;
}

/** Fruit that changed hands over a scale. */
export interface ReceiptFacts {
  readonly id: string;
  readonly receivedOn: LocalDate;
  readonly supplierId: string;
  readonly buyerId: string;
  /** A number was written down at the scale, which is no proof that a certificate was kept. */
  readonly isNoted: boolean;
  /** What the buyer collected; null: nothing. */
  readonly certificate: CollectedFacts | null;
}

export interface CollectedFacts {
  readonly id: string;
  readonly number: string;
  readonly collectedOn: LocalDate;
  /** When its issuer withdrew it; null: it stands. */
  readonly withdrawnOn: LocalDate | null;
}

export interface MarkedRegistration {
  readonly id: string;
  /** As customs wrote it. */
  readonly number: string;
}

/** The share of a batch that was harvested from one plot on one day, in grams. */
export interface OriginFacts {
  readonly plotId: string;
  readonly plotCode: string;
  /** Variety the plot was planted with on the day of the harvest. */
  readonly plotVarietyCode: string | null;
  /**
   * What was said of that variety, where it was said after the harvest had been recorded and nobody confirmed it: then it
   * settles nothing. Left out where nothing of the kind is the case, and in facts kept by older versions.
   */
  readonly unprovenVarietyId?: string;
  /** NBS statistical code of the town, 9 digits. */
  readonly townCode: string;
  /** GB/T 2260 code of the county, 6 digits. */
  readonly countyCode: string;
  readonly customsDistrict: string | null;
  readonly harvestBatchId: string;
  /** The organisation the harvest belonged to when it was weighed in. */
  readonly ownerId: string | null;
  readonly harvestedOn: LocalDate | null;
  readonly massGrams: Grams;
}

export interface InspectionFacts {
  readonly id: string;
  /** Null: not signed yet. */
  readonly signedOn: LocalDate | null;
  /** Every organisation the inspector belonged to when signing. */
  readonly inspectorOrganisationIds: readonly string[];
  readonly verdict: 'PASS' | 'FAIL' | 'INDETERMINATE' | null;
}

/** An open hold 暂停放行. What somebody wrote about it is not among the facts: a judgement is kept for ever. */
export interface HoldFacts {
  readonly id: string;
  /** Why, as recorded when it was placed. */
  readonly reason: Bilingual;
  readonly placedOn: LocalDate;
  /** What it takes to end it. Absent in facts kept by older versions: then only what is said of every hold is known. */
  readonly cause?: HoldCause;
}

export interface ChannelFacts {
  readonly id: string;
  readonly market: string;
  readonly exporterId: string;
  readonly openFrom: LocalDate;
  /** Last open day, inclusive; null: open until closed. */
  readonly openTo: LocalDate | null;
}

export interface LicenceFacts {
  readonly id: string;
  readonly kind: 'BRAND' | 'GEOGRAPHICAL_INDICATION';
  /** Code of the brand or of the indication. */
  readonly name: string;
  readonly organisationId: string;
  readonly validFrom: LocalDate;
  /** Last valid day, inclusive; a withdrawn licence ends on the day it was withdrawn. */
  readonly validTo: LocalDate | null;
}

/**
 * When something was entered here that somebody gains by, and whether the base office confirmed it. Until then it may speak
 * against fruit and never for it (docs/adr/0035-entries-wait-for-the-base-office.md).
 */
export interface EntryFacts {
  readonly enteredOn: LocalDate;
  readonly isConfirmed: boolean;
  /**
   * Who has to confirm it; null: nobody, it is confirmed. Absent in facts kept by older versions, when an entry spoke for the
   * days after it without being confirmed (docs/adr/0009-rules-of-our-own.md): they are judged as then.
   */
  readonly waitsFor?: WaitsFor | null;
}

/** SECOND_PERSON: somebody of the base office entered it, so that another one of the base office has to see the paper. */
export type WaitsFor = 'BASE_OFFICE' | 'SECOND_PERSON';

/** A registration 注册登记 at customs; both days included, a withdrawal taken into account. */
export interface RegistrationFacts extends EntryFacts {
  readonly id: string;
  readonly kind: 'ORCHARD' | 'PACKHOUSE';
  readonly number: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
  /** Markets it was given for; null: not recorded, which does not settle a market's demand. */
  readonly markets: readonly string[] | null;
  /** The packhouse's organisation; null for orchards. */
  readonly organisationId: string | null;
  /** Whose registration it is. Absent in facts kept by older versions. */
  readonly holderId?: string;
  /** Plots covered, dated: one registration may cover many growers' plots. Empty for packhouses. */
  readonly plots: readonly CoveredPlotFacts[];
}

/** A plot under a registration, from a day to a day, both included. */
export interface CoveredPlotFacts extends EntryFacts {
  readonly plotId: string;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

export interface DocumentFacts {
  readonly id: string;
  /** e.g. `PHYTOSANITARY_CERTIFICATE`; see `standards/domain/document-kinds.ts`. */
  readonly kind: string;
  readonly subject: { readonly type: 'BATCH' | 'LOT'; readonly id: string };
  readonly number: string | null;
  readonly issuedOn: LocalDate;
  /** Last valid day, inclusive; null: the document names none. */
  readonly validTo: LocalDate | null;
}

/** The customs that growers and packhouses of these counties deal with (reference/customs-districts.json). */
export interface CustomsDistrictFacts {
  readonly code: string;
  readonly name?: Bilingual;
  /** GB/T 2260 codes of its counties. */
  readonly counties: readonly string[];
  readonly confidence: Confidence;
}
