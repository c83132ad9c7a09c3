import { deepest, type TriangleTree } from './triangle-tree.js';

/** Nodes yet to be looked at; one for all questions, of which there are a hundred thousand to a model. */
const stack = new Int32Array(deepest * 2);

/** A node is seen from afar beyond this many of its radii. The winding number is then off by some hundredths, far from the half that decides. */
const farRadii = 2.3;

const fullSolidAngle = 4 * Math.PI;

/**
 * How often the surface winds around a point: 1 inside of a closed surface, 0 outside, between them where the surface has gaps.
 * Jacobson et al., Robust Inside-Outside Segmentation (2013), by the tree of Barill et al., Fast Winding Numbers for Soups and Clouds (2018),
 * with the first order of their expansion.
 */
export function windingNumber(tree: TriangleTree, x: number, y: number, z: number): number {
  const { child, first, count, spheres, dipoles, order } = tree;
  stack[0] = 0;
  let depth = 1;
  let angle = 0;
  while (depth > 0) {
    const node = stack[--depth] ?? 0;
    const dx = (spheres[node * 4] ?? 0) - x;
    const dy = (spheres[node * 4 + 1] ?? 0) - y;
    const dz = (spheres[node * 4 + 2] ?? 0) - z;
    const distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
    if (distance > farRadii * (spheres[node * 4 + 3] ?? 0)) {
      const flux = dx * (dipoles[node * 3] ?? 0) + dy * (dipoles[node * 3 + 1] ?? 0) + dz * (dipoles[node * 3 + 2] ?? 0);
      angle += flux / (distance * distance * distance);
      continue;
    }
    const left = child[node] ?? 0;
    if (left > 0) {
      stack[depth++] = left;
      stack[depth++] = left + 1;
      continue;
    }
    const from = first[node] ?? 0;
    for (let at = from; at < from + (count[node] ?? 0); at += 1) angle += solidAngle(tree, order[at] ?? 0, x, y, z);
  }
  return angle / fullSolidAngle;
}

/** Of a triangle seen from a point, positive from behind. Van Oosterom and Strackee, The Solid Angle of a Plane Triangle (1983). */
function solidAngle({ mesh: { corners } }: TriangleTree, triangle: number, x: number, y: number, z: number): number {
  const at = triangle * 9;
  const [ax, ay, az] = [(corners[at] ?? 0) - x, (corners[at + 1] ?? 0) - y, (corners[at + 2] ?? 0) - z];
  const [bx, by, bz] = [(corners[at + 3] ?? 0) - x, (corners[at + 4] ?? 0) - y, (corners[at + 5] ?? 0) - z];
  const [cx, cy, cz] = [(corners[at + 6] ?? 0) - x, (corners[at + 7] ?? 0) - y, (corners[at + 8] ?? 0) - z];
  const a = Math.sqrt(ax * ax + ay * ay + az * az);
  const b = Math.sqrt(bx * bx + by * by + bz * bz);
  const c = Math.sqrt(cx * cx + cy * cy + cz * cz);
  const volume = ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
  const ab = ax * bx + ay * by + az * bz;
  const bc = bx * cx + by * cy + bz * cz;
  const ca = cx * ax + cy * ay + cz * az;
  return 2 * Math.atan2(volume, a * b * c + ab * c + bc * a + ca * b);
}
