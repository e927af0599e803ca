import type { OrganisationKind } from '../../../infrastructure/auth/permissions.js';
import type { OrganisationId } from '../../../kernel/ids.js';
import { HOLD_REASONS } from '../../batches/domain/hold-reason.js';
import { isContaminant } from '../../standards/domain/contaminants.js';
import type {
  BatchFacts,
  DocumentFacts,
  Facts,
  HoldFacts,
  OriginFacts,
  PlotFacts,
  SelfCheckFacts,
  ReceiptFacts,
} from '../../standards/domain/facts.js';
import { SETTLERS, type Settler } from '../../standards/domain/finding.js';
import type { Names } from '../../standards/domain/names.js';
import type { TreatmentFacts } from '../../standards/domain/coverage-facts.js';
import type {
  HoldFactRow,
  InspectionFactRow,
  FruitFactRow,
  MemberRow,
  TreatedFactRow,
} from '../fact-rows.js';
import { inspectionFacts, isStanding, measurementFacts, resultFacts, withdrawnFigures } from './figures.js';
import { inspectedByBatch } from './inspected.js';
import { earlierFacts, packageFacts, sampleFacts, withdrawnCounts } from './sampled.js';
import { sprayFacts } from './spray-facts.js';
import { ingredientsOf } from './unlisted-references.js';

/** Who packed the batches of a lot. Each once; loose fruit has none. */
export const packersOf = (row: FruitFactRow): OrganisationId[] => [
  ...new Set(row.members.flatMap(({ packerId }) => packerId ?? [])),
];

/** The plots of a lot, each once, in the order of their ids. */
export function plotFacts(row: FruitFactRow): PlotFacts[] {
  const origins = Map.groupBy(row.origins, ({ plotId }) => plotId);
  return [...origins.keys()].sort().map((id) => ({ id, ...sprayFacts(origins.get(id) ?? [], row) }));
}

/**
 * The members of a lot as the evaluator looks at them. What nobody recorded is null and what is recorded as none is
 * empty, as `standards/domain/facts.ts` asks; masses in grams, residues in µg/kg.
 */
export function batchFacts(row: FruitFactRow): BatchFacts[] {
  const origins = Map.groupBy(row.origins, ({ batchId }) => batchId);
  const inspections = inspectedByBatch(row);
  const receipts = Map.groupBy(row.receipts, ({ batchId }) => batchId);
  const holds = Map.groupBy(row.holds, ({ batchId }) => batchId);
  const treated = Map.groupBy(row.treatments, ({ batchId }) => batchId);
  return row.members.map((member) => {
    const own = (origins.get(member.id) ?? []).map(originFacts);
    const inspected = inspections.get(member.id) ?? [];
    const figures = inspected.flatMap((each) => measurementFacts(each, member));
    const results = inspected.flatMap((each) => resultFacts(each, member));
    const independent = inspected.filter(({ kind }) => kind === 'INDEPENDENT');
    return {
      id: member.id,
      code: member.code,
      massGrams: member.massGrams,
      varietyCode: member.varietyCode,
      packedOn: member.packedOn,
      packerId: member.packerId,
      packerCustomsDistrict: member.packerCustomsDistrict,
      packedForMarket: member.marketCode,
      packingRunId: member.runId,
      brandClaims: member.brandCode === null ? [] : [member.brandCode],
      indicationClaims: member.indicationCode === null ? [] : [member.indicationCode],
      markedRegistration: member.markedRegistration,
      qualityClass: member.class,
      sizeCode: member.sizeCode,
      origins: own.length > 0 ? own : null,
      measurements: inspected.length > 0 ? figures.filter(isStanding) : null,
      // Limits of pesticides say nothing of heavy metals, and the other way round.
      laboratoryResults:
        inspected.length > 0
          ? results.filter((each) => isStanding(each) && !isContaminant(each.substance))
          : null,
      contaminants:
        inspected.length > 0
          ? results.filter((each) => isStanding(each) && isContaminant(each.substance))
          : null,
      ...withdrawnFigures(figures, results),
      ...withdrawnCounts(inspected, member),
      inspections: independent.map(inspectionFacts),
      ...sprayFacts(own, row),
      ...treatmentFacts(treated.get(member.id) ?? [], row),
      openHolds: holdFacts(member, holds.get(member.id) ?? []),
      interestedOrganisationIds: member.interestedOrganisationIds,
      cartonCount: member.cartonCount,
      samples: independent.flatMap((each) => sampleFacts(each, member)),
      earlierSamples: earlierFacts(row, member, independent),
      selfChecks: inspected.filter(({ kind }) => kind === 'SELF_CHECK').map(selfCheckFacts),
      packages: inspected.flatMap((each) => packageFacts(each, member)),
      certificate: member.certificate,
      isCertificateNoted: member.isCertificateNoted,
      receipts: (receipts.get(member.id) ?? []).map(receiptFacts),
      labels: member.labels,
    };
  });
}

