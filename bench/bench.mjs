// The measurement itself, on the product's Node; started by run.mjs.
import 'reflect-metadata';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '../scripts/lib/project.mjs';
import { openDatabase } from './lib/database.mjs';
import {
  harvestsThroughApi,
  harvestsThroughPgbench,
  pgbenchVersion,
  requireSameStatements,
} from './lib/harvest.mjs';
import { alternate, measure } from './lib/measure.mjs';
import { asked } from './lib/questions.mjs';
import { report, reportJudging } from './lib/report.mjs';
import { judging } from './lib/rules.mjs';
import { startOurs, startPeer } from './lib/servers.mjs';
import { signIn } from './lib/sign-in.mjs';

const args = process.argv.slice(2);
const isSmoke = args.includes('--smoke');
const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
const only = option('only')?.split(',') ?? ['lots', 'batch', 'harvest', 'rules'];
/** The product and its peers listen from here on. */
const PORT = Number(process.env.BENCH_PORT ?? 4100);
const SIZE = isSmoke
  ? { lots: 250, rounds: 2, seconds: 1, warmUp: 1, pages: 3, codes: 50 }
  : { lots: 5_000, rounds: Number(option('rounds') ?? 5), seconds: 6, warmUp: 5, pages: 20, codes: 2_000 };

async function answerOf({ url }, { path, ...request }) {
  const response = await fetch(url + path, request);
  const answer = await response.json();
  if (!response.ok || answer?.errors)
    throw new Error(`${url}: ${JSON.stringify(answer?.errors ?? answer).slice(0, 2_000)}`);
  return answer;
}

/** The requests for the first pages of lots, and the lots on them. */
async function walk(server, { page, lotsOf, next }) {
  const walked = { requests: [], lots: [] };
  let after;
  for (let n = 0; n < SIZE.pages; n++) {
    const request = page(after);
    const answer = await answerOf(server, request);
    walked.requests.push(request);
    walked.lots.push(...lotsOf(answer));
    after = next(answer);
  }
  return walked;
}

/** Codes spread over all batches that the exporter sees: four lots of five. */
function codes() {
  const batches = SIZE.lots * 40;
  const step = Math.max(1, Math.floor(batches / SIZE.codes / 1.25));
  return Array.from({ length: batches }, (_, n) => n)
    .filter((n) => n % step === 0 && Math.floor(n / 40) % 5 !== 0)
    .slice(0, SIZE.codes)
    .map((n) => `P-${String(n).padStart(7, '0')}`);
}

function requireEqual(what, answers) {
  const [first, ...others] = Object.entries(answers);
  for (const [name, answer] of others)
    if (!isDeepStrictEqual(answer, first[1])) {
      const file = join(tmpdir(), 'bench-answers.json');
      writeFileSync(file, JSON.stringify(answers, null, 1));
      throw new Error(`${first[0]} and ${name} answer differently about ${what}; see ${file}`);
    }
}

/** Every server's requests, once all of them have given the same answers to them. */
async function compared(servers, questions) {
  const pages = {};
  const batches = {};
  const wanted = codes();
  for (const [name, server] of Object.entries(servers)) {
    pages[name] = await walk(server, questions[name]);
    batches[name] = [];
    for (const code of wanted.slice(0, 100))
      batches[name].push(questions[name].batchOf(await answerOf(server, questions[name].batch(code))));
  }
  requireEqual(
    'pages of lots',
    Object.fromEntries(Object.entries(pages).map(([name, { lots }]) => [name, lots])),
  );
  requireEqual('batches', batches);
  if (pages.ours.lots.length !== SIZE.pages * 10 || pages.ours.lots[0].members.length !== 40)
    throw new Error('the pages are not as large as they should be');
  return {
    lots: Object.fromEntries(Object.entries(pages).map(([name, { requests }]) => [name, requests])),
    batch: Object.fromEntries(Object.keys(servers).map((name) => [name, wanted.map(questions[name].batch)])),
  };
}

const racing = (servers, postmaster, requests) =>
  Object.fromEntries(
    Object.entries(servers).map(([name, server]) => [
      name,
      (seconds) => measure(server, postmaster, requests[name], seconds),
    ]),
  );

/** @returns undefined without pgbench */
async function harvests(database, dataDir, server, password) {
  if (!(await pgbenchVersion())) {
    say('没有 pgbench，略过采收登记 · There is no pgbench; recording harvests is skipped');
    return undefined;
  }
  const token = await signIn(server.url, 'bench-cooperative', password);
  await requireSameStatements(database, dataDir, server, token);
  return alternate(
    {
      ours: async (seconds) => ({ rate: await harvestsThroughApi(server, token, seconds) }),
      pgbench: async (seconds) => ({ rate: await harvestsThroughPgbench(database, token, seconds) }),
    },
    SIZE,
  );
}

/** The product and its peers, in turn. */
async function race(database, dataDir, password, stops) {
  const servers = {};
  const up = async (name, starting) => {
    servers[name] = await starting;
    stops.push(servers[name].stop);
  };
  await up('ours', startOurs(database, PORT));
  await up('fastify', startPeer('fastify', database, PORT + 1));
  await up('postgraphile', startPeer('postgraphile', database, PORT + 2));
  const token = await signIn(servers.ours.url, 'bench-exporter', password);
  const requests = await compared(servers, asked(token));
  say('答案一致 · The answers are the same');
  const results = {};
  for (const what of ['lots', 'batch'])
    if (only.includes(what))
      results[what] = await alternate(racing(servers, database.pid, requests[what]), SIZE);
  if (only.includes('harvest')) results.harvest = await harvests(database, dataDir, servers.ours, password);
  return results;
}

async function main() {
  const loadBefore = loadavg();
  const dataDir = mkdtempSync(join(tmpdir(), 'chengyuan-bench-'));
  // As root, PostgreSQL runs as another user, who has to get in.
  chmodSync(dataDir, 0o755);
  const stops = [() => rm(dataDir, { recursive: true, force: true })];
  try {
    const password = 'bench-only-password';
    const database = await openDatabase(dataDir, { lots: SIZE.lots, password });
    stops.push(() => database.stop());
    say(JSON.stringify(database.rows));
    const isRace = only.some((what) => what !== 'rules');
    const results = isRace ? await race(database, dataDir, password, stops) : {};
    await report(results, database.rows, SIZE, loadBefore);
    // Last, because it adds records of its own.
    if (only.includes('rules')) reportJudging(await judging(database, { ...SIZE, isSmoke }));
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

await main();
