import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pdfProcessor } from '../processors/pdf/processor.js';
import type { Extraction } from '../queues/contract/facts.js';
import type { RunEngine } from '../queues/contract/processor.js';
import type { PdfTruth } from '../sample/pdf/pdf-truth.js';
import { writeSampleArchive } from '../sample/write-sample-archive.js';
import { PrintedRecall } from './pdf/printed.js';
import { addDocument, emptyScores, f1, titleF1, titleFields, type Scores } from './pdf/score.js';

/**
 * Reads drawings of which is known what they say, and counts what was found: the corpus' (`EXTRACTION_CORPUS`), read by eye, and those of a
 * sample archive (`--files N`), stroked and scanned sheets among them. Fails when a target of the design is missed.
 */

const targets = { title: 0.9, dimensions: 0.85, bom: 0.9, printed: 0.9 };

const asked = Number(process.argv[process.argv.indexOf('--files') + 1]);
const sampleFiles = asked > 0 ? asked : 120;
const silent = { stage: () => undefined, keep: null };

/** Through the chain of engines as a worker does, but in this process. */
async function read(file: string): Promise<Extraction> {
  const bytes = new Uint8Array(readFileSync(file));
  const run: RunEngine = async (name) => {
    const engine = pdfProcessor.engines[name];
    if (!engine) throw new Error(`no engine ${name}`);
    return (await engine.load())({ name: path.basename(file), format: 'pdf', bytes }, silent);
  };
  return pdfProcessor.chain(run, {
    name: path.basename(file),
    companions: () => Promise.resolve([]),
    creo: { mode: 'auto', ask: (call) => call() },
  });
}

const corpusFolder = path.resolve(process.env['EXTRACTION_CORPUS'] ?? '../shared/corpus', 'pdf');
const scorer = path.resolve(corpusFolder, '../../tools/pdf-score.mjs');
const work = await mkdtemp(path.join(tmpdir(), 'fleet-eval-pdf-'));
try {
  const corpus = await evaluateCorpus();
  if (corpus) print('corpus, read by eye', corpus);
  else console.log(`NOT MEASURED: no drawings with truth at ${corpusFolder}; set EXTRACTION_CORPUS`);
  const { scores: sample, pictured } = await evaluateSample();
  print('sample archive', sample);
  console.log(`stroked and scanned sheets: characters ${pictured.characters ?? '-'}, numbers ${pictured.numbers ?? '-'}`);
  const invented = sample.invented + (corpus?.invented ?? 0);
  console.log(`drawing numbers reported for documents that state none: ${invented}`);
  if (isMissed(corpus) || (pictured.characters ?? 1) < targets.printed || (pictured.numbers ?? 1) < targets.printed)
    process.exitCode = 1;
  console.log(
    JSON.stringify({
      corpus: corpus && figures(corpus),
      sample: figures(sample),
      pictured_characters: pictured.characters,
      pictured_numbers: pictured.numbers,
      invented_numbers: invented,
    }),
  );
} finally {
  await rm(work, { recursive: true, force: true });
}

async function evaluateCorpus(): Promise<Scores | null> {
  const truths = path.join(corpusFolder, 'truth');
  if (!existsSync(truths)) return null;
  const scores = emptyScores();
  const facts: string[] = [];
  for (const name of readdirSync(corpusFolder).filter((file) => /\.pdf$/i.test(file))) {
    const truth = path.join(truths, `${name}.json`);
    if (!existsSync(truth)) continue;
    const extraction = await read(path.join(corpusFolder, name));
    facts.push(JSON.stringify({ file: name, ...extraction }));
    addDocument(scores, extraction, JSON.parse(readFileSync(truth, 'utf8')) as PdfTruth);
  }
  if (existsSync(scorer)) {
    const file = path.join(work, 'facts.jsonl');
    await writeFile(file, facts.join('\n'));
    console.log(`${path.basename(scorer)} over ${facts.length} documents of the corpus:`);
    console.log(execFileSync(process.execPath, [scorer, file, truths], { encoding: 'utf8' }).trimEnd());
  }
  return scores;
}

async function evaluateSample(): Promise<{ scores: Scores; pictured: PrintedRecall }> {
  const archive = await writeSampleArchive(path.join(work, 'archive'), { files: sampleFiles, seed: 7 });
  const scores = emptyScores();
  const pictured = new PrintedRecall();
  for (const line of readFileSync(path.join(archive.truth_directory, 'files.jsonl'), 'utf8').split('\n')) {
    if (line === '') continue;
    const file = JSON.parse(line) as { path: string; format: string; truth: string | null };
    if (file.format !== 'pdf' || file.truth === null) continue;
    const truth = JSON.parse(readFileSync(path.join(archive.truth_directory, file.truth), 'utf8')) as PdfTruth;
    const facts = await read(path.join(archive.directory, file.path));
    addDocument(scores, facts, truth);
    if (truth.text !== 'native') {
      pictured.add(
        facts.texts.map(({ text }) => text),
        truth.printed_texts,
      );
    }
  }
  return { scores, pictured };
}

function figures(scores: Scores): Record<string, number | null> {
  return {
    files: scores.files,
    title_block_f1: titleF1(scores),
    dimensions_f1: f1(scores.dimensions),
    tolerances_f1: f1(scores.tolerances),
    bom_f1: f1(scores.bom),
  };
}

function isMissed(scores: Scores | null): boolean {
  if (!scores) return false;
  const [title, dimensions, bom] = [titleF1(scores), f1(scores.dimensions), f1(scores.bom)];
  return (title ?? 1) < targets.title || (dimensions ?? 1) < targets.dimensions || (bom ?? 1) < targets.bom;
}

function print(what: string, scores: Scores): void {
  console.log(`${what}: ${scores.files} documents`);
  const rows = [
    ...titleFields.map((field) => [field, scores.fields[field]] as const),
    ['dimensions', scores.dimensions] as const,
    ['tolerances', scores.tolerances] as const,
    ['parts list rows', scores.bom] as const,
  ];
  for (const [name, count] of rows) {
    const { hit, want, got } = count;
    console.log(`  ${name.padEnd(18)} F1 ${String(f1(count) ?? '-').padEnd(7)} ${hit} right of ${want} stated, ${got} reported`);
  }
}
