import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { giveUp, inProject, readJson, say } from '../../scripts/lib/project.mjs';
import { runtime } from '../../scripts/lib/runtime.mjs';

const HERE = inProject('bench');

/** Installs what bench/package-lock.json names, beside the bench alone. */
export function ensurePeersInstalled() {
  if (isInstalled()) return;
  say('正在安装对照服务器 · Installing the servers to compare with');
  const { node } = runtime();
  const script = process.env.npm_execpath;
  const isScript = script?.endsWith('npm-cli.js') ?? false;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync(isScript ? node : 'npm', isScript ? [script, ...args] : args, {
    cwd: HERE,
    stdio: 'inherit',
    shell: process.platform === 'win32' && !isScript,
  });
  if (status !== 0) giveUp('安装失败，原因见上。', 'The installation failed; npm says why above.');
}

function isInstalled() {
  if (!existsSync(inProject('bench', 'node_modules', '.package-lock.json'))) return false;
  const installed = readJson(inProject('bench', 'node_modules', '.package-lock.json')).packages;
  const { '': _, ...wanted } = readJson(inProject('bench', 'package-lock.json')).packages;
  const versions = (packages) =>
    Object.fromEntries(Object.entries(packages).map(([path, { version }]) => [path, version]));
  return isDeepStrictEqual(versions(installed), versions(wanted));
}
