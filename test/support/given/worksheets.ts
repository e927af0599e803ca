import { mutation } from './documents.js';
import { inspectionDocuments } from './inspections.js';

const FINDING = `ruleCode gating verdict explanation settledBy isReleasable nextSteps { by text }`;
const INSPECTION = `id code kind state organisationId sampledCartons samplePlaces { pallet layer cartons } verdict signatureSha256
  defectCounts { id basis cartons examined nonconformingCartons smallestMillimetres largestMillimetres correctsId isCorrected
    defects { kind reaches amount } }
  countedShares { parameter part whole percent }`;
const RULE = 'ruleCode title edition source { document } confidence effect gating';

const onInspection = (name: string): string =>
  mutation(name, `... on InspectionPayload { inspection { ${INSPECTION} } }`);

/** The operations of a worksheet, as a client sends them. */
export const worksheetDocuments = {
  ...inspectionDocuments,
  startSelfCheck: onInspection('startSelfCheck'),
  recordDefects: onInspection('recordDefects'),
  recordSample: onInspection('recordSample'),
  worksheet: `query ($inspectionId: ID, $batchId: ID, $marketCode: String, $stage: Stage = DECLARE) {
    inspectionWorksheet(inspectionId: $inspectionId, batchId: $batchId, marketCode: $marketCode, stage: $stage) {
      batchCode class cartonCount marketCode stage verdict inspection { ${INSPECTION} }
      toDraw { unit sampleSize drawn lacking isConfirmed why }
      plans { ${RULE} isChosen scheme unit sampleSize accept reject severity
        operatingCharacteristic { nonconforming nonconformingPercent acceptedPercent } take decide remarks why }
      lines { parameter name unit how methods { code text note provenance { confidence source { document clause } } } isCounted limits { ${RULE} limit } recorded { value unit isCounted } }
      defects { edition confidence kinds { kind name requirement counted } }
      findings { ${FINDING} } missing { ${FINDING} } } }`,
};
