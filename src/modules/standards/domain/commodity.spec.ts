import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readReferenceTables } from '../../../../reference/reference-tables.js';
import { refuseCommodity } from './commodity.js';

const directory = fileURLToPath(new URL('../../../../reference', import.meta.url));

describe('the fruit that a limit is written for', () => {
  it.each([
    ['oranges', 'COMMODITY', true],
    ['Orange, sweet', 'COMMODITY', true],
    ['甜橙', 'COMMODITY', true],
    ['柑、橘、橙', 'COMMODITY', true],
    ['апельсины oranges', 'COMMODITY', true],
    ['ＯＲＡＮＧＥＳ', 'COMMODITY', true],
    ['柑橘类水果', 'GROUP', true],
    ['Citrus fruits', 'GROUP', true],
    ['mandarins, oranges, lemons', 'GROUP', true],
    ['水果', 'CLASS', true],
    ['과일류 fruits', 'CLASS', true],
    ['苹果', 'COMMODITY', false],
    ['苹果', 'GROUP', false],
    ['苹果', 'CLASS', false],
    ['仁果类水果 pome fruits', 'GROUP', false],
    ['апельсины', 'COMMODITY', false],
    // Written for more than oranges: at this level it would beat what is written for oranges.
    ['柑橘类水果', 'COMMODITY', false],
    ['citrus fruits', 'CLASS', true],
    ['fruiting vegetables', 'CLASS', false],
  ] as const)('%s as %s: %s', (commodity, level, isOurs) => {
    expect(refuseCommodity(commodity, level).map(({ code }) => code)).toEqual(
      isOurs ? [] : ['RESIDUE_COMMODITY_UNKNOWN'],
    );
  });

  it('is ours in every limit that ships', () => {
    const rows = readReferenceTables(directory)['residue-limits'];
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.flatMap(({ commodity, level }) => refuseCommodity(commodity, level))).toEqual([]);
  });
});
