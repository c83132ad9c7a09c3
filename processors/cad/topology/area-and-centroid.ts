import type { Vector } from './vector.js';

/** Of a face. */
export interface AreaAndCentroid {
  /** mm^2. */
  readonly area: number;
  readonly centroid: Vector;
}
