import type { Analytic } from './analytic.js';
import type { Axis } from './axis.js';
import { gramOf, leastSquares, symmetricEigen } from './linear-algebra.js';
import { add, cross, dot, norm, scale, subtract, unit } from './vector.js';
import type { Vector } from './vector.js';

/** A point of a surface with the surface's own unit normal there. */
export interface SurfaceSample {
  readonly point: Vector;
  readonly normal: Vector;
}

/**
 * Analytic surfaces that samples may lie on, the simplest first; each is fitted as if it were the one, so whether it is has to be measured. A plane
 * and a sphere follow from points, the directions of axes from normals: those of a cylinder are square to it, and every normal of a surface of
 * revolution meets its axis, which makes the axis a linear line complex (Pottmann & Wallner, Computational Line Geometry, 2001, 4.1).
 */
export function* candidates(samples: readonly SurfaceSample[]): Generator<Analytic> {
  const centre = scale(
    samples.reduce<Vector>((sum, { point }) => add(sum, point), [0, 0, 0]),
    1 / samples.length,
  );
  const size = Math.max(...samples.map(({ point }) => norm(subtract(point, centre))));
  if (!(size > 0)) return;
  const plane = planeOf(samples, centre);
  if (plane !== null) yield plane;
  const cylinder = cylinderOf(samples, centre);
  if (cylinder !== null) yield cylinder;
  const sphere = sphereOf(samples, centre, size);
  if (sphere !== null) yield sphere;
  const axis = axisOfRevolution(samples, centre, size);
  if (axis === null) return;
  const profile = samples.map(({ point }): Vector2 => {
    const offset = subtract(point, axis.location);
    const height = dot(offset, axis.direction);
    return [norm(subtract(offset, scale(axis.direction, height))), height];
  });
  const cone = coneOf(axis, profile);
  if (cone !== null) yield cone;
  const torus = torusOf(axis, profile);
  if (torus !== null) yield torus;
}

/** mm from a surface, away from its axis or centre counted positive. */
export function distanceFrom(surface: Analytic, point: Vector): number {
  const offset = subtract(point, surface.axis.location);
  const height = dot(offset, surface.axis.direction);
  if (surface.kind === 'plane') return height;
  if (surface.kind === 'sphere') return norm(offset) - surface.radius;
  const distance = norm(subtract(offset, scale(surface.axis.direction, height)));
  if (surface.kind === 'cylinder') return distance - surface.radius;
  if (surface.kind === 'torus') return Math.hypot(distance - surface.majorRadius, height) - surface.minorRadius;
  const radius = surface.radius + height * Math.tan(surface.semiAngle);
  return (distance - Math.abs(radius)) * Math.cos(surface.semiAngle);
}

type Vector2 = readonly [number, number];

function planeOf(samples: readonly SurfaceSample[], centre: Vector): Analytic | null {
  const normal = unit(samples.reduce<Vector>((sum, sample) => add(sum, sample.normal), [0, 0, 0]));
  return normal === null ? null : { kind: 'plane', axis: axisAlong(centre, normal) };
}

function cylinderOf(samples: readonly SurfaceSample[], centre: Vector): Analytic | null {
  const [least] = symmetricEigen(
    gramOf(
      samples.map(({ normal }) => normal),
      3,
    ),
  );
  const direction = least === undefined ? null : upward(vectorOf(least.vector));
  if (direction === null) return null;
  const { location, xDirection, yDirection } = axisAlong(centre, direction);
  const flat = samples.map(({ point }): Vector2 => {
    const offset = subtract(point, location);
    return [dot(offset, xDirection), dot(offset, yDirection)];
  });
  const circle = circleThrough(flat);
  if (circle === null) return null;
  const foot = add(location, add(scale(xDirection, circle.centre[0]), scale(yDirection, circle.centre[1])));
  return { kind: 'cylinder', axis: axisAlong(foot, direction), radius: circle.radius };
}

function sphereOf(samples: readonly SurfaceSample[], centre: Vector, size: number): Analytic | null {
  const offsets = samples.map(({ point }) => scale(subtract(point, centre), 1 / size));
  const found = leastSquares(
    offsets.map(([x, y, z]) => [2 * x, 2 * y, 2 * z, 1]),
    offsets.map((offset) => dot(offset, offset)),
  );
  if (found === null) return null;
  const middle = vectorOf(found);
  const square = (found[3] ?? 0) + dot(middle, middle);
  if (!(square > 0)) return null;
  return { kind: 'sphere', axis: axisAlong(add(centre, scale(middle, size)), [0, 0, 1]), radius: size * Math.sqrt(square) };
}

