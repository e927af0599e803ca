import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp } from '../../src/app.setup.js';
import { DEMO_PASSWORD } from '../../src/demo/demo-sign-ins.js';
import { loadDemoSeason } from '../../src/demo/load-demo-season.js';
import { isKept } from '../../src/infrastructure/backup/contents.js';
import { fullName, rowsOf } from '../../src/infrastructure/backup/manifest.js';
import { checkBackup } from '../../src/infrastructure/backup/read-backup.js';
import { DirectoryStorage } from '../../src/infrastructure/blobs/directory-storage.js';
import { bringUp } from '../../src/infrastructure/database/open-database.js';
import { DATABASE } from '../../src/infrastructure/postgres/credentials.js';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/infrastructure/postgres/embedded-postgres.js';
import { Inspection } from '../support/backup.js';
import { pdf, upload } from '../support/given/attachments.js';
import { organisationDocuments } from '../support/given/organisation-documents.js';
import { client } from '../support/graphql-client.js';
import { query } from './server-process.js';

/** As scripts/run.mjs names it. */
const OLDEST_POSTGRES = `postgres-17-${process.platform}-${process.arch}`;
const MANY = 1_000_000;
/** Files of a few kilobytes, and some as large as they may be: together more than the memory the programs may take. */
const FILES = { small: 1_000, large: 15 };
const LARGE_BYTES = 20_000_000;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const isThere = existsSync(join(ROOT, 'node_modules', OLDEST_POSTGRES)) && process.platform === 'linux';
const log = (): void => undefined;

