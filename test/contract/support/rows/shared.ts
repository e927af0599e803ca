/** Column -> value, as little as a table accepts. */
export type Row = Readonly<Record<string, unknown>>;

export const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Whose rows these are: one organisation that is grower, packhouse and exporter at once, so that it owns everything. */
export const OWNER = { organisationId: id(1), userId: id(2) };
/** Somebody of another organisation, which took no part in any of it. */
export const STRANGER = { organisationId: id(3), userId: id(4) };
/** Somebody of the base office. */
export const OFFICE = { organisationId: id(5), userId: id(6) };

export const AT = '2026-11-22T01:00:00.000Z';
export const LATER = '2026-11-23T01:00:00.000Z';
export const DAY = '2026-11-22';
export const CODE = 'contract-test';

/** One harvest, weighed in by one run, in one lot. */
export const PLOT = id(30);
export const GROWER = id(31);
export const REGISTRATION = id(32);
export const RUN = id(40);
export const HARVEST = id(41);
export const HOLD = id(42);
export const INSPECTION = id(43);
export const TREATMENT = id(46);
export const COVERAGE = id(47);
export const CHANNEL = id(50);
export const LOT = id(51);
export const JUDGEMENT = id(52);

/** JSON columns are sent as text, or `pg` would make PostgreSQL arrays of lists. */
export const json = (value: unknown): string => JSON.stringify(value);

export const provenance = {
  source: { document: CODE, clause: null, url: null },
  last_checked: DAY,
  confidence: 'unverified',
};
const named = { code: CODE, name_zh: '契约测试', name_en: 'Contract test' };
export const reference = { ...named, ...provenance };
export const owned = { organisation_id: OWNER.organisationId };
export const visible = { visible_to: [OWNER.organisationId] };
export const recorded = { recorded_at: AT, recorded_by_id: OWNER.userId };

/** What the stranger makes of its own. */
export const STRANGERS_RUN = id(60);
export const STRANGERS_BATCH = id(61);
