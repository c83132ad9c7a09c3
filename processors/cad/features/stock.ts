import { reachAlong } from '../topology/bounds.js';
import { cross, dot, unit } from '../topology/vector.js';
import type { Vector } from '../topology/vector.js';
import type { FaceGraph } from './feature.js';

/** The block that a part was cut from, as far as it still shows. */
export interface Stock {
  /** Directions of its sides: none, one (a turned part), two or three. */
  readonly axes: readonly Vector[];
  readonly faces: ReadonlySet<number>;
}

/** Cosine of what still counts as parallel; exporters round normals to far better than this. */
const parallel = 0.999_999;
const square = 1e-4;

/**
 * Plane faces beyond which nothing of the part lies, and that are square to each other: the largest such face gives the first direction.
 * A chamfer on the block's edge bounds the part too, but leans.
 */
export function findStock(graph: FaceGraph): Stock {
  const outermost = graph.faces.flatMap((face, index) => {
    const normal = graph.kind(index) === 'plane' ? (face.surface?.normal ?? null) : null;
    if (normal === null || face.centroid === null || face.area === null) return [];
    const level = dot(normal, face.centroid);
    const { highest, lowest } = reachAlong(graph.support, normal);
    return highest <= level + 1e-5 * Math.max(highest - lowest, 1e-6) ? [{ index, normal, area: face.area }] : [];
  });
  const first = widest(outermost);
  if (first === null) return { axes: [], faces: new Set() };
  const second = widest(outermost.filter(({ normal }) => Math.abs(dot(normal, first)) < square));
  const third = second === null ? null : unit(cross(first, second));
  const axes = [first, second, third].filter((axis) => axis !== null);
  const faces = outermost.filter(({ normal }) => isAlong(normal, axes)).map(({ index }) => index);
  return { axes, faces: new Set(faces) };
}

export function isAlong(normal: Vector, axes: readonly Vector[]): boolean {
  return axes.some((axis) => Math.abs(dot(normal, axis)) > parallel);
}

/** The direction to which the largest area faces, either way; faces of the same plane direction count together. */
function widest(faces: readonly { readonly normal: Vector; readonly area: number }[]): Vector | null {
  let best: Vector | null = null;
  let most = 0;
  for (const { normal } of faces) {
    const area = faces.reduce((sum, face) => (Math.abs(dot(face.normal, normal)) > parallel ? sum + face.area : sum), 0);
    if (area <= most * (1 + 1e-9)) continue;
    [best, most] = [normal, area];
  }
  return best;
}
