import type { Sql } from '../../adapters/postgres/connect.js';
import { cosine } from '../../processors/embed/vector.js';
import { SimilarQuery, type SimilarSignal } from '../../search/contract/similar.js';
import { inSnapshot } from '../../search/queries/snapshot.js';
import { nearest } from '../../search/similar/candidates.js';
import { signalDefinitions } from '../../search/similar/signals.js';
import { familyVectors, loadModels, loadVectors } from './load-vectors.js';
import { percentile } from './percentile.js';

const queries = 50;
const first = 10;
const kinds: readonly SimilarSignal[] = [
  'brep',
  'geometry',
  'deepsdf',
  'clip_image',
  'fused',
  'profile',
  'sizes',
  'text',
  'image',
];

/**
 * HNSW against exact search: of the ten nearest by exact cosine, how many the index brings among its first ten, for each kind of vector
 * with so many vectors in families, asked through the query of the API. Prints a row per kind.
 */
export async function hnswRecall(sql: Sql, count: number): Promise<Map<string, number>> {
  const recalls = new Map<string, number>();
  console.log('kind          dims  recall@10  p50 ms  p95 ms');
  const firstFile = await loadModels(sql, count);
  for (const [seed, signal] of kinds.entries()) {
    const { dimensions } = signalDefinitions[signal];
    const vectors = familyVectors(count, dimensions, seed + 1);
    await loadVectors(sql, signal, firstFile, vectors);
    let found = 0;
    const times: number[] = [];
    for (const query of vectors.filter((_, at) => at % Math.ceil(count / queries) === 0)) {
      const exact = exactNearest(vectors, query).map((at) => firstFile + at);
      const start = performance.now();
      const brought = await inSnapshot(sql, async (snapshot) => {
        // A small table is sorted as a whole, which would measure exact search against itself.
        await snapshot`SELECT set_config('enable_sort', 'off', true), set_config('enable_seqscan', 'off', true)`;
        return nearest(snapshot, { signal, method: 'eval', version: '1', vector: query, weight: 1 }, SimilarQuery.parse({}), []);
      });
      times.push(performance.now() - start);
      const head = new Set(brought.slice(0, first));
      found += exact.filter((file) => head.has(file)).length / first;
    }
    const recall = found / times.length;
    recalls.set(signal, recall);
    const figures = [percentile(times, 0.5), percentile(times, 0.95)].map((value) => value.toFixed(1).padStart(7)).join(' ');
    console.log(`${signal.padEnd(12)} ${String(dimensions).padStart(5)} ${recall.toFixed(4).padStart(10)} ${figures}`);
  }
  return recalls;
}

function exactNearest(vectors: readonly number[][], query: readonly number[]): number[] {
  const scored = vectors.map((vector, at) => [cosine(vector, query), at] as const);
  return scored
    .sort(([a], [b]) => b - a)
    .slice(0, first)
    .map(([, at]) => at);
}
