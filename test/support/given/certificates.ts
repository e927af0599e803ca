import { listOf, mutation } from './documents.js';
import type { Member } from './organisations.js';
import { done, type Answer } from './send.js';

const CERTIFICATE = `id number issuerId batchId batchCode producer massGrams basis form issuedOn keepUntil inspectionId
  reportId parentIds replacesId contents contentsSha256 text withdrawnAt withdrawalReason`;
const COLLECTED = `id organisationId supplierId batchId batchCode certificateId number issuedOn paperIssuer photographId
  collectedOn keepUntil isWithdrawn replacedAt`;
const MISSING = `duty batchId batchCode day massGrams ticketNumber supplierId consignedToId notedNumber offeredId whatToDo`;

const one = `... on ComplianceCertificatePayload { certificate { ${CERTIFICATE} } }`;

/** The operations of compliance certificates 承诺达标合格证, as a client sends them. */
export const certificateDocuments = {
  issue: mutation('issueComplianceCertificate', one),
  withdraw: mutation('withdrawComplianceCertificate', one),
  collect: mutation(
    'collectComplianceCertificate',
    `... on CollectedCertificatePayload { collected { ${COLLECTED} } }`,
  ),
  certificate: `query ($id: ID!) { complianceCertificate(id: $id) { ${CERTIFICATE} } }`,
  certificates: listOf('complianceCertificates', 'ComplianceCertificateFilter', CERTIFICATE),
  collected: listOf('collectedCertificates', 'CollectedCertificateFilter', COLLECTED),
  missing: listOf('missingCertificates', 'MissingCertificateFilter', MISSING),
};

/** Certificates, issued and collected through the API. */
export const givenCertificates = () => ({
  async issued(by: Member, batch: { id: string }, more: object = {}): Promise<Answer> {
    const input = { batchId: batch.id, basis: ['SELF_CHECK'], form: 'ELECTRONIC', ...more };
    return (await done(by, certificateDocuments.issue, input)).certificate;
  },

  async collected(by: Member, batch: { id: string }, certificate: { id: string }): Promise<Answer> {
    const input = { batchId: batch.id, certificateId: certificate.id };
    return (await done(by, certificateDocuments.collect, input)).collected;
  },

  async withdrawn(by: Member, certificate: { id: string }): Promise<Answer> {
    const input = { certificateId: certificate.id, reason: '示范：重量写错' };
    return (await done(by, certificateDocuments.withdraw, input)).certificate;
  },
});
