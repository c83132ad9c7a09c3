import { type FaceGraph, type Feature, otherFace } from './feature.js';

/** Degrees by which the two faces beside a chamfer may be off the square to each other. */
const chamferSlack = 12;
/** A chamfer is a strip: its long edges are so many times its width. */
const stripRatio = 1.5;

/** Fillets (hollow) and rounds (full): round faces that run smoothly into a face on either side. */
export function findBlends(graph: FaceGraph, taken: ReadonlySet<number>): Feature[] {
  return graph.faces.flatMap((node, face): Feature[] => {
    const surface = graph.surface(face);
    if (surface === null || taken.has(face) || surface.kind === 'plane' || surface.kind === 'cone') return [];
    const smooth = new Set<number>();
    for (const pair of graph.around(face)) {
      const other = otherFace(pair, face);
      if (pair.convexity === 'smooth' && other !== face) smooth.add(other);
    }
    const isCorner = surface.kind === 'sphere';
    if (smooth.size < (isCorner ? 3 : 2)) return [];
    const radius = surface.kind === 'torus' ? surface.minorRadius : surface.radius;
    return [
      {
        type: graph.isHollow(face) ? 'fillet' : 'round',
        faces: [face],
        parameters: { radius: Number(radius.toPrecision(9)), ...(isCorner ? { kind: 'corner' } : {}) },
        location: node.centroid,
      },
    ];
  });
}

/** Chamfers: a narrow plane or cone that takes the edge off two faces, leaning to both. */
export function findChamfers(graph: FaceGraph, taken: ReadonlySet<number>): Feature[] {
  return graph.faces.flatMap((node, face): Feature[] => {
    const kind = graph.kind(face);
    if (taken.has(face) || (kind !== 'plane' && kind !== 'cone')) return [];
    const around = graph.around(face);
    if (around.some(({ convexity }) => convexity === 'concave')) return [];
    const edges = around
      .filter(({ convexity, angle }) => convexity === 'convex' && angle !== null && angle > 100 && angle < 170)
      .sort((a, b) => b.length - a.length);
    const [first, second] = edges;
    if (first?.angle == null || second?.angle == null || otherFace(first, face) === otherFace(second, face)) return [];
    if (Math.abs(first.angle + second.angle - 270) > chamferSlack) return [];
    const width = (node.area ?? Infinity) / Math.max((first.length + second.length) / 2, 1e-9);
    if (second.length < stripRatio * width || second.length < 0.3 * first.length) return [];
    return [
      {
        type: 'chamfer',
        faces: [face],
        parameters: { width: Number(width.toPrecision(9)), angle: Number((180 - first.angle).toPrecision(9)) },
        location: node.centroid,
      },
    ];
  });
}
