// The records that are measured: a season of joint export lots, made by a few statements over whole sets. Names are
// plainly invented. Everything is counted out, nothing drawn by lot, so that two runs measure the same records.
import pg from 'pg';

/** Rows hang together by how they are made, so that keys between tables need not be looked up one by one. */
const WITHOUT_KEY_TRIGGERS = `SET session_replication_role = replica`;

/** Ids in the order of making, as the product's own are. */
const ID = `
CREATE FUNCTION pg_temp.id(kind integer, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN
  ('019aa000-' || lpad(to_hex(kind), 4, '0') || '-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid;
CREATE FUNCTION pg_temp.at(n double precision) RETURNS timestamptz LANGUAGE sql IMMUTABLE RETURN
  timestamptz '2025-11-20 00:00:00Z' + n * interval '1 minute';`;

const KIND = { office: 1, cooperative: 2, packhouse: 3, body: 4, exporter: 5, user: 6, channel: 7, plot: 8 };
const ROW = {
  harvest: 9,
  run: 10,
  batch: 11,
  inspection: 12,
  lot: 13,
  judgement: 14,
  transition: 15,
  document: 16,
};

/** An id as the statements below make it. */
export function idOf(what, n) {
  const kind = { ...KIND, ...ROW }[what].toString(16).padStart(4, '0');
  return `019aa000-${kind}-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

const id = (what, n) => `pg_temp.id(${{ ...KIND, ...ROW }[what]}, ${n})`;

/** Members of a lot; 40 times 5,000 lots are the season's 200,000 packed batches. */
export const MEMBERS = 40;
const COOPERATIVES = 20;
const PACKHOUSES = 6;
const BODIES = 3;
const PLOTS = 400;

/** Odd ones lie in Zizhong, even ones in Rongchang; so do cooperatives, packhouses, plots and the batches of a lot. */
const county = (n) => `CASE WHEN (${n}) % 2 = 0 THEN '500153' ELSE '511025' END`;
const cooperativeOf = (n) => id('cooperative', `(${n}) % ${COOPERATIVES}`);
const packhouseOf = (n) => id('packhouse', `(${n}) % ${PACKHOUSES}`);
/** One lot in five belongs to the other exporter: who asks must not see it. */
const exporterOf = (lot) => id('exporter', `CASE WHEN (${lot}) % 5 = 0 THEN 1 ELSE 0 END`);
const bodyOf = (n) => id('body', `(${n}) % ${BODIES}`);
const lotOf = (batch) => `((${batch}) / ${MEMBERS})`;
const seesBatch = (b) =>
  `ARRAY[${cooperativeOf(b)}, ${packhouseOf(b)}, ${bodyOf(lotOf(b))}, ${exporterOf(lotOf(b))}]`;
const seesLot = (l) => `ARRAY[${exporterOf(l)}, ${bodyOf(l)}]`;

const PEOPLE = `
INSERT INTO organisation (id, code, kind, name_zh, name_en, county_code, created_at)
SELECT pg_temp.id(k, n), code || '-' || n, kind, zh || n, en || ' ' || n, county, pg_temp.at(0) FROM (
  SELECT ${KIND.office} AS k, 0 AS n, 'BO' AS code, 'BASE_OFFICE' AS kind, '示范基地办公室' AS zh, 'Example base office' AS en, NULL AS county
  UNION ALL SELECT ${KIND.cooperative}, n, 'CO', 'COOPERATIVE', '示范合作社', 'Example cooperative', ${county('n')} FROM generate_series(0, ${COOPERATIVES - 1}) n
  UNION ALL SELECT ${KIND.packhouse}, n, 'PH', 'PACKHOUSE', '示范包装厂', 'Example packhouse', ${county('n')} FROM generate_series(0, ${PACKHOUSES - 1}) n
  UNION ALL SELECT ${KIND.body}, n, 'IB', 'INSPECTION_BODY', '示范检验机构', 'Example inspection body', NULL FROM generate_series(0, ${BODIES - 1}) n
  UNION ALL SELECT ${KIND.exporter}, n, 'EX', 'EXPORTER', '示范出口企业', 'Example exporter', NULL FROM generate_series(0, 1) n) AS o;
INSERT INTO user_account (id, username, display_name, organisation_ids, created_at) VALUES
  (${id('user', 0)}, 'bench-exporter', '示范账号一', ARRAY[${id('exporter', 0)}], pg_temp.at(0)),
  (${id('user', 1)}, 'bench-cooperative', '示范账号二', ARRAY[${id('cooperative', 0)}], pg_temp.at(0)),
  (${id('user', 2)}, 'bench-inspector', '示范账号三', ARRAY[${id('body', 0)}], pg_temp.at(0));
INSERT INTO membership (id, user_id, organisation_id, roles, started_at) VALUES
  (${id('user', 10)}, ${id('user', 0)}, ${id('exporter', 0)}, ARRAY['CLERK'], pg_temp.at(0)),
  (${id('user', 11)}, ${id('user', 1)}, ${id('cooperative', 0)}, ARRAY['CLERK'], pg_temp.at(0)),
  (${id('user', 12)}, ${id('user', 2)}, ${id('body', 0)}, ARRAY['INSPECTOR'], pg_temp.at(0));
INSERT INTO channel (id, code, exporter_id, market_code, customs_district_code, gateway_zh, gateway_en, transport, valid_from, recorded_at)
SELECT ${id('channel', 'n')}, 'CH-' || n, ${id('exporter', 'n')}, (SELECT min(code) FROM market),
  (SELECT min(code) FROM customs_district), '示范口岸', 'Example gateway', 'ROAD', '2025-09-01', pg_temp.at(0) FROM generate_series(0, 1) n;
INSERT INTO plot (id, code, organisation_id, county_code, town_code, variety_code, declared_mu_hundredths, created_at, visible_to)
SELECT ${id('plot', 'n')}, 'PL-' || lpad(n::text, 4, '0'), ${cooperativeOf('n')}, ${county('n')},
  (SELECT min(code) FROM region WHERE parent_code = ${county('n')}), (SELECT min(code) FROM variety), 10000, pg_temp.at(0),
  ARRAY[${cooperativeOf('n')}] FROM generate_series(0, ${PLOTS - 1}) n;`;

/** One packing run of one harvest for each packed batch, the plainest way that fruit can go. */
const fruit = (lots) => `
INSERT INTO batch (id, code, kind, holder_id, plot_id, variety_code, season, made_at, made_on, mass_grams, remaining_grams,
  county_codes, origin_organisation_ids, recorded_at, recorded_by_id, visible_to)
SELECT ${id('harvest', 'n')}, 'H-' || lpad(n::text, 7, '0'), 'HARVEST', ${packhouseOf('n')}, ${id('plot', `n % ${PLOTS}`)},
  (SELECT min(code) FROM variety), '2025/26', pg_temp.at(n), (pg_temp.at(n))::date, 9600000, 0, ARRAY[${county('n')}],
  ARRAY[${cooperativeOf('n')}], pg_temp.at(n), ${id('user', 1)}, ARRAY[${cooperativeOf('n')}, ${packhouseOf('n')}]
FROM generate_series(0, ${lots * MEMBERS} / 10 - 1) n;
INSERT INTO run (id, code, kind, organisation_id, performed_at, performed_on, market_code, input_grams, output_grams, discarded_grams,
  loss_grams, difference_grams, tolerance_ppm, recorded_at, recorded_by_id, visible_to)
SELECT ${id('run', 'n')}, 'R-' || lpad(n::text, 7, '0'), 'PACKING', ${packhouseOf('n')}, pg_temp.at(n / 10.0), (pg_temp.at(n / 10.0))::date,
  (SELECT min(code) FROM market), 960000, 950000, 5000, 5000, 0, 20000, pg_temp.at(n / 10.0), ${id('user', 0)}, ${seesBatch('n')}
FROM generate_series(0, ${lots * MEMBERS - 1}) n;
INSERT INTO run_draw (run_id, batch_id, mass_grams, visible_to)
SELECT ${id('run', 'n')}, ${id('harvest', 'n / 10')}, 960000, ${seesBatch('n')} FROM generate_series(0, ${lots * MEMBERS - 1}) n;
INSERT INTO batch (id, code, kind, holder_id, run_id, variety_code, season, made_at, made_on, mass_grams, remaining_grams, carton_count,
  remaining_cartons, market_code, class, size_code, county_codes, origin_organisation_ids, recorded_at, recorded_by_id, visible_to)
SELECT ${id('batch', 'n')}, 'P-' || lpad(n::text, 7, '0'), 'PACKED', ${exporterOf(lotOf('n'))}, ${id('run', 'n')}, (SELECT min(code) FROM variety),
  '2025/26', pg_temp.at(n / 10.0), (pg_temp.at(n / 10.0))::date, 950000, 0, 95, 0, (SELECT min(code) FROM market),
  CASE WHEN n % 3 = 0 THEN 'I' ELSE 'EXTRA' END, (n % 9 + 2)::text, ARRAY[${county('n')}], ARRAY[${cooperativeOf('n')}],
  pg_temp.at(n / 10.0), ${id('user', 0)}, ${seesBatch('n')} FROM generate_series(0, ${lots * MEMBERS - 1}) n;
INSERT INTO batch_origin (batch_id, origin_batch_id, plot_id, organisation_id, county_code, mass_grams, remaining_grams, visible_to)
SELECT ${id('batch', 'n')}, ${id('harvest', 'n / 10')}, ${id('plot', `n % ${PLOTS}`)}, ${cooperativeOf('n')}, ${county('n')}, 950000, 0,
  ${seesBatch('n')} FROM generate_series(0, ${lots * MEMBERS - 1}) n;
INSERT INTO inspection (id, code, batch_id, organisation_id, requested_by_id, inspector_id, inspector_organisation_ids, state, requested_at,
  sampled_at, sampled_on, sampled_cartons, sampled_fruits, verdict, signed_at, signature_sha256, visible_to)
SELECT ${id('inspection', 'n')}, 'I-' || lpad(n::text, 7, '0'), ${id('batch', 'n / 3')}, ${bodyOf(lotOf('n / 3'))}, ${packhouseOf('n / 3')},
  ${id('user', 2)}, ARRAY[${bodyOf(lotOf('n / 3'))}], 'SIGNED', pg_temp.at(n / 30.0), pg_temp.at(n / 30.0 + 20), (pg_temp.at(n / 30.0 + 20))::date,
  5, 50, 'PASS', pg_temp.at(n / 30.0 + 60), encode(sha256(n::text::bytea), 'hex'), ${seesBatch('n / 3')}
FROM generate_series(0, ${lots * MEMBERS * 3 - 1}) n;`;

/** Eighteen findings a check, which is what a lot of the demo season has. */
const FINDINGS = `(SELECT jsonb_agg(jsonb_build_object('ruleCode', 'RULE-' || f, 'versionId', ${id('judgement', 'f')}, 'edition', '2026',
    'kind', 'example', 'title', jsonb_build_object('zh', '示范规则', 'en', 'Example rule'), 'unity', c.unity, 'market', NULL, 'stage', 'pack',
    'effect', 'legal', 'gates', true, 'verdict', CASE WHEN f % 6 = 0 THEN 'INDETERMINATE' ELSE 'PASS' END,
    'explanation', jsonb_build_object('zh', '示范说明', 'en', 'Example explanation'), 'evidence', '[]'::jsonb))
  FROM generate_series(1, 18) f)`;

const shipped = (lots) => `
INSERT INTO lot (id, code, exporter_id, channel_id, market_code, state, season, planned_departure_on, mass_grams, carton_count, county_codes,
  variety_codes, origin_organisation_ids, judgement_id, created_at, changed_at, visible_to)
SELECT ${id('lot', 'n')}, 'L-' || lpad(n::text, 5, '0'), ${exporterOf('n')}, ${id('channel', 'CASE WHEN n % 5 = 0 THEN 1 ELSE 0 END')},
  (SELECT min(code) FROM market), CASE WHEN n > ${lots} - 200 THEN 'OPEN' ELSE 'CLEARED' END, '2025/26', (pg_temp.at(n * 40))::date + 7,
  ${MEMBERS} * 950000, ${MEMBERS} * 95, ARRAY['500153', '511025'], ARRAY[(SELECT min(code) FROM variety)],
  (SELECT array_agg(${id('cooperative', 'c')}) FROM generate_series(0, 3) c), ${id('judgement', 'n')}, pg_temp.at(n * 40), pg_temp.at(n * 40 + 30),
  ${seesLot('n')} FROM generate_series(0, ${lots - 1}) n;
INSERT INTO lot_member (lot_id, batch_id, mass_grams, carton_count, allocated_at, visible_to)
SELECT ${id('lot', lotOf('n'))}, ${id('batch', 'n')}, 950000, 95, pg_temp.at(n), ${seesLot(lotOf('n'))} FROM generate_series(0, ${lots * MEMBERS - 1}) n;
INSERT INTO lot_member_origin (lot_id, batch_id, origin_batch_id, plot_id, organisation_id, county_code, mass_grams, visible_to)
SELECT ${id('lot', lotOf('n'))}, ${id('batch', 'n')}, ${id('harvest', 'n / 10')}, ${id('plot', `n % ${PLOTS}`)}, ${cooperativeOf('n')}, ${county('n')},
  950000, ${seesLot(lotOf('n'))} FROM generate_series(0, ${lots * MEMBERS - 1}) n;
INSERT INTO lot_judgement (id, lot_id, stage, judged_for, judged_at, version_codes, facts, facts_sha256, visible_to)
SELECT ${id('judgement', 'n')}, ${id('lot', 'n')}, 'declare', (pg_temp.at(n * 40))::date, pg_temp.at(n * 40 + 20), ARRAY['EXAMPLE@1'], '{}',
  encode(sha256('{}'), 'hex'), ${seesLot('n')} FROM generate_series(0, ${lots - 1}) n;
INSERT INTO lot_check (judgement_id, unity, lot_id, verdict, findings, visible_to)
SELECT ${id('judgement', 'n')}, c.unity, ${id('lot', 'n')}, CASE WHEN (n + c.place) % 4 = 0 THEN 'INDETERMINATE' ELSE 'PASS' END, ${FINDINGS}, ${seesLot('n')}
FROM generate_series(0, ${lots - 1}) n, unnest(ARRAY['VARIETY', 'BRAND', 'STANDARD', 'CHANNEL']) WITH ORDINALITY c (unity, place);
INSERT INTO lot_transition (id, lot_id, from_state, to_state, judgement_id, occurred_at, recorded_at, recorded_by_id, facts, visible_to)
SELECT ${id('transition', 'n')}, ${id('lot', 'n')}, 'OPEN', 'CLEARED', ${id('judgement', 'n')}, pg_temp.at(n * 40 + 30), pg_temp.at(n * 40 + 30),
  ${id('user', 0)}, '{}', ${seesLot('n')} FROM generate_series(0, ${lots - 200}) n;
INSERT INTO lot_document (id, lot_id, kind, number, issued_on, recorded_at, recorded_by_id, visible_to)
SELECT ${id('document', 'n')}, ${id('lot', 'n')}, 'ORIGIN_CERTIFICATE', 'DOC-' || n, (pg_temp.at(n * 40))::date, pg_temp.at(n * 40),
  ${id('user', 0)}, ${seesLot('n')} FROM generate_series(0, ${lots - 1}) n;`;

/** @returns rows of the larger tables, as they are now */
const COUNTS = `SELECT (SELECT count(*) FROM lot)::int AS lots, (SELECT count(*) FROM lot_member)::int AS members,
  (SELECT count(*) FROM batch WHERE kind = 'PACKED')::int AS "packedBatches", (SELECT count(*) FROM inspection)::int AS inspections,
  (SELECT count(*) FROM lot_check)::int AS checks, (SELECT count(*) FROM batch WHERE kind = 'HARVEST')::int AS harvests`;

/**
 * Fills an empty, migrated database that holds the reference facts.
 *
 * @param {string} superuserUrl a role that row-level security does not bind
 * @param {{ lots: number, passwordHash: string }} wanted
 */
export async function seed(superuserUrl, { lots, passwordHash }) {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query(ID);
    await client.query('BEGIN');
    await client.query(WITHOUT_KEY_TRIGGERS);
    await client.query(PEOPLE);
    await client.query(
      `INSERT INTO user_password (user_id, hash, changed_at) SELECT id, $1, created_at FROM user_account`,
      [passwordHash],
    );
    await client.query(fruit(lots));
    await client.query(shipped(lots));
    await client.query('COMMIT');
    await client.query('VACUUM ANALYZE');
    return (await client.query(COUNTS)).rows[0];
  } finally {
    await client.end();
  }
}
