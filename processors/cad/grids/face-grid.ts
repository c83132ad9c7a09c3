import type { SurfacePoint } from '../topology/evaluate.js';

/** Samples along u and along v, as UV-Net has them (Jayaraman et al., CVPR 2021, section 3.1). */
export const gridSize = 10;
/** Position (mm), outward normal, inside (1) or outside (0) of the trimmed face. */
export const faceChannels = 7;
export const faceGridLength = gridSize * gridSize * faceChannels;

export interface SampledFace {
  /** [uMin, uMax, vMin, vMax] of the trimmed face. */
  readonly bounds: readonly [number, number, number, number];
  /** Whether the face's orientation turns the surface's own normal round. */
  readonly reversed: boolean;
  readonly at: (u: number, v: number) => SurfacePoint;
  readonly isInside: (u: number, v: number) => boolean;
}

/** 10 x 10 x 7 values, v running faster than u, both from bound to bound. A normal that is not defined is NaN. */
export function faceGrid({ bounds, reversed, at, isInside }: SampledFace): Float64Array {
  const grid = new Float64Array(faceGridLength);
  const [uMin, uMax, vMin, vMax] = bounds;
  let next = 0;
  for (let row = 0; row < gridSize; row += 1) {
    const u = between(uMin, uMax, row);
    for (let column = 0; column < gridSize; column += 1) {
      const v = between(vMin, vMax, column);
      const { point, normal } = at(u, v);
      const side = reversed ? -1 : 1;
      grid.set(point, next);
      for (let axis = 0; axis < 3; axis += 1) grid[next + 3 + axis] = normal === null ? NaN : side * (normal[axis] ?? 0);
      grid[next + 6] = isInside(u, v) ? 1 : 0;
      next += faceChannels;
    }
  }
  return grid;
}

/** The ends are met exactly: a step beyond them may lie outside of the surface. */
export function between(from: number, to: number, step: number): number {
  const share = step / (gridSize - 1);
  return from * (1 - share) + to * share;
}
