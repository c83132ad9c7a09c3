import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { classifyName } from '../../processors/inventory/classify-name.js';
import { detectFormat, headBytes } from '../../processors/inventory/detect-format.js';
import { creoNativeFixture } from '../../sample/creo/native-fixture.js';
import { Random } from '../../sample/random.js';
import { writeSampleArchive } from '../../sample/write-sample-archive.js';

type Kind = 'dxf' | 'pdf' | 'creo_json' | 'creo_prt';
const patternFiles = 120;
/** Larger drawings would make a suite of ten thousand files long, and the fleet's part in it small. */
const largestBytes = 60_000;
/** Mostly small DXF, some of the rest; scans are left out, as one of them takes as long as hundreds of the others. */
const shares: readonly (readonly [Kind, number])[] = [
  ['dxf', 90],
  ['pdf', 2],
  ['creo_json', 4],
  ['creo_prt', 4],
];

/** Makes archives of files that are all different, out of a few patterns. */
export class ArchiveMaker {
  readonly #patterns: ReadonlyMap<Kind, readonly Buffer[]>;

  private constructor(patterns: ReadonlyMap<Kind, readonly Buffer[]>) {
    this.#patterns = patterns;
  }

  /** @param folder for the sample archive that the patterns are taken from */
  static async create(folder: string, seed: number): Promise<ArchiveMaker> {
    await writeSampleArchive(folder, { files: patternFiles, seed });
    const truths = await readFile(join(`${folder}-truth`, 'files.jsonl'), 'utf8');
    const sound = new Set<string>();
    for (const line of truths.trim().split('\n')) {
      const { path, status, truth } = JSON.parse(line) as { path: string; status: string; truth: string | null };
      if (status === 'completed' && !(await isScan(`${folder}-truth`, truth))) sound.add(path);
    }
    const patterns = new Map<Kind, Buffer[]>([['creo_prt', [creoNativeFixture('plate', 'prt', 1, 1)]]]);
    for (const path of (await readdir(folder, { recursive: true })).filter((key) => sound.has(key.replaceAll('\\', '/')))) {
      const bytes = await readFile(join(folder, path));
      const format = detectFormat(bytes.subarray(0, headBytes), classifyName(path).extension, basename(path));
      if (bytes.length > largestBytes || (format !== 'dxf' && format !== 'pdf' && format !== 'creo_json')) continue;
      if (format === 'dxf' && bytes.toString('latin1', 0, 6) === 'AutoCA') continue;
      patterns.set(format, [...(patterns.get(format) ?? []), bytes]);
    }
    return new ArchiveMaker(patterns);
  }

  /** Writes `files` files below `folder`, none of which has the content of another, of this archive or of any other. */
  async write(folder: string, files: number, seed: number, poisons: readonly string[]): Promise<void> {
    const random = Random.of(seed, folder);
    const names = Array.from({ length: files - poisons.length }, (_, number) => this.#file(random, number));
    const poisoned = poisons.map((name) => [`${name}.dxf`, this.#unlike('dxf', random)] as const);
    for (const [name, bytes] of [...names, ...poisoned]) {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    }
  }

  #file(random: Random, number: number): readonly [name: string, bytes: Buffer] {
    const kind = random.weighted(shares.filter(([name]) => this.#patterns.has(name)));
    const ending = { dxf: 'dxf', pdf: 'pdf', creo_json: 'prt.json', creo_prt: 'prt.1' }[kind];
    return [`job-${Math.floor(number / 40)}/${10_000 + number}.${ending}`, this.#unlike(kind, random)];
  }

  /** A pattern with a comment that no other file has, where its format allows one. */
  #unlike(kind: Kind, random: Random): Buffer {
    const pattern = random.pick(this.#patterns.get(kind) ?? []);
    const mark = `${random.int(0, 2 ** 31)}-${random.int(0, 2 ** 31)}`;
    switch (kind) {
      case 'dxf':
        return Buffer.concat([Buffer.from(`999\n${mark}\n`), pattern]);
      case 'pdf':
        return Buffer.concat([pattern, Buffer.from(`\n%${mark}\n`)]);
      case 'creo_json':
        return Buffer.from(JSON.stringify({ ...(JSON.parse(pattern.toString('utf8')) as object), exporter: mark }));
      case 'creo_prt':
        return Buffer.concat([pattern, Buffer.from(`# ${mark}\n`)]);
    }
  }
}

async function isScan(truthFolder: string, truth: string | null): Promise<boolean> {
  if (truth === null) return false;
  const { text } = JSON.parse(await readFile(join(truthFolder, truth), 'utf8')) as { text?: unknown };
  return typeof text === 'string' && text !== 'native';
}
