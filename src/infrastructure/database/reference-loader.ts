import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg, { type ClientBase } from 'pg';
import { readDemoTables, readReferenceTables } from '../../../reference/reference-tables.js';
import { noteReferenceChange } from './reference-change.js';
import { tableContents, type TableContent } from './reference-rows.js';
import {
  leftToTheOffice,
  publishVersions,
  shippedVersions,
  type ShippedVersion,
} from './reference-versions.js';

/** How many rows each table got or had changed by a load; none by a second one. */
export interface Loaded {
  readonly loaded: Record<string, number>;
  /** Shipped editions that were not added: the base office publishes these standards itself. */
  readonly leftToTheOffice: readonly string[];
}

/** Servers that start at once take turns. Any number that no other program picks; these are the letters "CHYR". */
const LOAD_LOCK = 0x43485952;

/**
 * Brings the facts shipped in `reference/` into the database, in one transaction. Safe to repeat: what is there and the
 * same is left alone, what vanished from the files stays, what the base office confirmed is not set back, standards whose
 * editions it publishes are left to it, and published rules never change.
 *
 * @param ownerUrl connection URL of the role that owns the tables
 * @throws Error that lists what is wrong with the files, or which shipped edition differs from the published one
 */
export function loadReferenceFacts(ownerUrl: string): Promise<Loaded> {
  const tables = readReferenceTables(referenceDirectory());
  return load(ownerUrl, tableContents(tables, tables.substances), shippedVersions(tables), true);
}

/** Adds the fictional market of the demonstration. Never outside demo mode; after {@link loadReferenceFacts}. */
export function loadDemoMarket(ownerUrl: string): Promise<Loaded> {
  const directory = referenceDirectory();
  const tables = readDemoTables(directory);
  const { substances } = readReferenceTables(directory);
  return load(ownerUrl, tableContents(tables, substances), shippedVersions(tables));
}

async function load(
  ownerUrl: string,
  contents: readonly TableContent[],
  versions: readonly ShippedVersion[],
  mayHaveBeenJudgedBy = false,
): Promise<Loaded> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'chengyuan reference facts' });
  await client.connect();
  try {
    return await inTransaction(client, async () => {
      const loaded: Record<string, number> = {};
      const hadFacts = mayHaveBeenJudgedBy && (await hasFacts(client));
      const standards = { table: 'standard', key: ['code'], rows: versions.map(({ standard }) => standard) };
      for (const content of [...contents, standards]) loaded[content.table] = await upsert(client, content);
      await client.query(
        `UPDATE variety_list SET published_at = now() WHERE published_at IS NULL AND state = 'PUBLISHED'`,
      );
      const left = await leftToTheOffice(client, versions);
      Object.assign(loaded, await publishVersions(client, versions));
      if (hadFacts && Object.values(loaded).some((count) => count > 0)) await noteReferenceChange(client);
      return { loaded, leftToTheOffice: left };
    });
  } finally {
    await client.end();
  }
}

async function hasFacts(client: ClientBase): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM standard LIMIT 1');
  return rowCount !== 0;
}

async function inTransaction<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOAD_LOCK]);
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** @returns how many rows were added or changed */
async function upsert(client: ClientBase, { table, key, rows }: TableContent): Promise<number> {
  const [first] = rows;
  if (!first) return 0;
  const columns = Object.keys(first);
  const values = columns.filter((column) => !key.includes(column));
  const { rowCount } = await client.query(
    `INSERT INTO ${table} (${columns.join(', ')})
     SELECT ${columns.join(', ')} FROM jsonb_populate_recordset(NULL::${table}, $1)
     ON CONFLICT (${key.join(', ')}) DO UPDATE SET ${values.map((column) => `${column} = excluded.${column}`).join(', ')}
      WHERE (${values.map((column) => `${table}.${column}`).join(', ')})
            IS DISTINCT FROM (${values.map((column) => `excluded.${column}`).join(', ')})
        AND (${table}.confidence <> 'confirmed' OR excluded.confidence = 'confirmed')
        ${table === 'standard' ? 'AND NOT standard.kept_by_office' : ''}`,
    [JSON.stringify(rows)],
  );
  return rowCount ?? 0;
}

/** `reference/` of the package this file belongs to, whether it runs from the sources or built. */
export function referenceDirectory(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, 'package.json'))) {
    const above = dirname(directory);
    if (above === directory) throw new Error('the package that holds reference/ was not found');
    directory = above;
  }
  return join(directory, 'reference');
}
