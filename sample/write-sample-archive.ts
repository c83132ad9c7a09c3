import { createHash } from 'node:crypto';
import { access, copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { dropKernel } from '../processors/cad/kernel/load.js';
import { makeContent } from './make-content.js';
import { planArchive } from './plan/plan-archive.js';
import type { PlannedFile } from './plan/planned-file.js';
import { type WrittenFacts, fileLine, truthName } from './truth/file-line.js';
import { familiesOf } from './truth/families.js';
import { currentVersions, groupsOf } from './truth/groups.js';
import { LineFile } from './truth/line-file.js';
import { type SampleArchiveSummary, SummaryCounter } from './truth/summary.js';

export type { SampleArchiveSummary } from './truth/summary.js';

export interface SampleArchiveOptions {
  readonly files: number;
  readonly seed: number;
  /** Writes the truth alone: paths, groups and codes of any number of files, without contents. */
  readonly namesOnly?: boolean;
}

/**
 * Writes an archive of real files under `dir`, and what is true of it under `<dir>-truth`: files.jsonl, groups.jsonl, families.jsonl,
 * summary.json and, per readable document, pdf/*.json, dxf/*.json, creo/*.json, step/*.json. The same options give the same bytes. A finished archive with the same options is
 * left as it is; one that was interrupted is written anew.
 * @throws {Error} when `dir` or its truth folder holds anything else.
 */
export async function writeSampleArchive(dir: string, options: SampleArchiveOptions): Promise<SampleArchiveSummary> {
  const { files, seed, namesOnly = false } = options;
  if (!Number.isInteger(files) || files < 1) throw new RangeError(`files must be a whole number above zero, not ${files}`);
  const directory = resolve(dir);
  const truthDirectory = `${directory}-truth`;
  const summaryPath = join(truthDirectory, 'summary.json');
  const marker = join(truthDirectory, 'unfinished.json');
  if (await exists(marker)) {
    await rm(directory, { recursive: true, force: true });
    await rm(truthDirectory, { recursive: true, force: true });
  }
  const finished = await readSummary(summaryPath);
  if (finished?.seed === seed && finished.files === files && finished.names_only === namesOnly)
    return { ...finished, directory, truth_directory: truthDirectory };
  for (const folder of [directory, truthDirectory]) await refuseOccupied(folder);
  await mkdir(directory, { recursive: true });
  for (const folder of ['pdf', 'dxf', 'creo', 'step']) await mkdir(join(truthDirectory, folder), { recursive: true });
  await writeFile(marker, JSON.stringify({ seed, files }));

  const counter = new SummaryCounter();
  const fileLines = new LineFile(join(truthDirectory, 'files.jsonl'));
  const groupLines = new LineFile(join(truthDirectory, 'groups.jsonl'));
  const familyLines = new LineFile(join(truthDirectory, 'families.jsonl'));
  const writer = namesOnly ? new NameWriter(seed) : new FileWriter(seed, directory, truthDirectory);
  for (const job of planArchive(seed, files)) {
    counter.job();
    const current = currentVersions(job.files);
    for (const file of job.files) {
      const written = await writer.write(file);
      counter.file(file, written.size ?? 0);
      await fileLines.write(fileLine(file, current, written));
    }
    for (const group of groupsOf(job.files, current)) {
      counter.group(group);
      await groupLines.write(group);
    }
    for (const family of familiesOf(job.files)) await familyLines.write(family);
    writer.endJob();
  }
  dropKernel();
  await familyLines.close();
  await fileLines.close();
  await groupLines.close();
  const summary = counter.summary({ directory, truth_directory: truthDirectory, seed, names_only: namesOnly });
  await writeFile(summaryPath, `${JSON.stringify({ ...summary, directory: undefined, truth_directory: undefined }, null, 2)}\n`);
  await rm(marker);
  return summary;
}

/** Writes each file and the truth about its content. */
class FileWriter {
  readonly #seed: number;
  readonly #directory: string;
  readonly #truthDirectory: string;
  readonly #folders = new Set<string>();
  /** Of the current job: a copy never reaches back further. */
  readonly #written = new Map<string, WrittenFacts>();

  constructor(seed: number, directory: string, truthDirectory: string) {
    this.#seed = seed;
    this.#directory = directory;
    this.#truthDirectory = truthDirectory;
  }

  async write(file: PlannedFile): Promise<WrittenFacts> {
    const target = join(this.#directory, ...file.path.split('/'));
    await this.#makeFolder(dirname(target));
    const written =
      file.content.type === 'copy' ? await this.#copy(file.content.of, target) : await this.#create(file, file.content, target);
    this.#written.set(file.path, written);
    return written;
  }

  endJob(): void {
    this.#written.clear();
    this.#folders.clear();
  }

  async #makeFolder(folder: string): Promise<void> {
    if (this.#folders.has(folder)) return;
    await mkdir(folder, { recursive: true });
    this.#folders.add(folder);
  }

  async #copy(original: string, target: string): Promise<WrittenFacts> {
    const written = this.#written.get(original);
    if (written === undefined) throw new Error(`${original} is copied before it is written`);
    await copyFile(join(this.#directory, ...original.split('/')), target);
    return written;
  }

  async #create(
    file: PlannedFile,
    content: Exclude<PlannedFile['content'], { type: 'copy' }>,
    target: string,
  ): Promise<WrittenFacts> {
    const { bytes, truth } = await makeContent(this.#seed, file.path, content);
    await writeFile(target, bytes);
    const contentHash = createHash('sha256').update(bytes).digest('hex');
    if (truth === null) return { size: bytes.length, contentHash, truth: null };
    const name = `${truth.format}/${truthName(file.path)}`;
    const baseName = file.path.slice(file.path.lastIndexOf('/') + 1);
    await writeFile(
      join(this.#truthDirectory, name),
      `${JSON.stringify({ file: baseName, path: file.path, ...truth.truth }, null, 1)}\n`,
    );
    return { size: bytes.length, contentHash, truth: name };
  }
}

/** Stands in for contents: the hash of a name is the same for copies and different for everything else. */
class NameWriter {
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  write(file: PlannedFile): Promise<WrittenFacts> {
    const contentHash = createHash('sha256')
      .update(`${this.#seed}\u0001${file.duplicateOf ?? file.path}`)
      .digest('hex');
    return Promise.resolve({ size: null, contentHash, truth: null });
  }

  endJob(): void {
    // Nothing is kept.
  }
}

async function readSummary(path: string): Promise<SampleArchiveSummary | null> {
  if (!(await exists(path))) return null;
  return JSON.parse(await readFile(path, 'utf8')) as SampleArchiveSummary;
}

async function refuseOccupied(folder: string): Promise<void> {
  if (!(await exists(folder))) return;
  const entries = await readdir(folder);
  if (entries.length > 0) throw new Error(`${folder} is not empty and holds another archive; choose an empty folder`);
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
