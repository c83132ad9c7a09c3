import type { Analytic } from './analytic.js';
import { add, dot, scale, subtract, unit } from './vector.js';
import type { Vector } from './vector.js';

/**
 * Outward normal of an analytic surface at a point on it; null on an axis, where it is not defined. A surface's own normal is
 * dS/du x dS/dv, which points away from the axis in a right-handed system and towards it in a left-handed one (ISO 10303-42, 4.5).
 */
export function analyticNormal(surface: Analytic, point: Vector, reversed: boolean): Vector | null {
  const natural = naturalNormal(surface, point);
  if (natural === null) return null;
  return surface.axis.rightHanded === reversed ? scale(natural, -1) : natural;
}

/** Away from the axis, the centre or the middle of the tube, whatever the hand of the axis system. */
export function naturalNormal(surface: Analytic, point: Vector): Vector | null {
  const { axis } = surface;
  if (surface.kind === 'plane') return axis.direction;
  const offset = subtract(point, axis.location);
  if (surface.kind === 'sphere') return unit(offset);
  const height = dot(offset, axis.direction);
  const radial = unit(subtract(offset, scale(axis.direction, height)));
  if (radial === null || surface.kind === 'cylinder') return radial;
  if (surface.kind === 'cone') {
    const side = surface.radius + height * Math.tan(surface.semiAngle) < 0 ? -1 : 1;
    const lean = scale(axis.direction, -side * Math.sin(surface.semiAngle));
    return add(scale(radial, Math.cos(surface.semiAngle)), lean);
  }
  const tube = add(axis.location, scale(radial, surface.majorRadius));
  return unit(subtract(point, tube));
}
