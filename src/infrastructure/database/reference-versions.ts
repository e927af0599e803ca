import type { ClientBase } from 'pg';
import type { ReferenceTables, RuleRow, StandardRow } from '../../../reference/rows.js';
import { canonicalJson } from '../../kernel/canonical-json.js';
import { addDays, localDate } from '../../kernel/local-date.js';
import { provenanceColumns, type Row } from './reference-rows.js';

type Client = Pick<ClientBase, 'query'>;

/** One shipped edition of a standard with its rules, as table rows. */
export interface ShippedVersion {
  readonly code: string;
  readonly standard: Row;
  readonly version: Row;
  readonly rules: readonly Row[];
}

/** The code of an edition: `EU-2023-2429@(EU) 2023/2429`. Opaque to everybody; verdicts keep it. */
const versionCode = ({ code, edition }: Pick<StandardRow, 'code' | 'edition'>): string =>
  `${code}@${edition ?? '1'}`;

/** @throws RangeError for a rule of a standard that is not there */
export function shippedVersions(tables: Pick<ReferenceTables, 'standards' | 'rules'>): ShippedVersion[] {
  const known = new Set(tables.standards.map(({ code }) => code));
  const orphan = tables.rules.find(({ standard }) => !known.has(standard));
  if (orphan) throw new RangeError(`rule ${orphan.code}: no standard is called ${orphan.standard}`);
  return tables.standards.map((row) => {
    const code = versionCode(row);
    return {
      code,
      standard: {
        code: row.code,
        name_zh: row.title.zh,
        name_en: row.title.en,
        issuer: row.publisher,
        is_example: row.isExample,
        is_own: row.isOwn,
        ...provenanceColumns(row),
      },
      version: { code, standard_code: row.code, ...provenanceColumns(row) },
      rules: tables.rules
        .filter(({ standard }) => standard === row.code)
        .map((rule) => ruleColumns(rule, code)),
    };
  });
}

const ruleColumns = (row: RuleRow, version: string): Row => ({
  version_code: version,
  code: row.code,
  unity: row.unity,
  subject: row.subject,
  kind: row.kind,
  parameters: row.parameters,
  classes: row.conditions?.classes ?? null,
  varieties: row.conditions?.varieties ?? null,
  market_code: row.market,
  except_markets: row.exceptMarkets,
  stage: row.stage,
  effect: row.effect,
  title_zh: row.title.zh,
  title_en: row.title.en,
  ...provenanceColumns(row),
});

/**
 * Publishes the editions the database lacks. What it has already is compared and never touched: a verdict names the
 * version it was judged by, and that must say for ever what it said then. Of a standard that the base office keeps no
 * edition is added: its own must not be ended by what happens to ship.
 *
 * @returns how many versions and rules were added
 * @throws Error naming every shipped edition whose content is not what the database holds
 */
export async function publishVersions(
  client: Client,
  versions: readonly ShippedVersion[],
): Promise<{ standard_version: number; rule: number }> {
  const held = await heldVersions(client, versions);
  const changed = versions
    .filter(({ code }) => held.get(code)?.version['drafted_by_id'] === null)
    .flatMap((version) => differences(version, held));
  if (changed.length > 0)
    throw new Error(
      `A published version never changes; ship what is different as a new edition:\n${changed.join('\n')}`,
    );
  const kept = await keptByOffice(client);
  const added = versions.filter(({ code, standard }) => !held.has(code) && !kept.has(standard['code']));
  for (const version of added) await publish(client, version);
  return { standard_version: added.length, rule: added.reduce((sum, { rules }) => sum + rules.length, 0) };
}

/** Shipped editions that are not added, because the base office publishes that standard itself; it may read them. */
export async function leftToTheOffice(
  client: Client,
  versions: readonly ShippedVersion[],
): Promise<string[]> {
  const [held, kept] = [await heldVersions(client, versions), await keptByOffice(client)];
  return versions
    .filter(({ code, standard }) => !held.has(code) && kept.has(standard['code']))
    .map(({ code }) => code);
}

