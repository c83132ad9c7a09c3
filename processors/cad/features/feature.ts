import type { Adjacency, AdjacencyList } from '../topology/adjacency.js';
import type { Support } from '../topology/bounds.js';
import type { FaceNode, ShapeGraph } from '../topology/graph.js';
import type { Analytic } from '../topology/analytic.js';
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
    return this.faces[face]?.surface?.analytic ?? null;
  }

  kind(face: number): string | null {
    return this.faces[face]?.surface?.kind ?? null;
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
