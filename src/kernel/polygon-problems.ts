import kinks from '@turf/kinks';
import { err, ok, type Result } from './result.js';

/** Longitude, then latitude, in degrees of WGS 84. */
export type Position = readonly [lng: number, lat: number];

/** A closed ring: the last position repeats the first. */
export type Ring = readonly Position[];

/** A plot's boundary as GeoJSON geometry: one area, or several that belong together. First ring outside, others holes. */
export type Polygon =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] };

/** Which ring, both counted from 0: `ring` 0 is the outer one. A Polygon has only part 0. */
export interface RingPlace {
  readonly part: number;
  readonly ring: number;
}

/** What can be wrong with a boundary: a closed list, so that each can be said in every language. */
export type PolygonProblem =
  | { readonly kind: 'not-a-polygon' }
  | { readonly kind: 'too-many-positions'; readonly limit: number }
  | ({ readonly kind: 'position-malformed'; readonly position: number } & RingPlace)
  | ({ readonly kind: 'position-out-of-range'; readonly position: number } & RingPlace)
  | ({ readonly kind: 'ring-too-short'; readonly positions: number } & RingPlace)
  | ({ readonly kind: 'ring-not-closed' } & RingPlace)
  | ({ readonly kind: 'duplicate-position'; readonly position: number } & RingPlace)
  | { readonly kind: 'self-intersection'; readonly at: Position }
  | ({ readonly kind: 'hole-outside' } & RingPlace)
  | { readonly kind: 'parts-overlap'; readonly part: number; readonly other: number };

/**
 * Crossings are looked for between all pairs of edges, so a boundary traced by hand may have this many positions. A
 * limit of the product; RFC 7946 knows none.
 */
export const MAX_POSITIONS = 1_000;

const LEAST_POSITIONS = 4; // three corners and the first again

/**
 * Whether `value` has the shape of a Polygon or MultiPolygon of pairs of numbers; other members are dropped. An
 * altitude (a third number) is refused and not dropped: the sender should know that it is not kept.
 *
 * @returns the polygon, or every position that is wrong; of what is no polygon, or has too many positions, only that
 * @see RFC 7946, for the shape
 */
export function shapeProblems(value: unknown): Result<Polygon, PolygonProblem[]> {
  const parts = partsOf(value);
  if (!parts || parts.length === 0 || parts.some((part) => part.length === 0)) {
    return err([{ kind: 'not-a-polygon' }]);
  }
  const positions = parts.flat().reduce((sum, ring) => sum + Math.max(ring.length, 1), 0);
  if (positions > MAX_POSITIONS) return err([{ kind: 'too-many-positions', limit: MAX_POSITIONS }]);
  const problems: PolygonProblem[] = [];
  const read = parts.map((rings, part) =>
    rings.map((ring, index) =>
      ring.map((raw, position) => readPosition(raw, { part, ring: index }, position, problems)),
    ),
  );
  if (problems.length > 0) return err(problems);
  const [first = []] = read;
  return ok(
    isMulti(value) ? { type: 'MultiPolygon', coordinates: read } : { type: 'Polygon', coordinates: first },
  );
}

function isMulti(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'MultiPolygon';
}

/** The raw rings of each part, or nothing if it is no polygon at all. */
function partsOf(value: unknown): unknown[][][] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('type' in value) || !('coordinates' in value)) return undefined;
  if (value.type !== 'Polygon' && value.type !== 'MultiPolygon') return undefined;
  const parts: unknown = value.type === 'Polygon' ? [value.coordinates] : value.coordinates;
  return isListOf(parts, (part) => isListOf(part, (ring) => Array.isArray(ring)))
    ? (parts as unknown[][][])
    : undefined;
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every((item: unknown) => isItem(item));
}

function readPosition(raw: unknown, at: RingPlace, position: number, problems: PolygonProblem[]): Position {
  const pair: readonly unknown[] = Array.isArray(raw) ? raw : [];
  const [lng, lat] = pair;
  if (pair.length !== 2 || !Number.isFinite(lng) || !Number.isFinite(lat)) {
    problems.push({ kind: 'position-malformed', ...at, position });
    return [0, 0];
  }
  const read = [lng as number, lat as number] as const;
  if (Math.abs(read[0]) > 180 || Math.abs(read[1]) > 90) {
    problems.push({ kind: 'position-out-of-range', ...at, position });
  }
  return read;
}

