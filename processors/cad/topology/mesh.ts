import type { KernelApi } from '../kernel/api.js';
import type { ShapeMap } from '../kernel/shape-api.js';
import { scoped } from '../kernel/scope.js';
import { matrixOf, transformPoint } from './matrix.js';
import type { Vector } from './vector.js';

export interface FaceMesh {
  readonly nodes: readonly Vector[];
  /** Node indices, three per triangle, counter-clockwise seen along the surface's own normal. */
  readonly triangles: readonly number[];
}

/** Triangulates a shape in place. `linearDeflection` in mm, `angularDeflection` in radians between neighbouring facets. */
export function triangulate(
  api: KernelApi,
  shape: Parameters<KernelApi['TopExp']['MapShapes_1']>[0],
  linearDeflection: number,
  angularDeflection: number,
): void {
  scoped((scope) => scope.own(new api.BRepMesh_IncrementalMesh_2(shape, linearDeflection, false, angularDeflection, false)));
}

/** The triangles of a face (numbered from 0) of a triangulated shape; null where the mesher left it out. */
export function faceMesh(api: KernelApi, faces: ShapeMap, index: number): FaceMesh | null {
  return scoped((scope) => {
    const face = scope.own(api.TopoDS.Face_1(scope.own(faces.FindKey(index + 1))));
    const location = scope.own(new api.TopLoc_Location_1());
    const handle = scope.own(api.BRep_Tool.Triangulation(face, location, 0));
    if (handle.IsNull()) return null;
    const triangulation = handle.get();
    const matrix = matrixOf(location);
    const nodes: Vector[] = [];
    for (let node = 1; node <= triangulation.NbNodes(); node += 1) {
      const point = triangulation.Node(node);
      nodes.push(transformPoint(matrix, [point.X(), point.Y(), point.Z()]));
      point.delete();
    }
    const triangles: number[] = [];
    for (let triangle = 1; triangle <= triangulation.NbTriangles(); triangle += 1) {
      const corners = triangulation.Triangle(triangle);
      triangles.push(corners.Value(1) - 1, corners.Value(2) - 1, corners.Value(3) - 1);
      corners.delete();
    }
    return { nodes, triangles };
  });
}
