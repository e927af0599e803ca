import {
  claim,
  codesOf,
  each,
  factOf,
  happened,
  itemOf,
  latest,
  moment,
  type Claim,
} from '../ledger/verify/claim.js';

const RUNS = ['run.receipt', 'run.grading', 'run.packing', 'run.processing'];

const TREATED = ['post-harvest.recorded', 'post-harvest.corrected'];

const sumOf = (list: string): string =>
  `(SELECT to_jsonb(coalesce(sum((x ->> 'massGrams')::bigint), 0)) FROM jsonb_array_elements(e.f -> '${list}') x)`;

const NOT_CANCELLED = `a.subject_ids[1] NOT IN (
        SELECT subject_ids[1] FROM entry WHERE kind = 'lot.moved' AND f ->> 'to' = 'CANCELLED')`;

/**
 * What went out of each batch, by runs and by joint lots; what came back from a lot counts the other way. A lot that was
 * cancelled has given everything back.
 */
const SPENT = `
  LEFT JOIN (
    SELECT batch_id, sum(mass) AS mass FROM (
      SELECT x ->> 'batchId' AS batch_id, (x ->> 'massGrams')::bigint AS mass
        FROM entry CROSS JOIN LATERAL jsonb_array_elements(f -> 'draws') x WHERE kind LIKE 'run.%'
      UNION ALL SELECT subject_ids[2]::text, (f ->> 'massGrams')::bigint FROM entry a WHERE kind = 'lot.allocated' AND ${NOT_CANCELLED}
      UNION ALL SELECT subject_ids[2]::text, -(x ->> 'massGrams')::bigint
        FROM entry a CROSS JOIN LATERAL jsonb_array_elements(f -> 'members') x WHERE kind = 'lot.withdrawn' AND ${NOT_CANCELLED}
    ) s GROUP BY batch_id
  ) spent`;

const remaining = (mass: string) => ({
  said: `to_jsonb((${mass})::bigint - coalesce(spent.mass, 0))`,
  is: 'to_jsonb(r.remaining_grams - r.deficit_grams)',
});

/** Entries of earlier versions leave out a code that the product made itself. */
const orUnsaid = (field: { said: string; committed?: string }) => ({
  ...field,
  committed: `coalesce(${field.committed ?? 'false'}, false) OR coalesce(${field.said}, 'null') = 'null'`,
});

/** What the cartons of a made batch say: as they were packed, or as they were relabelled last. */
const RELABELLED = `
  LEFT JOIN (
    SELECT DISTINCT ON (subject_ids[1]) subject_ids[1]::text AS subject, c, f FROM entry
    WHERE kind = 'batch.relabelled' ORDER BY subject_ids[1], recorded_at DESC, id DESC
  ) relabelled ON relabelled.subject = e.f #>> ARRAY['batchIds', (made.place - 1)::text]`;

const printed = (name: string, packedSaid?: string) => {
  const packed = itemOf('made', 'outputs', name);
  return {
    said: `CASE WHEN relabelled.subject IS NULL THEN ${packedSaid ?? packed.said} ELSE relabelled.f #> '{after,${name}}' END`,
    committed: `CASE WHEN relabelled.subject IS NULL THEN ${packed.committed}
      ELSE relabelled.c -> 'personal' ? 'after.${name}' END`,
  };
};

const harvested = `coalesce(corrected.f #> '{after,massGrams}', e.f -> 'massGrams')`;

