// node scripts/module-map.mjs: redraws the picture of the modules in the READMEs from scripts/module-table.cjs.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { inProject } from './lib/project.mjs';

/** @type {{ allowed: Record<string, string[]> }} */
const { allowed } = createRequire(import.meta.url)('./module-table.cjs');

export const PAGES = ['README.md', 'README.zh-CN.md'];
const START = '<!-- modules: drawn by scripts/module-map.mjs -->';
const END = '<!-- /modules -->';

/** The module tree as Mermaid. An arrow is an allowed import; one that follows from others is left out. */
export function drawing() {
  const arrows = Object.entries(allowed).flatMap(([module, below]) =>
    below.filter((target) => !follows(module, target)).map((target) => `  ${module} --> ${target}`),
  );
  return ['```mermaid', 'flowchart TD', ...arrows.toReversed(), '```'].join('\n');
}

/** Whether `target` can be reached from what else `module` may import, so that its own arrow says nothing new. */
function follows(module, target) {
  return allowed[module].some((via) => via !== target && isBelow(via, target));
}

function isBelow(module, target) {
  return allowed[module].some((below) => below === target || isBelow(below, target));
}

/** The page with the drawing put where its marks are. */
export function withDrawing(page) {
  const [before, rest] = page.split(START);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`the page lacks the marks ${START} and ${END}`);
  return `${before}${START}\n\n${drawing()}\n\n${END}${after}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  for (const page of PAGES.map((name) => inProject(name)))
    writeFileSync(page, withDrawing(readFileSync(page, 'utf8')));
