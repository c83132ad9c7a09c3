import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { classifyName } from '../../processors/inventory/classify-name.js';
import { detectFormat, headBytes } from '../../processors/inventory/detect-format.js';
import { creoNativeFixture } from '../../sample/creo/native-fixture.js';
import type { CreoType } from '../../sample/plan/content-spec.js';
import { writeSampleArchive } from '../../sample/write-sample-archive.js';
import { cadFixtures } from './cad-fixtures.js';
import type { Fixture, Fixtures, InputKind } from './fixture.js';

/** Files of the archive that the fixtures are taken from. */
const archiveFiles = 200;
/** Sound files per kind, the smallest: a mutation of a small file hits structure more often than content. */
const perKind = 12;
const largestBytes = 300_000;
const binaryDxfMark = 'AutoCAD Binary DXF';

/**
 * Sound files of every kind: from a sample archive written to `folder`, the Creo fixture, the kernel's own writers, and the folders of
 * `EXTRACTION_CORPUS` when that is set.
 */
export async function makeFixtures(folder: string, seed: number): Promise<Fixtures> {
  await writeSampleArchive(folder, { files: archiveFiles, seed });
  const found: Record<InputKind, Fixture[]> = {
    pdf: [],
    'dxf-ascii': [],
    'dxf-binary': [],
    ...(await cadFixtures()),
    'creo-json': [],
    'creo-prt': [nativeFixture('prt')],
    'creo-asm': [nativeFixture('asm')],
    'creo-drw': [nativeFixture('drw')],
    other: [],
  };
  for await (const fixture of filesBelow(folder)) found[kindOf(fixture)].push(fixture);
  const corpus = process.env['EXTRACTION_CORPUS'];
  if (corpus !== undefined && corpus !== '') {
    for await (const fixture of filesBelow(corpus)) {
      const kind = kindOf(fixture);
      if (kind !== 'other') found[kind].push(fixture);
    }
  }
  for (const fixtures of Object.values(found)) {
    fixtures.sort((a, b) => a.bytes.length - b.bytes.length || (a.name < b.name ? -1 : 1)).splice(perKind);
  }
  return found;
}

function nativeFixture(type: CreoType): Fixture {
  return { name: `bracket.${type}.3`, bytes: creoNativeFixture('bracket', type, 3, 4711) };
}

async function* filesBelow(folder: string): AsyncGenerator<Fixture> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    if (bytes.length > 0 && bytes.length <= largestBytes) yield { name: basename(entry.name), bytes };
  }
}

function kindOf({ name, bytes }: Fixture): InputKind {
  const format = detectFormat(bytes.subarray(0, headBytes), classifyName(name).extension, name);
  if (format === 'dxf') return bytes.toString('latin1', 0, binaryDxfMark.length) === binaryDxfMark ? 'dxf-binary' : 'dxf-ascii';
  if (format === 'pdf' || format === 'step' || format === 'iges' || format === 'brep') return format;
  const creo: Partial<Record<string, InputKind>> = {
    creo_json: 'creo-json',
    creo_prt: 'creo-prt',
    creo_asm: 'creo-asm',
    creo_drw: 'creo-drw',
  };
  return creo[format] ?? 'other';
}
