import type { KernelApi } from '../kernel/api.js';
import { isMachineFault } from '../kernel/failure.js';
import { scoped } from '../kernel/scope.js';
import { fluxAbout, fluxOf } from './flux.js';
import type { NumberedShape, ShapeGraph } from './graph.js';
import { measureVolumeAdaptively, volumeOrigin } from './measure.js';
import type { Vector } from './vector.js';

/** Relative difference of two ways that no integration of fixed order is off by: then it is the boundary that is not understood. */
const misread = 0.1;

/**
 * mm^3 of a part, more exactly than by integration of fixed order: analytic faces by integrals along their boundary, however they are trimmed, for which the
 * kernel's adaptive integration takes up to a second each; the others by that. Null where neither way comes to an end.
 * @param volume by the fixed order
 */
export function closerVolume(api: KernelApi, numbered: NumberedShape, graph: ShapeGraph, volume: number): number | null {
  try {
    const byFaces = volumeByFaces(api, numbered, graph);
    if (byFaces !== null && Math.abs(byFaces / volume - 1) < misread) return byFaces;
    return measureVolumeAdaptively(api, numbered.shape);
  } catch (error) {
    // Some damaged faces cannot be refined; the volume of fixed order stands then.
    if (isMachineFault(error)) throw error;
    return null;
  }
}

/** Null for a part that has faces between two of its solids, which count once for each. */
function volumeByFaces(api: KernelApi, { faces }: NumberedShape, graph: ShapeGraph): number | null {
  if (graph.faces.some(({ uses }) => uses !== 1)) return null;
  return scoped((scope) => {
    const free = scope.own(new api.TopoDS_Compound());
    const builder = scope.own(new api.BRep_Builder());
    builder.MakeCompound(free);
    // Faces that are left to the kernel are in `free` afterwards.
    const fluxes = graph.faces.map((face, index) =>
      scoped((inner) => {
        const shape = inner.own(api.TopoDS.Face_1(inner.own(faces.FindKey(index + 1))));
        const flux = fluxOf(api, shape, face);
        if (flux === null) builder.Add(free, shape);
        return flux;
      }),
    );
    const known = fluxes.filter((flux) => flux !== null);
    const hasFree = known.length < fluxes.length;
    const origin: Vector = hasFree ? volumeOrigin(api, free) : (known[0]?.location ?? [0, 0, 0]);
    const analytic = known.reduce((sum, flux) => sum + fluxAbout(flux, origin), 0) / 3;
    return analytic + (hasFree ? measureVolumeAdaptively(api, free) : 0);
  });
}
