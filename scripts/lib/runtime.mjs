import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { giveUp, inProject, readJson } from './project.mjs';

const OLDEST_FOR_THE_SCRIPT = [20, 19];
/** What graphql-yoga's packages ask for; node:sqlite and the tests' module hooks came earlier or just then. */
const OLDEST_FOR_THE_PRODUCT = [22, 15];

/** Refuses a Node too old for npm's packages before they fail with something less clear. */
export function requireHostNode() {
  if (isAtLeast(OLDEST_FOR_THE_SCRIPT)) return;
  giveUp(
    `需要 Node.js 20.19 或更高版本，当前为 ${process.version}。`,
    `Node.js 20.19 or newer is needed; this is ${process.version}.`,
  );
}

/**
 * The Node to run the product and its tools on: the pinned one from node_modules, or on platforms that it is
 * not published for, the one we run on.
 *
 * @returns {{ node: string, flags: string[] }}
 */
export function runtime() {
  const system = { win32: 'win' }[process.platform] ?? process.platform;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = inProject('node_modules', `node-${system}-${process.arch}`, 'bin', program);
  // What we use of Node is stable enough for us; its warnings would be read as ours.
  const flags = ['--disable-warning=ExperimentalWarning'];
  if (existsSync(pinned)) return { node: pinned, flags };
  if (isAtLeast(OLDEST_FOR_THE_PRODUCT)) return { node: process.execPath, flags };
  giveUp(
    `本平台（${process.platform} ${process.arch}）没有随包提供的 Node.js，需要自行安装 22.15 或更高版本（建议 24），当前为 ${process.version}。`,
    `No Node.js comes with the packages for this platform (${process.platform} ${process.arch}): install 22.15 or newer (24 is best); this is ${process.version}.`,
  );
}

/** The script behind a package's command; run with {@link runtime}, it needs no shell and no links. */
export function programOf(packageName, command) {
  const { bin } = readJson(inProject('node_modules', packageName, 'package.json'));
  return inProject('node_modules', packageName, typeof bin === 'string' ? bin : bin[command]);
}

/** Tools find each other's commands on the path. */
export function toolEnvironment(more = {}) {
  const path = [join(inProject('node_modules'), '.bin'), process.env.PATH ?? process.env.Path].join(
    delimiter,
  );
  return { ...process.env, PATH: path, ...more };
}

function isAtLeast([major, minor]) {
  const [ourMajor, ourMinor] = process.versions.node.split('.').map(Number);
  return ourMajor > major || (ourMajor === major && ourMinor >= minor);
}
