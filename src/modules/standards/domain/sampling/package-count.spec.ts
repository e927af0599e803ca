import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readReferenceTables } from '../../../../../reference/reference-tables.js';
import { packagesToOpen, refusePackageCounts, type PackageCountStep } from './package-count.js';

const directory = fileURLToPath(new URL('../../../../../reference', import.meta.url));
const shipped = readReferenceTables(directory)['package-counts'];
const step = (from: number, to: number | null, packages: number): PackageCountStep => ({
  from,
  to,
  packages,
});
const table = [step(1, 100, 5), step(101, 300, 7), step(301, null, 9)];
const said = (steps: readonly PackageCountStep[]) =>
  refusePackageCounts(steps).map(({ code, values }) => [code, ...Object.values(values)]);

describe('a package-count table', () => {
  it.each(shipped.map((row) => [row.code, row] as const))('%s that ships is one', (_, row) => {
    expect(refusePackageCounts(row.steps)).toEqual([]);
  });

  it.each<[string, PackageCountStep[], unknown[]]>([
    ['is one', table, []],
    ['may end', [step(1, 100, 5), step(101, 300, 5)], []],
    ['needs a step', [], [['PACKAGE_COUNT_EMPTY']]],
    ['begins with one package', [step(2, null, 5)], [['PACKAGE_COUNT_GAP', 1, '1']]],
    ['has no gap', [step(1, 100, 5), step(102, null, 7)], [['PACKAGE_COUNT_GAP', 2, '101']]],
    ['has no overlap', [step(1, 100, 5), step(100, null, 7)], [['PACKAGE_COUNT_GAP', 2, '101']]],
    ['has no step that ends before it begins', [step(1, 0, 5)], [['PACKAGE_COUNT_RANGE', 1]]],
    ['is open at its end only', [step(1, null, 5), step(101, null, 7)], [['PACKAGE_COUNT_RANGE', 1]]],
    ['opens something', [step(1, null, 0)], [['PACKAGE_COUNT_FALLS', 1]]],
    ['never opens fewer of more', [step(1, 9, 5), step(10, null, 4)], [['PACKAGE_COUNT_FALLS', 2]]],
    [
      'is told everything at once',
      [step(2, 1, 0), step(5, 9, 0)],
      [
        ['PACKAGE_COUNT_GAP', 1, '1'],
        ['PACKAGE_COUNT_RANGE', 1],
        ['PACKAGE_COUNT_FALLS', 1],
        ['PACKAGE_COUNT_GAP', 2, '2'],
        ['PACKAGE_COUNT_FALLS', 2],
      ],
    ],
  ])('%s', (_, steps, refusals) => expect(said(steps)).toEqual(refusals));
});

describe('how many packages to open', () => {
  it.each([
    [1, 1],
    [4, 4],
    [5, 5],
    [6, 5],
    [100, 5],
    [101, 7],
    [300, 7],
    [301, 9],
    [1_000_000, 9],
  ])('of %d: %d', (packages, open) =>
    expect(packagesToOpen(table, packages)).toEqual({ ok: true, value: open }),
  );

  it('is refused for nothing, and beyond a table that ends', () => {
    const [first] = table;
    expect(packagesToOpen(table, 0)).toMatchObject({
      error: { code: 'SAMPLING_BATCH_TOO_SMALL', values: { least: 1 } },
    });
    expect(first && packagesToOpen([first], 101)).toMatchObject({
      error: { code: 'PACKAGE_COUNT_ENDS', values: { packages: 101, last: 100 } },
    });
  });

  it.each([-1, 1.5])('is not looked up for %d', (packages) => {
    expect(() => packagesToOpen(table, packages)).toThrow(RangeError);
  });

  it('never falls as the batch grows, and is never more than the batch', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000 }),
        fc.integer({ min: 0, max: 2_000 }),
        (packages, more) => {
          for (const { steps } of [{ steps: table }, ...shipped]) {
            const [open, openOfMore] = [packages, packages + more].map((size) => packagesToOpen(steps, size));
            expect(open).toMatchObject({ ok: true });
            if (!open?.ok || !openOfMore?.ok) continue;
            expect(open.value).toBeLessThanOrEqual(Math.min(packages, openOfMore.value));
          }
        },
      ),
    );
  });
});
