import { claim, each, factOf, happened, itemOf, latest, type Claim } from '../ledger/verify/claim.js';

export const coverageClaims: readonly Claim[] = [
  claim({
    table: 'residue_coverage',
    // Not which laboratory it was, which lies beside the ledger and can be erased.
    kinds: ['coverage.recorded'],
    joins: `${latest('confirmed', 'coverage.confirmed')} ${latest('withdrawn', 'coverage.withdrawn')}
      ${latest('asked', 'coverage.withdrawal-asked')}`,
    same: [
      'kind',
      'registration_id',
      'treatment_id',
      'treated_by_id',
      'report_number',
      'covers_from',
      'covers_to',
      'sampled_on',
      'tested_on',
    ],
    fields: {
      organisation_id: 'to_jsonb(e.organisation_id)',
      recorded_by_id: 'to_jsonb(e.actor_id)',
      confirmed_at: happened('confirmed_at', 'confirmed'),
      confirmed_by_id: `confirmed.c -> 'actorId'`,
      withdrawal_asked_at: happened('withdrawal_asked_at', 'asked'),
      withdrawal_asked_by_id: `asked.c -> 'actorId'`,
      withdrawal_asked_because: factOf('asked', 'withdrawnBecause'),
      withdrawn_at: happened('withdrawn_at', 'withdrawn'),
      withdrawn_by_id: `withdrawn.c -> 'actorId'`,
      withdrawn_because: factOf('withdrawn', 'withdrawnBecause'),
    },
  }),
  claim({
    table: 'residue_coverage_plot',
    kinds: ['coverage.recorded'],
    joins: each('plot', 'plotIds'),
    key: `e.subject_ids[1]::text || ' ' || (plot.item #>> '{}')`,
    rowKey: `r.coverage_id::text || ' ' || r.plot_id`,
  }),
  claim({
    table: 'residue_coverage_result',
    kinds: ['coverage.recorded'],
    joins: each('found', 'results'),
    key: `e.f #>> ARRAY['resultIds', (found.place - 1)::text]`,
    fields: {
      coverage_id: 'to_jsonb(e.subject_ids[1])',
      substance: itemOf('found', 'results', 'substance'),
      substance_told: `found.item -> 'substanceTold'`,
      value_micrograms_per_kg: `found.item -> 'microgramsPerKg'`,
      loq_micrograms_per_kg: `found.item -> 'loqMicrogramsPerKg'`,
      residue_definition_kind: `found.item -> 'residueDefinitionKind'`,
      residue_definition: `found.item -> 'residueDefinition'`,
    },
  }),
  claim({
    table: 'residue_coverage_attachment',
    kinds: ['coverage.recorded'],
    joins: each('file', 'attachments'),
    key: `e.subject_ids[1]::text || ' ' || (file.item ->> 'attachmentId')`,
    rowKey: `r.coverage_id::text || ' ' || r.attachment_id`,
    fields: { sha256: `file.item -> 'sha256'` },
  }),
  claim({
    table: 'watch_list',
    where: 'r.entered_by_id IS NOT NULL',
    kinds: ['watch-list.entered'],
    joins: latest('confirmed', 'watch-list.confirmed'),
    same: ['market_code', 'substances', 'valid_from', 'valid_to'],
    fields: {
      entered_by_id: 'to_jsonb(e.actor_id)',
      substances_told: `e.f -> 'substancesTold'`,
      confirmed_at: happened('confirmed_at', 'confirmed'),
      confirmed_by_id: `confirmed.c -> 'actorId'`,
    },
  }),
];
