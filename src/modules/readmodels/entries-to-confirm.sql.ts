/** What whoever holds it gains by, and what decides nothing for fruit before the base office has confirmed it. */
export const ENTRY_KINDS = [
  'REGISTRATION',
  'REGISTRATION_PLOTS',
  'REGISTRATION_YIELD',
  'SUPPLY_RELATION',
  'OFFICER_APPOINTMENT',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Plots told of one registration; more are counted. */
const MOST_PLOTS = 100;

/** The statement's parameters by name. */
export interface EntryParts {
  /** The kinds asked for; null: all. */
  readonly kinds: string;
  /** Whose: an organisation; null: anybody's. */
  readonly holder: string;
  readonly today: string;
  /** Who asks. */
  readonly user: string;
  /** Condition that the account sees a row of a table with this alias. */
  readonly seen: (alias: string) => string;
  /** Condition that a row of a table with this alias is the account's own, or it sees all. */
  readonly own: (alias: string) => string;
  /** States of lots that have not left. */
  readonly states: string;
}

const asked = (kind: EntryKind, { kinds }: EntryParts): string =>
  `(${kinds}::text[] IS NULL OR '${kind}' = ANY (${kinds}::text[]))`;
const of = (kind: EntryKind, parts: EntryParts, alias: string): string =>
  `${asked(kind, parts)} AND ${parts.seen(alias)}`;

/**
 * Common table expressions that end in `asked`: each entry once, plots of one registration together. What has ended, and no
 * fruit that has not left depends on it, is left out. `fruit` is what lots are made of that have not left, so far as the account
 * sees them; by plot, by registration and by packhouse the first day on which some of it leaves.
 */
export function waitingEntries(parts: EntryParts): string {
  const { today, user, holder, states } = parts;
  const isOwn = (alias: string): string => `${alias}.recorded_by_id = ${user}::uuid`;
  const underRegistration = (id: string, more = ''): string =>
    `(SELECT min(u.departure) FROM under u WHERE u.registration_id = ${id}${more})`;
  const atPackhouse = (id: string): string =>
    `(SELECT min(f.departure) FROM packed f WHERE f.packer_id = ${id})`;
  return `
  fruit AS MATERIALIZED (
    SELECT o.plot_id, b.registration_id, r.organisation_id AS packer_id, min(l.planned_departure_on) AS departure
    FROM lot l JOIN lot_member_origin o ON o.lot_id = l.id JOIN batch b ON b.id = o.batch_id JOIN run r ON r.id = b.run_id
    WHERE l.state = ANY (${states}::text[]) AND ${parts.seen('l')}
    GROUP BY 1, 2, 3
  ), grown AS MATERIALIZED (
    SELECT plot_id, min(departure) AS departure FROM fruit GROUP BY 1
  ), packed AS MATERIALIZED (
    SELECT packer_id, min(departure) AS departure FROM fruit GROUP BY 1
  ), under AS MATERIALIZED (
    SELECT u.registration_id, u.packer_id, min(u.departure) AS departure FROM (
      SELECT registration_id, packer_id, departure FROM fruit WHERE registration_id IS NOT NULL
      UNION ALL SELECT y.registration_id, f.packer_id, f.departure FROM fruit f JOIN registration_plot y ON y.plot_id = f.plot_id) u
    GROUP BY 1, 2
  ), entered AS MATERIALIZED (
    SELECT 'REGISTRATION' AS kind, g.id, g.id AS registration_id, g.organisation_id AS holder_id, g.valid_from,
      least(g.valid_to, g.withdrawn_on - 1) AS ends_on, g.recorded_at, ${isOwn('g')} AS is_own, NULL::uuid[] AS plots,
      CASE g.kind WHEN 'ORCHARD' THEN ${underRegistration('g.id')} ELSE ${atPackhouse('g.organisation_id')} END AS needed_by
    FROM registration g WHERE g.confirmed_at IS NULL AND ${of('REGISTRATION', parts, 'g')}
    UNION ALL
    SELECT 'REGISTRATION_PLOTS', g.id, g.id, g.organisation_id, min(x.valid_from),
      least(max(coalesce(x.valid_to, 'infinity')), g.withdrawn_on - 1), min(x.recorded_at), bool_or(${isOwn('x')}),
      array_agg(DISTINCT x.plot_id), min(f.departure)
    FROM registration_plot x JOIN registration g ON g.id = x.registration_id LEFT JOIN grown f ON f.plot_id = x.plot_id
    WHERE x.confirmed_at IS NULL AND ${of('REGISTRATION_PLOTS', parts, 'x')} AND ${parts.seen('g')}
    GROUP BY g.id, g.organisation_id, g.withdrawn_on
    UNION ALL
    SELECT 'REGISTRATION_YIELD', y.id, y.registration_id, y.organisation_id, y.declared_on,
      make_date(left(y.season, 4)::integer + 1, 8, 31), y.recorded_at, ${isOwn('y')}, NULL, ${underRegistration('y.registration_id')}
    FROM registration_yield y WHERE y.confirmed_at IS NULL AND ${asked('REGISTRATION_YIELD', parts)} AND ${parts.own('y')}
      AND NOT EXISTS (SELECT FROM registration_yield z WHERE z.registration_id = y.registration_id AND z.season = y.season
        AND z.confirmed_at IS NOT NULL AND (z.declared_on, z.id) > (y.declared_on, y.id))
    UNION ALL
    SELECT 'SUPPLY_RELATION', s.id, s.registration_id, s.organisation_id, s.valid_from, least(s.valid_to, s.ended_on - 1), s.recorded_at,
      ${isOwn('s')}, NULL, ${underRegistration('s.registration_id', ' AND u.packer_id = s.organisation_id')}
    FROM supply_relation s WHERE s.confirmed_at IS NULL AND ${of('SUPPLY_RELATION', parts, 's')}
    UNION ALL
    SELECT 'OFFICER_APPOINTMENT', a.id, a.registration_id, a.organisation_id, a.valid_from, least(a.valid_to, a.ended_on - 1), a.recorded_at,
      ${isOwn('a')}, NULL, CASE WHEN a.registration_id IS NULL THEN ${atPackhouse('a.organisation_id')}
        ELSE ${underRegistration('a.registration_id')} END
    FROM officer_appointment a WHERE a.confirmed_at IS NULL AND ${of('OFFICER_APPOINTMENT', parts, 'a')}
  ), waiting AS (
    SELECT e.*, e.kind || ' ' || e.id AS name,
      (coalesce(e.needed_by::text, '~') || to_char(e.recorded_at AT TIME ZONE 'UTC', ' YYYY-MM-DD HH24:MI:SS.US')) COLLATE "C" AS key
    FROM entered e
    WHERE coalesce(e.ends_on >= greatest(e.valid_from, ${today}::date), true) OR e.needed_by IS NOT NULL
  ), asked AS (SELECT * FROM waiting w WHERE ${holder}::uuid IS NULL OR w.holder_id = ${holder}::uuid)`;
}

/** One page of them, what fruit leaves first by before what nothing waits for. */
export const entriesPage = (
  parts: EntryParts,
  limit: string,
  after: readonly [key: string, name: string] | null,
): string => `
  WITH ${waitingEntries(parts)}
  SELECT w.kind, w.id, w.name, w.key, w.registration_id AS "registrationId", w.recorded_at AS "recordedAt", coalesce(w.is_own, false) AS "isOwn",
    w.needed_by AS "neededBy", g.number,
    (SELECT jsonb_build_object('id', o.id, 'code', o.code, 'kind', o.kind, 'nameZh', o.name_zh, 'nameEn', o.name_en,
      'countyCode', o.county_code) FROM organisation o WHERE o.id = w.holder_id) AS holder,
    coalesce(cardinality(w.plots), 0) AS "plotCount",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'code', p.code) ORDER BY p.code), '[]') FROM (
      SELECT p.id, p.code FROM plot p WHERE p.id = ANY (w.plots) AND ${parts.seen('p')} ORDER BY p.code LIMIT ${MOST_PLOTS}) p) AS plots
  FROM asked w LEFT JOIN registration g ON g.id = w.registration_id AND ${parts.seen('g')}
  ${after ? `WHERE (w.key, w.name COLLATE "C") > (${after[0]}, ${after[1]})` : ''}
  ORDER BY w.key, w.name COLLATE "C" LIMIT ${limit}`;

export const entriesCount = (parts: EntryParts): string =>
  `WITH ${waitingEntries(parts)} SELECT count(*)::integer AS count FROM asked`;
