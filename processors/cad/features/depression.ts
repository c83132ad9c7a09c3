import type { Vector } from '../topology/vector.js';
import { type FaceGraph, otherFace } from './feature.js';
import { type Stock, isAlong } from './stock.js';

/** Faces that were cut into the block by one feature, or by several that run into each other. */
export interface Depression {
  readonly faces: readonly number[];
  readonly signature: Signature;
}

/** What of a depression does not change with its size and place. */
export interface Signature {
  readonly faces: number;
  /** Edges inside of it, in which two of its faces meet. */
  readonly concaveEdges: number;
  /** Faces that lie as sides of the block do. */
  readonly alignedFaces: number;
  /** Directions out of which it opens: block sides that it touches. */
  readonly openSides: number;
  readonly isSquare: boolean;
}

/** Degrees by which an inner edge may be off the square. */
const slack = 2.5;

/**
 * Faces that are not of the block, joined where they meet in a concave edge. A blend between two of them counts as the edge that it rounds,
 * so that a pocket with rounded corners has the signature of a sharp one. `taken` are faces of other features, holes for instance.
 */
export function findDepressions(graph: FaceGraph, stock: Stock, taken: ReadonlySet<number>): Depression[] {
  const blends = new Map<number, readonly number[]>();
  const open = graph.faces.map((_, face) => {
    if (stock.faces.has(face) || taken.has(face)) return false;
    const neighbours = blendedFaces(graph, face);
    if (neighbours !== null) blends.set(face, neighbours);
    return neighbours === null;
  });
  const links: { a: number; b: number; angle: number | null }[] = [];
  const link = (a: number, b: number, angle: number | null): void => {
    if (open[a] === true && open[b] === true && a !== b) links.push({ a, b, angle });
  };
  const seen = new Set<number>();
  graph.faces.forEach((_, face) => {
    for (const pair of graph.around(face)) {
      if (pair.convexity !== 'concave' || seen.has(pair.edge)) continue;
      seen.add(pair.edge);
      link(pair.face1, pair.face2, pair.angle);
    }
  });
  for (const [a, b] of blends.values()) if (a !== undefined && b !== undefined) link(a, b, null);
  const groups = groupsOf(open, links);
  const groupOf = new Map(groups.flatMap((faces, group) => faces.map((face) => [face, group] as const)));
  const linksOf = groups.map((): typeof links => []);
  for (const one of links) linksOf[groupOf.get(one.a) ?? -1]?.push(one);
  const blendsOf = groups.map((): number[] => []);
  for (const [blend, [a = -1, b = -1]] of blends) {
    const group = groupOf.get(a);
    if (group !== undefined && group === groupOf.get(b)) blendsOf[group]?.push(blend);
  }
  return groups.map((faces, group) => {
    const inner = linksOf[group] ?? [];
    const sides = new Set<string>();
    for (const face of faces) {
      for (const pair of graph.around(face)) {
        const side = otherFace(pair, face);
        const normal = stock.faces.has(side) ? (graph.faces[side]?.surface?.normal ?? null) : null;
        if (normal !== null) sides.add(normal.map((value) => Math.round(value * 1000)).join());
      }
    }
    const isAligned = (face: number): boolean => {
      const normal: Vector | null = graph.kind(face) === 'plane' ? (graph.faces[face]?.surface?.normal ?? null) : null;
      return normal !== null && isAlong(normal, stock.axes);
    };
    const signature = {
      faces: faces.length,
      concaveEdges: inner.length,
      alignedFaces: faces.filter(isAligned).length,
      openSides: sides.size,
      isSquare: inner.every(({ angle }) => angle === null || Math.abs(angle - 270) < slack),
    };
    return { faces: [...faces, ...(blendsOf[group] ?? [])], signature };
  });
}

/** The two faces that a hollow blend joins smoothly; null for a face that is no such blend. */
function blendedFaces(graph: FaceGraph, face: number): readonly number[] | null {
  const kind = graph.kind(face);
  if ((kind !== 'cylinder' && kind !== 'torus') || !graph.isHollow(face)) return null;
  const smooth = graph.around(face).filter(({ convexity }) => convexity === 'smooth');
  const joined = [...new Set(smooth.map((pair) => otherFace(pair, face)))].filter((other) => graph.kind(other) === 'plane');
  return joined.length === 2 ? joined : null;
}

function groupsOf(open: readonly boolean[], links: readonly { readonly a: number; readonly b: number }[]): number[][] {
  const root = open.map((_, index) => index);
  const find = (face: number): number => {
    let at = face;
    for (let above = root[at] ?? at; above !== at; above = root[at] ?? at) {
      root[at] = root[above] ?? above;
      at = above;
    }
    return at;
  };
  for (const { a, b } of links) root[find(a)] = find(b);
  const groups = new Map<number, number[]>();
  open.forEach((isOpen, face) => {
    if (!isOpen) return;
    const group = groups.get(find(face));
    if (group === undefined) groups.set(find(face), [face]);
    else group.push(face);
  });
  return [...groups.values()];
}
