import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idFrom, isUuid, seededIds, systemIds, type BatchId, type LotId } from './ids.js';

const V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function millisOf(id: string): number {
  return Number.parseInt(id.replace('-', '').slice(0, 12), 16);
}

describe('isUuid', () => {
  it.each([
    ['the version 7 example of RFC 9562', '017f22e2-79b0-7cc3-98c4-dc0c0c07398f', true],
    ['the version 4 example of RFC 9562', '919108f7-52d1-4320-9bac-f847db4148a8', true],
    ['upper case', '017F22E2-79B0-7CC3-98C4-DC0C0C07398F', true],
    ['the nil UUID', '00000000-0000-0000-0000-000000000000', false],
    ['another variant', '017f22e2-79b0-7cc3-c8c4-dc0c0c07398f', false],
    ['no hyphens', '017f22e279b07cc398c4dc0c0c07398f', false],
    ['braces', '{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}', false],
    ['a line break behind it', '017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n', false],
    ['something that is no text', 7, false],
  ])('%s', (_, candidate, expected) => {
    expect(isUuid(candidate)).toBe(expected);
  });
});

describe('idFrom', () => {
  it('lower-cases, so that it equals what the database answers', () => {
    expect(idFrom<LotId>('017F22E2-79B0-7CC3-98C4-DC0C0C07398F')).toBe(
      '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
    );
  });

  it('refuses what is no UUID', () => {
    expect(() => idFrom<LotId>('lot-1')).toThrow(RangeError);
  });
});

describe('the types', () => {
  it('keep a batch from being taken for a lot, and any text for an id', () => {
    const batch = seededIds('types').next<BatchId>();
    // @ts-expect-error a batch is not a lot
    const lot: LotId = batch;
    // @ts-expect-error text is no id until it was checked
    const unchecked: LotId = '017f22e2-79b0-7cc3-98c4-dc0c0c07398f';
    expect([lot, unchecked].every(isUuid)).toBe(true);
  });
});

describe('systemIds', () => {
  it('holds the clock in its first 48 bits, as the example of RFC 9562 does', () => {
    const id = systemIds(() => 1_645_557_742_000).next<BatchId>();
    expect(id).toMatch(V7);
    expect(id.startsWith('017f22e2-79b0-7')).toBe(true);
  });

  it('ascends strictly whatever the clock does: standing still, jumping, going back', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2_000_000_000_000 }), { minLength: 2 }), (times) => {
        let at = 0;
        const source = systemIds(() => times[at] ?? 0);
        const ids = times.map((_, index) => {
          at = index;
          return source.next();
        });
        for (const [index, id] of ids.entries()) {
          expect(id).toMatch(V7);
          if (index > 0) expect(id > (ids[index - 1] ?? '')).toBe(true);
          expect(millisOf(id)).toBe(Math.max(...times.slice(0, index + 1)));
        }
      }),
    );
  });

  it('gives ten thousand different ids within one millisecond, in order', () => {
    const source = systemIds(() => 1_800_000_000_000);
    const ids = Array.from({ length: 10_000 }, () => source.next<BatchId>());
    expect(new Set(ids).size).toBe(10_000);
    expect(ids.toSorted()).toEqual(ids);
  });

  it('differs between two sources with the same clock', () => {
    expect(systemIds(() => 5).next()).not.toBe(systemIds(() => 5).next());
  });

  it('takes a clock with fractions of a millisecond', () => {
    expect(millisOf(systemIds(() => 1_645_557_742_000.75).next())).toBe(1_645_557_742_000);
  });

  it.each([Number.NaN, -1, 2 ** 48])('refuses a clock that says %s', (time) => {
    expect(() => systemIds(() => time).next()).toThrow(RangeError);
  });
});

describe('seededIds', () => {
  const take = (seed: string, n: number): string[] => {
    const source = seededIds(seed);
    return Array.from({ length: n }, () => source.next<BatchId>());
  };

  it('is the same every time, today and in later versions', () => {
    expect(take('demo', 2)).toEqual([
      '01a05a43-fc00-72ba-bfbc-84cc55ddc84f',
      '01a05a43-fc01-748d-b8ba-49a2218135de',
    ]);
  });

  it('gives valid, ascending version 7 ids that begin on 2026-09-01', () => {
    const ids = take('demo', 500);
    expect(ids.every((id) => V7.test(id))).toBe(true);
    expect(ids.toSorted()).toEqual(ids);
    expect(millisOf(ids[0] ?? '')).toBe(Date.parse('2026-09-01T00:00:00.000Z'));
  });

  it('shares no id between two seeds', () => {
    expect(new Set([...take('a', 200), ...take('b', 200)]).size).toBe(400);
  });
});
