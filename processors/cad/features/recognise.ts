import type { Vector } from '../topology/vector.js';
import { type Depression, findDepressions } from './depression.js';
import { findBlends, findChamfers } from './edge-treatments.js';
import { FaceGraph, type Feature, type FeatureType, type RecognisedPart } from './feature.js';
import { findHoles } from './holes.js';
import { type MachiningClass, type MachiningModel, classify } from './machining-model.js';
import { findStock } from './stock.js';

export interface Recognition {
  readonly features: readonly Feature[];
  /** Of each face: the class of the machining feature that made it, `stock` for a side of the block; null where that is not known. */
  readonly labels: readonly (MachiningClass | FeatureType | null)[];
}

/** More faces than this are no machined part, and every face would be looked at from every other. */
const mostFaces = 20_000;

/**
 * Features of a part from its boundary graph: first holes and what was done to edges, by rule; then what is left of depressions between the
 * sides of the block, by a learned model.
 */
export function recognise(part: RecognisedPart, model: MachiningModel): Recognition {
  const labels: (MachiningClass | FeatureType | null)[] = part.graph.faces.map(() => null);
  if (labels.length > mostFaces) return { features: [], labels };
  const graph = new FaceGraph(part);
  const features: Feature[] = [];
  const taken = new Set<number>();
  const add = (feature: Feature, label: MachiningClass | FeatureType, holds = true): void => {
    features.push(feature);
    for (const face of feature.faces) {
      labels[face] ??= label;
      if (holds) taken.add(face);
    }
  };
  for (const hole of findHoles(graph)) add(hole, 'hole');
  // A blend inside of a depression is part of it as well.
  for (const blend of findBlends(graph, taken)) add(blend, blend.type, false);
  const stock = findStock(graph);
  for (const face of stock.faces) labels[face] ??= 'stock';
  for (const chamfer of findChamfers(graph, new Set([...taken, ...stock.faces]))) add(chamfer, 'chamfer');
  if (stock.axes.length < 3) return { features, labels };
  for (const depression of findDepressions(graph, stock, taken)) {
    const known = isCutByMill(graph, depression) ? classify(depression.signature, model) : null;
    if (known === null) continue;
    const { machiningClass, confidence } = known;
    const parameters = { kind: machiningClass, confidence: Number(confidence.toFixed(3)) };
    const feature = { type: typeOf(machiningClass), faces: depression.faces, parameters, location: middle(graph, depression) };
    add(feature, machiningClass);
  }
  return { features, labels };
}

/** The model knows planes, and hollow cylinders between them; a boss or a free surface is something else. */
function isCutByMill(graph: FaceGraph, { faces }: Depression): boolean {
  return faces.every((face) => graph.kind(face) === 'plane' || (graph.kind(face) === 'cylinder' && graph.isHollow(face)));
}

function typeOf(machiningClass: MachiningClass): FeatureType {
  if (machiningClass === 'chamfer' || machiningClass === 'stock') return 'chamfer';
  if (machiningClass.endsWith('passage')) return 'passage';
  if (machiningClass.endsWith('pocket')) return 'pocket';
  return machiningClass.endsWith('slot') ? 'slot' : 'step';
}

function middle(graph: FaceGraph, { faces }: Depression): Vector | null {
  const centroids = faces.map((face) => graph.faces[face]?.centroid ?? null).filter((centroid) => centroid !== null);
  if (centroids.length === 0) return null;
  const mean = (axis: 0 | 1 | 2): number => centroids.reduce((sum, centroid) => sum + centroid[axis], 0) / centroids.length;
  return [mean(0), mean(1), mean(2)];
}
