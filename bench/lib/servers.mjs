// The servers that are measured, each a process of its own, and the database below them.
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inProject } from '../../scripts/lib/project.mjs';
import { runtime } from '../../scripts/lib/runtime.mjs';

/** The flags `npm start` gives the product; the peers get Node as it is. */
const PRODUCT_FLAGS = ['--enable-source-maps', '--max-semi-space-size=8'];
const peer = (name) => fileURLToPath(new URL(`../peers/${name}.mjs`, import.meta.url));
/** For profiles: BENCH_NODE_FLAGS="--cpu-prof --cpu-prof-dir=/tmp/profiles" is given to the product. */
const moreFlags = (process.env.BENCH_NODE_FLAGS ?? '').split(' ').filter(Boolean);

/** @returns {Promise<{ url: string, pid: number, stop: () => Promise<void> }>} once it answers */
async function start(name, args, port, environment) {
  const { node } = runtime();
  const child = spawn(node, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      GRAPHILE_ENV: 'production',
      PORT: String(port),
      ...environment,
    },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let isRunning = true;
  void ended.then(() => (isRunning = false));
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await answers(url)); tries++) {
    if (!isRunning || tries > 300) throw new Error(`${name} did not start`);
    await sleep(100);
  }
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { url, pid: child.pid, stop };
}

const answers = (url) =>
  fetch(url).then(
    (response) => response.arrayBuffer().then(() => true),
    () => false,
  );

/**
 * Ours as it is served: sign-in, row-level security by an ordinary role. Only the rate limit is off, since one account
 * asks more in a second than it may in a minute.
 */
export const startOurs = (database, port) =>
  start('the product', [...PRODUCT_FLAGS, ...moreFlags, inProject('dist', 'src', 'main.js')], port, {
    DATABASE_URL: database.applicationUrl,
    MIGRATION_DATABASE_URL: database.ownerUrl,
    HOST: '127.0.0.1',
    DEMO: 'off',
    RATE_LIMIT: '0',
    RATE_LIMIT_ANONYMOUS: '0',
    LOG_LEVEL: 'warn',
  });

export const startPeer = (name, database, port) =>
  start(name, [peer(name)], port, { DATABASE_URL: database.superuserUrl });
