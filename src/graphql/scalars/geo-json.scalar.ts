import { GraphQLScalarType, valueFromASTUntyped } from 'graphql';
import { malformed } from './malformed.js';

/** A MultiPolygon is a type and four levels of lists; what is deeper is no geometry and only costs time to walk. */
const DEEPEST = 8;

/**
 * Any JSON object, so that what is wrong with a geometry can be refused with its place instead of a type error. A large
 * one belongs in a variable: the limit on a document's tokens would stop it.
 */
export const GeoJsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'GeoJson',
  description:
    'A GeoJSON (RFC 7946) geometry: Polygon or MultiPolygon for a boundary, Point for a trap; positions as [longitude, latitude] in WGS 84. Send it as a variable.',
  serialize: (value) => value,
  parseValue: (value) => object(value),
  parseLiteral: (node, variables) => object(valueFromASTUntyped(node, variables)),
});

function object(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isDeeperThan(value, DEEPEST))
    throw malformed({ zh: ' GeoJSON 几何对象', en: 'a GeoJSON geometry object' });
  return value;
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(member, levels - 1));
}
