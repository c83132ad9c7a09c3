import type { KernelApi } from '../kernel/api.js';
import { scoped } from '../kernel/scope.js';
import type { MeasuredPart } from '../measure-part.js';
import { diagonalOf } from '../topology/bounds.js';
import { determinant, transformPoint } from '../topology/matrix.js';
import { shapeMap } from '../topology/measure.js';
import { faceMesh, triangulate } from '../topology/mesh.js';
import type { Vector } from '../topology/vector.js';
import type { TriangleMesh } from './triangle-mesh.js';

/** Chord height as a share of the part's diagonal, and radians between neighbouring facets: round things look round at 512 pixels. */
const relativeDeflection = 0.001;
const angularDeflection = 0.3;

/** More would take a child's time and memory for pictures of 512 pixels. */
const mostTriangles = 1_500_000;

interface PartMesh {
  readonly corners: readonly Vector[];
  readonly faces: readonly number[];
}

/** Every part in its places; null when that would be more triangles than a picture needs. */
export function meshModel(api: KernelApi, parts: readonly MeasuredPart[]): TriangleMesh | null {
  let faceOffset = 0;
  let count = 0;
  const placed: { mesh: PartMesh; matrix: readonly number[] }[] = [];
  for (const measured of parts) {
    const mesh = meshPart(api, measured, faceOffset);
    faceOffset += measured.graph.faces.length;
    for (const matrix of measured.part.placements) {
      placed.push({ mesh, matrix });
      count += mesh.faces.length;
      if (count > mostTriangles) return null;
    }
  }
  const whole = { count, corners: new Float64Array(count * 9), faces: new Int32Array(count) };
  let triangle = 0;
  for (const { mesh, matrix } of placed) {
    const mirrored = determinant(matrix) < 0;
    mesh.faces.forEach((face, index) => {
      const order = mirrored ? [0, 2, 1] : [0, 1, 2];
      order.forEach((corner, at) => {
        whole.corners.set(transformPoint(matrix, mesh.corners[index * 3 + corner] ?? [0, 0, 0]), triangle * 9 + at * 3);
      });
      whole.faces[triangle] = face;
      triangle += 1;
    });
  }
  return whole;
}

function meshPart(api: KernelApi, { part, graph, support }: MeasuredPart, faceOffset: number): PartMesh {
  return scoped((scope) => {
    triangulate(api, part.shape, Math.max(diagonalOf(support) * relativeDeflection, 1e-6), angularDeflection);
    const map = shapeMap(api, part.shape, api.TopAbs_ShapeEnum.TopAbs_FACE, scope);
    const corners: Vector[] = [];
    const faces: number[] = [];
    graph.faces.forEach(({ reversed }, index) => {
      const mesh = faceMesh(api, map, index);
      if (!mesh) return;
      for (let at = 0; at < mesh.triangles.length; at += 3) {
        for (const corner of reversed ? [0, 2, 1] : [0, 1, 2]) {
          corners.push(mesh.nodes[mesh.triangles[at + corner] ?? 0] ?? [0, 0, 0]);
        }
        faces.push(faceOffset + index);
      }
    });
    return { corners, faces };
  });
}
