import type { SquareMetres } from '../../../kernel/area.js';
import {
  areaSquareMetres,
  parsePolygon,
  type Polygon,
  type PolygonProblem,
  type RingPlace,
} from '../../../kernel/geo.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import type { BoundaryRefusal } from '../land.refusals.js';

/** So many are named one by one; a file that is wrong throughout is not told a thousand times. */
const NAMED_PROBLEMS = 20;

/** A boundary that may be recorded. */
export interface Boundary {
  readonly geometry: Polygon;
  /** Inside the boundary, holes taken out; at least 1. */
  readonly squareMetres: SquareMetres;
}

/**
 * Reads a boundary that somebody drew or uploaded.
 *
 * @param value anything; wanted is a GeoJSON geometry, see `kernel/geo`
 * @param path  the input field that holds it
 * @returns the boundary with its area, or everything that is wrong with it: BOUNDARY_WITHOUT_AREA, a code of its own
 *   for each kind of `PolygonProblem`, and BOUNDARY_MORE_PROBLEMS after the first twenty
 */
export function readBoundary(value: unknown, path: readonly string[]): Result<Boundary, BoundaryRefusal[]> {
  const parsed = parsePolygon(value);
  if (!parsed.ok) return err(refusalsOf(parsed.error).map((refusal) => ({ ...refusal, path })));
  const squareMetres = areaSquareMetres(parsed.value);
  if (squareMetres === 0) return err([{ code: 'BOUNDARY_WITHOUT_AREA', values: {}, path }]);
  return ok({ geometry: parsed.value, squareMetres });
}

function refusalsOf(problems: readonly PolygonProblem[]): BoundaryRefusal[] {
  const named = problems.slice(0, NAMED_PROBLEMS).map(refusalOf);
  const count = problems.length - named.length;
  return count > 0 ? [...named, { code: 'BOUNDARY_MORE_PROBLEMS', values: { count } }] : named;
}

/** People count from 1. */
const placeOf = ({ part, ring }: RingPlace) => ({ part: part + 1, ring: ring + 1 });

function refusalOf(problem: PolygonProblem): BoundaryRefusal {
  if ('ring' in problem) return ringRefusal(problem);
  switch (problem.kind) {
    case 'not-a-polygon':
      return { code: 'BOUNDARY_NOT_A_POLYGON', values: {} };
    case 'too-many-positions':
      return { code: 'BOUNDARY_TOO_MANY_POSITIONS', values: { limit: problem.limit } };
    case 'self-intersection': {
      const [longitude, latitude] = problem.at;
      return { code: 'BOUNDARY_CROSSES_ITSELF', values: { longitude, latitude } };
    }
    case 'parts-overlap':
      return {
        code: 'BOUNDARY_PARTS_OVERLAP',
        values: { part: problem.part + 1, other: problem.other + 1 },
      };
  }
}

function ringRefusal(problem: Extract<PolygonProblem, RingPlace>): BoundaryRefusal {
  const place = placeOf(problem);
  switch (problem.kind) {
    case 'position-malformed':
      return { code: 'BOUNDARY_POSITION_MALFORMED', values: { ...place, position: problem.position + 1 } };
    case 'position-out-of-range':
      return { code: 'BOUNDARY_POSITION_OUT_OF_RANGE', values: { ...place, position: problem.position + 1 } };
    case 'duplicate-position':
      return { code: 'BOUNDARY_POSITION_REPEATED', values: { ...place, position: problem.position + 1 } };
    case 'ring-too-short':
      return { code: 'BOUNDARY_RING_TOO_SHORT', values: { ...place, positions: problem.positions } };
    case 'ring-not-closed':
      return { code: 'BOUNDARY_RING_NOT_CLOSED', values: place };
    case 'hole-outside':
      return { code: 'BOUNDARY_HOLE_OUTSIDE', values: place };
  }
}
