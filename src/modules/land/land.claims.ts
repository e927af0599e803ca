import { claim, happened, latest, type Claim } from '../ledger/verify/claim.js';

/** A change of a plot says all that may change. */
const nowOf = (name: string): string =>
  `CASE WHEN changed.id IS NULL THEN e.f ELSE changed.f END -> '${name}'`;

/** Joins the confirmation of one plot's span, as `confirmed`. */
const PLOTS_CONFIRMED = `
  LEFT JOIN (
    SELECT subject_ids[1] AS registration, span ->> 'plotId' AS plot, span ->> 'validFrom' AS valid_from, actor_id
    FROM entry CROSS JOIN LATERAL jsonb_array_elements(f -> 'spans') AS span WHERE kind = 'registration.plots-confirmed'
  ) confirmed ON confirmed.registration = e.subject_ids[1] AND confirmed.plot = covered.plot_id::text
    AND confirmed.valid_from = e.f ->> 'validFrom'`;

export const landClaims: readonly Claim[] = [
  claim({
    table: 'orchard',
    kinds: ['orchard.registered'],
    same: ['code', 'town_code'],
    fields: { organisation_id: 'to_jsonb(e.organisation_id)' },
  }),
  claim({
    table: 'plot',
    kinds: ['plot.registered'],
    joins: `${latest('changed', 'plot.changed')} ${latest('measured', 'plot.boundary-recorded')}`,
    same: ['code', 'county_code'],
    fields: {
      organisation_id: 'to_jsonb(e.organisation_id)',
      orchard_id: nowOf('orchardId'),
      grower_id: nowOf('growerId'),
      town_code: nowOf('townCode'),
      variety_code: nowOf('varietyCode'),
      planted_year: nowOf('plantedYear'),
      declared_mu_hundredths: nowOf('declaredMuHundredths'),
      measured_square_metres: `measured.f -> 'squareMetres'`,
    },
  }),
  claim({
    table: 'plot_variety',
    where: 'r.recorded_by_id IS NOT NULL',
    kinds: ['plot.registered', 'plot.changed'],
    joins: `JOIN LATERAL (SELECT e.f -> 'variety' AS said WHERE e.f ? 'variety') variety ON true
      LEFT JOIN (
        SELECT DISTINCT ON (subject_ids[1]) subject_ids[1]::text AS subject, id, c FROM entry
        WHERE kind = 'plot.variety-confirmed' ORDER BY subject_ids[1], recorded_at DESC, id DESC
      ) confirmed ON confirmed.subject = variety.said ->> 'plotVarietyId'`,
    key: `variety.said ->> 'plotVarietyId'`,
    fields: {
      plot_id: 'to_jsonb(e.subject_ids[1])',
      organisation_id: 'to_jsonb(e.organisation_id)',
      variety_code: `variety.said -> 'varietyCode'`,
      valid_from: `variety.said -> 'varietySince'`,
      recorded_by_id: 'to_jsonb(e.actor_id)',
      confirmed_by_id: `confirmed.c -> 'actorId'`,
      confirmed_at: happened('confirmed_at', 'confirmed'),
    },
  }),
  claim({
    table: 'registration',
    kinds: ['registration.recorded'],
    joins: `${latest('withdrawn', 'registration.withdrawn')} ${latest('confirmed', 'registration.confirmed')}
      ${latest('review', 'registration.review-planned')}`,
    same: [
      'kind',
      'number',
      'customs_district_code',
      'organisation_id',
      'market_codes',
      'estimated_yield_grams',
      'valid_from',
      'valid_to',
    ],
    fields: {
      withdrawn_on: `withdrawn.f -> 'withdrawnOn'`,
      next_review_on: `review.f -> 'nextReviewOn'`,
      recorded_by_id: 'to_jsonb(e.actor_id)',
      confirmed_by_id: `confirmed.c -> 'actorId'`,
    },
  }),
  claim({
    table: 'registration_yield',
    kinds: ['registration.yield-declared'],
    joins: latest('confirmed', 'registration.yield-confirmed'),
    same: ['registration_id', 'organisation_id', 'season', 'mass_grams', 'declared_on', 'attachment_id'],
    fields: {
      recorded_by_id: 'to_jsonb(e.actor_id)',
      confirmed_by_id: `confirmed.c -> 'actorId'`,
      confirmed_at: happened('confirmed_at', 'confirmed'),
    },
  }),
  claim({
    table: 'supply_relation',
    kinds: ['registration.supply-recorded'],
    joins: `${latest('confirmed', 'registration.supply-confirmed')} ${latest('ended', 'registration.supply-ended')}`,
    same: [
      'organisation_id',
      'registration_id',
      'holder_id',
      'registration_number',
      'customs_district_code',
      'valid_from',
      'valid_to',
      'attachment_id',
    ],
    fields: {
      recorded_by_id: 'to_jsonb(e.actor_id)',
      ended_on: `ended.f -> 'endedOn'`,
      confirmed_by_id: `confirmed.c -> 'actorId'`,
      confirmed_at: happened('confirmed_at', 'confirmed'),
    },
  }),
  claim({
    table: 'registration_plot',
    kinds: ['registration.plots-covered'],
    joins: `CROSS JOIN LATERAL unnest(e.subject_ids[2:]) AS covered (plot_id) ${PLOTS_CONFIRMED}`,
    key: `e.subject_ids[1]::text || ' ' || covered.plot_id || ' ' || (e.f ->> 'validFrom')`,
    rowKey: `r.registration_id::text || ' ' || r.plot_id || ' ' || r.valid_from`,
    same: ['valid_to'],
    fields: { recorded_by_id: 'to_jsonb(e.actor_id)', confirmed_by_id: 'to_jsonb(confirmed.actor_id)' },
  }),
  claim({
    table: 'grower',
    kinds: ['grower.recorded'],
    joins: latest('erased', 'grower.erased'),
    same: ['code'],
    fields: { organisation_id: 'to_jsonb(e.organisation_id)', erased_at: happened('erased_at', 'erased') },
  }),
  {
    // Recorded anew it replaces the one before.
    table: 'plot_boundary',
    columns: ['square_metres'],
    where: 'true',
    said: `SELECT DISTINCT ON (subject_ids[1]) subject_ids[1]::text AS key, id AS entry_id,
        jsonb_build_object('square_metres', f -> 'squareMetres') AS value, '{}'::text[] AS committed
      FROM entry WHERE kind = 'plot.boundary-recorded' ORDER BY subject_ids[1], recorded_at DESC, id DESC`,
    is: `SELECT plot_id::text AS key, jsonb_build_object('square_metres', square_metres) AS value FROM plot_boundary`,
  },
];
