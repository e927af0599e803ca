// Starts the product the way a newcomer does, tells it the README's story, and stops it.
// Plain JavaScript without packages: it runs before anything is installed, too.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inProject, ROOT } from './lib/project.mjs';
import { storyOf, tell } from './lib/story.mjs';

const DEMO_PASSWORD = 'blood-orange-demo';
const START_MS = 300_000; // installs and builds, where nothing is there yet
const STOP_MS = 30_000;

let passed = 0;
let failed = 0;

/** @param {string | null} problem */
function report(name, problem) {
  if (problem === null) passed += 1;
  else failed += 1;
  console.log(problem === null ? `ok      ${name}` : `FAILED  ${name}: ${problem}`);
}

async function check(name, work) {
  try {
    report(name, (await work()) ?? null);
  } catch (error) {
    report(name, String(error?.stack ?? error));
  }
}

const dataDir = mkdtempSync(join(tmpdir(), 'chengyuan-smoke-'));
const holderFile = join(dataDir, 'server.json');
chmodSync(dataDir, 0o711); // run by root, the database has a user of its own, which must pass
const port = await freePort();
const origin = `http://127.0.0.1:${port}`;
const server = spawn('npm', ['start'], {
  cwd: ROOT,
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir },
});
const ended = new Promise((resolve) => server.once('exit', (code, signal) => resolve({ code, signal })));

try {
  await check('starts and is ready', ready);
  if (failed === 0) await use();
} finally {
  await check('stops on SIGTERM', stop);
  await check('leaves no database running', () => {
    const left = databaseProcesses();
    return left.length === 0 ? null : `still running: ${left.join(', ')}`;
  });
  await check('leaves its files in order', () => {
    // Both are removed by whoever ends in order, and stay behind a kill.
    const left = [holderFile, join(clusterDir(), 'postmaster.pid')].filter((file) => existsSync(file));
    return left.length === 0 ? null : `left behind: ${left.join(', ')}`;
  });
  if (failed === 0) rmSync(dataDir, { recursive: true, force: true });
  else console.log(`The data directory is left for a look: ${dataDir}`);
}
console.log(`\nsmoke: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function use() {
  await check('answers /health/live', async () => expectStatus(200, await fetch(`${origin}/health/live`)));
  await check('refuses a form of another site', async () => {
    const body = new URLSearchParams({ query: '{ __typename }' });
    return expectStatus(415, await fetch(`${origin}/graphql`, { method: 'POST', body }));
  });
  const story = storyOf(readFileSync(inProject('README.md'), 'utf8'));
  await check('the README tells a story', () => (story.length > 0 ? null : 'it has no operations'));
  const tokens = await signInAll([...new Set(story.map(({ as }) => as).filter(Boolean))]);
  await tell(story, ({ document, variables, as }) => send(document, variables, tokens.get(as)), report);
}

async function signInAll(accounts) {
  const tokens = new Map();
  const document = `mutation ($input: SignInInput!) { signIn(input: $input) {
    ... on SignInPayload { token } ... on Refused { reasons { code message } } } }`;
  for (const username of accounts)
    await check(`signs in ${username}`, async () => {
      const { data, errors } = await send(document, { input: { username, password: DEMO_PASSWORD } });
      const token = data?.signIn?.token;
      if (!token) return JSON.stringify(errors ?? data);
      tokens.set(username, token);
      return null;
    });
  return tokens;
}

async function send(query, variables, token) {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

function expectStatus(expected, { status }) {
  return status === expected ? null : `answered ${status}, not ${expected}`;
}

async function ready() {
  let isOver = false;
  void ended.then(() => (isOver = true));
  for (const until = Date.now() + START_MS; Date.now() < until; await sleep(250)) {
    if (isOver) return 'npm start ended by itself';
    const answer = await fetch(`${origin}/health/ready`).catch(() => undefined);
    if (answer?.status === 200) return null;
  }
  return `not ready after ${START_MS / 1000} s`;
}

async function stop() {
  const holder = serverProcess();
  server.kill('SIGTERM');
  const end = await Promise.race([ended, sleep(STOP_MS, undefined, { ref: false })]);
  if (!end) {
    server.kill('SIGKILL');
    return `still running ${STOP_MS / 1000} s later`;
  }
  // npm ends by the signal it was sent, or with the code of the script below it, and may do so before the server.
  if (end.code !== 0 && end.signal !== 'SIGTERM') return `ended with ${end.code ?? end.signal}`;
  const isOver = async () =>
    !(await isServing()) && !existsSync(`/proc/${holder}`) && databaseProcesses().length === 0;
  for (const until = Date.now() + STOP_MS; Date.now() < until; await sleep(100))
    if (await isOver()) return null;
  return `npm ended, but ${databaseProcesses().length === 0 ? 'the server' : 'its database'} did not`;
}

async function isServing() {
  return fetch(`${origin}/health/live`).then(
    () => true,
    () => false,
  );
}

/** The process that the note in the data directory names; undefined where no server came that far. */
function serverProcess() {
  return existsSync(holderFile) ? JSON.parse(readFileSync(holderFile, 'utf8')).pid : undefined;
}

/** Processes of PostgreSQL that work on our data directory. */
function databaseProcesses() {
  const places = [dataDir, clusterDir()];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const command = commandOf(pid);
      return /postgres/.test(command) && places.some((place) => command.includes(place));
    });
}

/** Below the data directory, or where a note in it says. */
function clusterDir() {
  const note = join(dataDir, 'postgres.location');
  return existsSync(note) ? readFileSync(note, 'utf8').trim() : join(dataDir, 'postgres');
}

function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // ended meanwhile
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });
}
