import type { Adjacency, AdjacencyList } from '../topology/adjacency.js';
import type { Support } from '../topology/bounds.js';
import type { FaceNode, ShapeGraph } from '../topology/graph.js';
import type { Analytic } from '../topology/analytic.js';
import { shapeOf } from '../topology/surface.js';
import type { Vector } from '../topology/vector.js';

export type FeatureType = 'hole' | 'pocket' | 'slot' | 'step' | 'passage' | 'fillet' | 'round' | 'chamfer';

/** A machining feature by the faces it left, numbered as in the part's graph. Lengths in mm, angles in degrees. */
export interface Feature {
  readonly type: FeatureType;
  readonly faces: readonly number[];
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  readonly location: Vector | null;
}

/** What recognition reads of a part. */
export interface RecognisedPart {
  readonly graph: ShapeGraph;
  readonly adjacency: Pick<AdjacencyList, 'pairs'>;
  readonly support: Support;
}

/** The graph as recognition walks it: for each face its meetings with others. */
export class FaceGraph {
  readonly faces: readonly FaceNode[];
  readonly support: Support;
  readonly #around: readonly Adjacency[][];

  constructor({ graph, adjacency, support }: RecognisedPart) {
    this.faces = graph.faces;
    this.support = support;
    const around: Adjacency[][] = graph.faces.map(() => []);
    for (const pair of adjacency.pairs) {
      around[pair.face1]?.push(pair);
      if (pair.face2 !== pair.face1) around[pair.face2]?.push(pair);
    }
    this.#around = around;
  }

  around(face: number): readonly Adjacency[] {
    return this.#around[face] ?? [];
  }

  surface(face: number): Analytic | null {
    const surface = this.faces[face]?.surface ?? null;
    return surface === null ? null : shapeOf(surface);
  }

  kind(face: number): string | null {
    const surface = this.faces[face]?.surface;
    return surface?.recognised?.analytic.kind ?? surface?.kind ?? null;
  }

  /** [uMin, uMax, vMin, vMax] in the parameters of `surface`: of a cylinder or a cone the angle, and the way along its side. */
  bounds(face: number): readonly [number, number, number, number] | null {
    const surface = this.faces[face]?.surface ?? null;
    if (surface === null) return null;
    return surface.recognised === null ? surface.bounds : surface.recognised.bounds;
  }

  /** Whether a round face is seen from inside of its curve, as the wall of a hole is. */
  isHollow(face: number): boolean {
    const surface = this.surface(face);
    if (surface === null || surface.kind === 'plane') return false;
    return surface.axis.rightHanded === this.faces[face]?.reversed;
  }
}

export function otherFace(pair: Adjacency, face: number): number {
  return pair.face1 === face ? pair.face2 : pair.face1;
}
