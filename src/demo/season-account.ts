import pg, { type ClientBase } from 'pg';
import type { Bilingual } from '../kernel/refusal.js';
import { HOLD_REASONS, type HoldReason } from '../modules/batches/domain/hold-reason.js';
import { BEFORE_DEPARTURE, type LotState } from '../modules/lots/domain/lot-state.js';

/** More lots than anybody reads at a start; the rest is counted. */
const NAMED_LOTS = 20;
/** What a reason may take of a line, in characters. */
const REASON_LENGTH = { zh: 60, en: 110 };

interface Counted {
  readonly name: string;
  readonly count: number;
}

interface BlockedLot {
  readonly code: string;
  readonly market: string;
  readonly state: LotState;
  readonly hold: HoldReason | null;
  /** Verdict and explanation of the worst gating finding that is not met; null: the lot was never judged. */
  readonly verdict: 'FAIL' | 'INDETERMINATE' | null;
  readonly explanation: Bilingual | null;
}

/**
 * A short account of what the database holds, in Chinese and English, for the terminal: plots, batches by kind, lots by
 * state, and of every lot that may not go on the first reason why, one line each.
 *
 * @param applicationUrl the role that the server works as
 */
export async function seasonAccount(applicationUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: applicationUrl, application_name: 'chengyuan account' });
  await client.connect();
  try {
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(`SELECT set_config('app.authority', 'system', true)`);
    const account = await accountOf(client);
    await client.query('COMMIT');
    return account;
  } finally {
    await client.end();
  }
}

async function accountOf(client: ClientBase): Promise<string> {
  const plots = await count(client, `SELECT 'plot' AS name, count(*)::int AS count FROM plot`);
  const batches = await count(
    client,
    `SELECT kind AS name, count(*)::int AS count FROM batch GROUP BY kind ORDER BY min(id::text)`,
  );
  const lots = await count(
    client,
    `SELECT state AS name, count(*)::int AS count FROM lot GROUP BY state ORDER BY array_position(
       ARRAY['OPEN','CLEARED','DECLARED','INSPECTED','CERTIFIED','LOADED','DEPARTED','ARRIVED','CLOSED'], state), state`,
  );
  const blocked = await blockedLots(client);
  return [
    '',
    '  示范产季 · The demo season',
    `    地块 ${sum(plots)} plots`,
    `    批次 ${sum(batches)} batches: ${listed(batches)}`,
    `    出口批 ${sum(lots)} lots: ${listed(lots)}`,
    `    其中不能放行 ${blocked.length} · of these, ${blocked.length} may not go on:`,
    ...blocked.slice(0, NAMED_LOTS).map(lineOf),
    ...(blocked.length > NAMED_LOTS ? [`      … +${blocked.length - NAMED_LOTS}`] : []),
    '',
  ].join('\n');
}

async function count(client: ClientBase, sql: string): Promise<Counted[]> {
  return (await client.query<Counted>(sql)).rows;
}

const sum = (counts: readonly Counted[]): number => counts.reduce((total, each) => total + each.count, 0);
const listed = (counts: readonly Counted[]): string =>
  counts.map(({ name, count: n }) => `${name} ${n}`).join(', ');

/**
 * Lots still here that are held, were never judged, or have a gating finding that is not met. A FAIL is told before what
 * is undecided, and of that first whether anybody has confirmed what the market demands.
 */
const BLOCKED = `
SELECT l.code, l.market_code AS market, l.state,
  (SELECT h.reason_code FROM lot_member m JOIN hold_batch hb ON hb.batch_id = m.batch_id JOIN hold h ON h.id = hb.hold_id
   WHERE m.lot_id = l.id AND h.released_at IS NULL ORDER BY h.id LIMIT 1) AS hold,
  unmet.finding ->> 'verdict' AS verdict, unmet.finding -> 'explanation' AS explanation
FROM lot l LEFT JOIN LATERAL (
  SELECT f.finding FROM lot_check c CROSS JOIN jsonb_array_elements(c.findings) WITH ORDINALITY AS f (finding, place)
  WHERE c.judgement_id = l.judgement_id AND (f.finding ->> 'gating')::boolean
    AND f.finding ->> 'verdict' IN ('FAIL', 'INDETERMINATE')
  ORDER BY f.finding ->> 'verdict', f.finding ->> 'kind' <> 'market-pack-confirmed',
    array_position(ARRAY['CHANNEL', 'STANDARD', 'VARIETY', 'BRAND'], c.unity), f.place
  LIMIT 1
) AS unmet ON true
WHERE l.state = ANY ($1) AND (l.open_hold_count > 0 OR l.judgement_id IS NULL OR unmet.finding IS NOT NULL)
ORDER BY l.code`;

async function blockedLots(client: ClientBase): Promise<BlockedLot[]> {
  return (await client.query<BlockedLot>(BLOCKED, [BEFORE_DEPARTURE])).rows;
}

const VERDICTS: Record<'FAIL' | 'INDETERMINATE', string> = {
  FAIL: '不合格 FAIL',
  INDETERMINATE: '待判定 INDETERMINATE',
};

function lineOf({ code, market, state, hold, verdict, explanation }: BlockedLot): string {
  const because = (what: string, { zh, en }: Bilingual): string =>
    `      ${code}  ${market}  ${state.padEnd(9)} ${what}: ${cut(zh, REASON_LENGTH.zh)} · ${cut(en, REASON_LENGTH.en)}`;
  if (hold) return because('暂停放行 HELD', HOLD_REASONS[hold]);
  if (verdict && explanation) return because(VERDICTS[verdict], explanation);
  return because('待判定 INDETERMINATE', { zh: '尚未判定', en: 'not judged yet' });
}

const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;
