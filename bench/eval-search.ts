import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UploadReader } from '../adapters/extraction/read-upload.js';
import { writeSampleArchive } from '../sample/write-sample-archive.js';
import { openBenchDatabase } from './link/database.js';
import { readDrawings, type DrawingTruth } from './search/archive-truth.js';
import { writeFamilies } from './search/family-archive.js';
import { hnswRecall } from './search/hnsw-recall.js';
import { askForKnownItems, itemKinds } from './search/known-items.js';
import { percentile } from './search/percentile.js';
import { runArchive } from './search/run-archive.js';
import { similarRecall } from './search/similar-recall.js';

/**
 * What the search finds, on archives that go through a whole run first:
 * - known items of a sample archive, as its truth has them, among the first ten results;
 * - turned, mirrored and scaled copies of parts, and the model of a drawing, among the ten most similar. Half of the families are for
 *   choosing weights; the figures are of the other half, which nothing is tuned on;
 * - neighbours by the HNSW indexes against exact search.
 * `--files N`, `--families N`, `--vectors N`; 0 leaves a part out, and its figure is null.
 */

const targets = { known: 0.99, similar: 0.9, hnsw: 0.98 };
const testSeed = 20_262;
const tuningSeed = 11;

const files = option('--files', 300);
const families = option('--families', 24);
const vectors = option('--vectors', 100_000);
const folder = await mkdtemp(join(tmpdir(), 'fleet-eval-search-'));
const known = files === 0 ? null : await inDatabase(knownItems);
const similar = families === 0 ? null : await inDatabase(similarParts);
const hnsw = vectors === 0 ? null : await inDatabase(neighbours);
await rm(folder, { recursive: true, force: true });
if ((known ?? 1) < targets.known || (similar?.least ?? 1) < targets.similar || (hnsw ?? 1) < targets.hnsw) process.exitCode = 1;
console.log(
  JSON.stringify({
    known_item_recall10: known,
    similar_recall10_min: similar?.least ?? null,
    similar_recall10: similar?.recalls ?? {},
    hnsw_recall10_min: hnsw,
    files,
    families,
    vectors_per_kind: vectors,
  }),
);

type Database = Awaited<ReturnType<typeof openBenchDatabase>>;

async function inDatabase<T>(measure: (database: Database) => Promise<T>): Promise<T> {
  const database = await openBenchDatabase();
  try {
    return await measure(database);
  } finally {
    await database.close();
  }
}

/** Share of items found, of drawings whose letters are text; what went through OCR is printed beside it. */
async function knownItems({ sql, url, what }: Database): Promise<number> {
  const archive = join(folder, 'sample');
  const { truth_directory: truth } = await writeSampleArchive(archive, { files, seed: 7, namesOnly: false });
  await runArchive(url, join(folder, 'sample-local'), archive);
  const drawings = readDrawings(truth);
  console.log(`\nknown items of a sample archive of ${files} files, in ${what}`);
  console.log('kind        letters    asked  found  recall@10  p50 ms  p95 ms');
  let [asked, found] = [0, 0];
  for (const kind of itemKinds) {
    for (const isNative of [true, false]) {
      const of = (drawing: DrawingTruth): boolean => drawing.isNative === isNative;
      const recall = await askForKnownItems(sql, drawings.filter(of), kind);
      if (isNative) [asked, found] = [asked + recall.asked, found + recall.found];
      const times = [0.5, 0.95].map((share) => percentile(recall.timesMs, share).toFixed(1).padStart(7)).join(' ');
      const counts = `${String(recall.asked).padStart(6)} ${String(recall.found).padStart(6)}`;
      const share = (recall.found / recall.asked).toFixed(4).padStart(10);
      console.log(`${kind.padEnd(11)} ${(isNative ? 'text' : 'drawn').padEnd(9)} ${counts} ${share} ${times}`);
      for (const miss of recall.misses.slice(0, 10)) console.log(`  not found: ${miss}`);
    }
  }
  return found / asked;
}

async function similarParts({ sql, url, what }: Database): Promise<{ least: number; recalls: Record<string, number> }> {
  const uploads = new UploadReader(1);
  try {
    console.log(`\nsimilar parts, ${families} families in ${what}`);
    console.log('families    transformation      asked  found  recall@10');
    // Both halves are in one archive: each is among the other's distractors.
    const archive = join(folder, 'families');
    const tuning = await writeFamilies(join(archive, 'a'), Math.floor(families / 2), tuningSeed);
    const test = await writeFamilies(join(archive, 'b'), Math.ceil(families / 2), testSeed);
    await runArchive(url, join(folder, 'families-local'), archive);
    let recalls: Record<string, number> = {};
    for (const [half, prefix, list] of [
      ['tuning', 'a/', tuning],
      ['test', 'b/', test],
    ] as const) {
      const found = await similarRecall(sql, list, prefix, uploads);
      recalls = Object.fromEntries([...found].map(([name, recall]) => [name, recall.found / recall.asked]));
      for (const [name, recall] of found) {
        const counts = `${String(recall.asked).padStart(6)} ${String(recall.found).padStart(6)}`;
        console.log(`${half.padEnd(11)} ${name.padEnd(18)} ${counts} ${(recall.found / recall.asked).toFixed(4).padStart(10)}`);
      }
    }
    return { least: Math.min(...Object.values(recalls)), recalls };
  } finally {
    uploads.close();
  }
}

async function neighbours({ sql, what }: Database): Promise<number> {
  console.log(`\nHNSW against exact search: ${vectors} vectors of each kind in ${what}`);
  return Math.min(...(await hnswRecall(sql, vectors)).values());
}

function option(name: string, otherwise: number): number {
  const at = process.argv.indexOf(name);
  const value = Number(process.argv[at + 1]);
  return at < 0 || !Number.isInteger(value) || value < 0 ? otherwise : value;
}
