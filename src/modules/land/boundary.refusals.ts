import { declareRefusals } from '../../kernel/refusal.js';

type Nothing = Record<never, never>;
interface Place {
  /** Which area of a MultiPolygon, which ring of it, and which position of the ring; all counted from 1. */
  part: number;
  ring: number;
}

const placeZh = ({ part, ring }: Place): string => `第 ${part} 块第 ${ring} 环`;
const placeEn = ({ part, ring }: Place): string => `area ${part}, ring ${ring}`;

/** What can be wrong with a boundary, said so that whoever drew it finds the place; places count from 1. */
export const boundaryRefusals = declareRefusals({
  BOUNDARY_NOT_A_POLYGON: (_: Nothing) => ({
    zh: '边界应为 GeoJSON 的 Polygon 或 MultiPolygon，坐标为 [经度, 纬度]（WGS 84）',
    en: 'A boundary is a GeoJSON Polygon or MultiPolygon with positions as [longitude, latitude] in WGS 84',
  }),
  BOUNDARY_TOO_MANY_POSITIONS: (v: { limit: number }) => ({
    zh: `边界的点数超过 ${v.limit}，请简化`,
    en: `The boundary has more than ${v.limit} positions; simplify it`,
  }),
  BOUNDARY_POSITION_MALFORMED: (v: Place & { position: number }) => ({
    zh: `边界${placeZh(v)}第 ${v.position} 点应为两个数字 [经度, 纬度]，不带高程`,
    en: `Position ${v.position} (${placeEn(v)}) must be two numbers, [longitude, latitude], without altitude`,
  }),
  BOUNDARY_POSITION_OUT_OF_RANGE: (v: Place & { position: number }) => ({
    zh: `边界${placeZh(v)}第 ${v.position} 点超出经纬度范围；经度在前，纬度在后`,
    en: `Position ${v.position} (${placeEn(v)}) is no place on earth; longitude comes first, then latitude`,
  }),
  BOUNDARY_RING_TOO_SHORT: (v: Place & { positions: number }) => ({
    zh: `边界${placeZh(v)}只有 ${v.positions} 个点，至少要 3 个角，再加回到起点的一点`,
    en: `The boundary's ${placeEn(v)} has ${v.positions} positions; three corners and the first one again are the least`,
  }),
  BOUNDARY_RING_NOT_CLOSED: (v: Place) => ({
    zh: `边界${placeZh(v)}没有闭合：最后一点应与第一点相同`,
    en: `The boundary's ${placeEn(v)} is not closed: its last position must repeat the first`,
  }),
  BOUNDARY_POSITION_REPEATED: (v: Place & { position: number }) => ({
    zh: `边界${placeZh(v)}第 ${v.position} 点与前面的点重复`,
    en: `Position ${v.position} (${placeEn(v)}) repeats an earlier one`,
  }),
  BOUNDARY_CROSSES_ITSELF: (v: { longitude: number; latitude: number }) => ({
    zh: `边界在经度 ${v.longitude}、纬度 ${v.latitude} 处自相交或重叠`,
    en: `The boundary crosses or touches itself at longitude ${v.longitude}, latitude ${v.latitude}`,
  }),
  BOUNDARY_HOLE_OUTSIDE: (v: Place) => ({
    zh: `边界${placeZh(v)}应是外环之内的孔，却在外环之外`,
    en: `The boundary's ${placeEn(v)} should be a hole but lies outside the outer ring`,
  }),
  BOUNDARY_PARTS_OVERLAP: (v: { part: number; other: number }) => ({
    zh: `边界第 ${v.part} 块与第 ${v.other} 块重叠`,
    en: `Areas ${v.part} and ${v.other} of the boundary overlap`,
  }),
  BOUNDARY_WITHOUT_AREA: (_: Nothing) => ({
    zh: '边界围出的面积不足 1 平方米',
    en: 'The boundary encloses less than one square metre',
  }),
  BOUNDARY_MORE_PROBLEMS: (v: { count: number }) => ({
    zh: `边界还有 ${v.count} 处问题`,
    en: `The boundary has ${v.count} more problems`,
  }),
});