/** Codes of the standards that the base office publishes itself. */
async function keptByOffice(client: Client): Promise<ReadonlySet<unknown>> {
  const { rows } = await client.query<{ code: string }>('SELECT code FROM standard WHERE kept_by_office');
  return new Set(rows.map(({ code }) => code));
}

interface Held {
  readonly code: string;
  readonly version: Row;
  readonly rules: Row[];
}

async function heldVersions(client: Client, versions: readonly ShippedVersion[]): Promise<Map<string, Held>> {
  const { rows } = await client.query<Held>(
    `SELECT v.code, to_jsonb(v) AS version,
            coalesce((SELECT jsonb_agg(to_jsonb(r)) FROM rule r WHERE r.version_code = v.code), '[]') AS rules
       FROM standard_version v WHERE v.code = ANY ($1)`,
    [versions.map(({ code }) => code)],
  );
  return new Map(rows.map((row) => [row.code, row]));
}

function differences(shipped: ShippedVersion, held: ReadonlyMap<string, Held>): string[] {
  const found = held.get(shipped.code);
  if (!found) return [];
  const rules = new Map(found.rules.map((rule) => [rule['code'], rule]));
  const codes = new Set([...rules.keys(), ...shipped.rules.map(({ code }) => code)]);
  const changedRules = [...codes].filter(
    (code) => content(rules.get(code)) !== content(shipped.rules.find((rule) => rule['code'] === code)),
  );
  const itself = content(found.version) === content(shipped.version) ? [] : [shipped.code];
  return [...itself, ...changedRules.map((code) => `${shipped.code}: ${String(code)}`)];
}

/**
 * What a version or rule says. When it was last looked at is not part of that; nor is where a version stands in the
 * row of editions: its state, when it was published, and the last day a later edition gave it.
 */
function content(row: Row | undefined): string {
  if (!row) return '';
  const isVersion = !('version_code' in row);
  const aside = [
    'last_checked',
    ...(isVersion ? ['state', 'published_at', 'valid_to', ...OF_THE_OFFICE] : []),
  ];
  return canonicalJson(Object.fromEntries(Object.entries(row).filter(([name]) => !aside.includes(name))));
}

/** Columns that only editions of the base office fill. */
const OF_THE_OFFICE = [
  'ledger_id',
  'drafted_by_id',
  'drafted_at',
  'published_by_id',
  'pack_market_code',
  'season',
  'review_on',
  'owner_id',
  'due_on',
];

async function publish(client: Client, { code, version, rules }: ShippedVersion): Promise<void> {
  await supersedeEarlier(client, version);
  await client.query(
    `INSERT INTO standard_version SELECT * FROM jsonb_populate_record(NULL::standard_version, $1)`,
    [JSON.stringify({ ...version, state: 'DRAFT' })],
  );
  await client.query(`INSERT INTO rule SELECT * FROM jsonb_populate_recordset(NULL::rule, $1)`, [
    JSON.stringify(rules),
  ]);
  await client.query(
    `UPDATE standard_version SET state = 'PUBLISHED', published_at = now() WHERE code = $1`,
    [code],
  );
}

/** A new edition ends the one before on the eve of its own first day, so that each act has one edition to be judged by. */
async function supersedeEarlier(client: Client, version: Row): Promise<void> {
  const { rows } = await client.query<{ code: string }>(
    `SELECT code FROM standard_version WHERE standard_code = $1 AND state = 'PUBLISHED' AND valid_to IS NULL
        AND ($2::date IS NULL OR valid_from IS NULL OR valid_from < $2::date)`,
    [version['standard_code'], version['valid_from']],
  );
  if (rows.length === 0) return;
  const from = version['valid_from'];
  if (typeof from !== 'string')
    throw new Error(
      `${String(version['code'])} follows ${rows[0]?.code}: it must say from which day it is valid`,
    );
  await client.query(
    `UPDATE standard_version SET state = 'SUPERSEDED', valid_to = $2 WHERE code = ANY ($1)`,
    [rows.map(({ code }) => code), addDays(localDate(from), -1)],
  );
}
