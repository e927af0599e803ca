import { isDeepStrictEqual } from 'node:util';
import { spawnSync } from 'node:child_process';
import { giveUp, inProject, readJson, ROOT, say } from './project.mjs';

/**
 * Installs what package-lock.json names, unless it is there. What is there is read from the list that npm keeps
 * in node_modules and writes last, so an interrupted install counts as none, and one made by hand counts.
 *
 * It is `npm install --no-save`, not `npm ci`: it installs the locked versions with their integrity checked and
 * leaves the lock alone just the same, but fetches only what is missing, and does not refuse a lock that
 * was written where other platforms' optional packages could not be had.
 *
 * @param {{ withTools: boolean }} needed whether the build tools are needed too, or only what the product runs on
 */
export function ensureInstalled({ withTools }) {
  const lock = readJson(inProject('package-lock.json'));
  if (!agrees(readJson(inProject('package.json')), lock.packages[''])) {
    giveUp(
      'package.json 与 package-lock.json 不一致，请先运行 npm install 并提交两者。',
      'package.json and package-lock.json disagree: run npm install first, and commit both.',
    );
  }
  if (isInstalled(lock, withTools)) return;
  say('正在安装依赖包，首次需要一会儿 · Installing packages; the first time takes a while');
  // Whatever NODE_ENV says, the tools are needed to build. Warnings about the host's Node do not concern us.
  const args = ['install', '--no-save', '--include=dev', '--include=optional', ...QUIET];
  const { status } = spawnSync(...npm(args), { cwd: ROOT, stdio: 'inherit', shell: needsShell() });
  if (status !== 0)
    giveUp('安装依赖包失败，原因见上。', 'Installing the packages failed; npm says why above.');
}

const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];

function isInstalled(lock, withTools) {
  const installed = readJson(inProject('node_modules', '.package-lock.json'))?.packages;
  if (!installed) return false;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '' || (wanted.dev && !withTools)) return true;
    const found = installed[path];
    // Optional packages are those of other platforms, too: npm knows which to leave out.
    if (!found) return Boolean(wanted.optional || wanted.devOptional);
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

/** Whether package.json still asks for what the lock was made from. */
function agrees(manifest, locked) {
  return isDeepStrictEqual(askedFor(manifest), askedFor(locked));
}

/** npm lists an optional dependency among the ordinary ones too, or not, as it pleases. */
function askedFor({ dependencies, devDependencies, optionalDependencies }) {
  return { tools: { ...devDependencies }, product: { ...dependencies, ...optionalDependencies } };
}

/** The npm that started us, on the Node that it runs on: ours may be the very one that is about to be replaced. */
function npm(args) {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  if (script?.endsWith('npm-cli.js')) return [node ?? process.execPath, [script, ...args]];
  return ['npm', args];
}

/** Windows finds npm.cmd through a shell only. */
function needsShell() {
  return process.platform === 'win32' && !process.env.npm_execpath?.endsWith('npm-cli.js');
}
