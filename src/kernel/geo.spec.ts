import { describe, expect, it } from '@jest/globals';
import { areaSquareMetres, parsePolygon, type Polygon, type Position } from './geo.js';

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
const polygon = (...coordinates: Position[][]): Polygon => ({ type: 'Polygon', coordinates });
const multi = (...coordinates: Position[][][]): Polygon => ({ type: 'MultiPolygon', coordinates });

describe('parsePolygon', () => {
  it('keeps type and coordinates and drops the rest', () => {
    const ring = box(104, 29);
    const value = { type: 'Polygon', coordinates: [ring], owner: 'somebody', bbox: [0, 0, 1, 1] };
    expect(parsePolygon(value)).toEqual({ ok: true, value: { type: 'Polygon', coordinates: [ring] } });
  });
});

describe('areaSquareMetres', () => {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;

  it('is that of a lune cut by two parallels, on a sphere of 6371008.8 m', () => {
    const expected =
      6_371_008.8 ** 2 * radians(0.001) * (Math.sin(radians(29.501)) - Math.sin(radians(29.5)));
    expect(areaSquareMetres(polygon(box(104.8, 29.5)))).toBe(Math.round(expected));
  });

  it('is within 0.2 % of the ellipsoid of WGS 84 in the two counties', () => {
    const [a, e2] = [6_378_137, 0.006_694_379_990_14];
    const sin2 = Math.sin(radians(29.5005)) ** 2;
    const onEllipsoid =
      ((a * a * (1 - e2)) / (1 - e2 * sin2) ** 2) * radians(0.001) ** 2 * Math.cos(radians(29.5005));
    const share = areaSquareMetres(polygon(box(104.8, 29.5))) / onEllipsoid;
    expect(share).toBeGreaterThan(1.0005);
    expect(share).toBeLessThan(1.002);
  });

  it('does not depend on the direction, takes holes out and adds parts up', () => {
    const big = areaSquareMetres(polygon(box(104, 29, 0.01)));
    const small = areaSquareMetres(polygon(box(104.002, 29.002)));
    expect(areaSquareMetres(polygon(box(104, 29, 0.01).toReversed()))).toBe(big);
    const holed = areaSquareMetres(polygon(box(104, 29, 0.01), box(104.002, 29.002)));
    expect(Math.abs(holed - (big - small))).toBeLessThanOrEqual(1);
    const both = areaSquareMetres(multi([box(104, 29, 0.01)], [box(105, 29.002)]));
    expect(Math.abs(both - (big + small))).toBeLessThanOrEqual(1);
  });
});
