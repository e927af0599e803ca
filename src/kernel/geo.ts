import turfArea from '@turf/area';
import { squareMetres, type SquareMetres } from './area.js';
import { ringsProblems, shapeProblems, type Polygon, type PolygonProblem } from './polygon-problems.js';
import { err, ok, type Result } from './result.js';

export { MAX_POSITIONS } from './polygon-problems.js';
export type { Polygon, PolygonProblem, Position, Ring, RingPlace } from './polygon-problems.js';

/**
 * A boundary drawn or uploaded by somebody, with nothing but its type and coordinates kept, or everything that is wrong
 * with it. Every problem that can be told is told, but crossings are looked for only in rings that are otherwise sound.
 *
 * @param value anything; wanted is a GeoJSON (RFC 7946) Polygon or MultiPolygon in WGS 84, positions as [lng, lat]
 */
export function parsePolygon(value: unknown): Result<Polygon, PolygonProblem[]> {
  const shape = shapeProblems(value);
  if (!shape.ok) return shape;
  const problems = ringsProblems(shape.value);
  return problems.length > 0 ? err(problems) : ok(shape.value);
}

/**
 * The area enclosed, holes taken out, to the nearest m². Reckoned on a sphere, which around 29.5° N gives about 0.1 %
 * more than the ellipsoid.
 *
 * @param polygon as {@link parsePolygon} reads it, degrees of WGS 84
 */
export function areaSquareMetres(polygon: Polygon): SquareMetres {
  const copy =
    polygon.type === 'Polygon'
      ? { type: polygon.type, coordinates: polygon.coordinates.map(mutableRing) }
      : { type: polygon.type, coordinates: polygon.coordinates.map((rings) => rings.map(mutableRing)) };
  return squareMetres(Math.round(turfArea(copy)));
}

function mutableRing(ring: readonly (readonly [number, number])[]): number[][] {
  return ring.map(([lng, lat]) => [lng, lat]);
}
