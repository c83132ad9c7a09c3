import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { damages } from '../../../bench/badinput/damage.js';
import type { Fixture } from '../../../bench/badinput/fixture.js';
import { creoHeaderTraps, creoJsonTraps } from '../../../bench/badinput/traps/creo.js';
import { dxfTraps } from '../../../bench/badinput/traps/dxf.js';
import { ChildPool } from '../../../adapters/extraction/child-pool.js';
import { extractDocument } from '../../../adapters/extraction/extract-document.js';
import { classifyName } from '../../../processors/inventory/classify-name.js';
import { detectFormat, headBytes } from '../../../processors/inventory/detect-format.js';
import { Facts } from '../../../queues/contract/facts.js';
import { creoNativeFixture } from '../../../sample/creo/native-fixture.js';
import { Random } from '../../../sample/random.js';
import { openTestFolder, smallDxf, type TestFolder } from '../../support/files.js';

/** Damaged files and traps through the real pool of children. */

const sound: readonly Fixture[] = [
  { name: 'a.dxf', bytes: Buffer.from(smallDxf('PLATE')) },
  { name: 'a.prt.1', bytes: creoNativeFixture('a', 'prt', 1, 7) },
  { name: 'a.asm.1', bytes: creoNativeFixture('a', 'asm', 1, 7) },
  { name: 'a.drw.1', bytes: creoNativeFixture('a', 'drw', 1, 7) },
  {
    name: 'a.prt.json',
    bytes: Buffer.from(JSON.stringify({ model_name: 'A.PRT', features: [{ name: 'EXTRUDE_1', type: 'PROTRUSION' }] })),
  },
];
const quickTraps = {
  dxf: ['block_in_itself', 'blocks_that_multiply', 'array_of_inserts', 'giant_coordinates', 'spline_of_high_degree'],
  json: ['deep_objects_in_metadata', 'deep_arrays_in_parameters', 'odd_values_5', 'proto_keys', 'giant_numbers'],
  prt: ['table_of_a_billion_rows', 'table_in_a_circle', 'section_of_four_gigabytes', 'section_of_any_size'],
};

let folder: TestFolder;
let pool: ChildPool;

beforeAll(() => {
  folder = openTestFolder();
  pool = new ChildPool(2, { artifactFolder: join(folder.path, 'artifacts') });
});

afterAll(() => {
  pool.close();
  folder.close();
});

async function outcome({ name, bytes }: Fixture): Promise<string> {
  const path = join(folder.path, 'document');
  writeFileSync(path, bytes);
  const format = detectFormat(bytes.subarray(0, headBytes), classifyName(name).extension, name);
  const facts = Facts.parse(await extractDocument(pool, { path, name, format, sizeBytes: bytes.length }));
  return facts.error_class === 'INTERNAL' ? `INTERNAL ${facts.error ?? ''}` : 'named';
}

describe('damage of every way', () => {
  it.each(Object.entries(damages))('%s ends in facts or a named class', async (way, damage) => {
    for (const file of sound) {
      const random = Random.of(3, way, file.name);
      expect(await outcome(damage(file, random, sound)), file.name).toBe('named');
    }
  });
});

describe('traps', () => {
  const traps = { dxf: dxfTraps(false), json: creoJsonTraps, prt: creoHeaderTraps('PART') };
  const names = { dxf: 'trap.dxf', json: 'trap.prt.json', prt: 'trap.prt.1' };
  const all = (['dxf', 'json', 'prt'] as const).flatMap((kind) => quickTraps[kind].map((trap) => [kind, trap] as const));
  it.each(all)('%s: %s ends in facts or a named class', async (kind, trap) => {
    const bytes = traps[kind][trap]?.();
    if (bytes === undefined) throw new Error(`there is no trap ${trap}`);
    expect(await outcome({ name: names[kind], bytes })).toBe('named');
  });
});
