import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface TruthLine {
  readonly path: string;
  readonly format: string;
  readonly status: string;
  /** Its own file of what is true of it, below the truth folder. */
  readonly truth: string | null;
}

/** What a generated archive says of its files, in the order in which they were written. */
export async function readTruth(truthFolder: string): Promise<TruthLine[]> {
  const lines = (await readFile(join(truthFolder, 'files.jsonl'), 'utf8')).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as TruthLine);
}

/** Whether a PDF holds text of its own, so that it need not be recognised in a picture. */
export async function hasText(truthFolder: string, { truth }: TruthLine): Promise<boolean> {
  if (truth === null) return false;
  return (JSON.parse(await readFile(join(truthFolder, truth), 'utf8')) as { text: string }).text === 'native';
}
