/** A point or direction in space. */
export type Vector = readonly [x: number, y: number, z: number];

/** Axes of an object coordinate system. */
export interface ObjectPlane {
  readonly xAxis: Vector;
  readonly yAxis: Vector;
  readonly normal: Vector;
}

/** DXF's bound for "the normal is close to the world's Z axis". */
const nearZ = 1 / 64;

/**
 * The coordinate system of an entity with an extrusion direction, by AutoCAD's "arbitrary axis algorithm" (DXF reference).
 * Null for the usual case in which it is the world's own.
 */
export function objectPlane(x: number, y: number, z: number): ObjectPlane | null {
  const length = Math.hypot(x, y, z);
  if (length === 0 || (x === 0 && y === 0 && z > 0)) return null;
  const normal: Vector = [x / length, y / length, z / length];
  const isNearZ = Math.abs(normal[0]) < nearZ && Math.abs(normal[1]) < nearZ;
  const xAxis = unit(cross(isNearZ ? [0, 1, 0] : [0, 0, 1], normal));
  return { xAxis, yAxis: cross(normal, xAxis), normal };
}

/** World x and y of a point in the object's own coordinates. */
export function toWorld(plane: ObjectPlane, x: number, y: number, z: number): readonly [x: number, y: number] {
  const { xAxis, yAxis, normal } = plane;
  return [x * xAxis[0] + y * yAxis[0] + z * normal[0], x * xAxis[1] + y * yAxis[1] + z * normal[1]];
}

/** A world point in the object's own coordinates. */
export function toObject(plane: ObjectPlane, point: Vector): Vector {
  return [dot(plane.xAxis, point), dot(plane.yAxis, point), dot(plane.normal, point)];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function unit(a: Vector): Vector {
  const length = Math.hypot(a[0], a[1], a[2]);
  return [a[0] / length, a[1] / length, a[2] / length];
}
