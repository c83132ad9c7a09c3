import type { Vector } from '../topology/vector.js';

/** Triangles of a whole model in its own coordinates, mm; corners counter-clockwise seen from outside. */
export interface TriangleMesh {
  readonly count: number;
  /** Nine numbers per triangle. */
  readonly corners: Float64Array;
  /** The face of each triangle, numbered as in the facts. */
  readonly faces: Int32Array;
}

export function cornerOf({ corners }: TriangleMesh, triangle: number, corner: 0 | 1 | 2): Vector {
  const at = triangle * 9 + corner * 3;
  return [corners[at] ?? 0, corners[at + 1] ?? 0, corners[at + 2] ?? 0];
}

/** Twice the area as length, outwards as direction. */
export function areaVector(mesh: TriangleMesh, triangle: number): Vector {
  const [a, b, c] = [cornerOf(mesh, triangle, 0), cornerOf(mesh, triangle, 1), cornerOf(mesh, triangle, 2)];
  const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
  return [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
}

export interface Sphere {
  readonly centre: Vector;
  readonly radius: number;
}

/** Around the middle of the bounding box, through the farthest corner; null for no triangles. */
export function boundingSphere({ corners, count }: TriangleMesh): Sphere | null {
  if (count === 0) return null;
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let at = 0; at < count * 9; at += 1) {
    const axis = at % 3;
    low[axis] = Math.min(low[axis] ?? 0, corners[at] ?? 0);
    high[axis] = Math.max(high[axis] ?? 0, corners[at] ?? 0);
  }
  const middle = (axis: number): number => ((low[axis] ?? 0) + (high[axis] ?? 0)) / 2;
  const centre: Vector = [middle(0), middle(1), middle(2)];
  let radius = 0;
  for (let at = 0; at < count * 9; at += 3) {
    radius = Math.max(
      radius,
      Math.hypot((corners[at] ?? 0) - centre[0], (corners[at + 1] ?? 0) - centre[1], (corners[at + 2] ?? 0) - centre[2]),
    );
  }
  return { centre, radius };
}
