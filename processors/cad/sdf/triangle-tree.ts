import { areaVector, cornerOf, type TriangleMesh } from '../mesh/triangle-mesh.js';

/** Triangles in a leaf: below this a test of each costs less than another box. */
const leafTriangles = 8;

/** Deeper than any balanced tree of 2^32 triangles. */
export const deepest = 64;

/**
 * A bounding volume hierarchy over the triangles of a mesh in flat arrays, split at the median. With each node's box it keeps what stands in
 * for its triangles seen from afar: their summed area vector as a dipole in their centre.
 * Node `n` has the children `child[n]` and `child[n] + 1`; of a leaf `child` is 0, and its triangles are `order[first[n] ...]`.
 */
export interface TriangleTree {
  readonly mesh: TriangleMesh;
  readonly order: Int32Array;
  readonly child: Int32Array;
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** Six numbers per node: least x, y, z, greatest x, y, z. */
  readonly boxes: Float64Array;
  /** Centre weighted by area, and the distance from it to the farthest corner: four numbers per node. */
  readonly spheres: Float64Array;
  /** Sum of half the cross products: length is area, direction outwards. Three numbers per node. */
  readonly dipoles: Float64Array;
}

/** @throws {RangeError} for a mesh without triangles */
export function buildTree(mesh: TriangleMesh): TriangleTree {
  if (mesh.count === 0) throw new RangeError('a tree needs a triangle');
  const nodes = 2 * Math.ceil((2 * mesh.count) / leafTriangles) + 1;
  const tree = {
    mesh,
    order: Int32Array.from({ length: mesh.count }, (_, triangle) => triangle),
    child: new Int32Array(nodes),
    first: new Int32Array(nodes),
    count: new Int32Array(nodes),
    boxes: new Float64Array(nodes * 6),
    spheres: new Float64Array(nodes * 4),
    dipoles: new Float64Array(nodes * 3),
  };
  const middles = Float64Array.from({ length: mesh.count * 3 }, (_, at) => middleOf(mesh, Math.floor(at / 3), at % 3));
  let used = 1;
  const waiting: [node: number, from: number, to: number][] = [[0, 0, mesh.count]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [node, from, to] = next;
    tree.first[node] = from;
    tree.count[node] = to - from;
    summarise(tree, node);
    if (to - from <= leafTriangles) continue;
    const axis = longestAxis(tree.boxes, node);
    const half = (from + to) >> 1;
    tree.order.subarray(from, to).sort((a, b) => (middles[a * 3 + axis] ?? 0) - (middles[b * 3 + axis] ?? 0) || a - b);
    tree.child[node] = used;
    waiting.push([used, from, half], [used + 1, half, to]);
    used += 2;
  }
  return tree;
}

function middleOf(mesh: TriangleMesh, triangle: number, axis: number): number {
  const at = triangle * 9 + axis;
  return ((mesh.corners[at] ?? 0) + (mesh.corners[at + 3] ?? 0) + (mesh.corners[at + 6] ?? 0)) / 3;
}

function longestAxis(boxes: Float64Array, node: number): number {
  const side = (axis: number): number => (boxes[node * 6 + 3 + axis] ?? 0) - (boxes[node * 6 + axis] ?? 0);
  return [0, 1, 2].reduce((longest, axis) => (side(axis) > side(longest) ? axis : longest), 0);
}

function summarise({ mesh, order, first, count, boxes, spheres, dipoles }: TriangleTree, node: number): void {
  const from = first[node] ?? 0;
  const triangles = order.subarray(from, from + (count[node] ?? 0));
  const box = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
  const centre = [0, 0, 0];
  const dipole = [0, 0, 0];
  let area = 0;
  for (const triangle of triangles) {
    const vector = areaVector(mesh, triangle);
    const weight = Math.hypot(...vector) / 2;
    area += weight;
    for (let axis = 0; axis < 3; axis += 1) {
      dipole[axis] = (dipole[axis] ?? 0) + (vector[axis] ?? 0) / 2;
      centre[axis] = (centre[axis] ?? 0) + weight * middleOf(mesh, triangle, axis);
      for (let corner = 0; corner < 3; corner += 1) {
        const value = mesh.corners[triangle * 9 + corner * 3 + axis] ?? 0;
        box[axis] = Math.min(box[axis] ?? 0, value);
        box[axis + 3] = Math.max(box[axis + 3] ?? 0, value);
      }
    }
  }
  const middle = centre.map((value, axis) => (area > 0 ? value / area : ((box[axis] ?? 0) + (box[axis + 3] ?? 0)) / 2));
  let radius = 0;
  for (const triangle of triangles) {
    for (const corner of [0, 1, 2] as const) {
      const point = cornerOf(mesh, triangle, corner);
      radius = Math.max(radius, Math.hypot(...point.map((value, axis) => value - (middle[axis] ?? 0))));
    }
  }
  boxes.set(box, node * 6);
  spheres.set([...middle, radius], node * 4);
  dipoles.set(dipole, node * 3);
}
