import type { KernelApi } from '../kernel/api.js';
import type { Shape } from '../kernel/shape-api.js';
import { scoped } from '../kernel/scope.js';
import type { AreaAndCentroid } from './area-and-centroid.js';
import type { Coedge } from './coedge.js';
import type { EdgeCurve } from './curve.js';
import type { Evaluation } from './evaluate.js';
import type { Outline } from './outline.js';
import { planarMeasure } from './planar-measure.js';
import { revolvedMeasure } from './revolved-measure.js';
import type { FaceSurface } from './surface.js';

export interface MeasurableFace {
  readonly surface: FaceSurface;
  readonly reversed: boolean;
  readonly loops: readonly (readonly Coedge[])[];
  readonly outline: Outline | null;
}

/**
 * Area and centroid of a face as an integral along its boundary, by Green's theorem: exact, and without the kernel, which takes milliseconds for it.
 * Null for a face that is not analytic, not between lines and arcs, or whose boundary does not close.
 */
export function measureByBoundary(
  { surface, reversed, loops, outline }: MeasurableFace,
  edges: readonly (EdgeCurve | null)[],
  evaluation: Evaluation,
): AreaAndCentroid | null {
  const { analytic } = surface;
  if (analytic === null || evaluation === 'kernel') return null;
  if (analytic.kind === 'plane') return planarMeasure(analytic, reversed, loops, edges);
  return outline === null ? null : revolvedMeasure(analytic, outline);
}

/** By the kernel's Gauss integration. */
export function measureByKernel(api: KernelApi, face: Shape): AreaAndCentroid {
  return scoped((scope) => {
    const properties = scope.own(new api.GProp_GProps_1());
    api.BRepGProp.SurfaceProperties_1(face, properties, false, false);
    const centre = scope.own(properties.CentreOfMass());
    return { area: properties.Mass(), centroid: [centre.X(), centre.Y(), centre.Z()] };
  });
}
