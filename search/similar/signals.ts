import { fileKinds, modelKinds, viewKind } from '../../processors/embed/kinds.js';
import type { SimilarSignal } from '../contract/similar.js';

/** Where a signal's vectors are, and how its cosines are read. */
export interface SignalDefinition {
  readonly table: 'model' | 'file' | 'view';
  /** The kind as its table names it. */
  readonly kind: string;
  readonly dimensions: number;
  /** What the signal counts unless the asker says otherwise. */
  readonly weight: number;
  /** The cosine of unlike things: below it there is no likeness, above it likeness grows to 1. Measured on the tuning half of the families. */
  readonly floor: number;
}

export const signalDefinitions: Readonly<Record<SimilarSignal, SignalDefinition>> = {
  brep: { table: 'model', kind: 'brep', dimensions: modelKinds.brep.dimensions, weight: 1, floor: 0.1 },
  geometry: { table: 'model', kind: 'geometry', dimensions: modelKinds.geometry.dimensions, weight: 0.8, floor: 0.7 },
  deepsdf: { table: 'model', kind: 'deepsdf', dimensions: modelKinds.deepsdf.dimensions, weight: 0.8, floor: 0 },
  clip_image: { table: 'model', kind: 'clip_image', dimensions: modelKinds.clip_image.dimensions, weight: 0.3, floor: 0.6 },
  view: { table: 'view', kind: 'view_embedding', dimensions: viewKind.dimensions, weight: 1, floor: 0.5 },
  // Made of the others: it would count them twice, so only who asks for it gets it.
  fused: { table: 'model', kind: 'fused', dimensions: modelKinds.fused.dimensions, weight: 0, floor: 0.2 },
  profile: { table: 'file', kind: 'profile', dimensions: fileKinds.profile.dimensions, weight: 0.8, floor: 0.1 },
  sizes: { table: 'file', kind: 'sizes', dimensions: fileKinds.sizes.dimensions, weight: 0.5, floor: 0.1 },
  text: { table: 'file', kind: 'text', dimensions: fileKinds.text.dimensions, weight: 0.3, floor: 0.1 },
  image: { table: 'file', kind: 'image', dimensions: fileKinds.image.dimensions, weight: 0.2, floor: 0.6 },
};

/** One vector of the query. */
export interface QueryVector {
  readonly signal: SimilarSignal;
  readonly method: string;
  readonly version: string;
  readonly vector: readonly number[];
  readonly weight: number;
}

/** What is asked for, as vectors. */
export interface QueryShape {
  readonly vectors: readonly Omit<QueryVector, 'weight'>[];
  readonly missing: readonly { readonly signal: SimilarSignal; readonly reason: string }[];
  readonly chirality: readonly number[] | null;
  /** Sides of the bounding box, mm, greatest first. */
  readonly extents: readonly number[] | null;
  /** Files that are the query itself. */
  readonly excluded: readonly number[];
}

/** The vectors that count, with their weights. A weight of 0 leaves a signal out. */
export function weighted(shape: QueryShape, weights: Partial<Record<SimilarSignal, number>>): QueryVector[] {
  return shape.vectors
    .map((vector) => ({ ...vector, weight: weights[vector.signal] ?? signalDefinitions[vector.signal].weight }))
    .filter(({ weight }) => weight > 0);
}
