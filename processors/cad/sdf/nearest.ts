import { deepest, type TriangleTree } from './triangle-tree.js';

/** Nodes yet to be looked at; one for all questions, of which there are a hundred thousand to a model. */
const stack = new Int32Array(deepest * 2);

/** The distance from a point to the nearest place on the surface. */
export function distanceTo(tree: TriangleTree, x: number, y: number, z: number): number {
  const { child, first, count, order } = tree;
  stack[0] = 0;
  let depth = 1;
  let best = Infinity;
  while (depth > 0) {
    const node = stack[--depth] ?? 0;
    if (boxSquared(tree, node, x, y, z) >= best) continue;
    const left = child[node] ?? 0;
    if (left === 0) {
      const from = first[node] ?? 0;
      for (let at = from; at < from + (count[node] ?? 0); at += 1)
        best = Math.min(best, triangleSquared(tree, order[at] ?? 0, x, y, z));
      continue;
    }
    // The nearer child last, so that it is looked at first and rules the other out.
    const isLeftNearer = boxSquared(tree, left, x, y, z) < boxSquared(tree, left + 1, x, y, z);
    stack[depth++] = isLeftNearer ? left + 1 : left;
    stack[depth++] = isLeftNearer ? left : left + 1;
  }
  return Math.sqrt(best);
}

function boxSquared({ boxes }: TriangleTree, node: number, x: number, y: number, z: number): number {
  const at = node * 6;
  const dx = Math.max((boxes[at] ?? 0) - x, 0, x - (boxes[at + 3] ?? 0));
  const dy = Math.max((boxes[at + 1] ?? 0) - y, 0, y - (boxes[at + 4] ?? 0));
  const dz = Math.max((boxes[at + 2] ?? 0) - z, 0, z - (boxes[at + 5] ?? 0));
  return dx * dx + dy * dy + dz * dz;
}

/** Squared distance to a triangle by the region of its plane the point lies over. Ericson, Real-Time Collision Detection (2005), 5.1.5. */
function triangleSquared({ mesh: { corners } }: TriangleTree, triangle: number, x: number, y: number, z: number): number {
  const at = triangle * 9;
  const [ax, ay, az] = [corners[at] ?? 0, corners[at + 1] ?? 0, corners[at + 2] ?? 0];
  const [ux, uy, uz] = [(corners[at + 3] ?? 0) - ax, (corners[at + 4] ?? 0) - ay, (corners[at + 5] ?? 0) - az];
  const [vx, vy, vz] = [(corners[at + 6] ?? 0) - ax, (corners[at + 7] ?? 0) - ay, (corners[at + 8] ?? 0) - az];
  const [px, py, pz] = [x - ax, y - ay, z - az];
  const d1 = ux * px + uy * py + uz * pz;
  const d2 = vx * px + vy * py + vz * pz;
  const uu = ux * ux + uy * uy + uz * uz;
  const uv = ux * vx + uy * vy + uz * vz;
  const vv = vx * vx + vy * vy + vz * vz;
  const squared = (s: number, t: number): number => {
    const [dx, dy, dz] = [px - s * ux - t * vx, py - s * uy - t * vy, pz - s * uz - t * vz];
    return dx * dx + dy * dy + dz * dz;
  };
  if (d1 <= 0 && d2 <= 0) return squared(0, 0);
  const [d3, d4] = [d1 - uu, d2 - uv];
  if (d3 >= 0 && d4 <= d3) return squared(1, 0);
  const alongAb = d1 * d4 - d3 * d2;
  if (alongAb <= 0 && d1 >= 0 && d3 <= 0) return squared(d1 / (d1 - d3), 0);
  const [d5, d6] = [d1 - uv, d2 - vv];
  if (d6 >= 0 && d5 <= d6) return squared(0, 1);
  const alongAc = d5 * d2 - d1 * d6;
  if (alongAc <= 0 && d2 >= 0 && d6 <= 0) return squared(0, d2 / (d2 - d6));
  const alongBc = d3 * d6 - d5 * d4;
  if (alongBc <= 0 && d4 - d3 >= 0 && d5 - d6 >= 0) {
    const t = (d4 - d3) / (d4 - d3 + (d5 - d6));
    return squared(1 - t, t);
  }
  const whole = alongBc + alongAc + alongAb;
  return squared(alongAc / whole, alongAb / whole);
}
