import type { TriangleMesh } from '../../../processors/cad/mesh/triangle-mesh.js';

/** A cube from 0 to `edge` of twelve triangles; faces 0 and 1 are bottom and top, 2 to 5 front, back, left, right. */
export function cubeMesh(edge = 1): TriangleMesh {
  const quads: readonly (readonly (readonly [number, number, number])[])[] = [
    [[0, 0, 0], [0, 1, 0], [1, 1, 0], [1, 0, 0]],
    [[0, 0, 1], [1, 0, 1], [1, 1, 1], [0, 1, 1]],
    [[0, 0, 0], [1, 0, 0], [1, 0, 1], [0, 0, 1]],
    [[0, 1, 0], [0, 1, 1], [1, 1, 1], [1, 1, 0]],
    [[0, 0, 0], [0, 0, 1], [0, 1, 1], [0, 1, 0]],
    [[1, 0, 0], [1, 1, 0], [1, 1, 1], [1, 0, 1]],
  ]; // prettier-ignore
  const corners: number[] = [];
  const faces: number[] = [];
  quads.forEach((quad, face) => {
    for (const triangle of [
      [0, 1, 2],
      [0, 2, 3],
    ]) {
      for (const corner of triangle) corners.push(...(quad[corner] ?? []).map((value) => value * edge));
      faces.push(face);
    }
  });
  return { count: faces.length, corners: Float64Array.from(corners), faces: Int32Array.from(faces) };
}
