import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const inProject = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** In a process of its own: scripts are plain JavaScript that the tests' compiler has no part in. */
function redrawn(page: string): string {
  const script = `
    import { readFileSync } from 'node:fs';
    import { withDrawing } from ${JSON.stringify(inProject('scripts/module-map.mjs'))};
    process.stdout.write(withDrawing(readFileSync(${JSON.stringify(inProject(page))}, 'utf8')));`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

describe('the picture of the modules', () => {
  it.each(['README.md', 'README.zh-CN.md'])(
    'in %s is that of the table; redraw with scripts/module-map.mjs',
    (page) => {
      expect(readFileSync(inProject(page), 'utf8')).toBe(redrawn(page));
    },
  );
});
