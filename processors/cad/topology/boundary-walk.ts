import type { KernelApi } from '../kernel/api.js';
import type { Shape } from '../kernel/shape-api.js';
import { scoped, type Scope } from '../kernel/scope.js';
import { integrate } from './gauss.js';
import { boundaryEdges, lineType } from './outline.js';

/** A stretch of a face's boundary at one of its parameters: where it is, and how far v goes there. */
export type BoundaryStep = (u: number, v: number, dv: number) => void;

/** A free curve is integrated in so many spans, of which those of a B-spline know nothing: with a quarter of them volumes are off by up to 5e-5, with all by 1e-6. */
const spansOfCurve = 32;
const radiansOfCurve = spansOfCurve * (Math.PI / 2);

/** Radians of sines and cosines in the integrand for each unit of u and of v: none where a parameter is a length. */
export type Turning = readonly [perU: number, perV: number];

/** Share of the boundary's length by which it may fail to close: parameter curves are computed to a tolerance. */
const closing = 1e-4;

/**
 * Goes along the boundary of a face in its parameters, the face to the left in a plane with u to the right, as Green's theorem asks for: ∮ f(u, v) dv is the
 * sum over the steps. Each use of a seam has its own curve.
 * @param turning of the surface
 * @param reversed the face's orientation turns the surface's own normal round
 * @returns whether the boundary is there and closes
 */
export function walkBoundary(api: KernelApi, face: Shape, turning: Turning, reversed: boolean, step: BoundaryStep): boolean {
  return scoped((scope) => {
    let [length, gapU, gapV] = [0, 0, 0];
    for (const { edge, isReversed } of boundaryEdges(api, face, scope)) {
      const sense = isReversed === reversed ? 1 : -1;
      const [du, dv] = scoped((inner) => walkEdge(api, edge, face, turning, sense, step, inner));
      length += Math.hypot(du, dv);
      gapU += sense * du;
      gapV += sense * dv;
    }
    return length > 0 && Math.hypot(gapU, gapV) <= closing * length;
  });
}

/** @returns how far u and v go from the beginning of the curve to its end */
function walkEdge(
  api: KernelApi,
  edge: Shape,
  face: Shape,
  [perU, perV]: Turning,
  sense: 1 | -1,
  step: BoundaryStep,
  scope: Scope,
): readonly [du: number, dv: number] {
  const curve = scope.own(new api.BRepAdaptor_Curve2d_2(edge, face));
  const [from, to] = [curve.FirstParameter(), curve.LastParameter()];
  const [start, end] = [scope.own(curve.Value(from)), scope.own(curve.Value(to))];
  const [u0, v0] = [start.X(), start.Y()];
  const [du, dv] = [end.X() - u0, end.Y() - v0];
  if (curve.GetType().value === lineType) {
    // Along a line of constant v nothing is added.
    if (dv !== 0) {
      integrate(perU * Math.abs(du) + perV * Math.abs(dv), (share, weight) =>
        step(u0 + share * du, v0 + share * dv, sense * weight * dv),
      );
    }
    return [du, dv];
  }
  const point = scope.own(new api.gp_Pnt2d_1());
  const tangent = scope.own(new api.gp_Vec2d_1());
  integrate(radiansOfCurve, (share, weight) => {
    curve.D1(from + share * (to - from), point, tangent);
    step(point.X(), point.Y(), sense * weight * (to - from) * tangent.Y());
  });
  return [du, dv];
}
