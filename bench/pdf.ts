import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { PDFParse } from 'pdf-parse';
import { extract } from '../processors/pdf/engines/pdfium.js';
import { withDocument } from '../processors/pdf/pdfium/document.js';
import { loadPdfium } from '../processors/pdf/pdfium/library.js';
import { pageFrame } from '../processors/pdf/pdfium/geometry.js';
import { readGlyphs } from '../processors/pdf/pdfium/glyphs.js';
import { PageReader } from '../processors/pdf/pdfium/page-reader.js';
import { wordsOf } from '../processors/pdf/text/words.js';
import { CharactersVsPdftotext } from './pdf/characters.js';
import { benchDocuments, type BenchDocument } from './pdf/documents.js';

/**
 * CPU per page of our reading and of pdf-parse's in the same process, characters against pdftotext where the machine has it,
 * and the memory that a thousand files leave behind. CPU, because wall clock means little on a shared machine.
 */

const silent = { stage: () => undefined, keep: null };
const measuredRounds = 3;
const memoryFiles = 1000;
const readingEvery = 20;

/** Words with boxes and angles: what other readers' text extraction is to be compared with. */
async function readWords({ bytes }: BenchDocument): Promise<{ pages: number; text: string }> {
  const pdfium = await loadPdfium();
  return withDocument(pdfium, bytes, (document) => {
    const count = pdfium.c.FPDF_GetPageCount(document);
    const text: string[] = [];
    for (let index = 0; index < count; index++) {
      const page = pdfium.c.FPDF_LoadPage(document, index);
      if (page === 0) continue;
      const { glyphs } = readGlyphs(pdfium, page, pageFrame(pdfium, page), Infinity);
      text.push(...wordsOf(glyphs).map((word) => word.text));
      pdfium.c.FPDF_ClosePage(page);
    }
    return { pages: count, text: text.join('\n') };
  });
}

/** The same with ruling lines, drawn symbols and lines of text: what the analysis needs. */
async function layOutPages({ bytes }: BenchDocument): Promise<void> {
  const pdfium = await loadPdfium();
  await withDocument(pdfium, bytes, (document) =>
    new PageReader(pdfium, document, bytes, silent).readAll(pdfium.c.FPDF_GetPageCount(document)),
  );
}

async function parse({ bytes }: BenchDocument): Promise<void> {
  const parser = new PDFParse({ data: new Uint8Array(bytes), verbosity: 0 });
  try {
    await parser.getText();
  } finally {
    await parser.destroy();
  }
}

/** CPU milliseconds of all documents, best of some rounds after one to warm up. */
async function cpuMs(documents: readonly BenchDocument[], read: (document: BenchDocument) => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let round = 0; round <= measuredRounds; round++) {
    const before = process.cpuUsage();
    for (const document of documents) await read(document);
    const { user, system } = process.cpuUsage(before);
    if (round > 0) best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

/**
 * Growth of the resident set per thousand files. Readings right after a collection, the middle one of each end's window:
 * a single reading swings by a hundred megabytes with the collector's mood.
 */
async function rssGrowthMb(documents: readonly BenchDocument[]): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const readings: number[] = [];
  for (let file = 1; file <= memoryFiles; file++) {
    const document = documents[file % documents.length];
    if (document) await extract({ name: document.name, format: 'pdf', bytes: document.bytes }, silent);
    if (file % readingEvery !== 0) continue;
    collect();
    readings.push(process.memoryUsage.rss() / 2 ** 20);
  }
  const window = 200 / readingEvery;
  const between = memoryFiles - 200;
  return ((middle(readings.slice(-window)) - middle(readings.slice(0, window))) * 1000) / between;
}

function middle(readings: readonly number[]): number {
  return [...readings].sort((a, b) => a - b)[Math.floor(readings.length / 2)] ?? 0;
}

const documents = await benchDocuments();
const characters = new CharactersVsPdftotext();
let pages = 0;
for (const document of documents) {
  const read = await readWords(document);
  pages += read.pages;
  characters.add(document.bytes, read.text);
}
// Before pdf-parse, whose caches would be counted as ours.
const growth = await rssGrowthMb(documents);
const words = await cpuMs(documents, readWords);
const laidOut = await cpuMs(documents, layOutPages);
const whole = await cpuMs(documents, (document) =>
  Promise.resolve(extract({ name: document.name, format: 'pdf', bytes: document.bytes }, silent)),
);
const parsed = await cpuMs(documents, parse);

const row = (what: string, milliseconds: number) =>
  console.log(
    `${what.padEnd(34)} ${(milliseconds / pages).toFixed(2).padStart(8)} ms CPU per page  ${(milliseconds / parsed).toFixed(3)} of pdf-parse`,
  );
console.log(`${documents.length} documents, ${pages} pages`);
row('words with boxes and angles', words);
row('with ruling lines and symbols', laidOut);
row('whole extraction', whole);
row('pdf-parse getText', parsed);
console.log(`resident set grows by ${growth.toFixed(1)} MB per 1,000 files`);
console.log(
  JSON.stringify({
    cpu_vs_pdf_parse: round(words / parsed),
    characters_vs_pdftotext: characters.ratio === null ? null : round(characters.ratio),
    rss_growth_mb_per_1000: Math.round(growth * 10) / 10,
  }),
);

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
