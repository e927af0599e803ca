// The limit: a server that does nothing but pass on JSON made by PostgreSQL. No sign-in, no row-level security (its
// role is a superuser's), statements prepared once. Usage: DATABASE_URL=... PORT=... node peers/fastify.mjs
import Fastify from 'fastify';
import pg from 'pg';

const { DATABASE_URL, PORT } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });
const server = Fastify();

const party = (id) =>
  `(SELECT json_build_object('code', g.code, 'nameZh', g.name_zh) FROM organisation g WHERE g.id = ${id})`;

const INSPECTIONS = `(SELECT coalesce(json_agg(json_build_object('code', i.code, 'state', i.state, 'verdict', i.verdict,
  'sampledOn', i.sampled_on, 'body', ${party('i.organisation_id')}) ORDER BY i.id), '[]') FROM inspection i WHERE i.batch_id = b.id)`;

const MEMBERS = `(SELECT coalesce(json_agg(json_build_object('batchCode', b.code, 'varietyCode', b.variety_code, 'class', b.class,
  'sizeCode', b.size_code, 'packedOn', b.made_on, 'massGrams', m.mass_grams, 'cartonCount', m.carton_count,
  'packer', ${party('r.organisation_id')}, 'inspections', ${INSPECTIONS}) ORDER BY b.code), '[]')
  FROM lot_member m JOIN batch b ON b.id = m.batch_id JOIN run r ON r.id = b.run_id WHERE m.lot_id = l.id)`;

const CHECKS = `(SELECT coalesce(json_agg(json_build_object('unity', c.unity, 'verdict', c.verdict)
  ORDER BY array_position(ARRAY['VARIETY', 'BRAND', 'STANDARD', 'CHANNEL'], c.unity)), '[]')
  FROM lot_check c WHERE c.judgement_id = l.judgement_id)`;

const LOTS = `SELECT json_agg(json_build_object('id', l.id, 'code', l.code, 'state', l.state, 'marketCode', l.market_code,
    'massGrams', l.mass_grams, 'cartonCount', l.carton_count, 'openHoldCount', l.open_hold_count, 'countyCodes', l.county_codes,
    'plannedDepartureOn', l.planned_departure_on, 'createdAt', l.created_at, 'exporter', ${party('l.exporter_id')},
    'members', ${MEMBERS}, 'checks', ${CHECKS}) ORDER BY l.created_at DESC, l.id DESC)::text AS page
  FROM (SELECT * FROM lot WHERE exporter_id = $1 AND (created_at, id) < ($2::timestamptz, $3::uuid)
    ORDER BY created_at DESC, id DESC LIMIT 10) l`;

const BATCH = `SELECT json_build_object('id', b.id, 'code', b.code, 'kind', b.kind, 'varietyCode', b.variety_code, 'season', b.season,
    'madeOn', b.made_on, 'massGrams', b.mass_grams, 'remainingGrams', b.remaining_grams, 'cartonCount', b.carton_count,
    'class', b.class, 'sizeCode', b.size_code, 'marketCode', b.market_code, 'countyCodes', b.county_codes,
    'openHoldCount', b.open_hold_count, 'holderId', b.holder_id)::text AS batch
  FROM batch b WHERE b.code = $1`;

server.get('/lots', async (request, reply) => {
  const { exporter, before = 'infinity', id = 'ffffffff-ffff-ffff-ffff-ffffffffffff' } = request.query;
  const { rows } = await pool.query({ name: 'lots', text: LOTS, values: [exporter, before, id] });
  return reply.type('application/json').send(rows[0].page);
});

server.get('/batches/:code', async (request, reply) => {
  const { rows } = await pool.query({ name: 'batch', text: BATCH, values: [request.params.code] });
  return reply.type('application/json').send(rows[0]?.batch ?? 'null');
});

await server.listen({ port: Number(PORT), host: '127.0.0.1' });
