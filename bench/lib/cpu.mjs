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

/** Of all backends of a PostgreSQL that are there now. */
export function cpuOfPostgres(postmaster) {
  if (!statusOf(postmaster)) return undefined;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statusOf)
    .filter((status) => status?.parent === postmaster)
    .reduce((sum, { ms }) => sum + ms, 0);
}
