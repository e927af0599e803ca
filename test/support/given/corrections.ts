import { mutation } from './documents.js';
import { inspectionDocuments } from './inspections.js';
import { worksheetDocuments } from './worksheets.js';

const STORY = `recordedAt correctsId isVoid isCorrected correctionReason correctedBy needsAgreement agreedAt
  declinedAt declineReason declinedBy`;
const INSPECTION = `id code state verdict signatureSha256
  measurements { id parameter value unit samplePosition ${STORY} }
  defectCounts { id basis cartons examined nonconformingCartons ${STORY} }
  laboratoryResults { id laboratory reportNumber accreditation testedOn substance mgPerKg limitOfQuantification ${STORY} }`;

const onInspection = (name: string): string =>
  mutation(name, `... on InspectionPayload { inspection { ${INSPECTION} } }`);

/** The operations by which a slip is put right, and those it is made by, as a client sends them. */
export const correctionDocuments = {
  recordMeasurements: onInspection('recordMeasurements'),
  recordLaboratoryResults: onInspection('recordLaboratoryResults'),
  correctMeasurements: onInspection('correctMeasurements'),
  voidMeasurements: onInspection('voidMeasurements'),
  correctLaboratoryResults: onInspection('correctLaboratoryResults'),
  voidLaboratoryResults: onInspection('voidLaboratoryResults'),
  correctDefects: onInspection('correctDefects'),
  voidDefects: onInspection('voidDefects'),
  agreeToResultCorrections: onInspection('agreeToResultCorrections'),
  declineResultCorrections: onInspection('declineResultCorrections'),
  recordDefects: worksheetDocuments.recordDefects,
  signInspection: inspectionDocuments.signInspection,
  worksheet: worksheetDocuments.worksheet,
  worksheetAwaiting: `query ($inspectionId: ID) {
    inspectionWorksheet(inspectionId: $inspectionId) { lines { parameter recorded { value awaitsAgreement isDeclined } } } }`,
  inspectionsAwaiting: `{ inspections(first: 10, filter: { awaitingAgreement: true }) { edges { node { id } } } }`,
  inspectionsDeclined: `{ inspections(first: 10, filter: { declined: true }) { edges { node { id } } } }`,
  inspection: `query ($id: ID) { inspection(id: $id) { ${INSPECTION} } }`,
};
