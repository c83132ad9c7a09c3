import type { KernelApi } from './kernel/api.js';
import type { Part } from './kernel/model.js';
import { machiningModel } from './features/machining-prototypes.js';
import { recognise, type Recognition } from './features/recognise.js';
import { scoped } from './kernel/scope.js';
import { readAdjacency } from './topology/adjacency.js';
import type { AdjacencyList } from './topology/adjacency.js';
import { diagonalOf, isStraight, supportOf } from './topology/bounds.js';
import type { Support } from './topology/bounds.js';
import { readShapeGraph } from './topology/graph.js';
import type { NumberedShape, ShapeGraph } from './topology/graph.js';
import { countShapes, hasLooseFaces, isValid, measureVolume, numberShape } from './topology/measure.js';
import type { Counts, VolumeProperties } from './topology/measure.js';
import { closerVolume } from './topology/closer-volume.js';
import { enclosedVolume } from './topology/enclosed-volume.js';
import { faceMesh, triangulate } from './topology/mesh.js';
import type { Vector } from './topology/vector.js';

/** Everything that is measured on one part, in the part's coordinates. */
export interface MeasuredPart {
  readonly part: Part;
  readonly counts: Counts;
  readonly graph: ShapeGraph;
  readonly adjacency: AdjacencyList;
  /** mm^2, a face between two solids counted for each. */
  readonly area: number;
  /** Null for a part without solids: open surfaces enclose nothing. */
  readonly volume: VolumeProperties | null;
  /** What the faces of a part without solids enclose when they are joined; null where they leave a gap. */
  readonly enclosed: VolumeProperties | null;
  /** mm^3 by adaptive integration; null where the volume is exact anyway. */
  readonly adaptiveVolume: number | null;
  readonly hasLooseFaces: boolean;
  readonly valid: boolean;
  readonly support: Support;
  readonly recognition: Recognition;
}

/** Mesh deflection as a share of the part's diagonal, and in radians. */
const relativeDeflection = 0.002;
const angularDeflection = 0.5;

export function measurePart(api: KernelApi, part: Part, stage: (name: string) => void): MeasuredPart {
  return scoped((scope) => {
    const { shape } = part;
    const numbered = numberShape(api, shape, scope);
    stage('graph');
    const graph = readShapeGraph(api, numbered);
    stage('adjacency');
    const adjacency = readAdjacency(api, numbered, graph);
    stage('mass properties');
    const counts = countShapes(api, shape);
    const volume = counts.solids > 0 ? measureVolume(api, shape) : null;
    const adaptiveVolume = volume === null || hasAnalyticBounds(graph) ? null : closerVolume(api, numbered, graph, volume.volume);
    stage('validity');
    const valid = isValid(api, shape);
    stage('bounds');
    const support = measureSupport(api, numbered, graph);
    const enclosed = counts.solids > 0 ? null : enclosedVolume(api, shape, diagonalOf(support));
    stage('features');
    return {
      part,
      counts,
      graph,
      adjacency,
      area: graph.faces.reduce((sum, face) => sum + (face.area ?? 0) * face.uses, 0),
      volume,
      enclosed,
      adaptiveVolume,
      hasLooseFaces: counts.solids > 0 && hasLooseFaces(api, shape),
      valid,
      support,
      recognition: recognise({ graph, adjacency, support }, machiningModel),
    };
  });
}

function hasAnalyticBounds({ faces, edges }: ShapeGraph): boolean {
  const isSimple = edges.every((edge) => edge === null || edge.type === 'line' || edge.type === 'circle');
  return isSimple && faces.every(({ surface }) => surface?.analytic != null);
}

/** Only faces that can bulge past their edges need a mesh. */
function measureSupport(api: KernelApi, numbered: NumberedShape, graph: ShapeGraph): Support {
  const edges = supportOf(graph, () => [], 0);
  if (graph.faces.every(isStraight)) return edges;
  const deflection = Math.max(diagonalOf(edges) * relativeDeflection, 1e-6);
  triangulate(api, numbered.shape, deflection, angularDeflection);
  const nodesOf = (face: number): readonly Vector[] => faceMesh(api, numbered.faces, face)?.nodes ?? [];
  return supportOf(graph, nodesOf, deflection);
}
