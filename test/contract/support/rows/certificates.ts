import { ATTACHMENT } from './attachments.js';
import { AT, CODE, DAY, HARVEST, OWNER, RUN, id, owned, recorded, visible, type Row } from './shared.js';

export const CERTIFICATE = id(44);

/** Compliance certificates, and what a buyer collected. */
export const certificates: Record<string, Row> = {
  compliance_certificate: {
    id: CERTIFICATE,
    number: CODE,
    issuer_id: OWNER.organisationId,
    batch_id: HARVEST,
    producer: 'ORGANISATION',
    mass_grams: 1000,
    basis: ['SELF_CHECK'],
    form: 'ELECTRONIC',
    issued_on: DAY,
    parent_ids: [],
    contents: '{}',
    contents_sha256: 'a'.repeat(64),
    ...recorded,
    recorded_at: AT,
    ...visible,
  },
  certificate_contact: { certificate_id: CERTIFICATE, ...owned, contact: CODE },
  certificate_collection: {
    id: id(46),
    run_id: RUN,
    ...owned,
    paper_number: CODE,
    paper_issuer: CODE,
    paper_issued_on: DAY,
    photograph_id: ATTACHMENT,
    collected_on: DAY,
    ...recorded,
    ...visible,
  },
};