export const batchClaims: readonly Claim[] = [
  claim({
    table: 'batch',
    where: `r.kind = 'HARVEST'`,
    kinds: ['batch.harvested'],
    joins: `${latest('corrected', 'batch.corrected')} ${SPENT} ON spent.batch_id = e.subject_ids[1]::text`,
    same: ['code', 'plot_id', 'variety_code', 'certificate_number'],
    fields: {
      made_at: moment('made_at', `e.c -> 'occurredAt'`),
      holder_id: 'to_jsonb(e.organisation_id)',
      on_behalf_of_id: 'to_jsonb(e.on_behalf_of_id)',
      mass_grams: harvested,
      remaining_grams: remaining(`${harvested} #>> '{}'`),
    },
  }),
  claim({
    table: 'batch',
    where: `r.kind <> 'HARVEST'`,
    kinds: RUNS,
    joins: `${each('made', 'outputs')} ${RELABELLED} ${SPENT} ON spent.batch_id = e.f #>> ARRAY['batchIds', (made.place - 1)::text]`,
    key: `e.f #>> ARRAY['batchIds', (made.place - 1)::text]`,
    fields: {
      holder_id: 'to_jsonb(e.organisation_id)',
      run_id: 'to_jsonb(e.subject_ids[1])',
      code: orUnsaid(itemOf('made', 'outputs', 'code')),
      kind: `made.item -> 'kind'`,
      mass_grams: `made.item -> 'massGrams'`,
      remaining_grams: remaining(`made.item ->> 'massGrams'`),
      carton_count: `made.item -> 'cartonCount'`,
      market_code: printed('marketCode', `e.f -> 'marketCode'`).said,
      class: printed('class').said,
      size_code: printed('sizeCode'),
      registration_id: printed('registrationId').said,
      brand_code: printed('brandCode'),
      geographical_indication_code: printed('geographicalIndicationCode'),
      made_at: moment('made_at', `e.c -> 'occurredAt'`),
    },
  }),
  claim({
    table: 'run',
    kinds: RUNS,
    same: ['kind', 'discarded_grams', 'loss_grams', 'difference_grams', 'market_code'],
    fields: {
      code: orUnsaid(factOf('e', 'code')),
      performed_at: moment('performed_at', `e.c -> 'occurredAt'`),
      organisation_id: 'to_jsonb(e.organisation_id)',
      input_grams: sumOf('draws'),
      output_grams: sumOf('outputs'),
    },
  }),
  claim({
    table: 'run_draw',
    kinds: RUNS,
    joins: each('drawn', 'draws'),
    key: `e.subject_ids[1]::text || ' ' || (drawn.item ->> 'batchId')`,
    rowKey: `r.run_id::text || ' ' || r.batch_id`,
    fields: { mass_grams: `drawn.item -> 'massGrams'` },
  }),
  claim({
    table: 'receipt',
    kinds: ['run.receipt'],
    rowKey: 'r.run_id',
    fields: {
      ticket_number: factOf('e', 'ticket.number'),
      gross_grams: `e.f #> '{ticket,grossGrams}'`,
      tare_grams: `e.f #> '{ticket,tareGrams}'`,
      deduction_grams: `coalesce(e.f #> '{ticket,deductionGrams}', '0')`,
      certificate_number: factOf('e', 'certificateNumber'),
    },
  }),
  claim({
    table: 'pallet',
    kinds: ['run.packing'],
    joins: `${each('batch', 'pallets')}
      CROSS JOIN LATERAL jsonb_array_elements(batch.item) AS pallet`,
    key: `pallet ->> 'sscc'`,
    rowKey: 'r.sscc',
    fields: {
      batch_id: `e.f #> ARRAY['batchIds', (batch.place - 1)::text]`,
      carton_count: `pallet -> 'cartonCount'`,
    },
  }),
  claim({
    table: 'hold',
    kinds: ['hold.placed'],
    joins: `${latest('released', 'hold.released')} ${latest('cause', 'hold.cause-withdrawn', 'hold.cause-stands-again')}`,
    same: ['rule_code', 'cause_type', 'cause_id'],
    fields: {
      reason_code: `coalesce(e.f -> 'reasonCode', e.f -> 'reason')`,
      placed_at: moment('placed_at', `e.c -> 'recordedAt'`),
      released_at: happened('released_at', 'released'),
      cause_withdrawn_at: {
        ...happened('cause_withdrawn_at', 'cause'),
        said: `to_jsonb(coalesce(cause.kind = 'hold.cause-withdrawn', false))`,
      },
    },
  }),
  claim({
    table: 'hold_batch',
    // Holds placed by an earlier version say how many batches they reached, not which.
    where: `EXISTS (SELECT FROM ledger_entry l WHERE l.kind = 'hold.reached' AND l.subject_ids[1] = r.hold_id)`,
    kinds: ['hold.reached'],
    joins: each('reached', 'batchIds'),
    key: `e.subject_ids[1]::text || ' ' || (reached.item #>> '{}')`,
    rowKey: `r.hold_id::text || ' ' || r.batch_id`,
  }),
  claim({
    table: 'post_harvest_treatment',
    kinds: TREATED,
    joins: `${latest('agreed', 'post-harvest.correction-agreed')}
      ${latest('declined', 'post-harvest.correction-declined')}`,
    same: [
      'kind',
      'line_code',
      'product_label_id',
      'product_name',
      'concentration_unit',
      'performed_on',
      'operator_id',
      'corrects_id',
      'is_void',
    ],
    fields: {
      substances: codesOf('substances'),
      organisation_id: 'to_jsonb(e.organisation_id)',
      concentration: `to_jsonb((e.f ->> 'concentration')::numeric)`,
      bath_made_up_at: moment('bath_made_up_at', `e.f -> 'bathMadeUpAt'`),
      bath_changed_at: moment('bath_changed_at', `e.f -> 'bathChangedAt'`),
      performed_at: moment('performed_at', `e.c -> 'occurredAt'`),
      needs_agreement: `coalesce(e.f -> 'needsAgreement', 'false')`,
      agreed_at: happened('agreed_at', 'agreed'),
      agreed_by_id: `agreed.c -> 'actorId'`,
      declined_at: happened('declined_at', 'declined'),
      declined_by_id: `declined.c -> 'actorId'`,
      decline_reason: `declined.f -> 'reasonCode'`,
    },
  }),
  claim({
    table: 'post_harvest_treatment_batch',
    kinds: TREATED,
    joins: each('treated', 'batches'),
    key: `e.subject_ids[1]::text || ' ' || (treated.item ->> 'batchId')`,
    rowKey: `r.treatment_id::text || ' ' || r.batch_id`,
    fields: { run_id: `treated.item -> 'runId'` },
  }),
  {
    // Apportioned once, at the draw: the parts of a batch add up to it, and what is left of them to what is left.
    table: 'batch_origin',
    columns: ['mass_grams', 'remaining_grams'],
    where: 'true',
    said: `SELECT b.id::text AS key, NULL::uuid AS entry_id,
        jsonb_build_object('mass_grams', b.mass_grams, 'remaining_grams', b.remaining_grams) AS value, '{}'::text[] AS committed
      FROM batch b`,
    is: `SELECT batch_id::text AS key,
        jsonb_build_object('mass_grams', sum(mass_grams), 'remaining_grams', sum(remaining_grams)) AS value
      FROM batch_origin GROUP BY batch_id`,
  },
];
