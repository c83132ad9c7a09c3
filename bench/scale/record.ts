import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ChildPool } from '../../adapters/extraction/child-pool.js';
import { extractDocument } from '../../adapters/extraction/extract-document.js';
import type { Facts } from '../../queues/contract/facts.js';
import type { Format } from '../../queues/contract/formats.js';
import { writeSampleArchive } from '../../sample/write-sample-archive.js';
import { hasText, readTruth, type TruthLine } from '../fleet/readable.js';

/** Of one format; the million files share them. */
const recordedPerFormat = 8;
/** What the catalogue holds and somebody extracts. */
const formats: readonly string[] = ['dxf', 'pdf', 'creo_prt', 'creo_asm'] satisfies Format[];
const archiveFiles = 200;
const seed = 7;

/**
 * What the real processors make of a few files of a generated archive: what the recorded extractor answers with. Scans are left out;
 * they take two seconds each.
 */
export async function recordFacts(folder: string, children: number): Promise<Facts[]> {
  const { truth_directory: truth } = await writeSampleArchive(folder, { files: archiveFiles, seed });
  const pool = new ChildPool(children, { artifactFolder: join(folder, '..', 'recorded-artifacts') });
  try {
    const answers = (await choose(truth)).map(async ({ path: name, format }) => {
      const path = join(folder, name);
      const { size: sizeBytes } = await stat(path);
      return extractDocument(pool, { path, name, format: format as Format, sizeBytes });
    });
    return (await Promise.all(answers)).filter(({ status }) => status === 'completed');
  } finally {
    pool.close();
  }
}

async function choose(truth: string): Promise<TruthLine[]> {
  const chosen: TruthLine[] = [];
  for (const line of await readTruth(truth)) {
    if (line.status !== 'completed' || !formats.includes(line.format)) continue;
    if (chosen.filter(({ format }) => format === line.format).length >= recordedPerFormat) continue;
    if (line.format !== 'pdf' || (await hasText(truth, line))) chosen.push(line);
  }
  return chosen;
}