/**
 * What is wrong with the rings of a boundary of the right shape; empty: nothing. Rings that are unsound by themselves
 * are told first: crossings, holes and overlaps can only be reckoned of sound ones.
 */
export function ringsProblems(polygon: Polygon): PolygonProblem[] {
  const parts = polygon.type === 'Polygon' ? [polygon.coordinates] : polygon.coordinates;
  const each = parts.flatMap((rings, part) =>
    rings.flatMap((ring, index) => ringProblems(ring, { part, ring: index })),
  );
  if (each.length > 0) return each;
  const crossing = firstCrossing(parts);
  if (crossing) return [{ kind: 'self-intersection', at: crossing }];
  return [...holesOutside(parts), ...overlappingParts(parts)];
}

function same(a: Position | undefined, b: Position | undefined): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1];
}

function ringProblems(ring: Ring, at: RingPlace): PolygonProblem[] {
  const problems: PolygonProblem[] = [];
  if (ring.length < LEAST_POSITIONS) problems.push({ kind: 'ring-too-short', ...at, positions: ring.length });
  const closed = ring.length > 1 && same(ring[0], ring.at(-1));
  if (!closed) problems.push({ kind: 'ring-not-closed', ...at });
  const seen = new Set<string>();
  const corners = closed ? ring.slice(0, -1) : ring;
  corners.forEach((position, index) => {
    const name = `${position[0]},${position[1]}`;
    if (seen.has(name)) problems.push({ kind: 'duplicate-position', ...at, position: index });
    seen.add(name);
  });
  return problems;
}

/** Where two edges cross or touch, or where an edge runs back over the one before it, which the crossing test cannot see. */
function firstCrossing(parts: readonly (readonly Ring[])[]): Position | undefined {
  for (const ring of parts.flat()) {
    const spike = spikeOf(ring);
    if (spike) return spike;
  }
  const coordinates = parts.map((rings) => rings.map((ring) => ring.map(([lng, lat]) => [lng, lat])));
  const [lng, lat] = kinks({ type: 'MultiPolygon', coordinates }).features[0]?.geometry.coordinates ?? [];
  return lng === undefined || lat === undefined ? undefined : [lng, lat];
}

function spikeOf(ring: Ring): Position | undefined {
  const corners = ring.slice(0, -1);
  return corners.find((corner, index) => {
    const before = corners.at(index - 1) ?? corner;
    const after = corners.at((index + 1) % corners.length) ?? corner;
    const [inLng, inLat] = [corner[0] - before[0], corner[1] - before[1]];
    const [outLng, outLat] = [after[0] - corner[0], after[1] - corner[1]];
    return inLng * outLat === inLat * outLng && inLng * outLng + inLat * outLat < 0;
  });
}

function holesOutside(parts: readonly (readonly Ring[])[]): PolygonProblem[] {
  return parts.flatMap(([outer = [], ...holes], part) =>
    holes.flatMap((hole, index): PolygonProblem[] =>
      isInside(hole[0], outer) ? [] : [{ kind: 'hole-outside', part, ring: index + 1 }],
    ),
  );
}

/** Parts whose edges do not cross overlap only if one lies inside the other; inside its hole it does not. */
function overlappingParts(parts: readonly (readonly Ring[])[]): PolygonProblem[] {
  return parts.flatMap((rings, part) =>
    parts.flatMap((others, other): PolygonProblem[] => {
      const [outer = [], ...holes] = others;
      const corner = rings[0]?.[0];
      const overlaps =
        part !== other && isInside(corner, outer) && !holes.some((hole) => isInside(corner, hole));
      return overlaps ? [{ kind: 'parts-overlap', part, other }] : [];
    }),
  );
}

/** The even-odd rule; a position on the edge cannot come here, since touching rings were refused before. */
function isInside(position: Position | undefined, ring: Ring): boolean {
  if (!position) return false;
  const [lng, lat] = position;
  let inside = false;
  ring.forEach((to, index) => {
    const from = ring[index - 1];
    if (!from || from[1] > lat === to[1] > lat) return;
    if (lng < from[0] + ((to[0] - from[0]) * (lat - from[1])) / (to[1] - from[1])) inside = !inside;
  });
  return inside;
}
