import { boxOf, reachAlong, type Support } from '../topology/bounds.js';
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
  const reach = reachOf(graph.support);
  const outermost = graph.faces.flatMap((face, index) => {
    const normal = graph.kind(index) === 'plane' ? (face.surface?.normal ?? null) : null;
    if (normal === null || face.centroid === null || face.area === null) return [];
    const level = dot(normal, face.centroid);
    if (reach.isSurelyBeyond(normal, level)) return [];
    const { highest, lowest } = reach.along(normal);
    return highest <= level + levelShare * Math.max(highest - lowest, smallestExtent) ? [{ index, normal, area: face.area }] : [];
  });
  const first = widest(outermost);
  if (first === null) return { axes: [], faces: new Set() };
  const second = widest(outermost.filter(({ normal }) => Math.abs(dot(normal, first)) < square));
  const third = second === null ? null : unit(cross(first, second));
  const axes = [first, second, third].filter((axis) => axis !== null);
  const faces = outermost.filter(({ normal }) => isAlong(normal, axes)).map(({ index }) => index);
  return { axes, faces: new Set(faces) };
}

/** Share of the part's extent, and mm, by which the part may lie beyond a side of its block. */
const [levelShare, smallestExtent] = [1e-5, 1e-6];

interface Reach {
  /** Whether the part lies beyond a level, by the few of its points that lie farthest out: enough for nearly all faces inside of a part. */
  isSurelyBeyond(normal: Vector, level: number): boolean;
  along(normal: Vector): ReturnType<typeof reachAlong>;
}

/** Every point of a part is looked at once for each direction, of which a part has few, and not once for each of its faces. */
function reachOf(support: Support): Reach {
  const outer = outermostPoints(support.points);
  const box = boxOf(support);
  // The extent in any direction is at most that across the box.
  const extent = box === null ? Infinity : Math.hypot(box[3] - box[0], box[4] - box[1], box[5] - box[2]) * (1 + 1e-9);
  const tolerance = levelShare * Math.max(extent, smallestExtent);
  const known = new Map<string, ReturnType<typeof reachAlong>>();
  return {
    isSurelyBeyond: (normal, level) => outer.some((point) => dot(normal, point) > level + tolerance),
    along: (normal) => {
      const key = normal.join();
      const found = known.get(key) ?? reachAlong(support, normal);
      known.set(key, found);
      return found;
    },
  };
}

/** The points that lie farthest along the 26 directions to the sides, edges and corners of a cube. */
function outermostPoints(points: readonly Vector[]): readonly Vector[] {
  const steps = [-1, 0, 1];
  const directions = steps.flatMap((x) => steps.flatMap((y) => steps.map((z): Vector => [x, y, z])));
  return directions.flatMap((direction) => {
    let farthest: Vector | null = null;
    let level = -Infinity;
    for (const point of points) {
      const here = dot(direction, point);
      if (here > level) [farthest, level] = [point, here];
    }
    return farthest === null ? [] : [farthest];
  });
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
