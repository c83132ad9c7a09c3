import type { Axis } from './axis.js';

/** Geometry of an analytic surface, enough to evaluate its normal without the kernel. Lengths in mm, angles in radians. */
export type Analytic =
  | { readonly kind: 'plane'; readonly axis: Axis }
  | { readonly kind: 'cylinder'; readonly axis: Axis; readonly radius: number }
  | { readonly kind: 'cone'; readonly axis: Axis; readonly radius: number; readonly semiAngle: number }
  | { readonly kind: 'sphere'; readonly axis: Axis; readonly radius: number }
  | { readonly kind: 'torus'; readonly axis: Axis; readonly majorRadius: number; readonly minorRadius: number };
