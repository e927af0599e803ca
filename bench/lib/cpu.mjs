// Processor time, which says what an answer costs however busy the machine is. Linux only.
import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds in a tick of /proc: USER_HZ is 100 on every Linux that Node runs on. */
const TICK_MS = 10;

function statusOf(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in parentheses, may hold anything.
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), ms: (Number(fields[11]) + Number(fields[12])) * TICK_MS };
  } catch {
    return undefined;
  }
}

/** Of the process, or undefined where there is no /proc. */
export const cpuOf = (pid) => statusOf(pid)?.ms;

/** Of each backend of a PostgreSQL that is there now, by process id. */
function backends(postmaster) {
  if (!statusOf(postmaster)) return undefined;
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => [pid, statusOf(pid)]);
  return new Map(
    found.filter(([, status]) => status?.parent === postmaster).map(([pid, { ms }]) => [pid, ms]),
  );
}

/** @returns a function that tells what the backends have used since; those that have ended meanwhile are left out */
export function startOfPostgres(postmaster) {
  const before = backends(postmaster);
  return () =>
    before && [...backends(postmaster)].reduce((sum, [pid, ms]) => sum + ms - (before.get(pid) ?? 0), 0);
}
