import type { Analytic } from './analytic.js';
import { arcPoint, type EdgeCurve } from './curve.js';
import type { AreaAndCentroid } from './area-and-centroid.js';
import { integrate } from './gauss.js';
import type { Coedge } from './coedge.js';
import { add, cross, dot, norm, scale, subtract } from './vector.js';
import type { Vector } from './vector.js';

/** Of the boundary's length: ends that meet worse than this are left to the kernel, which works in the face's parameters. */
const closing = 1e-8;

/**
 * Of a plane between lines and arcs, n being its outward normal: A = 1/2 n.∮ r x dr, its first moment 1/3 ∮ r n.(r x dr), r from any point.
 * Null where an edge is another curve, the boundary does not close or does not run round the face to the left.
 */
export function planarMeasure(
  { axis }: Extract<Analytic, { kind: 'plane' }>,
  reversed: boolean,
  loops: readonly (readonly Coedge[])[],
  edges: readonly (EdgeCurve | null)[],
): AreaAndCentroid | null {
  const normal = scale(axis.direction, axis.rightHanded === reversed ? -1 : 1);
  let origin: Vector | null = null;
  let area = 0;
  let moment: Vector = [0, 0, 0];
  let length = 0;
  let gap: Vector = [0, 0, 0];
  for (const loop of loops) {
    for (const { edge, reversed: isAgainst } of loop) {
      const curve = edges[edge];
      if (!curve || (curve.type !== 'line' && curve.arc === null)) return null;
      origin ??= curve.ends[0];
      const side = isAgainst ? -1 : 1;
      for (const { at, step } of stepsOf(curve)) {
        const from = subtract(at, origin);
        const swept = side * dot(normal, cross(from, step));
        area += swept / 2;
        moment = add(moment, scale(from, swept / 3));
      }
      length += curve.length;
      gap = add(gap, scale(subtract(curve.ends[1], curve.ends[0]), side));
    }
    if (!(norm(gap) <= closing * length)) return null;
  }
  if (origin === null || !(area > 0)) return null;
  // The boundary may lie off the plane by the file's tolerance; what it encloses does not.
  const centroid = add(origin, scale(moment, 1 / area));
  return { area, centroid: subtract(centroid, scale(normal, dot(normal, subtract(centroid, axis.location)))) };
}

/** Points of a curve with the steps dr that its quadrature gives them. */
function stepsOf(curve: EdgeCurve): { at: Vector; step: Vector }[] {
  const { arc, ends } = curve;
  // Along a line r x dr is constant, so its middle stands for all of it.
  if (arc === null) return [{ at: scale(add(ends[0], ends[1]), 0.5), step: subtract(ends[1], ends[0]) }];
  const steps: { at: Vector; step: Vector }[] = [];
  const turn = arc.to - arc.from;
  // The moment's integrand has the angle three times.
  integrate(3 * turn, (share, weight) => {
    const parameter = arc.from + share * turn;
    const derivative = add(scale(arc.a, -Math.sin(parameter)), scale(arc.b, Math.cos(parameter)));
    steps.push({ at: arcPoint(arc, parameter).point, step: scale(derivative, weight * turn) });
  });
  return steps;
}
