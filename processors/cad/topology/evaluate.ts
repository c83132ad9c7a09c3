import type { Analytic } from './analytic.js';
import { add, scale } from './vector.js';
import type { Vector } from './vector.js';

/**
 * Analytic surfaces by their parameters, as ISO 10303-42 (4.5.46 to 4.5.51) and OCCT's `ElSLib` define them. All but the plane are profiles that
 * turn about an axis: what takes the kernel several calls through its bindings is a few multiplications here.
 */

/** Where the kernel computes a surface or here: the kernel's way is kept to measure the other against. */
export type Evaluation = 'analytic' | 'kernel';

export interface SurfacePoint {
  /** mm. */
  readonly point: Vector;
  /** The surface's own unit normal, dS/du x dS/dv; null where it is not defined. */
  readonly normal: Vector | null;
}

/** At a pole or an apex, where dS/du vanishes, the normal is its limit along the line of constant u. */
export function evaluate(surface: Analytic, u: number, v: number): SurfacePoint {
  const { location, direction, xDirection, yDirection, rightHanded } = surface.axis;
  if (surface.kind === 'plane') {
    const point = add(location, add(scale(xDirection, u), scale(yDirection, v)));
    return { point, normal: rightHanded ? direction : scale(direction, -1) };
  }
  const radial = add(scale(xDirection, Math.cos(u)), scale(yDirection, Math.sin(u)));
  const { distance, height, outward, upward } = profileOf(surface, v);
  const point = add(location, add(scale(radial, distance), scale(direction, height)));
  // Past the apex of a cone, or inside of a torus that cuts itself, u runs the other way round. Less than that is rounding at a pole.
  const isBeyondAxis = distance < -1e-9;
  const side = rightHanded === isBeyondAxis ? -1 : 1;
  return { point, normal: add(scale(radial, side * outward), scale(direction, side * upward)) };
}

/** mm^2 of the surface between bounds of its parameters [uMin, uMax, vMin, vMax]. */
export function areaBetween(surface: Analytic, [u0, u1, v0, v1]: readonly [number, number, number, number]): number {
  const [du, dv] = [u1 - u0, v1 - v0];
  if (surface.kind === 'plane') return du * dv;
  const rise = Math.sin(v1) - Math.sin(v0);
  if (surface.kind === 'cylinder') return surface.radius * du * dv;
  if (surface.kind === 'cone')
    return du * Math.abs(surface.radius * dv + (Math.sin(surface.semiAngle) * (v1 * v1 - v0 * v0)) / 2);
  if (surface.kind === 'sphere') return surface.radius ** 2 * du * rise;
  return surface.minorRadius * du * (surface.majorRadius * dv + surface.minorRadius * rise);
}

export type Revolved = Exclude<Analytic, { kind: 'plane' }>;

interface ProfilePoint {
  /** From the axis and along it, mm. */
  readonly distance: number;
  readonly height: number;
  /** Components of the normal of a right-handed surface. */
  readonly outward: number;
  readonly upward: number;
}

/** The curve that turns about the axis. */
export function profileOf(surface: Revolved, v: number): ProfilePoint {
  if (surface.kind === 'cylinder') return { distance: surface.radius, height: v, outward: 1, upward: 0 };
  if (surface.kind === 'cone') {
    const [sin, cos] = [Math.sin(surface.semiAngle), Math.cos(surface.semiAngle)];
    return { distance: surface.radius + v * sin, height: v * cos, outward: cos, upward: -sin };
  }
  const [sin, cos] = [Math.sin(v), Math.cos(v)];
  const [major, minor] = surface.kind === 'sphere' ? [0, surface.radius] : [surface.majorRadius, surface.minorRadius];
  return { distance: major + minor * cos, height: minor * sin, outward: cos, upward: sin };
}

/** mm of the meridian per unit of v. */
export function meridianSpeed(surface: Revolved): number {
  if (surface.kind === 'sphere') return surface.radius;
  return surface.kind === 'torus' ? surface.minorRadius : 1;
}
