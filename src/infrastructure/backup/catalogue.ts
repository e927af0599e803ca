import pg, { type ClientBase } from 'pg';
import { CannotStart } from '../config/cannot-start.js';
import { isColumnKept, isKept } from './contents.js';
import { fullName, type SequenceState, type TableHead } from './manifest.js';

type Client = Pick<ClientBase, 'query'>;

/** A table as the database has it. */
export interface StoredTable extends TableHead {
  /** What its rows are put in order by. */
  readonly order: string;
}

/** Quoted, with the schema. */
export const quoted = ({ schema, name }: Pick<TableHead, 'schema' | 'name'>): string =>
  `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;

const list = (columns: readonly string[]): string => columns.map(pg.escapeIdentifier).join(', ');

/** The statement that reads a table out, in an order that depends on nothing but its rows. */
export const copyOut = (table: TableHead, order: string): string =>
  `COPY (SELECT ${list(table.columns)} FROM ${quoted(table)} ORDER BY ${order}) TO STDOUT`;

/** The statement that fills it again. */
export const copyIn = (table: TableHead): string =>
  `COPY ${quoted(table)} (${list(table.columns)}) FROM STDIN`;

/**
 * Makes values look the same in every database and waits as long as it takes, until the transaction ends.
 */
export async function settle(client: Client): Promise<void> {
  await client.query(`SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'postgres';
    SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL client_encoding = 'UTF8';
    SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0`);
}

/** The tables of which a backup has the rows; and those it says nothing about, because nobody has decided. */
export async function keptTables(client: Client): Promise<{ kept: StoredTable[]; undecided: string[] }> {
  const { rows } = await client.query<StoredTable>(TABLES);
  const kept = rows
    .filter(({ schema, name }) => isKept(schema, name) === true)
    .map((table) => ({
      ...table,
      columns: table.columns.filter((column) => isColumnKept(table.schema, table.name, column)),
    }));
  const undecided = rows.filter(({ schema, name }) => isKept(schema, name) === undefined).map(fullName);
  return { kept, undecided };
}

/**
 * Makes sure that the role sees every row: row-level security binds the owner of the tables as well, and lets it pass
 * by a policy. Without it rows would be missing from the backup, and nobody would notice.
 *
 * @throws CannotStart naming the tables that hide rows
 */
export async function refuseHidden(client: Client, tables: readonly TableHead[]): Promise<void> {
  const { rows } = await client.query<{ schema: string; name: string }>(HIDING);
  const known = new Set(tables.map(fullName));
  const hiding = rows.map(fullName).filter((name) => known.has(name));
  if (hiding.length === 0) return;
  throw new CannotStart(
    `MIGRATION_DATABASE_URL 的角色看不到这些表的全部行，无法完整备份：${hiding.join('、')}。请使用表的所有者。`,
    `The role of MIGRATION_DATABASE_URL does not see all rows of ${hiding.join(', ')}, so a backup would lack some. Use the role that owns the tables.`,
  );
}

/** Where the sequences of the kept tables stand. They run ahead of any snapshot, which does no harm. */
export async function sequencesOf(client: Client): Promise<SequenceState[]> {
  const { rows } = await client.query<{ schema: string; name: string; of: string | null }>(SEQUENCES);
  const states: SequenceState[] = [];
  for (const { schema, name, of } of rows) {
    if (isKept(schema, of ?? name) !== true) continue;
    const { rows: found } = await client.query<{ lastValue: string; isCalled: boolean }>(
      `SELECT last_value::text AS "lastValue", is_called AS "isCalled" FROM ${quoted({ schema, name })}`,
    );
    states.push({ schema, name, ...found[0]! });
  }
  return states;
}

/** @returns undefined where there is none, in an empty database */
export async function migrationsOf(client: Client): Promise<string[] | undefined> {
  const { rows } = await client.query<{ exists: boolean }>(
    `SELECT to_regclass('public.migrations') IS NOT NULL AS exists`,
  );
  if (rows[0]?.exists !== true) return undefined;
  const applied = await client.query<{ name: string }>(
    'SELECT name FROM public.migrations ORDER BY timestamp, id',
  );
  return applied.rows.map(({ name }) => name);
}

/** What is in a database that ought to be empty, a few names at most. */
export async function contentsOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(CONTENTS);
  return rows.map(({ name }) => name);
}

const OF_SOMEBODY = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`;
const ofExtension = (catalogue: string, oid: string): string =>
  `EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalogue}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`;

// The order of text depends on the database's collation, unless it is named.
const TABLES = `
SELECT n.nspname AS schema, c.relname AS name,
  ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
          AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
  coalesce(
    (SELECT string_agg(quote_ident(a.attname) || CASE WHEN a.attcollation <> 0 THEN ' COLLATE "C"' ELSE '' END, ', ' ORDER BY k.place)
     FROM pg_index i CROSS JOIN unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
     WHERE i.indrelid = c.oid AND i.indisprimary),
    (SELECT string_agg(quote_ident(a.attname) || '::text COLLATE "C"', ', ' ORDER BY a.attnum) FROM pg_attribute a
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '')) AS "order"
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND ${OF_SOMEBODY} AND NOT ${ofExtension('pg_class', 'c.oid')}
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`;

const HIDING = `
SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND row_security_active(c.oid) AND (
  NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive AND p.polcmd IN ('*', 'r')
    AND (0 = ANY (p.polroles) OR (SELECT oid FROM pg_roles WHERE rolname = current_user) = ANY (p.polroles))
    AND pg_get_expr(p.polqual, p.polrelid) = 'true')
  OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND NOT p.polpermissive))`;

const SEQUENCES = `
SELECT n.nspname AS schema, s.relname AS name, t.relname AS of
FROM pg_class s JOIN pg_namespace n ON n.oid = s.relnamespace
  LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
  LEFT JOIN pg_class t ON t.oid = d.refobjid
WHERE s.relkind = 'S' AND ${OF_SOMEBODY} ORDER BY n.nspname COLLATE "C", s.relname COLLATE "C"`;

// An earlier try of a restore may have left the queue of jobs, which is not in a backup.
const NO_QUEUE = `n.nspname <> 'graphile_worker'`;

const CONTENTS = `
SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND ${OF_SOMEBODY} AND ${NO_QUEUE} AND NOT ${ofExtension('pg_class', 'c.oid')}
UNION ALL
SELECT n.nspname || '.*' FROM pg_namespace n
WHERE n.nspname <> 'public' AND ${OF_SOMEBODY} AND ${NO_QUEUE} AND NOT ${ofExtension('pg_namespace', 'n.oid')}
ORDER BY 1 LIMIT 5`;
