import { familyVectors, loadModels, loadVectors } from './search/load-vectors.js';
import { openBenchDatabase } from './link/database.js';
import { cosine } from '../processors/embed/vector.js';
import { SimilarQuery, type SimilarSignal } from '../search/contract/similar.js';
import { inSnapshot } from '../search/queries/snapshot.js';
import { nearest } from '../search/similar/candidates.js';
import { signalDefinitions } from '../search/similar/signals.js';

/**
 * HNSW against exact search: of the ten nearest by exact cosine, how many the index brings among its first ten, for each kind of vector at
 * 100,000 vectors (or `--vectors N`) in families, asked through the query of the API. Figures that are not measured here are null.
 */

const target = 0.98;
const queries = 50;
const first = 10;

const asked = Number(process.argv[process.argv.indexOf('--vectors') + 1]);
const count = asked > 0 ? asked : 100_000;
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

const database = await openBenchDatabase();
const recalls = new Map<string, number>();
try {
  const { sql } = database;
  console.log(`${count} vectors of each kind in ${database.what}`);
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
    times.sort((a, b) => a - b);
    const recall = found / times.length;
    recalls.set(signal, recall);
    const at = (share: number): string => (times[Math.ceil(times.length * share) - 1] ?? 0).toFixed(1).padStart(7);
    console.log(
      `${signal.padEnd(12)} ${String(dimensions).padStart(5)} ${recall.toFixed(4).padStart(10)} ${at(0.5)} ${at(0.95)}`,
    );
  }
} finally {
  await database.close();
}
const least = Math.min(...recalls.values());
if (least < target) process.exitCode = 1;
console.log(
  JSON.stringify({
    known_item_recall10: null,
    similar_recall10_min: null,
    similar_recall10: {},
    hnsw_recall10_min: least,
    vectors_per_kind: count,
    hnsw_recall10: Object.fromEntries(recalls),
  }),
);

function exactNearest(vectors: readonly number[][], query: readonly number[]): number[] {
  const scored = vectors.map((vector, at) => [cosine(vector, query), at] as const);
  return scored
    .sort(([a], [b]) => b - a)
    .slice(0, first)
    .map(([, at]) => at);
}
