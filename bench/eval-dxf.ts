import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extract } from '../processors/dxf/extract.js';
import { ExtractionError } from '../queues/contract/errors.js';
import type { DxfTruth } from '../sample/dxf/dxf-truth.js';
import { writeSampleArchive } from '../sample/write-sample-archive.js';
import { Scores, type Count } from './dxf/score.js';

/**
 * Reads the DXF files of a sample archive (`--files N`, `--seed N`) and counts what was found against what the archive's truth says is in
 * them. With `--verbose` it names the files where something is missing or too much. Fails when a target of the design is missed.
 */

const target = 0.98;
const option = (name: string, missing: number): number => {
  const asked = Number(process.argv[process.argv.indexOf(name) + 1]);
  return asked > 0 ? asked : missing;
};
const isVerbose = process.argv.includes('--verbose');
const silent = { stage: () => undefined, keep: null };

const scores = new Scores();
let refused = 0;
const work = await mkdtemp(path.join(tmpdir(), 'fleet-eval-dxf-'));
try {
  const archive = await writeSampleArchive(path.join(work, 'archive'), {
    files: option('--files', 400),
    seed: option('--seed', 7),
  });
  for (const line of readFileSync(path.join(archive.truth_directory, 'files.jsonl'), 'utf8').split('\n')) {
    if (line === '') continue;
    const file = JSON.parse(line) as { path: string; format: string; truth: string | null };
    if (file.format !== 'dxf' || file.truth === null) continue;
    const truth = JSON.parse(readFileSync(path.join(archive.truth_directory, file.truth), 'utf8')) as DxfTruth;
    await evaluate(path.join(archive.directory, file.path), truth);
  }
} finally {
  await rm(work, { recursive: true, force: true });
}

const rows: readonly (readonly [name: string, count: Count])[] = [
  ['document_class', scores.documentClass],
  ['flat_sizes', scores.flatSizes],
  ['flat_openings', scores.openings],
  ['flat_bends', scores.bends],
  ['title_block', scores.titleBlock],
  ['dimensions', scores.dimensions],
  ['tolerances', scores.tolerances],
  ['parts_list', scores.partsList],
  ['texts', scores.texts],
];
console.log(`${scores.files} DXF files with truth, ${refused} refused`);
console.log(
  `${''.padEnd(18)}${'precision'.padStart(10)}${'recall'.padStart(10)}${'right'.padStart(10)}${'found'.padStart(10)}${'there'.padStart(10)}`,
);
for (const [name, { precision, recall, hit, got, want }] of rows) {
  const numbers = [precision.toFixed(4), recall.toFixed(4), hit, got, want];
  console.log(name.padEnd(18) + numbers.map((number) => String(number).padStart(10)).join(''));
}
if (refused > 0 || rows.some(([, { precision, recall }]) => Math.min(precision, recall) < target)) process.exitCode = 1;
const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;
console.log(
  JSON.stringify({
    files: scores.files,
    refused,
    ...Object.fromEntries(
      rows.flatMap(([name, { precision, recall }]) => [
        [`${name}_precision`, rounded(precision)],
        [`${name}_recall`, rounded(recall)],
      ]),
    ),
  }),
);

async function evaluate(file: string, truth: DxfTruth): Promise<void> {
  const bytes = readFileSync(file);
  try {
    const facts = await extract({ name: path.basename(file), format: 'dxf', bytes }, silent);
    scores.add(facts, truth);
    if (isVerbose) tellMisses(path.basename(file), facts, truth);
  } catch (error) {
    if (!(error instanceof ExtractionError)) throw error;
    refused++;
    console.log(`refused: ${path.basename(file)}: ${error.errorClass}`);
  }
}

function tellMisses(name: string, facts: Awaited<ReturnType<typeof extract>>, truth: DxfTruth): void {
  const own = new Scores();
  own.add(facts, truth);
  const misses = Object.entries(own).flatMap(([what, count]: [string, unknown]) => {
    if (typeof count !== 'object' || count === null) return [];
    const { hit, got, want } = count as Count;
    return hit === got && hit === want ? [] : [`${what} ${hit} of ${want}, ${got} found`];
  });
  if (misses.length > 0) console.log(`${name}: ${misses.join('; ')}`);
}
