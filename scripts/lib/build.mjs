import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { giveUp, inProject, ROOT, say } from './project.mjs';
import { programOf, runtime, toolEnvironment } from './runtime.mjs';

const STAMP = inProject('dist', '.built-from');
/** package-lock.json, because another compiler writes other code. */
const SOURCES = [
  'src',
  'migrations',
  'reference',
  'tsconfig.json',
  'tsconfig.build.json',
  'nest-cli.json',
  'package-lock.json',
  'scripts/lib/graphiql.mjs',
];

/** Compiles the product into dist/, unless that was made from the very sources that are there now. */
export function ensureBuilt() {
  if (isBuilt()) return;
  const from = sourceHash();
  say('正在编译 · Building');
  const { node, flags } = runtime();
  const nest = programOf('@nestjs/cli', 'nest');
  const { status } = spawnSync(node, [...flags, nest, 'build'], {
    cwd: ROOT,
    stdio: 'inherit',
    env: toolEnvironment(),
  });
  if (status !== 0) giveUp('编译失败，原因见上。', 'The build failed; the compiler says why above.');
  writeGraphiql(node);
  // Written last: an interrupted build has no stamp and is made again.
  writeFileSync(STAMP, from);
}

/** In a process of its own: what it reads is large. */
function writeGraphiql(node) {
  const script = inProject('scripts', 'lib', 'graphiql.mjs');
  const { status } = spawnSync(node, [script, inProject('dist', 'graphiql')], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0)
    giveUp('无法生成 GraphiQL 页面，原因见上。', 'GraphiQL could not be written; why stands above.');
}

export function isBuilt() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourceHash();
}

/** Of the contents, not of dates: a checkout changes dates, and some copies keep them. */
function sourceHash() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesIn))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(inProject(file)))
      .update('\0');
  return hash.digest('hex');
}

/** @returns {string[]} the file itself, or all files below the directory, in an order that is always the same */
function filesIn(path) {
  if (!existsSync(inProject(path))) return [];
  if (/\.[a-z]+$/.test(path)) return path.endsWith('.spec.ts') ? [] : [path];
  const names = readdirSync(inProject(path), { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  return names.flatMap((entry) => filesIn(`${path}/${entry.name}`));
}
