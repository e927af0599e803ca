import { describe, expect, it } from '@jest/globals';
import { sentenceOf } from '../../../kernel/refusal.js';
import '../boundary.refusals.js';
import { readBoundary } from './read-boundary.js';

// About 97 m by 111 m, near 29.5° N.
const square = [
  [105.0, 29.5],
  [105.001, 29.5],
  [105.001, 29.501],
  [105.0, 29.501],
  [105.0, 29.5],
];
const polygon = (...rings: unknown[]): unknown => ({ type: 'Polygon', coordinates: rings });
const codesOf = (value: unknown): string[] => {
  const read = readBoundary(value, ['boundary']);
  return read.ok ? [] : read.error.map(({ code }) => code);
};

describe('reading a boundary', () => {
  it('keeps the geometry and reckons its area', () => {
    const read = readBoundary(polygon(square), ['boundary']);
    expect(read).toMatchObject({ ok: true, value: { geometry: { type: 'Polygon' } } });
    if (read.ok) expect(Math.abs(read.value.squareMetres - 10_760)).toBeLessThan(60);
  });

  const bow = [square[0], square[2], square[1], square[3], square[0]];
  const far = square.map(([lng = 0, lat = 0]) => [lng + 1, lat]);
  it.each([
    ['a point', { type: 'Point', coordinates: [105, 29.5] }, 'BOUNDARY_NOT_A_POLYGON'],
    ['nothing of the kind', 'a field by the river', 'BOUNDARY_NOT_A_POLYGON'],
    [
      'more positions than anybody draws',
      polygon(Array.from({ length: 3_000 }, () => [105, 29])),
      'BOUNDARY_TOO_MANY_POSITIONS',
    ],
    ['an altitude', polygon(square.map((position) => [...position, 320])), 'BOUNDARY_POSITION_MALFORMED'],
    [
      'latitude before longitude',
      polygon(square.map(([lng, lat]) => [lat, lng])),
      'BOUNDARY_POSITION_OUT_OF_RANGE',
    ],
    ['two corners', polygon([square[0], square[1], square[0]]), 'BOUNDARY_RING_TOO_SHORT'],
    ['an open ring', polygon(square.slice(0, 4)), 'BOUNDARY_RING_NOT_CLOSED'],
    [
      'the same corner twice',
      polygon([...square.slice(0, 3), square[1], ...square.slice(3)]),
      'BOUNDARY_POSITION_REPEATED',
    ],
    ['a bow tie', polygon(bow), 'BOUNDARY_CROSSES_ITSELF'],
    ['a hole in another field', polygon(square, far), 'BOUNDARY_HOLE_OUTSIDE'],
    [
      'a few centimetres',
      polygon(square.map(([lng = 0, lat = 0]) => [105 + (lng - 105) / 1e4, 29.5 + (lat - 29.5) / 1e4])),
      'BOUNDARY_WITHOUT_AREA',
    ],
  ])('names what is wrong: %s', (_, value, code) => {
    expect(codesOf(value)).toContain(code);
  });

  it('names areas that overlap', () => {
    const inner = [
      [105.0003, 29.5003],
      [105.0006, 29.5003],
      [105.0006, 29.5006],
      [105.0003, 29.5003],
    ];
    expect(codesOf({ type: 'MultiPolygon', coordinates: [[square], [inner]] })).toEqual([
      'BOUNDARY_PARTS_OVERLAP',
    ]);
  });

  it('says the place as people count it, in both languages, with the field it came in', () => {
    const read = readBoundary(polygon([...square.slice(0, 2), [105.001], ...square.slice(3)]), ['boundary']);
    if (read.ok) throw new Error('expected a refusal');
    const [refusal] = read.error;
    expect(refusal).toEqual({
      code: 'BOUNDARY_POSITION_MALFORMED',
      values: { part: 1, ring: 1, position: 3 },
      path: ['boundary'],
    });
    expect(sentenceOf(refusal!)).toEqual({
      zh: '边界第 1 块第 1 环第 3 点应为两个数字 [经度, 纬度]，不带高程',
      en: 'Position 3 (area 1, ring 1) must be two numbers, [longitude, latitude], without altitude',
    });
  });

  it('names the first problems and counts the others', () => {
    const codes = codesOf(polygon(Array.from({ length: 50 }, () => ['x', 'y'])));
    expect(codes).toHaveLength(21);
    expect(codes.at(-1)).toBe('BOUNDARY_MORE_PROBLEMS');
  });
});
