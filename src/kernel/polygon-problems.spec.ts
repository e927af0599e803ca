import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parsePolygon, type Position } from './geo.js';
import { MAX_POSITIONS, type PolygonProblem } from './polygon-problems.js';

const polygonProblems = (value: unknown): PolygonProblem[] => {
  const checked = parsePolygon(value);
  return checked.ok ? [] : checked.error;
};

/** A rectangle by its south-west corner and its sides, in degrees, counter-clockwise. */
function box(lng: number, lat: number, width = 0.001, height = width): Position[] {
  return [
    [lng, lat],
    [lng + width, lat],
    [lng + width, lat + height],
    [lng, lat + height],
    [lng, lat],
  ];
}
const polygon = (...rings: unknown[]): unknown => ({ type: 'Polygon', coordinates: rings });
const multi = (...parts: unknown[]): unknown => ({ type: 'MultiPolygon', coordinates: parts });
const at = { part: 0, ring: 0 };

describe('polygonProblems', () => {
  it.each([
    ['a rectangle', polygon(box(104, 29))],
    ['a clockwise rectangle', polygon(box(104, 29).toReversed())],
    [
      'a triangle',
      polygon([
        [104, 29],
        [104.1, 29],
        [104, 29.1],
        [104, 29],
      ]),
    ],
    ['a hole', polygon(box(104, 29, 0.01), box(104.002, 29.002))],
    ['two parts', multi([box(104, 29)], [box(105, 29)])],
    [
      'a part in the hole of another',
      multi([box(104, 29, 0.01), box(104.002, 29.002, 0.005)], [box(104.004, 29.004)]),
    ],
    [
      'a corner in the middle of a straight edge',
      polygon([
        [104, 29],
        [104.05, 29],
        [104.1, 29],
        [104, 29.1],
        [104, 29],
      ]),
    ],
  ])('finds nothing wrong with %s', (_, value) => {
    expect(polygonProblems(value)).toEqual([]);
  });

  it.each([
    ['nothing', null],
    ['text', '{"type":"Polygon"}'],
    ['another geometry', { type: 'Point', coordinates: [104, 29] }],
    ['a feature', { type: 'Feature', geometry: polygon(box(104, 29)) }],
    ['no coordinates', { type: 'Polygon' }],
    ['no ring', polygon()],
    ['no part', multi()],
    ['a part without rings', multi([box(104, 29)], [])],
    ['coordinates that are no list', { type: 'Polygon', coordinates: { length: 1 } }],
  ])('calls %s no polygon', (_, value) => {
    expect(polygonProblems(value)).toEqual([{ kind: 'not-a-polygon' }]);
  });

  it('tells each position that is malformed or out of range', () => {
    const ring = [
      [104, 29],
      [104, '29'],
      [104, 29, 350],
      [104],
      null,
      [29, 104],
      [181, 0],
      [104, Number.NaN],
      [104, 29],
    ];
    expect(polygonProblems(polygon(ring))).toEqual([
      { kind: 'position-malformed', ...at, position: 1 },
      { kind: 'position-malformed', ...at, position: 2 },
      { kind: 'position-malformed', ...at, position: 3 },
      { kind: 'position-malformed', ...at, position: 4 },
      { kind: 'position-out-of-range', ...at, position: 5 },
      { kind: 'position-out-of-range', ...at, position: 6 },
      { kind: 'position-malformed', ...at, position: 7 },
    ]);
  });

  it('tells everything that is wrong with the rings at once', () => {
    const open = box(104.002, 29.002).slice(0, -1);
    expect(
      polygonProblems(
        polygon(box(104, 29, 0.01), open, [
          [104.005, 29.005],
          [104.006, 29.005],
          [104.005, 29.005],
        ]),
      ),
    ).toEqual([
      { kind: 'ring-not-closed', part: 0, ring: 1 },
      { kind: 'ring-too-short', part: 0, ring: 2, positions: 3 },
    ]);
  });

  it.each([
    [
      'an empty ring',
      [],
      [
        { kind: 'ring-too-short', ...at, positions: 0 },
        { kind: 'ring-not-closed', ...at },
      ],
    ],
    [
      'one position',
      [[104, 29]],
      [
        { kind: 'ring-too-short', ...at, positions: 1 },
        { kind: 'ring-not-closed', ...at },
      ],
    ],
    [
      'a position said twice running, as phones do',
      [
        [104, 29],
        [104.1, 29],
        [104.1, 29],
        [104, 29.1],
        [104, 29],
      ],
      [{ kind: 'duplicate-position', ...at, position: 2 }],
    ],
    [
      'a ring that passes its own corner again',
      [
        [104, 29],
        [104.1, 29],
        [104.2, 29.1],
        [104.1, 29],
        [104, 29.1],
        [104, 29],
      ],
      [{ kind: 'duplicate-position', ...at, position: 3 }],
    ],
  ])('tells %s', (_, ring, expected) => {
    expect(polygonProblems(polygon(ring))).toEqual(expected);
  });

  it('finds the crossing of a bow-tie, and says where', () => {
    expect(
      polygonProblems(
        polygon([
          [104, 29],
          [106, 31],
          [106, 29],
          [104, 31],
          [104, 29],
        ]),
      ),
    ).toEqual([{ kind: 'self-intersection', at: [105, 30] }]);
  });

  it.each([
    [
      'a corner that touches another edge',
      polygon([
        [0, 0],
        [4, 0],
        [4, 4],
        [2, 0],
        [0, 4],
        [0, 0],
      ]),
    ],
    [
      'a spike that runs back over its edge',
      polygon([
        [0, 0],
        [4, 0],
        [2, 0],
        [2, 3],
        [0, 0],
      ]),
    ],
    [
      'a spike at the closing corner',
      polygon([
        [2, 0],
        [4, 0],
        [2, 3],
        [0, 0],
        [3, 0],
        [2, 0],
      ]),
    ],
    [
      'a line there and back, without area',
      polygon([
        [0, 0],
        [1, 1],
        [3, 3],
        [0, 0],
      ]),
    ],
    ['a hole that crosses the outer ring', polygon(box(0, 0, 4), box(3, 1, 2))],
    ['a hole that is the outer ring', polygon(box(0, 0, 4), box(0, 0, 4))],
    ['parts that cross', multi([box(0, 0, 4)], [box(3, 3, 4)])],
    ['parts with a common edge', multi([box(0, 0, 4)], [box(4, 0, 4)])],
  ])('refuses %s', (_, value) => {
    expect(polygonProblems(value)).toEqual([
      { kind: 'self-intersection', at: [expect.any(Number), expect.any(Number)] },
    ]);
  });

  it('tells a hole that lies outside', () => {
    expect(polygonProblems(polygon(box(104, 29), box(105, 29)))).toEqual([
      { kind: 'hole-outside', part: 0, ring: 1 },
    ]);
  });

  it('tells a part that lies within another and would be counted twice', () => {
    expect(polygonProblems(multi([box(104, 29, 0.01)], [box(104.002, 29.002)]))).toEqual([
      { kind: 'parts-overlap', part: 1, other: 0 },
    ]);
  });

  it('refuses more positions than can be compared in pairs, and as many empty rings', () => {
    const round = (n: number): number[][] => Array.from({ length: n }, (_, i) => [104 + i / 1e5, 29]);
    const tooMany = [{ kind: 'too-many-positions', limit: MAX_POSITIONS }];
    expect(polygonProblems(polygon(round(MAX_POSITIONS + 1)))).toEqual(tooMany);
    expect(polygonProblems(polygon(...Array.from({ length: MAX_POSITIONS + 1 }, () => [])))).toEqual(tooMany);
  });

  it('takes as many positions as are allowed', () => {
    const corners = Array.from({ length: MAX_POSITIONS - 1 }, (_, i): Position => {
      const angle = (2 * Math.PI * i) / (MAX_POSITIONS - 1);
      return [104 + 0.01 * Math.cos(angle), 29 + 0.01 * Math.sin(angle)];
    });
    expect(polygonProblems(polygon([...corners, corners[0]]))).toEqual([]);
  });

  it('never throws, whatever it is handed', () => {
    fc.assert(
      fc.property(fc.constantFrom('Polygon', 'MultiPolygon'), fc.jsonValue(), (type, coordinates) => {
        expect(Array.isArray(polygonProblems({ type, coordinates }))).toBe(true);
      }),
    );
  });
});
