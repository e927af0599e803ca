/** A GeoJSON (RFC 7946) Point: longitude, then latitude, in degrees of WGS 84. */
export interface Point {
  readonly type: 'Point';
  readonly coordinates: readonly [longitude: number, latitude: number];
}

/** A point that somebody sent, with nothing but type and coordinates kept; null where it is none on earth. */
export function readPoint(value: unknown): Point | null {
  if (typeof value !== 'object' || value === null) return null;
  const { type, coordinates } = value as { type?: unknown; coordinates?: unknown };
  if (type !== 'Point' || !Array.isArray(coordinates) || coordinates.length !== 2) return null;
  const [longitude, latitude] = coordinates as unknown[];
  const isPlace = isWithin(longitude, 180) && isWithin(latitude, 90);
  return isPlace ? { type, coordinates: [longitude, latitude] } : null;
}

const isWithin = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= most;