/** The programs of the product that was built, without npm in between. */
function launch(
  program: 'backup' | 'restore',
  file: string,
  settings: NodeJS.ProcessEnv,
  switches: readonly string[] = [],
) {
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'src', `${program}.js`), ...switches, file], {
    env: { ...process.env, INIT_CWD: '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void (words += chunk.toString('utf8')));
  return { child, words: () => words };
}

/** Runs it to its end. */
async function run(...[program, file, settings, switches]: Parameters<typeof launch>) {
  const { child, words } = launch(program, file, settings, switches);
  const exit = once(child, 'close');
  const peak = peakOf(child);
  const [code] = (await exit) as [number | null];
  return { code, words: words(), megabytes: await peak };
}

/** The most memory the process ever had, by what Linux keeps of it. */
async function peakOf(child: ChildProcess): Promise<number> {
  let peak = 0;
  for (; child.exitCode === null && child.signalCode === null; await sleep(50)) {
    try {
      const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      peak = Math.max(peak, Number(kilobytes ?? 0) / 1024);
    } catch {
      // Gone just now.
    }
  }
  return peak;
}

/** A number for each table that changes with any of its rows, whatever their order; both databases count their own transactions. */
async function sums(postgres: EmbeddedPostgres): Promise<Record<string, unknown>> {
  const superuserUrl = new URL(postgres.superuserUrl);
  superuserUrl.pathname = `/${DATABASE}`;
  const inspection = await Inspection.of({ superuserUrl: superuserUrl.href });
  const found: Record<string, unknown> = {};
  for (const table of await inspection.tables()) {
    if (!isKept(table.schema, table.name)) continue;
    const [row] = await inspection.rows<object>(
      `SELECT count(*)::int AS rows, bit_xor(('x' || left(md5((to_jsonb(t) - '{transaction_id,changed_in}'::text[])::text), 16))::bit(64)) AS sum
       FROM ${fullName(table)} t`,
    );
    found[fullName(table)] = row;
  }
  await inspection.end();
  return found;
}

/** Uploads files as people would, and signs nothing with them. */
async function uploadFiles({ applicationUrl }: EmbeddedPostgres, directory: string): Promise<void> {
  const blobs = { directory, bucket: undefined };
  const app = await createApp({
    applicationUrl,
    introspection: false,
    demoSignIns: true,
    logLevel: 'error',
    blobs,
  });
  try {
    await app.listen(0, '127.0.0.1');
    const url = new URL(await app.getUrl()).origin;
    const input = { username: 'base', password: DEMO_PASSWORD };
    const { answer } = await client(url).run(organisationDocuments.signIn, { input });
    const sizes = [
      ...Array<number>(FILES.small).fill(4_000),
      ...Array<number>(FILES.large).fill(LARGE_BYTES),
    ];
    for (const size of sizes) {
      const { status } = await upload({ url, token: answer.token as string }, { body: pdf(size) });
      if (status !== 201) throw new Error(`an upload was answered with ${status}`);
    }
  } finally {
    await app.close();
  }
}

/** What is kept, by hash; the product verifies that each hashes to its name. */
async function filesIn(directory: string): Promise<string[]> {
  const files: string[] = [];
  for await (const { sha256, byteCount } of new DirectoryStorage(directory).all())
    files.push(`${sha256} ${byteCount}`);
  return files;
}

(isThere ? describe : describe.skip)('a large database of PostgreSQL 17', () => {
  let home: string;
  let file: string;
  let from: EmbeddedPostgres;
  let to: EmbeddedPostgres | undefined;

  const kept = (): string => join(home, 'old', 'attachments');

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'chengyuan-backup-'));
    chmodSync(home, 0o755);
    file = join(home, 'large.backup');
    from = await startEmbeddedPostgres({
      dataDir: join(home, 'old'),
      log,
      durable: false,
      binariesPackage: OLDEST_POSTGRES,
    });
    await bringUp(from, log);
    await loadDemoSeason(from, log, { directory: kept(), bucket: undefined });
    await uploadFiles(from, kept());
    await query(
      from.ownerUrl,
      `INSERT INTO client_request (actor_id, id, operation, input_sha256, recorded_at)
       SELECT gen_random_uuid(), gen_random_uuid(), 'harvest', encode(sha256(n::text::bytea), 'hex'), now()
       FROM generate_series(1, ${MANY}) n`,
    );
  }, 600_000);
  afterAll(async () => {
    await from?.stop();
    await to?.stop();
    for (const each of [from, to])
      if (each && !each.clusterDir.startsWith(home)) rmSync(dirname(each.clusterDir), { recursive: true });
    rmSync(home, { recursive: true, force: true });
  });

  it('is backed up with its files, in less memory than those take', async () => {
    const { code, words, megabytes } = await run('backup', file, {
      DATA_DIR: join(home, 'old'),
      DATABASE_URL: from.applicationUrl,
      MIGRATION_DATABASE_URL: from.ownerUrl,
    });
    expect([code, words]).toEqual([0, expect.stringContaining('Backed up the state of')]);
    const manifest = await checkBackup(file);
    expect(manifest.postgres).toMatch(/^17\./);
    expect(rowsOf(manifest)).toBeGreaterThan(MANY);
    const data = manifest.tables.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000_000;
    expect(data).toBeGreaterThan(150);
    const files = FILES.small + FILES.large;
    expect(manifest.blobs?.count).toBeGreaterThanOrEqual(files);
    expect(manifest.blobs).toMatchObject({ faults: [] });
    expect(manifest.blobs?.bytes).toBeGreaterThanOrEqual(FILES.large * LARGE_BYTES);
    expect(statSync(file).size / 1_000_000).toBeGreaterThan(300);
    console.log(
      `backup: ${megabytes.toFixed(0)} MB of memory for ${(statSync(file).size / 1e6).toFixed(0)} MB`,
    );
    expect(megabytes).toBeLessThan(250);
  }, 600_000);

  it('is not there at all after a restore that was killed', async () => {
    const { child, words } = launch('restore', file, { DATA_DIR: join(home, 'new') });
    const exit = once(child, 'exit');
    while (!words().includes('Comparing every table')) {
      if (child.exitCode !== null) throw new Error(words());
      await sleep(20);
    }
    child.kill('SIGKILL');
    await exit;
    to = await startEmbeddedPostgres({ dataDir: join(home, 'new'), log });
    const tables = await query(to.ownerUrl, `SELECT FROM pg_tables WHERE schemaname IN ('public', 'limits')`);
    expect(tables).toEqual([]);
    await to.stop();
  }, 600_000);

  it('is restored into PostgreSQL 18 by the same command again, with every row as it was', async () => {
    const { code, words, megabytes } = await run('restore', file, { DATA_DIR: join(home, 'new') });
    expect([code, words]).toEqual([0, expect.stringContaining('The ledger and the records agree')]);
    console.log(`restore: ${megabytes.toFixed(0)} MB of memory`);
    expect(megabytes).toBeLessThan(300);
    to = await startEmbeddedPostgres({ dataDir: join(home, 'new'), log });
    const [version] = await query<{ server_version: string }>(to.ownerUrl, 'SHOW server_version');
    expect(version?.server_version).toMatch(/^18\./);
    expect(await sums(to)).toEqual(await sums(from));
    expect(words).toContain('Every attachment’s bytes are there');
    expect(await filesIn(join(home, 'new', 'attachments'))).toEqual(await filesIn(kept()));
  }, 600_000);

  it('is backed up without a file that is lost, which is named, and with an exit code of its own', async () => {
    const [lost] = await filesIn(kept());
    const name = lost!.split(' ')[0]!;
    rmSync(join(kept(), name.slice(0, 2), name.slice(2, 4), name));
    const lacking = join(home, 'lacking.backup');
    const settings = {
      DATA_DIR: join(home, 'old'),
      DATABASE_URL: from.applicationUrl,
      MIGRATION_DATABASE_URL: from.ownerUrl,
    };
    const { code, words } = await run('backup', lacking, settings);
    expect([code, words]).toEqual([3, expect.stringContaining(`Not in the backup: ${name}`)]);
    expect((await checkBackup(lacking)).blobs?.faults).toMatchObject([{ sha256: name, fault: 'MISSING' }]);
    const rowsAlone = join(home, 'rows.backup');
    const without = await run('backup', rowsAlone, settings, ['--without-attachments']);
    expect([without.code, without.words]).toEqual([0, expect.stringContaining('no attachments')]);
    expect((await checkBackup(rowsAlone)).blobs).toBeNull();
    const misused = await run('backup', join(home, 'never.backup'), settings, ['--without']);
    expect([misused.code, misused.words]).toEqual([2, expect.stringContaining('--without-attachments')]);
  }, 600_000);
});
