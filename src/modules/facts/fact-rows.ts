import type { OrganisationKind } from '../../infrastructure/auth/permissions.js';
import type { Decimal } from '../../kernel/decimal.js';
import type { BatchId, OrganisationId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import type { MicrogramsPerKg } from '../../kernel/residue.js';
import type { HOLD_REASONS } from '../batches/domain/hold-reason.js';
import type {
  CertificateFacts,
  CorrectiveActionFacts,
  CustomsDistrictFacts,
  DocumentFacts,
  MarkedRegistration,
  OriginFacts,
  ReceiptFacts,
  RegistrationFacts,
  VarietyListFacts,
} from '../standards/domain/facts.js';
import type { LabelFacts } from '../standards/domain/label-facts.js';
import type { CalledSubstance } from '../growing/domain/known-substances.js';
import type { LabelRow } from '../growing/domain/label-facts.js';
import type { InspectionKind } from '../inspections/domain/inspection-state.js';
import type { Tally } from '../standards/domain/defect-tally.js';
import type { PestFacts } from '../standards/domain/pest-facts.js';
import type { CapacityFacts, SupplyRelationFacts } from '../standards/domain/registration-facts.js';
import type { CoverageFacts, TreatmentFacts } from '../standards/domain/coverage-facts.js';
import type { ResidueDefinitionKind } from '../standards/domain/residue-definition.js';
import type { Names } from '../standards/domain/names.js';

/** One packed batch, with who had to do with it; of fruit that is not packed yet, no packer and no day. */
export interface MemberRow {
  readonly id: BatchId;
  readonly code: string;
  /** Grams allocated to the lot, or what is left of the batch. */
  readonly massGrams: Grams;
  readonly varietyCode: string | null;
  readonly packedOn: LocalDate | null;
  /** Null of a harvest. */
  readonly runId: string | null;
  readonly packerId: OrganisationId | null;
  readonly packerCustomsDistrict: string | null;
  readonly marketCode: string | null;
  readonly brandCode: string | null;
  readonly indicationCode: string | null;
  readonly class: string | null;
  readonly sizeCode: string | null;
  readonly certificate: CertificateFacts | null;
  readonly isCertificateNoted: boolean;
  readonly cartonCount: number | null;
  /** The orchard registration printed on the cartons. */
  readonly markedRegistration: MarkedRegistration | null;
  /** Everybody on the way of the fruit, who must not be its inspector; in order of id. */
  readonly interestedOrganisationIds: readonly OrganisationId[];
  readonly openHoldCount: number;
  readonly labels: readonly LabelFacts[];
}

/** What stands, or was withdrawn by a correction that nobody has agreed to. */
export interface WithdrawalRow {
  /** That correction. Null: it stands. */
  readonly withdrawnById: string | null;
  /** Whether the base office declined it; null or left out: it did not. */
  readonly isWithdrawalDeclined?: boolean | null;
}

/** A figure that stands or, where nobody has agreed to that, was withdrawn after the signature. */
export interface FigureRow extends WithdrawalRow {
  readonly id: string;
  readonly inspectionId: string;
  /** It takes the place of a signed one, and nobody has agreed to that. */
  readonly awaitsAgreement: boolean;
  /** The same, and the base office declined it; left out: it did not. */
  readonly isDeclined?: boolean;
}

export interface MeasurementRow extends FigureRow {
  readonly parameter: string;
  readonly value: Decimal;
  readonly unit: string;
}

export interface LaboratoryResultRow extends FigureRow {
  readonly substance: string;
  readonly value: MicrogramsPerKg | null;
  readonly loq: MicrogramsPerKg;
  readonly definitionKind: ResidueDefinitionKind | null;
  readonly definition: string | null;
  readonly testedOn: LocalDate;
}

/** Of a count that was entered in the place of another after the signature, while nobody has agreed to that. */
export interface LateCount {
  readonly correctsId: string;
  readonly isVoid: boolean;
  readonly isDeclined: boolean;
  readonly recordedAt: string;
}

/** What was counted; entries that were corrected are left out, but for those that only a late one has taken the place of. */
export interface DefectCountRow extends Tally {
  readonly id: string;
  readonly inspectionId: string;
  /** Null or left out: it was signed, or agreed to. */
  readonly late?: LateCount | null;
}

export interface InspectionFactRow {
  readonly id: string;
  readonly batchId: string;
  readonly kind: InspectionKind;
  readonly sampledOn: LocalDate | null;
  readonly sampledCartons: number | null;
  readonly sampledFruits: number | null;
  readonly signedOn: LocalDate | null;
  readonly organisationId: string;
  readonly inspectorOrganisationIds: readonly string[] | null;
  readonly verdict: 'PASS' | 'FAIL' | null;
}

export interface HoldFactRow {
  readonly id: string;
  readonly batchId: string;
  readonly reasonCode: keyof typeof HOLD_REASONS;
  readonly placedOn: LocalDate;
  readonly isCauseWithdrawn: boolean;
  readonly placedByKind: OrganisationKind;
}

/** A signed sample of one of the packers' batches, counted by cartons; the first of a batch is the one of the series. */
export interface EarlierSampleRow {
  readonly id: string;
  readonly batchId: string;
  readonly packerId: OrganisationId;
  readonly sampledOn: LocalDate;
  readonly batchSize: number;
  readonly cartonsCounted: number;
  readonly nonconformingCartons: number;
  /** Its counts, where some were corrected after the signature and nobody has agreed to that; else null or left out. */
  readonly counts?: readonly EarlierCount[] | null;
}

/** One count of such a sample. */
export interface EarlierCount extends Pick<Tally, 'cartons' | 'nonconformingCartons'> {
  readonly id: string;
  readonly late: LateCount | null;
}

/** Days of a plot for which it is stated that all sprays are on record, by a statement that holds; both ends are included. */
export interface StatedDaysRow {
  readonly plotId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A spray on a plot in the year before a harvest of the fruit. */
export interface GrowingFactRow extends WithdrawalRow {
  readonly id: string;
  readonly plotId: string;
  /** The label it names, confirmed or not. */
  readonly labelId: string | null;
  /** As they were told, without those of the label. */
  readonly substances: readonly string[];
  readonly performedOn: LocalDate;
}

/** A label that sprays name. */
export interface ProductLabelFactRow extends LabelRow {
  /** Name and registration number of the product. */
  readonly productName: string;
  /** Active ingredients, which are those of every spray with it; null while nobody has confirmed it. */
  readonly substances: readonly string[] | null;
}

/** A treatment after harvest on the way of a batch, or the statement that there was none: then `of` is null. */
export interface TreatedFactRow {
  readonly batchId: string;
  readonly of: TreatmentFacts | null;
  /** Corrected or voided, and nobody has agreed to that. */
  readonly isWithdrawn: boolean;
  /** As of `WithdrawalRow`. */
  readonly isWithdrawalDeclined?: boolean | null;
}

/** Everything recorded about fruit, as one statement answers it. */
export interface FruitFactRow {
  readonly members: readonly MemberRow[];
  readonly origins: readonly (Omit<OriginFacts, 'unprovenVarietyId'> & {
    readonly batchId: string;
    /** Null where what was said of the plot's variety speaks for the harvest. */
    readonly unprovenVarietyId: string | null;
  })[];
  /** Receipts on the way into each member. */
  readonly receipts: readonly (ReceiptFacts & { readonly batchId: string })[];
  readonly inspections: readonly InspectionFactRow[];
  readonly measurements: readonly MeasurementRow[];
  readonly laboratoryResults: readonly LaboratoryResultRow[];
  readonly defectCounts: readonly DefectCountRow[];
  readonly holds: readonly HoldFactRow[];
  readonly growing: readonly GrowingFactRow[];
  readonly productLabels: readonly ProductLabelFactRow[];
  readonly stated: readonly StatedDaysRow[];
  readonly treatments: readonly TreatedFactRow[];
  /** What names of ingredients in sprays and treatments stand for that are no codes. */
  readonly called: readonly CalledSubstance[];
  readonly coverages: readonly { readonly report: CoverageFacts }[];
  readonly registrations: readonly RegistrationFacts[];
  /** Null: no rule asked for them. */
  readonly capacities: readonly CapacityFacts[] | null;
  readonly supplyRelations: readonly SupplyRelationFacts[];
  readonly documents: readonly (Omit<DocumentFacts, 'subject'> & { readonly kind: string })[];
  readonly varietyLists: readonly VarietyListFacts[];
  readonly customsDistricts: readonly CustomsDistrictFacts[];
  readonly pests: PestFacts;
  readonly earlierSamples: readonly EarlierSampleRow[];
  readonly correctiveActions: readonly CorrectiveActionFacts[];
  readonly names: Names;
}
