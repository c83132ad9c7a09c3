import type { KernelApi } from '../kernel/api.js';
import type { Shape } from '../kernel/shape-api.js';
import type { Analytic } from './analytic.js';
import { walkBoundary, type Turning } from './boundary-walk.js';
import { meridianSpeed, profileOf, type Revolved } from './evaluate.js';
import type { FaceNode } from './graph.js';
import { add, dot, scale, subtract } from './vector.js';
import type { Vector } from './vector.js';

/** What a face adds to the volume of a body, by the divergence theorem: ∬ (x - c).n dA for any c, n outwards. */
export interface Flux {
  /** About `location`, mm^3. */
  readonly value: number;
  readonly location: Vector;
  /** ∬ n dA, mm^2: what moving c changes. */
  readonly areaVector: Vector;
}

/** Relative difference of the area by this way from that of the face, beyond which the boundary is not what it seems. */
const areaDoubt = 0.02;

/**
 * Of a face on an analytic surface, whatever trims it, from one integral along its boundary. Null for another face, and for one whose boundary does not
 * close in its parameters.
 */
export function fluxOf(api: KernelApi, shape: Shape, { surface, area, reversed }: FaceNode): Flux | null {
  const analytic = surface?.analytic ?? null;
  if (analytic === null || area === null) return null;
  const flux =
    analytic.kind === 'plane' ? planeFlux(api, shape, analytic, reversed) : revolvedFlux(api, shape, analytic, reversed);
  return flux === null || !(Math.abs(flux.area / area - 1) <= areaDoubt) ? null : flux;
}

/** About another point. */
export function fluxAbout({ value, location, areaVector }: Flux, point: Vector): number {
  return value + dot(subtract(location, point), areaVector);
}

type Measured = Flux & { readonly area: number };

function planeFlux(
  api: KernelApi,
  shape: Shape,
  { axis }: Extract<Analytic, { kind: 'plane' }>,
  reversed: boolean,
): Measured | null {
  let area = 0;
  if (!walkBoundary(api, shape, [0, 0], reversed, (u, _v, dv) => (area += u * dv))) return null;
  const side = axis.rightHanded === reversed ? -1 : 1;
  return { value: 0, location: axis.location, areaVector: scale(axis.direction, side * area), area };
}

/** The element of area, the normal's way along and away from the axis, and its distance from the location depend on v alone; see `revolved-measure.ts`. */
function revolvedFlux(api: KernelApi, shape: Shape, surface: Revolved, reversed: boolean): Measured | null {
  const speed = meridianSpeed(surface);
  let [area, value, alongX, alongY, alongAxis] = [0, 0, 0, 0, 0];
  let least = 0;
  const closes = walkBoundary(api, shape, turningOf(surface), reversed, (u, v, dv) => {
    const { distance, height, outward, upward } = profileOf(surface, v);
    least = Math.min(least, distance);
    const element = dv * distance * speed;
    area += element * u;
    value += element * u * (distance * outward + height * upward);
    alongX += element * outward * Math.sin(u);
    alongY -= element * outward * Math.cos(u);
    alongAxis += element * upward * u;
  });
  // Past the apex of a cone the surface runs the other way round.
  if (!closes || least < -1e-9) return null;
  const { location, direction, xDirection, yDirection, rightHanded } = surface.axis;
  const side = rightHanded === reversed ? -1 : 1;
  const areaVector = add(add(scale(xDirection, alongX), scale(yDirection, alongY)), scale(direction, alongAxis));
  return { value: side * value, location, areaVector: scale(areaVector, side), area };
}

/** u is an angle, v one of a sphere and a torus, where it stands in a product of two sines. */
function turningOf({ kind }: Revolved): Turning {
  return [1, kind === 'sphere' || kind === 'torus' ? 2 : 0];
}
