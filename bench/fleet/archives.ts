import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSampleArchive, type SampleArchiveOptions } from '../../sample/write-sample-archive.js';
import { hasText, readTruth, type TruthLine } from './readable.js';

/** Which files of a generated archive stay in it. */
export type Choice = (truthFolder: string, file: TruthLine) => boolean | Promise<boolean>;

/** DXF and PDF, scans among them. */
export const drawings: Choice = (_, { format }) => format === 'dxf' || format === 'pdf';

/** DXF, and PDF with text of their own, which need no OCR. */
export const drawingsWithText: Choice = async (truthFolder, file) =>
  file.format === 'dxf' || (file.format === 'pdf' && (await hasText(truthFolder, file)));

/** A generated archive of the files of a choice that can be extracted. */
export async function writeArchive(folder: string, options: SampleArchiveOptions, isChosen: Choice): Promise<void> {
  const { truth_directory: truth } = await writeSampleArchive(folder, options);
  for (const file of await readTruth(truth)) {
    if (file.status !== 'completed' || !(await isChosen(truth, file))) await rm(join(folder, file.path));
  }
}
