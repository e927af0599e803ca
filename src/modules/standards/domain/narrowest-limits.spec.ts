import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { microgramsPerKg } from '../../../kernel/residue.js';
import type { ResidueLimitFacts } from './market-facts.js';
import { narrowestLimits, type WrittenLimit } from './narrowest-limits.js';
import { ownLimit } from './own-limit.js';

describe('which of a market’s limits on one day counts', () => {
  const orange: WrittenLimit = { level: 'COMMODITY', confidence: 'confirmed' };
  const citrus: WrittenLimit = { level: 'GROUP', confidence: 'confirmed' };
  const fruit: WrittenLimit = { level: 'CLASS', confidence: 'confirmed' };
  const exempt = (row: WrittenLimit, confidence: WrittenLimit['confidence'] = 'confirmed') =>
    ({ ...row, isExempt: true, confidence }) as WrittenLimit;
  const unread = { ...orange, confidence: 'unverified' } as const;
  const unreadExempt = exempt(orange, 'secondary');

  it.each<[string, WrittenLimit[], WrittenLimit[]]>([
    [
      'the one for oranges before the one for citrus and the one for fruit',
      [fruit, citrus, orange],
      [orange],
    ],
    ['the one for citrus where there is none for oranges', [fruit, citrus], [citrus]],
    ['two of the same breadth stay, for their dates decide', [orange, { ...orange }], [orange, orange]],
    ['one that does not say how broad it is is for oranges', [citrus, {}], [{}]],
    ['nobody’s limit for oranges before a confirmed one for citrus', [citrus, unread], [unread]],
    ['that none is needed of oranges, confirmed', [citrus, exempt(orange)], [exempt(orange)]],
    ['both where nobody confirmed that none is needed', [citrus, unreadExempt], [citrus, unreadExempt]],
    ['a limit for oranges where citrus needs none', [exempt(citrus), orange], [orange]],
    ['one alone', [fruit], [fruit]],
    ['nothing of nothing', [], []],
  ])('%s', (_, rows, expected) => {
    expect(narrowestLimits(rows)).toEqual(expected);
  });
});

describe('the limit of a market on a day', () => {
  const row = (
    value: number | null,
    level: WrittenLimit['level'],
    [from, to]: [string | null, string | null],
    more: Partial<ResidueLimitFacts> = {},
  ): ResidueLimitFacts => ({
    substance: 'imazalil',
    ...(level ? { level } : {}),
    limitMicrogramsPerKg: value === null ? null : microgramsPerKg(value),
    edition: null,
    validFrom: from === null ? null : localDate(from),
    validTo: to === null ? null : localDate(to),
    source: { document: 'x', clause: null, url: null },
    confidence: 'confirmed',
    ...more,
  });
  const on = (rows: ResidueLimitFacts[], day: string) =>
    ownLimit(rows, 'imazalil', localDate(day))?.limitMicrogramsPerKg ?? null;

  const citrus = row(5000, 'GROUP', [null, null]);
  const orange = row(100, 'COMMODITY', ['2026-01-01', '2026-03-31']);

  it.each([
    ['the day before the narrower begins', '2025-12-31', 5000],
    ['its first day', '2026-01-01', 100],
    ['its last day', '2026-03-31', 100],
    ['the day after it', '2026-04-01', 5000],
  ])('is, on %s (%s), %d', (_, day, expected) => {
    expect(on([citrus, orange], day)).toBe(expected);
    expect(on([orange, citrus], day)).toBe(expected);
  });

  it('is, of two for citrus, the later one on both sides of a narrower one', () => {
    const later = row(3000, 'GROUP', ['2025-09-01', '2026-08-31']);
    const rows = [citrus, later, orange];
    expect(
      ['2025-08-31', '2025-12-31', '2026-02-01', '2026-04-01', '2026-09-01'].map((day) => on(rows, day)),
    ).toEqual([5000, 3000, 100, 3000, 5000]);
  });

  it('is the broader one on days on which something narrower is only said by one person to need none', () => {
    const exempt = row(null, 'COMMODITY', ['2026-01-01', '2026-03-31'], { isExempt: true });
    expect(on([citrus, { ...exempt, confidence: 'unverified' }], '2026-02-01')).toBe(5000);
    expect(on([citrus, exempt], '2026-02-01')).toBeNull();
    expect(on([citrus, exempt], '2026-04-01')).toBe(5000);
  });
});
