import type { Vector } from './vector.js';

/** An arc of a circle or ellipse: centre + a cos t + b sin t for t from `from` to `to`. */
export interface Arc {
  readonly centre: Vector;
  readonly a: Vector;
  readonly b: Vector;
  readonly from: number;
  readonly to: number;
}
