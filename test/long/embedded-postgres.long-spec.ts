import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { query, startAndKill, startServer, type ServerProcess } from './server-process.js';

const isRoot = process.getuid?.() === 0;
const count = async (server: ServerProcess): Promise<number> => {
  const [row] = await query<{ rows: number }>(server.ownerUrl, 'SELECT count(*)::int AS rows FROM weighed');
  return row?.rows ?? -1;
};

describe('the embedded PostgreSQL', () => {
  let home: string;
  let dataDir: string;
  let server: ServerProcess | undefined;

  /** Starts it, with a table of so many rows that were acknowledged. */
  const startWithRows = async (rows: number): Promise<ServerProcess> => {
    server = await startServer(dataDir);
    await query(server.ownerUrl, 'CREATE TABLE IF NOT EXISTS weighed (grams bigint)');
    await query(server.ownerUrl, `INSERT INTO weighed SELECT generate_series(1, ${rows})`);
    return server;
  };
  const start = async (): Promise<ServerProcess> => (server = await startServer(dataDir));

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'chengyuan-long-'));
    chmodSync(home, 0o755);
    dataDir = join(home, '橙源 data');
  });
  afterEach(async () => {
    await server?.end('SIGTERM');
    if (server && !server.clusterDir.startsWith(home))
      rmSync(dirname(server.clusterDir), { recursive: true });
    server = undefined;
    rmSync(home, { recursive: true, force: true });
  });

  it('keeps its data over an orderly stop, by SIGTERM as by Ctrl-C', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const running = await startWithRows(10);
      expect(await running.end(signal)).toBe(0);
      expect(existsSync(join(running.clusterDir, 'postmaster.pid'))).toBe(false);
    }
    expect(await count(await start())).toBe(20);
  });

  it('refuses a second server on the same data, naming the first', async () => {
    const first = await start();
    await expect(startServer(dataDir)).rejects.toThrow(`process ${first.pid}`);
    expect(await query(first.applicationUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it.each<[string, (running: ServerProcess) => Promise<unknown>]>([
    ['the server', (running) => running.end('SIGKILL')],
    [
      'the database',
      async (running) => {
        process.kill(running.postgresPid, 'SIGKILL');
        expect(await running.end('SIGTERM')).toBe(0);
      },
    ],
    [
      'both',
      async (running) => {
        process.kill(running.postgresPid, 'SIGKILL');
        await running.end('SIGKILL');
      },
    ],
  ])('recovers every acknowledged row after kill -9 of %s', async (_, kill) => {
    for (let round = 1; round <= 5; round += 1) {
      const running = await startWithRows(100);
      await kill(running);
      expect(await count(await start())).toBe(round * 100);
      await server?.end('SIGTERM');
    }
  });

  it('waits for a session that is still busy after its postmaster was killed', async () => {
    const running = await startWithRows(1);
    const busy = query(running.ownerUrl, 'SELECT sum(sqrt(n)) FROM generate_series(1, 20000000) n');
    busy.catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.kill(running.postgresPid, 'SIGKILL');
    await running.end('SIGKILL');
    expect(await count(await start())).toBe(1);
    await busy.catch(() => undefined);
  });

  it('starts after a first start that was killed at any moment', async () => {
    for (let afterMs = 50; afterMs <= 1_250; afterMs += 150) await startAndKill(dataDir, afterMs);
    const running = await start();
    expect(await query(running.applicationUrl, 'SELECT current_user AS role')).toEqual([
      { role: 'chengyuan_app' },
    ]);
  });

  it("starts although the old database's process id has been given to another process", async () => {
    const running = await start();
    await running.end('SIGTERM');
    const stranger = spawn('sleep', ['60'], { ...ownerOf(running.clusterDir), stdio: 'ignore' });
    writeFileSync(
      join(running.clusterDir, 'postmaster.pid'),
      `${stranger.pid}\n${running.clusterDir}\n1\n5432\n`,
    );
    await start();
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill();
  });

  it('can be reached from this machine only, and only with a password', async () => {
    const running = await start();
    const url = new URL(running.applicationUrl);
    const others = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    for (const { address } of others.filter(({ internal, family }) => !internal && family === 'IPv4')) {
      await expect(connected(address, Number(url.port))).resolves.toBe(false);
    }
    url.password = 'guess';
    await expect(query(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    const passwords = join(dataDir, 'postgres-passwords.json');
    expect(statSync(passwords).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(running.clusterDir, 'pg_hba.conf'), 'utf8')).not.toMatch(/^[^#].*\strust\s*$/m);
  });

  it('is made so that it sorts and counts the same everywhere', async () => {
    const [row] = await query(
      (await start()).ownerUrl,
      `SELECT current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS zone, datlocale AS locale,
              current_setting('synchronous_commit') AS synchronous, current_setting('data_checksums') AS checksums
         FROM pg_database WHERE datname = current_database()`,
    );
    expect(row).toEqual({
      encoding: 'UTF8',
      zone: 'UTC',
      locale: 'C.UTF-8',
      synchronous: 'on',
      checksums: 'on',
    });
  });

  (isRoot ? it : it.skip)(
    "finds another place when root's database user cannot enter the data directory",
    async () => {
      mkdirSync(join(home, 'closed'), { mode: 0o700 });
      dataDir = join(home, 'closed', 'data');
      const first = await startWithRows(3);
      expect(first.clusterDir.startsWith(home)).toBe(false);
      expect(first.words()).toContain(first.clusterDir);
      await first.end('SIGTERM');
      expect(await count(await start())).toBe(3);
    },
  );
});

function ownerOf(directory: string): { uid: number; gid: number } {
  const { uid, gid } = statSync(directory);
  return { uid, gid };
}

function connected(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 2_000 });
    const answer = (isConnected: boolean): void => {
      socket.destroy();
      resolve(isConnected);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
}
