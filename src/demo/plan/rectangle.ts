export interface Rectangle {
  readonly type: 'Polygon';
  readonly coordinates: readonly (readonly (readonly [number, number])[])[];
}

const METRES_PER_DEGREE = 111_195; // along a meridian, on the sphere that areas are reckoned on
const SQUARE_METRES_PER_MU = 10_000 / 15;
const WIDTH_METRES = 120;

/**
 * A demonstration boundary: a rectangle of the right area that lies nowhere in particular inside the county. Nobody's
 * land has this shape.
 *
 * @param corner longitude and latitude of the row's south-west corner
 * @param place  which of the row's rectangles, from the west; they share their sides
 * @param mu     the area to enclose
 */
export function rectangle(corner: readonly [number, number], place: number, mu: number): Rectangle {
  const [west0, south] = corner;
  const width = WIDTH_METRES / (METRES_PER_DEGREE * Math.cos((south * Math.PI) / 180));
  const height = (mu * SQUARE_METRES_PER_MU) / WIDTH_METRES / METRES_PER_DEGREE;
  const west = place * width + west0;
  const at = (longitude: number, latitude: number): readonly [number, number] => [
    rounded(longitude),
    rounded(latitude),
  ];
  const ring = [
    at(west, south),
    at(west + width, south),
    at(west + width, south + height),
    at(west, south + height),
    at(west, south),
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

/** To a decimetre. */
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
