import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { ROOT } from './project.mjs';
import { runtime, toolEnvironment } from './runtime.mjs';

/** Within this time the same signal comes twice: the terminal sends Ctrl-C to npm and to us, and npm passes it on. */
const SAME_SIGNAL_MS = 1_500;
const PARENT_CHECK_MS = 250;
const isWindows = process.platform === 'win32';

/** Runs a tool in our place: it shares the terminal with us. @returns {Promise<number>} its exit code */
export function runTool(args, environment = {}) {
  const child = start(args, { stdio: 'inherit', env: toolEnvironment(environment) });
  // At a terminal the tool, being in the same group, gets Ctrl-C itself.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return exitCode(child);
}

/**
 * Runs the server. It is in a session of its own, so that a signal reaches it once, through us, and it can
 * close what is open in the right order. Through the channel it also notices when we are killed.
 *
 * @returns {Promise<number>} its exit code
 */
export function runServer(args) {
  const child = start(args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: !isWindows });
  let passedOnAt = -Infinity;
  const passOn = (signal) => {
    if (performance.now() - passedOnAt < SAME_SIGNAL_MS) return;
    passedOnAt = performance.now();
    if (isWindows) child.send('stop');
    else child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => passOn(signal));
  const watch = stopWithNpm(() => passOn('SIGTERM'));
  return exitCode(child).finally(() => clearInterval(watch));
}

/**
 * Without npm above us, nobody could stop the server by the process they started. It cannot always tell us: npm
 * runs us through `sh -c`, and a shell that is asked to end does so without passing that on.
 */
function stopWithNpm(stop) {
  if (!process.env.npm_lifecycle_event || isWindows) return undefined;
  const above = processesAbove();
  return setInterval(() => processesAbove() !== above && stop(), PARENT_CHECK_MS);
}

/** Our parent, and where that is npm's shell, the shell's parent. */
function processesAbove() {
  try {
    const [shell, option] = readFileSync(`/proc/${process.ppid}/cmdline`, 'utf8').split('\0');
    if (!/(^|\/)(da|ba|a)?sh$/.test(shell) || option !== '-c') return `${process.ppid}`;
    // The name, in parentheses, may hold anything; the parent's id is the second field after it.
    const status = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    return `${process.ppid} ${status.slice(status.lastIndexOf(')') + 2).split(' ')[1]}`;
  } catch {
    return `${process.ppid}`;
  }
}

function start(args, options) {
  const { node, flags } = runtime();
  return spawn(node, [...flags, ...args], { cwd: ROOT, windowsHide: true, ...options });
}

function exitCode(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}
