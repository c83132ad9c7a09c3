import { between, gridSize } from '../../processors/cad/grids/face-grid.js';
import type { Measured } from '../../processors/cad/grids/read-grids.js';
import type { KernelApi } from '../../processors/cad/kernel/api.js';
import { scoped } from '../../processors/cad/kernel/scope.js';
import { shapeMap } from '../../processors/cad/topology/measure.js';

/** As a share of the larger of the face's two ranges of parameters. */
const onBoundary = 1e-6;

/** Samples that are inside of their face in one grid only and, by the kernel, not on its boundary. */
export function countApart(
  api: KernelApi,
  { part, graph }: Measured,
  some: readonly (Float64Array | null)[],
  others: readonly (Float64Array | null)[],
): number {
  return scoped((scope) => {
    const shapes = shapeMap(api, part.shape, api.TopAbs_ShapeEnum.TopAbs_FACE, scope);
    return graph.faces.reduce((count, { surface }, index) => {
      const [grid, other] = [some[index], others[index]];
      const samples = Array.from({ length: gridSize * gridSize }, (_, sample) => sample);
      const different = samples.filter((sample) => grid?.[sample * 7 + 6] !== other?.[sample * 7 + 6]);
      if (!surface || different.length === 0) return count;
      const [uMin, uMax, vMin, vMax] = surface.bounds;
      const face = scope.own(api.TopoDS.Face_1(scope.own(shapes.FindKey(index + 1))));
      const classifier = scope.own(new api.BRepTopAdaptor_FClass2d(face, 1e-9));
      const point = scope.own(new api.gp_Pnt2d_1());
      const tolerance = onBoundary * Math.max(uMax - uMin, vMax - vMin);
      const apart = different.filter((sample) => {
        point.SetCoord_2(between(uMin, uMax, Math.floor(sample / gridSize)), between(vMin, vMax, sample % gridSize));
        return classifier.TestOnRestriction(point, tolerance, false).value !== api.TopAbs_State.TopAbs_ON.value;
      });
      return count + apart.length;
    }, 0);
  });
}
