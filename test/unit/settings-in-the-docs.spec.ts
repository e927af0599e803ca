import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readSettings } from '../../src/infrastructure/config/settings.js';

const page = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

/** Every variable that is looked at. */
function variables(): string[] {
  const asked = new Set<string>();
  readSettings(
    new Proxy({} as Record<string, string>, {
      get: (_, name) => {
        asked.add(String(name));
        return undefined;
      },
    }),
  );
  return [...asked].toSorted();
}

/** The names in the first column of the table under this heading. */
function tabled(path: string, heading: string): string[] {
  const text = page(path);
  const section = text.slice(text.indexOf(`\n## ${heading}\n`) + 1).split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| (.*?) \|/gm)]
    .flatMap(([, cell = '']) => [...cell.matchAll(/`([A-Z0-9_]+)`/g)].map(([, name]) => name!))
    .toSorted();
}

describe('the settings', () => {
  it.each([
    ['README.md', 'Settings'],
    ['README.zh-CN.md', '设置'],
    ['docs/operations.md', 'Settings'],
  ])('are all in the table of %s, and no others', (path, heading) => {
    expect(tabled(path, heading)).toEqual(variables());
  });
});
