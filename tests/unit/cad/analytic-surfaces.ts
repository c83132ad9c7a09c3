import fc from 'fast-check';
import type { Analytic } from '../../../processors/cad/topology/analytic.js';
import type { Axis } from '../../../processors/cad/topology/axis.js';
import { cross, scale, type Vector } from '../../../processors/cad/topology/vector.js';

/** Turned about two axes, so that no component vanishes. */
function axis(rightHanded: boolean): Axis {
  const xDirection: Vector = [0.36, 0.48, 0.8];
  const direction: Vector = [-0.8, 0.6, 0];
  const yDirection = scale(cross(direction, xDirection), rightHanded ? 1 : -1);
  return { location: [3, -2, 7], direction, xDirection, yDirection, rightHanded };
}

/** One of each kind. */
export const surfaces = (rightHanded: boolean): Analytic[] => [
  { kind: 'plane', axis: axis(rightHanded) },
  { kind: 'cylinder', axis: axis(rightHanded), radius: 4 },
  { kind: 'cone', axis: axis(rightHanded), radius: 4, semiAngle: -0.4 },
  { kind: 'sphere', axis: axis(rightHanded), radius: 4 },
  { kind: 'torus', axis: axis(rightHanded), majorRadius: 6, minorRadius: 2 },
];
/** Each kind in either hand. */
export const everySurface = fc.constantFrom(...surfaces(true), ...surfaces(false));
