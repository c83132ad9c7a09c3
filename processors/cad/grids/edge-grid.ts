import { arcPoint, type CurvePoint, type EdgeCurve } from '../topology/curve.js';
import { add, scale } from '../topology/vector.js';
import { between, gridSize } from './face-grid.js';

/** Position (mm) and unit tangent. */
export const edgeChannels = 6;
export const edgeGridLength = gridSize * edgeChannels;

/** 10 x 6 values, evenly spaced in the curve's own parameter and along it. A tangent that is not defined is NaN. */
export function edgeGrid(curve: EdgeCurve): Float64Array {
  const grid = new Float64Array(edgeGridLength);
  for (let step = 0; step < gridSize; step += 1) {
    const { point, tangent } = pointAt(curve, step);
    grid.set(point, step * edgeChannels);
    grid.set(tangent ?? [NaN, NaN, NaN], step * edgeChannels + 3);
  }
  return grid;
}

function pointAt({ row, arc, ends: [first, last], tangent }: EdgeCurve, step: number): CurvePoint {
  const sampled = row[step];
  if (sampled !== undefined) return sampled;
  if (arc === null) {
    const share = between(0, 1, step);
    return { point: add(scale(first, 1 - share), scale(last, share)), tangent };
  }
  return arcPoint(arc, between(arc.from, arc.to, step));
}
