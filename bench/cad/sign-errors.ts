import { closedMesh } from '../../processors/cad/distance-field.js';
import type { KernelApi } from '../../processors/cad/kernel/api.js';
import type { Shape } from '../../processors/cad/kernel/shape-api.js';
import { loadKernel } from '../../processors/cad/kernel/use.js';
import { readModel } from '../../processors/cad/kernel/read.js';
import { scoped } from '../../processors/cad/kernel/scope.js';
import { sampleDistances } from '../../processors/cad/sdf/samples.js';
import { ExtractionError } from '../../queues/contract/errors.js';
import type { DocumentInput } from '../../queues/contract/processor.js';

/** Nearer to the surface than this (in radii of the model), mesh and exact surface may differ: the mesh keeps to it within 0.2 %. */
const away = 0.01;
const points = 1_000;
/** On the same side of the surface as the point itself. */
const neighbours = [-0.003, -0.001, 0.001, 0.003];

/** The exact classifier is not part of what the fleet uses of the kernel. */
interface ClassifierApi {
  readonly BRepClass3d_SolidClassifier_2: new (solid: Shape) => {
    Perform(point: unknown, tolerance: number): void;
    State(): { readonly value: number };
    delete(): void;
  };
  readonly gp_Pnt_3: new (x: number, y: number, z: number) => { delete(): void };
  readonly TopAbs_State: { readonly TopAbs_IN: { readonly value: number } };
}

/**
 * Samples of the distance whose sign is not what the kernel's exact classifier says of the point, of 1,000 away from the surface.
 * @returns null for a model that has no distance field, or is an assembly, whose parts may overlap
 */
export async function signErrors({ format, bytes }: DocumentInput): Promise<{ asked: number; wrong: number } | null> {
  if (format !== 'step' && format !== 'iges' && format !== 'brep') return null;
  const { api } = await loadKernel();
  return scoped((scope) => {
    const model = readModel(api, format, bytes, scope);
    const [part] = model.parts;
    if (part === undefined || model.parts.length > 1 || part.placements.length > 1) return null;
    const samples = fieldOf(api, model.parts);
    if (samples === null) return null;
    const { volume, centre, radius } = samples;
    const exact = api as unknown as ClassifierApi;
    const classifier = scope.own(new exact.BRepClass3d_SolidClassifier_2(part.shape));
    let [asked, wrong] = [0, 0];
    for (let at = 0; at < volume.length && asked < points; at += 4) {
      const [x = 0, y = 0, z = 0, distance = 0] = volume.subarray(at, at + 4);
      if (Math.abs(distance) < away) continue;
      const isInside = (offset: number): boolean => {
        const [px, py, pz] = [x + offset, y - offset / 2, z + offset / 3].map(
          (value, axis) => (centre[axis] ?? 0) + radius * value,
        );
        const point = new exact.gp_Pnt_3(px ?? 0, py ?? 0, pz ?? 0);
        classifier.Perform(point, 1e-9);
        point.delete();
        return classifier.State().value === exact.TopAbs_State.TopAbs_IN.value;
      };
      asked += 1;
      const isSampledInside = distance < 0;
      if (isInside(0) === isSampledInside) continue;
      // A ray of the classifier that grazes an edge counts it wrongly; its neighbours' rays do not.
      if (neighbours.filter((offset) => isInside(offset) === isSampledInside).length <= neighbours.length / 2) wrong += 1;
    }
    return { asked, wrong };
  });
}

function fieldOf(api: KernelApi, parts: Parameters<typeof closedMesh>[1]): ReturnType<typeof sampleDistances> {
  try {
    return sampleDistances(closedMesh(api, parts, { stage: () => undefined }), { surface: 1, near: 1, volume: 4 * points });
  } catch (error) {
    if (error instanceof ExtractionError) return null;
    throw error;
  }
}
