import { claim, each, happened, itemOf, latest, type Claim } from '../ledger/verify/claim.js';

/** Whose place an entry takes; entries from before there were corrections say nothing, and correct nothing. */
const corrected = (item: string, kind: string) => ({
  corrects_id: `${item}.item -> 'correctsId'`,
  is_void: `coalesce(${item}.item -> 'isVoid', 'false')`,
  corrected_by_id: `CASE WHEN e.kind = '${kind}' THEN to_jsonb(e.actor_id) END`,
  needs_agreement: `coalesce(e.f -> 'needsAgreement', 'false')`,
  agreed_at: happened('agreed_at', 'agreed'),
  agreed_by_id: `agreed.c -> 'actorId'`,
  declined_at: happened('declined_at', 'declined'),
  declined_by_id: `declined.c -> 'actorId'`,
  decline_reason: `declined.f -> 'reasonCode'`,
});

/** What the base office said of an entry, by its id. @param id SQL for the id, as text */
const settled = (id: string): string =>
  ['agreed', 'declined']
    .map(
      (how) => `LEFT JOIN (
    SELECT subject_ids[1]::text AS subject, id, c, f FROM entry WHERE kind = 'inspection.correction-${how}'
  ) ${how} ON ${how}.subject = ${id}`,
    )
    .join(' ');

const MEASUREMENT_ID = `(e.f #>> ARRAY['measurementIds', (measured.place - 1)::text])`;
const COUNT_ID = `(e.f #>> ARRAY['countIds', (counted.place - 1)::text])`;
const RESULT_ID = `(e.f #>> ARRAY['resultIds', (found.place - 1)::text])`;

export const inspectionClaims: readonly Claim[] = [
  claim({
    table: 'inspection',
    kinds: ['inspection.requested', 'inspection.self-check-started'],
    joins: `${latest('sampled', 'inspection.sampled')} ${latest('signed', 'inspection.signed')}
      ${latest('cancelled', 'inspection.cancelled')}`,
    same: ['batch_id'],
    fields: {
      kind: `to_jsonb(CASE e.kind WHEN 'inspection.requested' THEN 'INDEPENDENT' ELSE 'SELF_CHECK' END)`,
      organisation_id: `coalesce(e.f -> 'inspectionBodyId', to_jsonb(e.organisation_id))`,
      state: `to_jsonb(CASE WHEN cancelled.id IS NOT NULL THEN 'CANCELLED' WHEN signed.id IS NOT NULL THEN 'SIGNED'
        WHEN sampled.id IS NOT NULL THEN 'SAMPLED' ELSE 'REQUESTED' END)`,
      sampled_on: `sampled.f -> 'sampledOn'`,
      sampled_cartons: `sampled.f -> 'cartons'`,
      sampled_fruits: `sampled.f -> 'fruits'`,
      sample_places: `nullif(sampled.f -> 'places', 'null')`,
      inspector_id: `sampled.c -> 'actorId'`,
      verdict: `signed.f -> 'verdict'`,
      signature_sha256: `signed.f -> 'signatureSha256'`,
      signed_at: happened('signed_at', 'signed'),
    },
  }),
  claim({
    table: 'measurement',
    kinds: ['inspection.measured', 'inspection.measurements-corrected'],
    joins: `${each('measured', 'measurements')} ${settled(MEASUREMENT_ID)}`,
    key: MEASUREMENT_ID,
    fields: {
      inspection_id: 'to_jsonb(e.subject_ids[1])',
      batch_id: 'to_jsonb(e.subject_ids[2])',
      parameter: itemOf('measured', 'measurements', 'parameter'),
      value: `to_jsonb((measured.item ->> 'value')::numeric)`,
      unit: itemOf('measured', 'measurements', 'unit'),
      sample_position: itemOf('measured', 'measurements', 'samplePosition'),
      ...corrected('measured', 'inspection.measurements-corrected'),
    },
  }),
  claim({
    table: 'defect_count',
    kinds: ['inspection.defects-counted', 'inspection.defects-corrected'],
    joins: `${each('counted', 'counts')} ${settled(COUNT_ID)}`,
    key: COUNT_ID,
    fields: {
      inspection_id: 'to_jsonb(e.subject_ids[1])',
      batch_id: 'to_jsonb(e.subject_ids[2])',
      basis: itemOf('counted', 'counts', 'basis'),
      carton_count: itemOf('counted', 'counts', 'cartons'),
      examined: itemOf('counted', 'counts', 'examined'),
      nonconforming_cartons: itemOf('counted', 'counts', 'nonconformingCartons'),
      smallest_millimetres: `to_jsonb((counted.item ->> 'smallestMillimetres')::numeric)`,
      largest_millimetres: `to_jsonb((counted.item ->> 'largestMillimetres')::numeric)`,
      defects: itemOf('counted', 'counts', 'defects'),
      ...corrected('counted', 'inspection.defects-corrected'),
    },
  }),
  claim({
    table: 'laboratory_result',
    kinds: ['inspection.laboratory-results-recorded', 'inspection.laboratory-results-corrected'],
    joins: `${each('found', 'results')} ${settled(RESULT_ID)}`,
    key: RESULT_ID,
    fields: {
      inspection_id: 'to_jsonb(e.subject_ids[1])',
      batch_id: 'to_jsonb(e.subject_ids[2])',
      // Of corrections, every line names its own report.
      report_number: {
        said: `coalesce(found.item -> 'reportNumber', e.f -> 'reportNumber')`,
        committed: `e.c -> 'personal' ?| ARRAY['reportNumber', 'results.' || (found.place - 1) || '.reportNumber']`,
      },
      tested_on: `coalesce(found.item -> 'testedOn', e.f -> 'testedOn')`,
      substance: itemOf('found', 'results', 'substance'),
      substance_told: `found.item -> 'substanceTold'`,
      value_micrograms_per_kg: `found.item -> 'microgramsPerKg'`,
      loq_micrograms_per_kg: `found.item -> 'loqMicrogramsPerKg'`,
      residue_definition_kind: `found.item -> 'residueDefinitionKind'`,
      residue_definition: `found.item -> 'residueDefinition'`,
      ...corrected('found', 'inspection.laboratory-results-corrected'),
    },
  }),
  claim({
    table: 'laboratory_report_file',
    kinds: ['inspection.laboratory-results-recorded', 'inspection.laboratory-results-corrected'],
    joins: each('file', 'attachments'),
    key: `file.item ->> 'id'`,
    fields: {
      inspection_id: 'to_jsonb(e.subject_ids[1])',
      attachment_id: `file.item -> 'attachmentId'`,
      report_number: { said: `e.f -> 'reportNumber'`, committed: `e.c -> 'personal' ? 'reportNumber'` },
      sha256: `file.item -> 'sha256'`,
    },
  }),
  claim({
    table: 'corrective_action',
    // Not what was done, which lies beside the ledger and can be erased.
    kinds: ['corrective-action.recorded'],
    joins: latest('confirmed', 'corrective-action.confirmed'),
    same: ['taken_on', 'attachment_id'],
    fields: {
      organisation_id: 'to_jsonb(e.organisation_id)',
      recorded_by_id: 'to_jsonb(e.actor_id)',
      confirmed_by_id: `confirmed.c -> 'actorId'`,
      confirmed_at: happened('confirmed_at', 'confirmed'),
    },
  }),
];