/**
 * What is recorded of the fruit, whatever it is judged for: the part of the facts that one statement answers.
 *
 * @param lotId null: batches are judged that belong to no lot, which has no documents
 */
export const recordedFacts = (
  lotId: string | null,
  row: FruitFactRow,
): Pick<
  Facts,
  | 'batches'
  | 'plots'
  | 'registrations'
  | 'capacities'
  | 'supplyRelations'
  | 'correctiveActions'
  | 'documents'
  | 'varietyLists'
  | 'customsDistricts'
  | 'pests'
  | 'coverages'
  | 'coarseTestsAnswered'
  | 'correctionsApart'
  | 'names'
> & {
  readonly names: Names;
} => ({
  batches: batchFacts(row),
  plots: plotFacts(row),
  registrations: row.registrations,
  capacities: row.capacities,
  supplyRelations: row.supplyRelations,
  correctiveActions: row.correctiveActions,
  documents: lotId === null ? [] : documentFacts(lotId, row),
  varietyLists: row.varietyLists,
  customsDistricts: row.customsDistricts,
  pests: row.pests,
  coarseTestsAnswered: true,
  correctionsApart: true,
  coverages: row.coverages.map(({ report }) => report),
  names: row.names,
});

/** Documents of the lot. What its batches came with are records of their own. */
export const documentFacts = (lotId: string, row: FruitFactRow): DocumentFacts[] =>
  row.documents.map((document) => ({ ...document, subject: { type: 'LOT', id: lotId } }));

const receiptFacts = (row: FruitFactRow['receipts'][number]): ReceiptFacts => ({
  id: row.id,
  receivedOn: row.receivedOn,
  supplierId: row.supplierId,
  buyerId: row.buyerId,
  isNoted: row.isNoted,
  certificate: row.certificate,
});

const originFacts = (row: FruitFactRow['origins'][number]): OriginFacts => ({
  plotId: row.plotId,
  plotCode: row.plotCode,
  plotVarietyCode: row.plotVarietyCode,
  townCode: row.townCode,
  countyCode: row.countyCode,
  customsDistrict: row.customsDistrict,
  harvestBatchId: row.harvestBatchId,
  ownerId: row.ownerId,
  harvestedOn: row.harvestedOn,
  massGrams: row.massGrams,
  ...(row.unprovenVarietyId ? { unprovenVarietyId: row.unprovenVarietyId } : {}),
});

const selfCheckFacts = ({ id, organisationId, signedOn, verdict }: InspectionFactRow): SelfCheckFacts => ({
  id,
  organisationId,
  signedOn,
  verdict,
});

/** Null where no packhouse said anything of what was applied after harvest, nor that nothing was. */
function treatmentFacts(
  rows: readonly TreatedFactRow[],
  row: FruitFactRow,
): { treatments: TreatmentFacts[] | null; withdrawnTreatments?: TreatmentFacts[] } {
  const standing = rows.filter(({ isWithdrawn }) => !isWithdrawn);
  const asKnown = (of: TreatmentFacts | null): TreatmentFacts[] =>
    of ? [{ ...of, ...ingredientsOf(of.substances, row) }] : [];
  const withdrawn = rows.flatMap(({ isWithdrawn, isWithdrawalDeclined, of }) => {
    const known = isWithdrawn ? asKnown(of) : [];
    return isWithdrawalDeclined ? known.map((each) => ({ ...each, isWithdrawalDeclined })) : known;
  });
  return {
    treatments: standing.length === 0 ? null : standing.flatMap(({ of }) => asKnown(of)),
    ...(withdrawn.length > 0 ? { withdrawnTreatments: withdrawn } : {}),
  };
}

/** Who is none of those that settle findings (a processor) asks the base office. */
const settlerOf = (kind: OrganisationKind): Settler =>
  SETTLERS.find((each) => each === kind) ?? 'BASE_OFFICE';

/** Null where the batch counts more holds than are to be seen: an unseen hold must not pass for none. */
function holdFacts(member: MemberRow, holds: readonly HoldFactRow[]): HoldFacts[] | null {
  if (holds.length < member.openHoldCount) return null;
  // Not what somebody wrote about it: a judgement is kept for ever, and free text may name people.
  return holds.map(({ id, reasonCode, placedOn, isCauseWithdrawn, placedByKind }) => ({
    id,
    reason: HOLD_REASONS[reasonCode],
    placedOn,
    cause: { code: reasonCode, isWithdrawn: isCauseWithdrawn, placedBy: settlerOf(placedByKind) },
  }));
}
