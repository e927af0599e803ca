import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadDemoSeason } from '../../src/demo/load-demo-season.js';
import { isKept } from '../../src/infrastructure/backup/contents.js';
import { fullName, rowsOf } from '../../src/infrastructure/backup/manifest.js';
import { checkBackup } from '../../src/infrastructure/backup/read-backup.js';
import { bringUp } from '../../src/infrastructure/database/open-database.js';
import { DATABASE } from '../../src/infrastructure/postgres/credentials.js';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/infrastructure/postgres/embedded-postgres.js';
import { Inspection } from '../support/backup.js';
import { query } from './server-process.js';

/** As scripts/run.mjs names it. */
const OLDEST_POSTGRES = `postgres-17-${process.platform}-${process.arch}`;
const MANY = 1_000_000;
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const isThere = existsSync(join(ROOT, 'node_modules', OLDEST_POSTGRES)) && process.platform === 'linux';
const log = (): void => undefined;

/** The programs of the product that was built, without npm in between. */
function launch(program: 'backup' | 'restore', file: string, settings: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'src', `${program}.js`), file], {
    env: { ...process.env, INIT_CWD: '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void (words += chunk.toString('utf8')));
  return { child, words: () => words };
}

/** Runs it to its end. */
async function run(program: 'backup' | 'restore', file: string, settings: NodeJS.ProcessEnv) {
  const { child, words } = launch(program, file, settings);
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

(isThere ? describe : describe.skip)('a large database of PostgreSQL 17', () => {
  let home: string;
  let file: string;
  let from: EmbeddedPostgres;
  let to: EmbeddedPostgres | undefined;

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
    await loadDemoSeason(from, log, { directory: join(home, 'blobs'), bucket: undefined });
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

  it('is backed up in less memory than its data takes', async () => {
    const { code, words, megabytes } = await run('backup', file, {
      DATABASE_URL: from.applicationUrl,
      MIGRATION_DATABASE_URL: from.ownerUrl,
    });
    expect([code, words]).toEqual([0, expect.stringContaining('Backed up the state of')]);
    const manifest = await checkBackup(file);
    expect(manifest.postgres).toMatch(/^17\./);
    expect(rowsOf(manifest)).toBeGreaterThan(MANY);
    const data = manifest.tables.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000_000;
    expect(data).toBeGreaterThan(150);
    console.log(
      `backup: ${megabytes.toFixed(0)} MB of memory for ${(statSync(file).size / 1e6).toFixed(0)} MB`,
    );
    expect(megabytes).toBeLessThan(Math.min(data, 250));
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
  }, 600_000);
});
