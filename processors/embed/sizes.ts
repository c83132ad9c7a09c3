import type { Genome } from './genome.js';
import { planePairs, roundFeatures } from './holes.js';
import { fileKinds } from './kinds.js';
import { HashedCounts, unitVector } from './vector.js';

/** The sizes that a drawing states, or that can be measured on a model. mm. */
export interface Sizes {
  readonly lengths: readonly number[];
  readonly diameters: readonly number[];
}

/** Relative width of a bin: drawings round to a tenth of a millimetre, and sizes of different parts seldom differ by less. */
const step = 0.015;
/** A part with more distinct sizes is told by its largest. */
const maxSizes = 64;
const weights = { lengths: 0.7, diameters: 0.7 };

/** Lengths between parallel planes, the extents, and the diameters of what is round. */
export function sizesOfSolid(genome: Genome, extents: readonly number[]): Sizes {
  const pairs = planePairs(genome).sort((a, b) => b.area - a.area || a.distance - b.distance);
  return {
    lengths: distinct([...extents, ...pairs.map(({ distance }) => distance)]),
    diameters: distinct(roundFeatures(genome).map(({ diameter }) => diameter)),
  };
}

/** One dimension of a drawing. */
export interface StatedDimension {
  readonly type: string;
  readonly valueMm: number;
}

/** What a drawing states; a radius counts as the diameter of the same circle. Angles, threads and roughness are no sizes of a shape. */
export function sizesOfDrawing(dimensions: readonly StatedDimension[], holes: readonly number[] = []): Sizes {
  const of = (...types: string[]): number[] =>
    dimensions.filter(({ type }) => types.includes(type)).map(({ valueMm }) => Math.abs(valueMm));
  return {
    lengths: distinct(of('linear', 'ordinate', 'unknown')),
    diameters: distinct([...of('diameter'), ...of('radial').map((radius) => 2 * radius), ...holes]),
  };
}

/** Sizes as 256 numbers of length 1, or null when there are none. */
export function embedSizes({ lengths, diameters }: Sizes): number[] | null {
  const { dimensions } = fileKinds.sizes;
  const target = new Float64Array(dimensions);
  const block = (key: string, sizes: readonly number[], weight: number): void => {
    const counts = new HashedCounts(dimensions);
    for (const size of sizes) counts.addSize(key, size, step);
    counts.addTo(target, weight);
  };
  block('length', lengths, weights.lengths);
  block('diameter', diameters, weights.diameters);
  return unitVector(target);
}

/** In the order given, each size once, at most `maxSizes`. */
function distinct(sizes: readonly number[]): number[] {
  const kept: number[] = [];
  for (const size of sizes) {
    if (kept.length >= maxSizes) break;
    if (size > 0 && !kept.some((known) => Math.abs(known - size) <= 1e-4 * size)) kept.push(size);
  }
  return kept;
}
