-- What one recordHarvest sends to PostgreSQL, in its order, without anything around it: who shows the token, the claim of
-- the request, the plot, the harvest with origin and ledger entry, sprays and holds, and the harvest as it is answered.
-- bench/lib/harvest.mjs makes sure that the product sends these and no others.
\set n random(1, 1000000000000)
BEGIN;
SELECT set_config('app.user_id', '', true), set_config('app.organisation_id', '', true), set_config('app.authority', 'authentication', true);
SELECT s.token_hash, s.id, s.last_used_at, u.id AS user_id, p.must_change, coalesce((SELECT jsonb_agg(jsonb_build_object('organisation_id', m.organisation_id, 'kind', o.kind, 'roles', m.roles) ORDER BY m.started_at, m.id) FROM membership m JOIN organisation o ON o.id = m.organisation_id WHERE m.user_id = u.id AND m.ended_at IS NULL AND o.closed_at IS NULL), '[]') AS memberships FROM session s JOIN user_account u ON u.id = s.user_id JOIN user_password p ON p.user_id = u.id WHERE s.token_hash = ANY (ARRAY[:token_hash]) AND s.revoked_at IS NULL AND s.expires_at > now() AND u.disabled_at IS NULL AND NOT u.is_demo;
COMMIT;
BEGIN;
SELECT set_config('app.user_id', :user, true), set_config('app.organisation_id', :organisation, true), set_config('app.authority', 'member', true);
INSERT INTO client_request (actor_id, id, operation, input_sha256, recorded_at) VALUES (:user::uuid, ('019aa001-0001-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid, 'recordHarvest', repeat('0', 64), now()) ON CONFLICT (actor_id, id) DO NOTHING RETURNING id;
SELECT * FROM plot WHERE id = :plot::uuid AND visible_to @> ARRAY[:organisation::uuid];
INSERT INTO batch (id, code, kind, holder_id, plot_id, variety_code, season, made_at, made_on, mass_grams, remaining_grams, deficit_grams, county_codes, origin_organisation_ids, open_hold_count, recorded_at, recorded_by_id, visible_to) VALUES (('019aa001-0002-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid, 'HB-' || :n::bigint, 'HARVEST', :organisation::uuid, :plot::uuid, :variety, '2025/26', '20260105T010000Z', '2026-01-05', 500000, 500000, 0, ARRAY['500153'], ARRAY[:organisation::uuid], 0, now(), :user::uuid, ARRAY[:organisation::uuid]) RETURNING deficit_grams, open_hold_count;
INSERT INTO batch_origin (batch_id, origin_batch_id, plot_id, organisation_id, county_code, mass_grams, remaining_grams, visible_to) VALUES (('019aa001-0002-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid, ('019aa001-0002-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid, :plot::uuid, :organisation::uuid, '500153', 500000, 500000, ARRAY[:organisation::uuid]);
INSERT INTO ledger_entry (id, kind, organisation_id, actor_id, occurred_at, occurred_offset_minutes, recorded_at, subject_ids, canonical, sha256, shown_to) SELECT e.id, 'batch.harvested', :organisation::uuid, :user::uuid, '20260105T010000Z', 480, now(), ARRAY[:plot::uuid], e.canonical, encode(sha256(convert_to(e.canonical, 'UTF8')), 'hex'), '{}' FROM (SELECT i.id, '{"id":"' || i.id || '","kind":"batch.harvested","facts":"' || repeat('x', 500) || '"}' AS canonical FROM (SELECT ('019aa001-0003-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid AS id) i) e;
SELECT g.id, g.plot_id, g.performed_on, g.product_name, CASE WHEN l.confirmed_at IS NULL THEN g.substances ELSE ARRAY(SELECT DISTINCT unnest(g.substances || l.substances) ORDER BY 1) END AS substances, l.id AS label_id, l.registration_number, l.name_zh, l.phi_days, l.max_applications FROM growing_record g LEFT JOIN product_label l ON l.id = g.product_label_id WHERE g.kind = 'SPRAY' AND NOT g.is_void AND NOT EXISTS (SELECT FROM growing_record later WHERE later.corrects_id = g.id) AND g.plot_id = ANY (ARRAY[:plot::uuid]) AND g.performed_on >= '2025-01-05' AND g.performed_on <= '2026-01-05' AND :organisation::uuid = ANY (g.visible_to) ORDER BY g.performed_at, g.id;
SELECT * FROM hold h WHERE h.cause_type = 'growing-record' AND h.released_at IS NULL AND EXISTS (SELECT FROM hold_batch hb WHERE hb.hold_id = h.id AND hb.batch_id = ('019aa001-0002-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid);
SELECT holder_id AS id FROM batch WHERE id = ('019aa001-0002-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid;
UPDATE client_request SET result = jsonb_build_object('batchId', 'x') WHERE actor_id = :user::uuid AND id = ('019aa001-0001-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid;
COMMIT;
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SELECT set_config('app.user_id', :user, true), set_config('app.organisation_id', :organisation, true), set_config('app.authority', 'member', true);
SELECT * FROM batch b WHERE b.id = ANY (ARRAY[('019aa001-0002-7000-8000-' || lpad(to_hex(:n::bigint), 12, '0'))::uuid]) AND :organisation::uuid = ANY (b.visible_to);
COMMIT;
