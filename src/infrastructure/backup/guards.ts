import pg, { type ClientBase } from 'pg';
import { quoted, type StoredTable } from './catalogue.js';
import { fullName } from './manifest.js';

type Client = Pick<ClientBase, 'query'>;

/** The statements that put back what was taken down, in their order. */
export type Guards = readonly string[];

/**
 * Takes down, within the open transaction, what stands between the owner of the tables and rows that were accepted once
 * already: foreign keys (rows come in the order of the tables' names), triggers (published rules take no new rows) and
 * the force of row-level security (it refuses COPY). A transaction that fails leaves all of them up. Rows that migrations
 * have written are taken out: they are in the backup.
 *
 * @param tables all of them empty but for what migrations wrote
 */
export async function lower(client: Client, tables: readonly StoredTable[]): Promise<Guards> {
  const names = tables.map(fullName);
  const foreignKeys = await guardsOf(client, FOREIGN_KEYS, names);
  const others = [...(await guardsOf(client, TRIGGERS, names)), ...(await guardsOf(client, FORCES, names))];
  for (const { down } of [...foreignKeys, ...others]) await client.query(down);
  for (const table of tables) await client.query(`DELETE FROM ${quoted(table)}`);
  return [...foreignKeys, ...others].map(({ up }) => up);
}

/** Puts everything up again; a foreign key compares all rows then. */
export async function raise(client: Client, guards: Guards): Promise<void> {
  for (const up of guards) await client.query(up);
}

interface Guard {
  readonly down: string;
  readonly up: string;
}

interface GuardRow {
  readonly schema: string;
  readonly name: string;
  /** What follows `ALTER TABLE x`. */
  readonly down: string;
  readonly up: string;
}

async function guardsOf(client: Client, sql: string, names: readonly string[]): Promise<Guard[]> {
  const { rows } = await client.query<GuardRow>(sql, [names]);
  return rows.map(({ schema, name, down, up }) => {
    const table = `ALTER TABLE ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
    return { down: `${table} ${down}`, up: `${table} ${up}` };
  });
}

const OF_TABLES = `FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace`;
const AMONG = `n.nspname || '.' || c.relname = ANY ($1)`;

const FOREIGN_KEYS = `
SELECT n.nspname AS schema, c.relname AS name, format('DROP CONSTRAINT %I', k.conname) AS down,
  format('ADD CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)) AS up
${OF_TABLES} JOIN pg_constraint k ON k.conrelid = c.oid
WHERE k.contype = 'f' AND k.conparentid = 0 AND ${AMONG} ORDER BY k.oid`;

const TRIGGERS = `
SELECT n.nspname AS schema, c.relname AS name, format('DISABLE TRIGGER %I', t.tgname) AS down,
  format('ENABLE %sTRIGGER %I', CASE t.tgenabled WHEN 'A' THEN 'ALWAYS ' WHEN 'R' THEN 'REPLICA ' ELSE '' END, t.tgname) AS up
${OF_TABLES} JOIN pg_trigger t ON t.tgrelid = c.oid
WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND ${AMONG} ORDER BY t.oid`;

const FORCES = `
SELECT n.nspname AS schema, c.relname AS name, 'NO FORCE ROW LEVEL SECURITY' AS down, 'FORCE ROW LEVEL SECURITY' AS up
${OF_TABLES} WHERE c.relforcerowsecurity AND ${AMONG} ORDER BY c.oid`;
