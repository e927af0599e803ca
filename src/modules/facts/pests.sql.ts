import { waitsFor } from './entries.sql.js';

/** From the begin to the first reading, from each to the next, and from the last to the end. */
const LONGEST_SILENCE = `
  SELECT ceil(max(extract(epoch FROM g.gap)) / 60)::integer FROM (
    SELECT m.at - lag(m.at, 1, q.started_at) OVER (ORDER BY m.at) AS gap FROM (
      SELECT (x ->> 'at')::timestamptz AS at FROM jsonb_array_elements(q.readings) x
      UNION ALL SELECT q.ended_at WHERE q.ended_at IS NOT NULL) m) g`;

/** Appointments `a` by which who made a count `c` in a trap `t` was an officer of its orchard on that day. */
const OFFICER_OF_COUNT = `FROM officer_appointment a
  LEFT JOIN LATERAL (SELECT bool_or(rp.confirmed_at IS NOT NULL) AS is_confirmed FROM registration_plot rp
    WHERE rp.registration_id = a.registration_id AND rp.plot_id = t.plot_id
      AND rp.valid_from <= c.inspected_on AND coalesce(rp.valid_to >= c.inspected_on, true)) of_plot ON true
  WHERE a.user_id = c.inspector_id AND a.organisation_id = c.organisation_id AND a.valid_from <= c.inspected_on
    AND coalesce(a.valid_to >= c.inspected_on, true) AND coalesce(a.ended_on > c.inspected_on, true)
    AND (a.registration_id = t.registration_id OR of_plot.is_confirmed IS NOT NULL)`;

/** The base office confirmed the appointment, and of a trap that hangs on a plot, that the orchard includes it. */
const CONFIRMED_OFFICER = `(a.confirmed_at IS NOT NULL
  AND (coalesce(a.registration_id = t.registration_id, false) OR coalesce(of_plot.is_confirmed, false)))`;

/**
 * What is recorded about pests where the fruit of a lot grew and was packed: a part of FRUIT_FACTS, whose common table
 * expressions `member`, `origin`, `registered` and `office_person` it reads.
 *
 * @param day SQL for the day in China of a moment
 */
export const pestTables = (day: (moment: string) => string): string => `
stated AS (
  SELECT s.id, s.pest_code AS pest, s.status, s.region_code AS "regionCode", s.registration_id AS "registrationId",
    s.valid_from AS "validFrom", least(s.valid_to, CASE WHEN NOT s.is_doubted THEN s.ended_on - 1 END) AS "validTo",
    s.confirmed_at IS NOT NULL AS "isConfirmed", CASE WHEN s.is_doubted THEN s.ended_on END AS "doubtedFrom"
  FROM (SELECT *, ended_on IS NOT NULL AND confirmed_at IS NOT NULL AND end_confirmed_at IS NULL AS is_doubted FROM area_status) s
  WHERE (s.ended_on IS DISTINCT FROM s.valid_from OR s.is_doubted) AND (
    s.region_code IN (SELECT "countyCode" FROM origin UNION SELECT "townCode" FROM origin)
    OR s.registration_id IN (SELECT id FROM registered))
), appointed AS (
  SELECT a.id, a.registration_id AS "registrationId", a.organisation_id AS "organisationId", a.valid_from AS "validFrom",
    least(a.valid_to, a.ended_on - 1) AS "validTo", ${day('a.recorded_at')} AS "enteredOn",
    a.confirmed_at IS NOT NULL AS "isConfirmed", ${waitsFor('a')} AS "waitsFor"
  FROM officer_appointment a
  WHERE a.ended_on IS DISTINCT FROM a.valid_from AND (
    a.registration_id IN (SELECT id FROM registered)
    OR (a.registration_id IS NULL AND a.organisation_id IN (SELECT "packerId" FROM member)))
), trapped AS (
  SELECT t.id, t.code, t.plot_id AS "plotId", t.registration_id AS "registrationId", t.pests, t.set_up_on AS "setUpOn",
    t.taken_down_on AS "takenDownOn",
    (SELECT coalesce(json_agg(json_build_object('id', c.id, 'on', c.inspected_on, 'enteredOn', ${day('c.recorded_at')},
        'byOfficer', EXISTS (SELECT ${OFFICER_OF_COUNT} AND ${CONFIRMED_OFFICER}), 'byUnconfirmed', (
          SELECT json_build_object('id', a.id, 'waitsFor', coalesce(${waitsFor('a')}, 'BASE_OFFICE')) ${OFFICER_OF_COUNT}
            AND NOT ${CONFIRMED_OFFICER} ORDER BY a.id LIMIT 1), 'counts', c.counts) ORDER BY c.inspected_on, c.id), '[]')
      FROM trap_count c
      WHERE c.trap_id = t.id AND NOT c.is_void AND NOT EXISTS (SELECT FROM trap_count x WHERE x.corrects_id = c.id)
        AND c.inspected_on <= (SELECT max("harvestedOn") FROM origin)
        AND c.inspected_on > (SELECT min("harvestedOn") FROM origin) - interval '1 year') AS inspections
  FROM pest_trap t
  WHERE t.plot_id IN (SELECT "plotId" FROM origin) OR t.registration_id IN (SELECT id FROM registered)
), treated AS (
  SELECT q.id, q.batch_id AS "batchId", q.kind, ${day('q.ended_at')} AS "endedOn",
    floor(extract(epoch FROM q.ended_at - q.started_at) / 60)::integer AS minutes,
    (SELECT trim_scale(max((x ->> 'celsius')::numeric))::text FROM jsonb_array_elements(q.readings) x) AS "highestCelsius",
    CASE WHEN jsonb_array_length(q.readings) > 0 THEN (${LONGEST_SILENCE}) END AS "longestSilenceMinutes",
    q.confirmed_at IS NOT NULL AS "isConfirmed"
  FROM quarantine_treatment q
  WHERE q.batch_id IN (SELECT id FROM member) AND NOT q.is_void
    AND NOT EXISTS (SELECT FROM quarantine_treatment x WHERE x.corrects_id = q.id)
)`;

/** @param all SQL for the rows of a table above as one JSON array in order of id */
export const pestFacts = (all: (table: string) => string): string => `json_build_object(
  'areaStatuses', ${all('stated')}, 'officers', ${all('appointed')}, 'traps', ${all('trapped')}, 'treatments', ${all('treated')})`;
