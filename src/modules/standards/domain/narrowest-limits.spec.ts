import { describe, expect, it } from '@jest/globals';
import { narrowestLimits, type WrittenLimit } from './narrowest-limits.js';

const limit = (
  substance: string,
  level: WrittenLimit['level'],
  validFrom: string | null = null,
  validTo: string | null = null,
): WrittenLimit => ({ substance, level, validFrom, validTo });

describe('which of a market’s limits counts', () => {
  const orange = limit('imazalil', 'COMMODITY');
  const citrus = limit('imazalil', 'GROUP');
  const fruit = limit('imazalil', 'CLASS');

  it.each([
    [
      'the one for oranges before the one for citrus and the one for fruit',
      [fruit, citrus, orange],
      [orange],
    ],
    ['the one for citrus where there is none for oranges', [fruit, citrus], [citrus]],
    ['each substance by itself', [citrus, limit('captan', 'CLASS')], [citrus, limit('captan', 'CLASS')]],
    ['two of the same breadth stay, for their dates decide', [orange, { ...orange }], [orange, orange]],
    ['nothing of nothing', [], []],
  ])('%s', (_, rows, expected) => {
    expect(narrowestLimits(rows)).toEqual(expected);
  });

  it('keeps a broad limit that was valid on other days than the narrow one', () => {
    const broad = limit('imazalil', 'CLASS', null, '2025-12-31');
    const narrow = limit('imazalil', 'COMMODITY', '2026-01-01');
    expect(narrowestLimits([broad, narrow])).toEqual([broad, narrow]);
  });

  it('lets the broad one go where a single day is shared', () => {
    const broad = limit('imazalil', 'CLASS', null, '2026-01-01');
    const narrow = limit('imazalil', 'COMMODITY', '2026-01-01');
    expect(narrowestLimits([broad, narrow])).toEqual([narrow]);
  });

  it('keeps a limit beside a narrower row that says none is needed, until that is confirmed', () => {
    const exempt = { ...orange, isExempt: true };
    expect(narrowestLimits([citrus, { ...exempt, confidence: 'secondary' }])).toContain(citrus);
    expect(narrowestLimits([citrus, { ...exempt, confidence: 'confirmed' }])).not.toContain(citrus);
    expect(narrowestLimits([{ ...citrus, isExempt: true, confidence: 'confirmed' }, orange])).toEqual([
      orange,
    ]);
  });
});
