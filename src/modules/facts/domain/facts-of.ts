import type { OrganisationKind } from '../../../infrastructure/auth/permissions.js';
import type { OrganisationId } from '../../../kernel/ids.js';
import { packagesOf, totalsOf } from '../../standards/domain/defect-tally.js';
import { HOLD_REASONS } from '../../batches/domain/hold-reason.js';
import { isContaminant } from '../../standards/domain/contaminants.js';
import type {
  BatchFacts,
  DocumentFacts,
  EarlierSampleFacts,
  Facts,
  HoldFacts,
  OriginFacts,
  PackageFacts,
  PlotFacts,
  SampleFacts,
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
import {
  inspectionFacts,
  isStanding,
  measurementFacts,
  provisional,
  resultFacts,
  withdrawnFigures,
} from './figures.js';
import { inspectedByBatch, type Inspected } from './inspected.js';
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

const sampleFacts = (row: Inspected, of: MemberRow): SampleFacts[] => {
  if (row.sampledOn === null) return [];
  const totals = totalsOf(row.counts);
  return [
    {
      id: row.id,
      sampledOn: row.sampledOn,
      cartonsOpened: row.sampledCartons,
      // Where fruit was counted one by one, only those were looked at so closely.
      fruitsExamined:
        row.counts.length > 0 && row.counts.every(({ basis }) => basis === 'NUMBER')
          ? totals.examined
          : row.sampledFruits,
      cartonsCounted: totals.cartons,
      nonconformingCartons: totals.nonconformingCartons,
      infestedFruits: row.counts.length > 0 ? totals.infested : null,
      ...provisional(row, of),
    },
  ];
};

const packageFacts = (row: Inspected, of: MemberRow): PackageFacts[] =>
  row.counts.flatMap((count) =>
    packagesOf([count]).map((diameters) => ({ id: count.id, ...diameters, ...provisional(row, of) })),
  );

const selfCheckFacts = ({ id, organisationId, signedOn, verdict }: InspectionFactRow): SelfCheckFacts => ({
  id,
  organisationId,
  signedOn,
  verdict,
});

/** The packer's batches that were sampled before this one, in that order; all of them while this one was not sampled. */
function earlierFacts(
  { earlierSamples }: FruitFactRow,
  member: MemberRow,
  own: readonly InspectionFactRow[],
): EarlierSampleFacts[] {
  const first = own.reduce<InspectionFactRow | null>(
    (best, each) => (each.sampledOn !== null && (!best || isBefore(each, best)) ? each : best),
    null,
  );
  return earlierSamples
    .filter(({ packerId, batchId }) => packerId === member.packerId && batchId !== member.id)
    .filter((each) => first === null || isBefore(each, first))
    .map(({ batchSize, cartonsCounted, nonconformingCartons, sampledOn }) => ({
      sampledOn,
      batchSize,
      cartonsCounted,
      nonconformingCartons,
    }));
}

interface SampledAt {
  readonly id: string;
  readonly sampledOn: string | null;
}
const isBefore = (a: SampledAt, b: SampledAt): boolean =>
  (a.sampledOn ?? '') < (b.sampledOn ?? '') || (a.sampledOn === b.sampledOn && a.id < b.id);

/** Null where no packhouse said anything of what was applied after harvest, nor that nothing was. */
function treatmentFacts(
  rows: readonly TreatedFactRow[],
  row: FruitFactRow,
): { treatments: TreatmentFacts[] | null; withdrawnTreatments?: TreatmentFacts[] } {
  const standing = rows.filter(({ isWithdrawn }) => !isWithdrawn);
  const asKnown = (of: TreatmentFacts | null): TreatmentFacts[] =>
    of ? [{ ...of, ...ingredientsOf(of.substances, row) }] : [];
  const withdrawn = rows.flatMap(({ isWithdrawn, of }) => (isWithdrawn ? asKnown(of) : []));
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
