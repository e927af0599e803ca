import { claim, factOf, latest, latestSaying, type Claim } from '../ledger/verify/claim.js';
import { sha256Of } from './lot-judgement.entity.js';
import { releaseClaims } from './release.claims.js';

const MEMBERS = `
  SELECT subject_ids[1]::text || ' ' || subject_ids[2] AS key, (array_agg(id ORDER BY recorded_at DESC, id DESC))[1] AS entry_id,
    sum(mass) AS mass, sum(cartons) AS cartons
  FROM (
    SELECT id, recorded_at, subject_ids, (f ->> 'massGrams')::bigint AS mass, (f ->> 'cartons')::bigint AS cartons
      FROM entry WHERE kind = 'lot.allocated'
    UNION ALL SELECT id, recorded_at, subject_ids, -(x ->> 'massGrams')::bigint, -(x ->> 'cartons')::bigint
      FROM entry CROSS JOIN LATERAL jsonb_array_elements(f -> 'members') x WHERE kind = 'lot.withdrawn'
  ) m WHERE subject_ids[1] NOT IN (SELECT subject_ids[1] FROM entry WHERE kind = 'lot.moved' AND f ->> 'to' = 'CANCELLED')
  GROUP BY subject_ids[1], subject_ids[2] HAVING sum(mass) <> 0`;

/** Entries from before the ledger committed to findings, in a form that SQL can compare. */
const OF_BEFORE = `NOT e.f ? 'findingsSha256'`;

const used = (from: string): string => `
  SELECT concat_ws(' ', lot_id, registration_id, season) AS key,
    jsonb_build_object('phase', phase, 'mass_grams', mass_grams, 'unsure_grams', unsure_grams) AS value FROM ${from}`;

const totals = (from: string): string => `
  SELECT concat_ws(' ', registration_id, season) AS key, jsonb_build_object('left_grams', left_grams,
    'returned_grams', returned_grams, 'cleared_grams', cleared_grams, 'unsure_grams', unsure_grams) AS value FROM ${from}`;

export const lotClaims: readonly Claim[] = [
  claim({
    table: 'lot',
    kinds: ['lot.opened'],
    joins: `${latest('moved', 'lot.moved')} ${latest('replanned', 'lot.replanned')}
      ${latestSaying('diverted', 'lot.moved', 'toMarket')} ${latestSaying('loaded', 'lot.moved', 'containerNumber')}`,
    same: ['code', 'channel_id'],
    fields: {
      exporter_id: 'to_jsonb(e.organisation_id)',
      market_code: `coalesce(diverted.f -> 'toMarket', e.f -> 'marketCode')`,
      container_number: factOf('loaded', 'containerNumber'),
      seal_number: factOf('loaded', 'sealNumber'),
      planned_departure_on: `coalesce(replanned.f -> 'plannedDepartureOn', e.f -> 'plannedDepartureOn')`,
      state: `coalesce(moved.f -> 'to', '"OPEN"')`,
    },
  }),
  {
    table: 'lot_member',
    columns: ['mass_grams', 'carton_count'],
    where: 'true',
    said: `SELECT key, entry_id, jsonb_build_object('mass_grams', mass, 'carton_count', cartons) AS value, '{}'::text[] AS committed
      FROM (${MEMBERS}) m`,
    is: `SELECT lot_id::text || ' ' || batch_id AS key,
      jsonb_build_object('mass_grams', mass_grams, 'carton_count', carton_count) AS value, '{}'::text[] AS committed FROM lot_member`,
  },
  claim({
    table: 'lot_transition',
    kinds: ['lot.moved'],
    key: 'e.subject_ids[2]',
    fields: {
      lot_id: 'to_jsonb(e.subject_ids[1])',
      from_state: `e.f -> 'from'`,
      to_state: `e.f -> 'to'`,
      judgement_id: `e.f -> 'judgementId'`,
      recorded_by_id: 'to_jsonb(e.actor_id)',
      release_ids: `coalesce(e.f -> 'releaseIds', '[]')`,
    },
  }),
  claim({
    table: 'lot_judgement',
    kinds: ['lot.judged'],
    key: 'e.subject_ids[2]',
    same: ['stage', 'judged_for', 'version_codes', 'facts_sha256'],
    fields: {
      lot_id: 'to_jsonb(e.subject_ids[1])',
      rule_periods: {
        said: `e.f -> 'rulePeriodsSha256'`,
        is: `to_jsonb(${sha256Of('r.rule_periods')})`,
        committed: OF_BEFORE,
      },
    },
  }),
  claim({
    table: 'lot_check',
    kinds: ['lot.judged'],
    joins: `CROSS JOIN LATERAL jsonb_each(e.f -> 'verdicts') AS judged (unity, verdict)`,
    key: `e.subject_ids[2]::text || ' ' || judged.unity`,
    rowKey: `r.judgement_id::text || ' ' || r.unity`,
    fields: {
      verdict: 'judged.verdict',
      findings: {
        said: `e.f -> 'findingsSha256' -> judged.unity`,
        is: `to_jsonb(${sha256Of('r.findings')})`,
        committed: OF_BEFORE,
      },
    },
  }),
  claim({
    table: 'lot_document',
    kinds: ['lot.document-recorded'],
    key: 'e.subject_ids[2]',
    same: ['kind', 'number', 'issued_on', 'valid_until'],
    fields: { lot_id: 'to_jsonb(e.subject_ids[1])', recorded_by_id: 'to_jsonb(e.actor_id)' },
  }),
  ...releaseClaims,
  {
    table: 'lot_member_origin',
    columns: ['mass_grams'],
    where: 'true',
    said: `SELECT lot_id::text || ' ' || batch_id AS key, NULL::uuid AS entry_id,
        jsonb_build_object('mass_grams', mass_grams) AS value, '{}'::text[] AS committed FROM lot_member`,
    is: `SELECT lot_id::text || ' ' || batch_id AS key, jsonb_build_object('mass_grams', sum(mass_grams)) AS value
      FROM lot_member_origin GROUP BY lot_id, batch_id`,
  },
  {
    table: 'lot_registration_use',
    columns: ['phase', 'mass_grams', 'unsure_grams'],
    where: 'true',
    said: `SELECT u.key, NULL::uuid AS entry_id, u.value, '{}'::text[] AS committed FROM (${used('registration_use_counted()')}) u`,
    is: used('lot_registration_use'),
  },
  {
    table: 'registration_use_total',
    columns: ['left_grams', 'returned_grams', 'cleared_grams', 'unsure_grams'],
    where: 'left_grams + cleared_grams > 0',
    said: `SELECT u.key, NULL::uuid AS entry_id, u.value, '{}'::text[] AS committed FROM (${totals(`(
      SELECT registration_id, season, coalesce(sum(mass_grams) FILTER (WHERE phase <> 'CLEARED'), 0) AS left_grams,
        coalesce(sum(mass_grams) FILTER (WHERE phase = 'RETURNED'), 0) AS returned_grams,
        coalesce(sum(mass_grams) FILTER (WHERE phase = 'CLEARED'), 0) AS cleared_grams, sum(unsure_grams) AS unsure_grams
      FROM lot_registration_use GROUP BY registration_id, season) r`)}) u`,
    is: totals('registration_use_total r WHERE left_grams + cleared_grams > 0'),
  },
];
