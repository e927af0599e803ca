import { runTool } from './children.mjs';
import { programOf } from './runtime.mjs';

/** @type {[name: string, packageName: string, command: string, args: string[]][]} */
const CHECKS = [
  ['typecheck', 'typescript', 'tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['lint', 'oxlint', 'oxlint', ['--type-aware', '--deny-warnings']],
  ['boundaries', 'dependency-cruiser', 'depcruise', ['src', '--config', '.dependency-cruiser.cjs']],
  ['format', 'prettier', 'prettier', ['--check', '.']],
];

/** Runs every check, also after one failed, and says at the end which did. @returns {Promise<number>} exit code */
export async function check() {
  const failed = [];
  for (const [name, packageName, command, args] of CHECKS) {
    console.log(`\n== ${name}`);
    const startedAt = performance.now();
    const code = await runTool([programOf(packageName, command), ...args]);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`${name}: ${code === 0 ? 'ok' : `failed (${code})`}, ${seconds} s`);
    if (code !== 0) failed.push(name);
  }
  console.log(
    failed.length === 0 ? '\n检查全部通过 · All checks passed' : `\n未通过 · Failed: ${failed.join(', ')}`,
  );
  return failed.length === 0 ? 0 : 1;
}
