import { claim, happened, latest, moment, type Claim } from '../ledger/verify/claim.js';

/** Who confirmed it and when it ended, by later entries. */
const confirmed = {
  confirmed_by_id: `confirmed.c -> 'actorId'`,
  confirmed_at: happened('confirmed_at', 'confirmed'),
};
const ended = { ended_on: `ended.f -> 'endedOn'` };

export const pestClaims: readonly Claim[] = [
  claim({
    table: 'officer_appointment',
    kinds: ['pest.officer-appointed'],
    joins: `${latest('confirmed', 'pest.officer-confirmed')} ${latest('ended', 'pest.officer-ended')}`,
    same: ['registration_id', 'user_id', 'valid_from', 'valid_to', 'attachment_id'],
    fields: {
      organisation_id: 'to_jsonb(e.organisation_id)',
      recorded_by_id: 'to_jsonb(e.actor_id)',
      ...confirmed,
      ...ended,
    },
  }),
  claim({
    table: 'pest_trap',
    kinds: ['pest.trap-set-up'],
    joins: latest('down', 'pest.trap-taken-down'),
    same: ['code', 'plot_id', 'registration_id', 'pests', 'lure', 'set_up_on'],
    fields: {
      organisation_id: 'to_jsonb(e.organisation_id)',
      recorded_by_id: 'to_jsonb(e.actor_id)',
      taken_down_on: `down.f -> 'takenDownOn'`,
    },
  }),
  {
    table: 'pest_trap_place',
    columns: ['geometry_sha256'],
    where: 'true',
    said: `SELECT subject_ids[1]::text AS key, id AS entry_id,
        jsonb_build_object('geometry_sha256', f -> 'pointSha256') AS value, '{}'::text[] AS committed
      FROM entry WHERE kind = 'pest.trap-set-up' AND f ->> 'pointSha256' IS NOT NULL`,
    is: `SELECT trap_id::text AS key, jsonb_build_object('geometry_sha256', geometry_sha256) AS value FROM pest_trap_place`,
  },
  claim({
    table: 'trap_count',
    kinds: ['pest.trap-counted'],
    same: ['trap_id', 'inspected_on', 'inspector_id', 'counts', 'corrects_id', 'is_void'],
    fields: {
      organisation_id: 'to_jsonb(e.organisation_id)',
      inspected_at: moment('inspected_at', `e.f -> 'inspectedAt'`),
      recorded_by_id: 'to_jsonb(e.actor_id)',
    },
  }),
  claim({
    table: 'area_status',
    // Not the title of the paper, which lies beside the ledger and can be erased.
    kinds: ['pest.area-stated'],
    joins: `${latest('confirmed', 'pest.area-confirmed')} ${latest('ended', 'pest.area-ended')}
      ${latest('end_confirmed', 'pest.area-end-confirmed')}`,
    same: [
      'pest_code',
      'status',
      'region_code',
      'registration_id',
      'valid_from',
      'valid_to',
      'attachment_id',
    ],
    fields: {
      recorded_by_id: 'to_jsonb(e.actor_id)',
      ...confirmed,
      ...ended,
      ended_by_id: `ended.c -> 'actorId'`,
      end_confirmed_by_id: `end_confirmed.c -> 'actorId'`,
      end_confirmed_at: happened('end_confirmed_at', 'end_confirmed'),
    },
  }),
  claim({
    table: 'quarantine_treatment',
    kinds: ['pest.treated'],
    joins: latest('confirmed', 'pest.treatment-confirmed'),
    same: [
      'batch_id',
      'kind',
      'readings',
      'dose_unit',
      'certificate_number',
      'attachment_id',
      'corrects_id',
      'is_void',
    ],
    fields: {
      organisation_id: 'to_jsonb(e.organisation_id)',
      started_at: moment('started_at', `e.f -> 'startedAt'`),
      ended_at: moment('ended_at', `e.f -> 'endedAt'`),
      dose: { said: `e.f -> 'dose'`, is: `to_jsonb(trim_scale(r.dose)::text)` },
      recorded_by_id: 'to_jsonb(e.actor_id)',
      ...confirmed,
    },
  }),
];
