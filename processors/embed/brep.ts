import type { Genome } from './genome.js';
import { modelKinds } from './kinds.js';
import { HashedCounts, hash32, unitVector } from './vector.js';

/** How far around a face its label looks, in faces. */
const rounds = 3;
/** Relative width of a bin of areas and lengths. */
const step = 0.06;
const weights = { structure: 0.6, areas: 0.5, lengths: 0.4, angles: 0.2, radii: 0.3 };

/**
 * A model by its boundary graph: labels of the Weisfeiler-Lehman test (Shervashidze et al., JMLR 12, 2011) over faces and the edges
 * between them, beside histograms of the faces' and edges' shares of the whole. Sizes are relative to the root of the whole area, so
 * the vector does not change when the model is turned, moved, mirrored or scaled.
 * @returns 512 numbers of length 1, or null when no face has a type
 */
export function embedBrep(genome: Genome): number[] | null {
  const { dimensions } = modelKinds.brep;
  const target = new Float64Array(dimensions);
  structure(genome, dimensions).addTo(target, weights.structure);
  const total = genome.faces.reduce((sum, { area }) => sum + (area ?? 0), 0);
  const size = total > 0 ? Math.sqrt(total) : null;
  if (size !== null) {
    areas(genome, dimensions, total).addTo(target, weights.areas);
    lengths(genome, dimensions, size).addTo(target, weights.lengths);
    radii(genome, dimensions, size).addTo(target, weights.radii);
  }
  angles(genome, dimensions).addTo(target, weights.angles);
  return unitVector(target);
}

function structure({ faces, adjacency }: Genome, dimensions: number): HashedCounts {
  const neighbours = new Map<number, { edge: string; face: number }[]>(faces.map(({ id }) => [id, []]));
  for (const { face1, face2, convexity, curve } of adjacency) {
    const edge = `${convexity}/${curve}`;
    neighbours.get(face1)?.push({ edge, face: face2 });
    neighbours.get(face2)?.push({ edge, face: face1 });
  }
  const counts = new HashedCounts(dimensions);
  let labels = new Map(faces.map(({ id, type }) => [id, type]));
  for (const label of labels.values()) counts.add(`0:${label}`);
  for (const around of neighbours.values()) counts.add(`degree:${Math.min(around.length, 32)}`);
  for (let round = 1; round <= rounds; round++) {
    const previous = labels;
    labels = new Map(
      faces.map(({ id }) => {
        const around = (neighbours.get(id) ?? []).map(({ edge, face }) => `${edge}>${previous.get(face) ?? ''}`).sort();
        return [id, hash32(`${previous.get(id) ?? ''}|${around.join(',')}`).toString(36)];
      }),
    );
    for (const label of labels.values()) counts.add(`${round}:${label}`);
  }
  return counts;
}

function areas({ faces }: Genome, dimensions: number, total: number): HashedCounts {
  const counts = new HashedCounts(dimensions);
  for (const { type, area } of faces) counts.addSize(`area:${type}`, (area ?? 0) / total, step);
  return counts;
}

function lengths({ adjacency }: Genome, dimensions: number, size: number): HashedCounts {
  const counts = new HashedCounts(dimensions);
  for (const { curve, convexity, length } of adjacency) counts.addSize(`edge:${curve}/${convexity}`, (length ?? 0) / size, step);
  return counts;
}

function radii({ faces }: Genome, dimensions: number, size: number): HashedCounts {
  const counts = new HashedCounts(dimensions);
  for (const { type, radius } of faces) counts.addSize(`radius:${type}`, (radius ?? 0) / size, step);
  return counts;
}

function angles({ adjacency }: Genome, dimensions: number): HashedCounts {
  const counts = new HashedCounts(dimensions);
  for (const { angle, convexity } of adjacency) {
    if (angle !== null) counts.add(`angle:${convexity}:${Math.round(angle / 5)}`);
  }
  return counts;
}
