// Judging: the evaluator alone, all checks of a lot of 200 batches, and 10,000 batches against twelve markets. In this
// process, as the product's own parts do it, on records made here beside those of `seed.mjs`.
import pg from 'pg';
import { createApp } from '../../dist/src/app.setup.js';
import { systemClock, systemIdSource } from '../../dist/src/infrastructure/clock.js';
import { systemContext } from '../../dist/src/infrastructure/database/system-context.js';
import { UnitOfWork } from '../../dist/src/infrastructure/database/unit-of-work.js';
import { Lot } from '../../dist/src/modules/lots/lot.entity.js';
import { LotFacts } from '../../dist/src/modules/lots/lot-facts.js';
import { fourChecks } from '../../dist/src/modules/lots/domain/checks.js';
import { EligibilityReader } from '../../dist/src/modules/readmodels/eligibility.reader.js';
import { evaluateAll } from '../../dist/src/modules/standards/domain/evaluate.js';
import { idOf } from './seed.mjs';

const id = (kind, n) =>
  `('019aa000-${kind.toString(16).padStart(4, '0')}-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const at = `timestamptz '2025-11-01 00:00:00Z'`;

/** Of the first packed batches, what inspectors measured and laboratories found; of all plots, sprays, that those are all, and registrations. */
const records = (batches) => `
SET session_replication_role = replica;
INSERT INTO product_label (id, registration_number, name_zh, crop, substances, phi_days, states_no_maximum, entered_by_organisation_id, entered_by_id, entered_at, confirmed_by_id, confirmed_at)
SELECT ${id(40, 'n')}, 'PD-EXAMPLE-' || n, '示范药剂' || n, 'citrus', ARRAY[(SELECT code FROM substance ORDER BY code OFFSET n LIMIT 1)], 14, true,
  '${idOf('cooperative', 0)}', '${idOf('user', 1)}', ${at}, '${idOf('user', 0)}', ${at} FROM generate_series(0, 4) n;
INSERT INTO growing_record (id, plot_id, organisation_id, kind, performed_at, performed_on, product_label_id, product_name, substances, recorded_at, recorded_by_id, visible_to)
SELECT ${id(41, 'row_number() OVER ()')}, p.id, p.organisation_id, 'SPRAY', ${at} - interval '30 days', date '2025-10-01', l.id, l.name_zh, l.substances, ${at},
  '${idOf('user', 1)}', p.visible_to FROM plot p, product_label l WHERE l.registration_number LIKE 'PD-EXAMPLE-%';
-- Stated after them, so that their number says something.
INSERT INTO growing_record (id, plot_id, organisation_id, kind, performed_at, performed_on, substances, recorded_at, recorded_by_id, visible_to, stated_from, stated_to, stated_sprays)
SELECT ${id(46, 'row_number() OVER ()')}, p.id, p.organisation_id, 'SPRAYS_COMPLETE', ${at} + interval '1 year', date '2026-11-01', '{}', ${at} + interval '1 year',
  '${idOf('user', 1)}', p.visible_to, y.first, y.first + 364, 5 FROM plot p, (VALUES (date '2024-11-01'), (date '2025-11-01')) AS y (first);
INSERT INTO registration (id, kind, number, customs_district_code, organisation_id, name_zh, market_codes, valid_from, recorded_at, confirmed_at, confirmed_by_id, visible_to)
SELECT ${id(42, 'row_number() OVER (ORDER BY id)')}, CASE o.kind WHEN 'PACKHOUSE' THEN 'PACKHOUSE' ELSE 'ORCHARD' END, 'EXAMPLE-' || o.code,
  (SELECT min(code) FROM customs_district), o.id, '示范', ARRAY(SELECT code FROM market), '2025-01-01', timestamptz '2025-01-01 00:00:00Z', ${at}, '${idOf('user', 0)}', ARRAY[o.id]
FROM organisation o WHERE o.kind IN ('PACKHOUSE', 'COOPERATIVE');
INSERT INTO registration_plot (registration_id, plot_id, valid_from, recorded_at, confirmed_at, confirmed_by_id, visible_to)
SELECT r.id, p.id, '2025-01-01', timestamptz '2025-01-01 00:00:00Z', ${at}, '${idOf('user', 0)}', r.visible_to FROM plot p JOIN registration r ON r.organisation_id = p.organisation_id AND r.kind = 'ORCHARD';
INSERT INTO measurement (id, inspection_id, batch_id, parameter, value, unit, recorded_at, visible_to)
SELECT ${id(43, 'row_number() OVER ()')}, i.id, i.batch_id, m.parameter, m.value, m.unit, i.signed_at, i.visible_to
FROM inspection i JOIN (SELECT id FROM batch WHERE kind = 'PACKED' ORDER BY id LIMIT ${batches}) b ON b.id = i.batch_id,
  (VALUES ('TSS', 11.5, '°Brix'), ('JUICE_CONTENT', 42, '%'), ('SMALLEST_DIAMETER', 61, 'mm'), ('RED_FLESH_SHARE', 95, '%')) AS m (parameter, value, unit)
WHERE (('x' || right(i.id::text, 8))::bit(32)::int) % 3 = 0;
INSERT INTO laboratory_result (id, inspection_id, batch_id, laboratory, report_number, tested_on, substance, value_micrograms_per_kg, loq_micrograms_per_kg, recorded_at, visible_to)
SELECT ${id(44, 'row_number() OVER ()')}, i.id, i.batch_id, '示范实验室', 'R-' || i.code, i.sampled_on, s.code, NULL, 10, i.signed_at, i.visible_to
FROM inspection i JOIN (SELECT id FROM batch WHERE kind = 'PACKED' ORDER BY id LIMIT ${batches}) b ON b.id = i.batch_id,
  (SELECT code FROM substance ORDER BY code LIMIT 5) s
