import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { connectTo } from '../config/database-connection.js';
import { CannotStart } from '../config/cannot-start.js';
import type { Log } from '../postgres/log.js';
import { refuseNewerDatabase } from '../database/migrate.js';
import {
  copyOut,
  keptTables,
  migrationsOf,
  quoted,
  refuseHidden,
  sequencesOf,
  settle,
  type StoredTable,
} from './catalogue.js';
import { encode, type Part } from './container.js';
import { blobParts, type BlobSource } from './blob-parts.js';
import type { Manifest, Sum, TableHead } from './manifest.js';
import { writeNewFile } from './new-file.js';
import { checkBackup } from './read-backup.js';
import { Tally } from './tally.js';

export interface BackupOptions {
  /** Signs in as the role that owns the tables, which alone sees every row of every table. */
  readonly ownerUrl: string;
  /** Absolute path; must not exist. */
  readonly file: string;
  /** The files that rows speak of; null leaves them out. */
  readonly blobs: BlobSource | null;
  /** The product's version, for people. */
  readonly product: string;
  readonly log: Log;
  /** Gives up and leaves no file. */
  readonly signal?: AbortSignal;
  /** The migrations this program knows. */
  readonly known?: readonly { readonly name: string }[];
}

/**
 * Writes one snapshot of everything that was recorded, while people work: all tables as they are at one moment, and the
 * files that they speak of. Needs as much memory for a large database as for a small one; of the files, only the list of
 * their hashes is held.
 *
 * @returns what was written; it names the files that could not be
 * @throws CannotStart for what the operator can do something about; then there is no file
 */
export async function writeBackup(options: BackupOptions): Promise<Manifest> {
  const client = await connectTo('MIGRATION_DATABASE_URL', options.ownerUrl);
  client.on('error', () => undefined);
  let isDone = false;
  try {
    const manifest = await writeNewFile(options.file, async (to, part) => {
      const compress = createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } });
      const { signal } = options;
      await pipeline(encode(snapshot(client, options)), compress, to, signal ? { signal } : {});
      isDone = true;
      // A backup that nobody has read yet is a hope.
      return checkBackup(part);
    });
    return manifest;
  } finally {
    // A connection in the middle of a COPY cannot be asked to end; it is cut.
    if (isDone) await client.end();
    else cut(client);
  }
}

/** The sections of a backup, read in one transaction. */
async function* snapshot(client: pg.Client, options: BackupOptions): AsyncGenerator<Part> {
  const { product, log, known } = options;
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await settle(client);
  const { tables, about } = await survey(client, log, known);
  const summed: (TableHead & Sum)[] = [];
  for (const { order, ...table } of tables) {
    yield { kind: 'TABLE', table };
    const tally = new Tally();
    for await (const data of client.query(copyStreams.to(copyOut(table, order))) as AsyncIterable<Buffer>) {
      tally.add(data);
      yield { kind: 'DATA', data };
    }
    summed.push({ ...table, ...tally.sum() });
  }
  const sequences = await sequencesOf(client);
  const wanted = (await options.blobs?.wanted(client)) ?? [];
  // Files are many and slow, and do not change: nothing in the database has to wait for them.
  await client.query('COMMIT');
  const blobs = options.blobs ? yield* blobParts(client, options.blobs, wanted, log) : null;
  yield { kind: 'MANIFEST', manifest: { ...about, product, tables: summed, sequences, blobs } };
}

interface Survey {
  readonly tables: readonly StoredTable[];
  readonly about: Pick<Manifest, 'takenAt' | 'postgres' | 'migrations'>;
}

/** What there is to back up. From here on nobody can alter the tables; to use them stays free. */
async function survey(client: pg.Client, log: Log, known: BackupOptions['known']): Promise<Survey> {
  const { rows } = await client.query<{ takenAt: string; postgres: string }>(MOMENT);
  const migrations = await migrationsOf(client);
  if (!migrations)
    throw new CannotStart(
      '数据库是空的，没有可备份的内容。',
      'The database is empty: there is nothing to back up.',
    );
  await refuseNewerDatabase(client, known);
  const { kept, undecided } = await keptTables(client);
  await client.query(`LOCK TABLE ${kept.map(quoted).join(', ')} IN ACCESS SHARE MODE`);
  await refuseHidden(client, kept);
  if (undecided.length > 0)
    log(
      `不属于本产品、未备份的表 · Tables that are not the product's and are left out: ${undecided.join(', ')}`,
    );
  return { tables: kept, about: { ...rows[0]!, migrations } };
}

const MOMENT = `
SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "takenAt", current_setting('server_version') AS postgres`;

function cut(client: pg.Client): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}