/** The line that all normals meet: n.(c' + c x p) = 0 says that turning about it moves no point out of the surface. */
function axisOfRevolution(samples: readonly SurfaceSample[], centre: Vector, size: number): Axis | null {
  const rows = samples.map(({ point, normal }) => {
    const offset = scale(subtract(point, centre), 1 / size);
    return [...cross(offset, normal), ...normal];
  });
  const [least] = symmetricEigen(gramOf(rows, 6));
  if (least === undefined) return null;
  const turn = vectorOf(least.vector);
  const shift = vectorOf(least.vector.slice(3));
  const direction = upward(turn);
  const square = dot(turn, turn);
  // Without a turn it is a cylinder over some curve.
  if (direction === null || square < 1e-8) return null;
  const foot = scale(cross(turn, shift), size / square);
  return axisAlong(add(centre, foot), direction);
}

/** The line through a profile: its distance from the axis over its height. */
function coneOf(axis: Axis, profile: readonly Vector2[]): Analytic | null {
  const middle = profile.reduce((sum, [, height]) => sum + height, 0) / profile.length;
  const found = leastSquares(
    profile.map(([, height]) => [1, height - middle]),
    profile.map(([distance]) => distance),
  );
  const [radius, slope] = found ?? [];
  if (radius === undefined || slope === undefined || !(radius > 0)) return null;
  const location = add(axis.location, scale(axis.direction, middle));
  return { kind: 'cone', axis: { ...axis, location }, radius, semiAngle: Math.atan(slope) };
}

function torusOf(axis: Axis, profile: readonly Vector2[]): Analytic | null {
  const circle = circleThrough(profile);
  if (circle === null || !(circle.centre[0] > 0)) return null;
  const location = add(axis.location, scale(axis.direction, circle.centre[1]));
  return { kind: 'torus', axis: { ...axis, location }, majorRadius: circle.centre[0], minorRadius: circle.radius };
}

/** The circle for which x^2 + y^2 - 2 a x - 2 b y - c comes nearest to zero (Kåsa 1976); exact for points that lie on one. */
export function circleThrough(points: readonly Vector2[]): { readonly centre: Vector2; readonly radius: number } | null {
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const origin: Vector2 = [mean(0), mean(1)];
  const size = Math.max(...points.map(([x, y]) => Math.hypot(x - origin[0], y - origin[1])));
  if (!(size > 0)) return null;
  const offsets = points.map(([x, y]): Vector2 => [(x - origin[0]) / size, (y - origin[1]) / size]);
  const found = leastSquares(
    offsets.map(([x, y]) => [2 * x, 2 * y, 1]),
    offsets.map(([x, y]) => x * x + y * y),
  );
  const [a, b, c] = found ?? [];
  if (a === undefined || b === undefined || c === undefined) return null;
  const square = c + a * a + b * b;
  return square > 0 ? { centre: [origin[0] + size * a, origin[1] + size * b], radius: size * Math.sqrt(square) } : null;
}

/** A right-handed system; x is square to the direction, no more is said of it. */
export function axisAlong(location: Vector, direction: Vector): Axis {
  const [x, y, z] = direction.map(Math.abs) as unknown as Vector;
  const other: Vector = x <= y && x <= z ? [1, 0, 0] : y <= z ? [0, 1, 0] : [0, 0, 1];
  const yDirection = unit(cross(direction, other)) ?? [0, 1, 0];
  return { location, direction, xDirection: cross(yDirection, direction), yDirection, rightHanded: true };
}

/** Of the two senses of a line that in which its largest component is positive. */
function upward(direction: Vector): Vector | null {
  const along = unit(direction);
  if (along === null) return null;
  const largest = along.reduce((most, value) => (Math.abs(value) > Math.abs(most) + 1e-9 ? value : most), 0);
  return largest < 0 ? scale(along, -1) : along;
}

function vectorOf(values: readonly number[]): Vector {
  return [values[0] ?? 0, values[1] ?? 0, values[2] ?? 0];
}
