import type { OrganisationId } from '../../../kernel/ids.js';
import { HOLD_REASONS } from '../../batches/domain/hold-reason.js';
import { isContaminant } from '../../standards/domain/contaminants.js';
import type {
  BatchFacts,
  DocumentFacts,
  HoldFacts,
  InspectionFacts,
  LaboratoryResultFacts,
  MeasurementFacts,
  OriginFacts,
  ReceiptFacts,
  SprayFacts,
} from '../../standards/domain/facts.js';
import type {
  GrowingFactRow,
  HoldFactRow,
  InspectionFactRow,
  LotFactRow,
  MemberRow,
} from '../lot-facts.sql.js';

/** Who packed the batches of a lot. */
export const packersOf = (row: LotFactRow): OrganisationId[] => [
  ...new Set(row.members.map(({ packerId }) => packerId)),
];

/** The members of a lot as the evaluator looks at them. */
export function batchFacts(row: LotFactRow): BatchFacts[] {
  const origins = Map.groupBy(row.origins, ({ batchId }) => batchId);
  const inspections = Map.groupBy(row.inspections, ({ batchId }) => batchId);
  const receipts = Map.groupBy(row.receipts, ({ batchId }) => batchId);
  const holds = Map.groupBy(row.holds, ({ batchId }) => batchId);
  const growing = Map.groupBy(row.growing, ({ plotId }) => plotId);
  return row.members.map((member) => {
    const own = (origins.get(member.id) ?? []).map(originFacts);
    const inspected = inspections.get(member.id) ?? [];
    const results = inspected.flatMap((each) => resultFacts(each, member));
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
      measurements: inspected.length > 0 ? inspected.flatMap((each) => measurementFacts(each, member)) : null,
      // Limits of pesticides say nothing of heavy metals, and the other way round.
      laboratoryResults:
        inspected.length > 0 ? results.filter(({ substance }) => !isContaminant(substance)) : null,
      contaminants: inspected.length > 0 ? results.filter(({ substance }) => isContaminant(substance)) : null,
      inspections: inspected.map(inspectionFacts),
      sprays: sprayFacts(own, growing),
      openHolds: holdFacts(member, holds.get(member.id) ?? []),
      interestedOrganisationIds: member.interestedOrganisationIds,
      certificate: member.certificate,
      isCertificateNoted: member.isCertificateNoted,
      receipts: (receipts.get(member.id) ?? []).map(receiptFacts),
      labels: member.labels,
      cartonCount: member.cartonCount,
    };
  });
}

/** Documents of the lot. What its batches came with are records of their own. */
export const documentFacts = (lotId: string, row: LotFactRow): DocumentFacts[] =>
  row.documents.map((document) => ({ ...document, subject: { type: 'LOT', id: lotId } }));

const receiptFacts = (row: LotFactRow['receipts'][number]): ReceiptFacts => ({
  id: row.id,
  receivedOn: row.receivedOn,
  supplierId: row.supplierId,
  buyerId: row.buyerId,
  isNoted: row.isNoted,
  certificate: row.certificate,
});

const originFacts = (row: LotFactRow['origins'][number]): OriginFacts => ({
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
});

const measurementFacts = (row: InspectionFactRow, of: MemberRow): MeasurementFacts[] =>
  row.measurements.map((each) => ({ ...each, measuredOn: row.sampledOn, ...provisional(row, of) }));

const resultFacts = (row: InspectionFactRow, of: MemberRow): LaboratoryResultFacts[] =>
  row.results.map(({ id, substance, value, loq, testedOn }) => ({
    ...provisional(row, of),
    id,
    substance,
    testedOn,
    result:
      value === null
        ? { kind: 'BELOW_LOQ', limitOfQuantification: loq }
        : { kind: 'QUANTIFIED', microgramsPerKg: value },
  }));

/** A figure counts for the fruit once somebody signed it who has no part in the fruit. */
function provisional(
  row: InspectionFactRow,
  { interestedOrganisationIds }: MemberRow,
): Pick<MeasurementFacts, 'isProvisional'> {
  const { signedOn, inspectorOrganisationIds } = inspectionFacts(row);
  const isIndependent = interestedOrganisationIds.every((id) => !inspectorOrganisationIds.includes(id));
  return signedOn !== null && isIndependent ? {} : { isProvisional: true };
}

const inspectionFacts = (row: InspectionFactRow): InspectionFacts => ({
  id: row.id,
  signedOn: row.signedOn,
  inspectorOrganisationIds: [
    ...new Set([row.organisationId, ...(row.inspectorOrganisationIds ?? [])]),
  ].sort(),
  verdict: row.verdict,
});

/**
 * Sprays on the plots of a batch. A plot without a single record of any work in the year before the harvest is one whose
 * records are not kept; then nothing can be said of the batch, however clean the other plots are: null.
 */
function sprayFacts(
  origins: readonly OriginFacts[],
  growing: ReadonlyMap<string, readonly GrowingFactRow[]>,
): SprayFacts[] | null {
  const plots = [...new Set(origins.map(({ plotId }) => plotId))];
  const records = plots.map((plotId) => growing.get(plotId) ?? []);
  if (plots.length === 0 || records.some((ofPlot) => ofPlot.length === 0)) return null;
  return records
    .flat()
    .filter(({ kind }) => kind === 'SPRAY')
    .map((spray) => ({
      id: spray.id,
      plotId: spray.plotId,
      // What a grower calls it is free text, and a judgement is kept for ever.
      productLabel: spray.productName ?? '无标签产品 (product without a label)',
      substances: spray.substances.length > 0 ? spray.substances : null,
      performedOn: spray.performedOn,
      preharvestIntervalDays: spray.phiDays,
      label: spray.label,
    }));
}

/** Null where the batch counts more holds than are to be seen: an unseen hold must not pass for none. */
function holdFacts(member: MemberRow, holds: readonly HoldFactRow[]): HoldFacts[] | null {
  if (holds.length < member.openHoldCount) return null;
  // Not what somebody wrote about it: a judgement is kept for ever, and free text may name people.
  return holds.map(({ id, reasonCode, placedOn }) => ({ id, reason: HOLD_REASONS[reasonCode], placedOn }));
}
