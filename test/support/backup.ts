import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import pg from 'pg';
import { encode, FORM, type Part } from '../../src/infrastructure/backup/container.js';
import type { Manifest } from '../../src/infrastructure/backup/manifest.js';
import { readParts } from '../../src/infrastructure/backup/read-backup.js';
import { restoreBackup } from '../../src/infrastructure/backup/restore-backup.js';
import { writeBackup } from '../../src/infrastructure/backup/write-backup.js';
import type { BlobStorage } from '../../src/infrastructure/blobs/blob-storage.js';
import { readSettings } from '../../src/infrastructure/config/settings.js';
import { blobsOfAttachments } from '../../src/modules/attachments/backed-up-blobs.queries.js';
import type { TestDatabase } from './test-database.js';

/** A directory for backups, removed by `remove`. */
export function backupDirectory() {
  const directory = mkdtempSync(join(tmpdir(), 'chengyuan-backup-'));
  return {
    /** A path that is not taken. */
    file: (): string => join(directory, `${randomBytes(4).toString('hex')}.backup`),
    remove: (): void => rmSync(directory, { recursive: true, force: true }),
  };
}

type Urls = Pick<TestDatabase, 'ownerUrl' | 'applicationUrl'>;
const log = (): void => undefined;

/** @param storage of the attachments; without, they are left out */
export const backUp = (
  { ownerUrl }: Pick<Urls, 'ownerUrl'>,
  file: string,
  storage: BlobStorage | null = null,
): Promise<Manifest> => {
  const blobs = storage && blobsOfAttachments(storage);
  return writeBackup({ ownerUrl, file, blobs, product: '0.0.0-test', log });
};

/**
 * Restores into a database as `npm run restore` does into an external one.
 *
 * @param variables settings besides: `DATA_DIR` or `S3_...`, where there are files
 */
export async function restore(
  file: string,
  { ownerUrl, applicationUrl }: Urls,
  variables: Readonly<Record<string, string>> = {},
): Promise<Manifest> {
  const settings = readSettings({
    DATA_DIR: '/nowhere',
    DATABASE_URL: applicationUrl,
    MIGRATION_DATABASE_URL: ownerUrl,
    ...variables,
  });
  if (!settings.ok) throw new Error('the settings of the test database are refused');
  const { manifest, database } = await restoreBackup({ settings: settings.value, file, log });
  await database.stop();
  return manifest;
}

/** Writes a backup anew with other sections: its hashes are right, for somebody who altered it would see to that. */
export async function rewrite(
  from: string,
  to: string,
  change: (parts: AsyncIterable<Part>) => AsyncIterable<Part>,
  form = FORM,
): Promise<void> {
  await pipeline(encode(change(readParts(from)), form), createZstdCompress(), createWriteStream(to));
}

/** Copies a file with something done to its bytes. */
export async function tampered(from: string, to: string, change: (bytes: Buffer) => Buffer): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of createReadStream(from)) pieces.push(piece as Buffer);
  await pipeline([change(Buffer.concat(pieces))], createWriteStream(to));
}

export interface Table {
  readonly schema: string;
  readonly name: string;
}

/** Looks into a database past row-level security. */
export class Inspection {
  private constructor(readonly client: pg.Client) {}

  static async of({ superuserUrl }: Pick<TestDatabase, 'superuserUrl'>): Promise<Inspection> {
    const client = new pg.Client({ connectionString: superuserUrl });
    await client.connect();
    return new Inspection(client);
  }

  end(): Promise<void> {
    return this.client.end();
  }

  async rows<T extends pg.QueryResultRow>(sql: string, params: unknown[] = []): Promise<T[]> {
    return (await this.client.query<T>(sql, params)).rows;
  }

  /** Every table that is not PostgreSQL's own. */
  tables(): Promise<Table[]> {
    return this.rows<{ schema: string; name: string }>(
      `SELECT schemaname AS schema, tablename AS name FROM pg_tables
       WHERE schemaname !~ '^pg_' AND schemaname <> 'information_schema' ORDER BY 1, 2`,
    );
  }

  /** The rows of a table as texts, in an order of their own. */
  async contents({ schema, name }: Table, where = 'true'): Promise<string[]> {
    const rows = await this.rows<{ row: string }>(
      `SELECT (to_jsonb(t) - 'transaction_id')::text AS row FROM ${schema}.${name} t WHERE ${where} ORDER BY 1`,
    );
    return rows.map(({ row }) => row);
  }

  /** Everything that guards the rows: columns, keys, checks, triggers, policies, grants, functions. */
  async guards(): Promise<string[]> {
    const rows = await this.rows<{ guard: string }>(GUARDS);
    return rows.map(({ guard }) => guard);
  }
}

const OURS = `!~ '^(pg_|information_schema)'`;
const GUARDS = `
SELECT format('%s.%s %s %s %s', c.relnamespace::regnamespace, c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relacl) AS guard
  FROM pg_class c WHERE c.relkind IN ('r', 'p', 'S') AND c.relnamespace::regnamespace::text ${OURS}
UNION ALL SELECT format('%s %s %s %s', conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid))
  FROM pg_constraint WHERE connamespace::regnamespace::text ${OURS}
UNION ALL SELECT format('%s %s %s', tgrelid::regclass, tgenabled, pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT format('%s', p) FROM pg_policies p
UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname ${OURS}
UNION ALL SELECT format('%s.%s %s %s %s', table_schema, table_name, column_name, column_default, is_nullable)
  FROM information_schema.columns WHERE table_schema ${OURS}
UNION ALL SELECT format('%s %s %s', oid::regprocedure, md5(pg_get_functiondef(oid)), proacl) FROM pg_proc
  WHERE pronamespace::regnamespace::text ${OURS}
ORDER BY 1`;
