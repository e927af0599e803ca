import { mutation } from './documents.js';

const RECORD = `id kind performedAt performedOn productName substances dose areaMu target note recordedAt correctsId
  correctedById isVoid needsAgreement agreedAt declinedAt declineReason declinedBy statedFrom statedTo statedSprays statementHolds isOnBehalf plot { code } productLabel { registrationNumber } operator { code name }
  onBehalfOf { code name } organisation { id }`;
const LABEL =
  'id registrationNumber nameZh crop isForCitrus substances phiDays statesNoInterval maxApplications statesNoMaximum confirmedAt enteredBy { id }';

const record = (name: string) =>
  mutation(name, `... on GrowingRecordPayload { record { ${RECORD} } warnings { code message } }`);
const label = (name: string) => mutation(name, `... on ProductLabelPayload { productLabel { ${LABEL} } }`);

/** The operations of growing, as a client sends them. */
export const growingDocuments = {
  recordSpray: record('recordSpray'),
  recordWork: record('recordWork'),
  stateSpraysComplete: record('stateSpraysComplete'),
  correctGrowingRecord: record('correctGrowingRecord'),
  voidGrowingRecord: record('voidGrowingRecord'),
  agreeToGrowingCorrection: record('agreeToGrowingCorrection'),
  declineGrowingCorrection: record('declineGrowingCorrection'),
  enterProductLabel: label('enterProductLabel'),
  correctProductLabel: label('correctProductLabel'),
  confirmProductLabel: label('confirmProductLabel'),
  growingRecords: `query ($first: Int, $after: String, $filter: GrowingRecordFilter) {
    growingRecords(first: $first, after: $after, filter: $filter) {
      edges { node { ${RECORD} } } pageInfo { hasNextPage endCursor } totalCount } }`,
  earliestHarvest: `query ($plotId: ID!) { earliestHarvest(plotId: $plotId) {
    because day notBefore asOf decidedBy { id } unknown { reason message record { id } } unstated { from to message } banned { code message } } }`,
};
