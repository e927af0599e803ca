import { claim, happened, latest, moment, type Claim } from '../ledger/verify/claim.js';

export const certificateClaims: readonly Claim[] = [
  claim({
    table: 'compliance_certificate',
    kinds: ['certificate.issued'],
    joins: latest('withdrawn', 'certificate.withdrawn'),
    same: [
      'number',
      'issuer_id',
      'batch_id',
      'producer',
      'on_behalf_of_id',
      'mass_grams',
      'basis',
      'form',
      'issued_on',
      'inspection_id',
      'report_id',
      'parent_ids',
      'replaces_id',
      'contents_sha256',
    ],
    fields: {
      contents: {
        said: `e.f -> 'contentsSha256'`,
        is: `to_jsonb(encode(sha256(convert_to(r.contents, 'UTF8')), 'hex'))`,
      },
      recorded_at: moment('recorded_at', `e.c -> 'recordedAt'`),
      withdrawn_at: happened('withdrawn_at', 'withdrawn'),
    },
  }),
  claim({
    table: 'certificate_collection',
    kinds: ['certificate.collected'],
    joins: `LEFT JOIN (
        SELECT DISTINCT ON (k.id) k.id, n.id AS entry_id FROM entry k JOIN entry n ON n.kind = 'certificate.collected'
          AND n.subject_ids[2] = k.subject_ids[2] AND (n.recorded_at, n.id) > (k.recorded_at, k.id)
        WHERE k.kind = 'certificate.collected' ORDER BY k.id
      ) later ON later.id = e.id`,
    same: ['certificate_id', 'paper_number', 'paper_issued_on', 'photograph_id', 'collected_on'],
    fields: {
      run_id: 'to_jsonb(e.subject_ids[2])',
      organisation_id: 'to_jsonb(e.organisation_id)',
      recorded_at: moment('recorded_at', `e.c -> 'recordedAt'`),
      // Each is replaced by the next one collected with the same receipt.
      replaced_at: {
        said: 'to_jsonb(later.entry_id IS NOT NULL)',
        is: 'to_jsonb(r.replaced_at IS NOT NULL)',
      },
    },
  }),
];