WHERE (('x' || right(i.id::text, 8))::bit(32)::int) % 3 = 0;
UPDATE lot_member SET lot_id = '${idOf('lot', 0)}' WHERE batch_id IN (SELECT id FROM batch WHERE kind = 'PACKED' ORDER BY id LIMIT 200);
INSERT INTO registration_yield (id, registration_id, organisation_id, season, mass_grams, declared_on, recorded_at, recorded_by_id, confirmed_at, confirmed_by_id)
SELECT ${id(45, 'row_number() OVER (ORDER BY r.id, s.season)')}, r.id, r.organisation_id, s.season, 1000000000000, '2025-09-01', ${at}, '${idOf('user', 1)}', ${at},
  '${idOf('user', 0)}' FROM registration r, (SELECT DISTINCT season FROM batch WHERE kind = 'HARVEST') s WHERE r.kind = 'ORCHARD';
SET session_replication_role = DEFAULT;
-- Triggers keep it otherwise; rows here were written past them.
SELECT internal.keep_use(ARRAY(SELECT id FROM lot));
VACUUM ANALYZE;`;

export async function prepare(superuserUrl, batches) {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    for (const statement of records(batches).split(/;\n/)) await client.query(statement);
  } finally {
    await client.end();
  }
}

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * q) - 1)];

/** @returns what is printed: by name, its figure, unit and aim */
export async function judging(database, { lots, seconds, isSmoke }) {
  const batches = Math.min(isSmoke ? 1_000 : 10_000, lots * 40);
  await prepare(database.superuserUrl, batches);
  const app = await createApp({
    applicationUrl: database.applicationUrl,
    demoSignIns: false,
    introspection: false,
    logLevel: 'error',
  });
  await app.init();
  try {
    const uow = app.get(UnitOfWork, { strict: false });
    const facts = app.get(LotFacts, { strict: false });
    const ctx = () => systemContext(systemClock, systemIdSource);
    const gather = () =>
      uow.read(ctx(), async (reading) => {
        const lot = await reading.manager.findOneByOrFail(Lot, { id: idOf('lot', 0) });
        return facts.gather(reading, lot, lot.marketCode);
      });
    const moment = { stage: 'DECLARE', date: '2026-01-20' };
    const checks = async () => {
      const found = await gather();
      return fourChecks(evaluateAll(found.versions, found.facts, moment));
    };
    const found = await gather();
    if (!(found.facts.capacities?.length > 0)) throw new Error('the capacity of no registration was judged');
    return [
      { what: 'the evaluator alone', ...evaluatorAlone(found, moment, seconds), aim: 'at least 200,000' },
      {
        what: `all checks of a lot of ${found.facts.batches.length} batches, under ${found.facts.capacities.length} registrations`,
        ...(await often(checks, seconds * 2)),
        aim: '150 at p95',
      },
      {
        what: `eligibility of ${batches} batches over 12 markets`,
        ...(await eligible(app, batches, ctx)),
        aim: '5,000',
      },
    ];
  } finally {
    await app.close();
  }
}

function evaluatorAlone({ facts, versions }, moment, seconds) {
  let count = 0;
  evaluateAll(versions, facts, moment);
  const from = performance.now();
  while (performance.now() - from < seconds * 1_000) count += evaluateAll(versions, facts, moment).length;
  return { figure: Math.round((count / (performance.now() - from)) * 1_000), unit: 'findings a second' };
}

async function often(work, seconds) {
  const took = [];
  for (let warmUp = 0; warmUp < 5; warmUp++) await work();
  const end = performance.now() + seconds * 1_000;
  while (performance.now() < end) {
    const from = performance.now();
    await work();
    took.push(performance.now() - from);
  }
  took.sort((a, b) => a - b);
  return {
    figure: Math.round(quantile(took, 0.95)),
    unit: `ms at p95 of ${took.length}, median ${Math.round(quantile(took, 0.5))}`,
  };
}

async function eligible(app, count, ctx) {
  const reader = app.get(EligibilityReader, { strict: false });
  const office = { ...ctx(), authority: 'office' };
  const batchIds = Array.from({ length: count }, (_, n) => idOf('batch', n));
  const uow = app.get(UnitOfWork, { strict: false });
  const markets = await uow.read(ctx(), ({ manager }) =>
    // Those about which most is known, so that most is judged.
    manager.query(`SELECT m.code FROM market m ORDER BY (SELECT count(*) FROM rule r WHERE r.market_code = m.code)
      + (SELECT count(*) FROM residue_limit x WHERE x.market_code = m.code) DESC, m.code LIMIT 12`),
  );
  const took = [];
  for (let n = 0; n < 3; n++) {
    const from = performance.now();
    const found = await reader.read(office, {
      batchIds,
      markets: markets.map(({ code }) => code),
      departureOn: null,
    });
    took.push(performance.now() - from);
    if (found.batches.length !== count || found.markets.some(({ batches }) => batches.size !== count))
      throw new Error('not every batch was answered for every market');
  }
  return { figure: Math.round(took.sort((a, b) => a - b)[1]), unit: 'ms, median of 3' };
}
