// Rounds in which the servers take turns, so that whatever else the machine does falls on all of them alike.
import autocannon from 'autocannon';
import { cpuOf, startOfPostgres } from './cpu.mjs';

export const CONNECTIONS = 16;

/**
 * Requests a second that a server answers, all of them well, and the processor time a request takes the server and
 * PostgreSQL: that says what an answer costs however busy the machine is.
 *
 * @param postmaster the process id of PostgreSQL
 * @returns {Promise<{ rate: number, serverMs?: number, databaseMs?: number }>} without the times where there is no /proc
 */
export async function measure({ url, pid }, postmaster, requests, seconds) {
  const server = cpuOf(pid);
  const postgres = startOfPostgres(postmaster);
  const run = await autocannon({ url, connections: CONNECTIONS, duration: seconds, requests });
  const spent = [cpuOf(pid) - server, postgres()].map((ms) => ms / run.requests.total);
  const failed = run.errors + run.timeouts + run.non2xx;
  if (failed > 0) throw new Error(`${url}: ${failed} requests failed of ${run.requests.total}`);
  const rate = run.requests.total / run.duration;
  return spent.some(Number.isNaN) ? { rate } : { rate, serverMs: spent[0], databaseMs: spent[1] };
}

/**
 * @template T
 * @param {Record<string, (seconds: number) => Promise<T>>} contestants by name
 * @returns {Promise<Record<string, T[]>>} by name, what each reached in each round
 */
export async function alternate(contestants, { rounds, seconds, warmUp }) {
  const names = Object.keys(contestants);
  for (const name of names) await contestants[name](warmUp);
  const reached = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const name of names) reached[name].push(await contestants[name](seconds));
  return reached;
}

export function median(figures) {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of what each round says by itself: rounds differ more than the two halves of one do. */
export const ratio = (ours, theirs) => median(ours.map((figure, round) => figure / theirs[round]));
