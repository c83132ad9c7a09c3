import { beforeAll, describe, expect, it } from 'vitest';
import { extractCad } from '../../../processors/cad/extract.js';
import type { Owned } from '../../../processors/cad/kernel/owned.js';
import type { Shape } from '../../../processors/cad/kernel/shape-api.js';
import { loadKernel } from '../../../processors/cad/kernel/use.js';
import { detectFormat } from '../../../processors/inventory/detect-format.js';
import type { Extraction } from '../../../queues/contract/facts.js';

interface WritingKernel {
  readonly FS: { readFile(path: string): Uint8Array };
  readonly BRepPrimAPI_MakeBox_2: new (dx: number, dy: number, dz: number) => { Shape(): Shape };
  readonly Message_ProgressRange_1: new () => Owned;
  readonly BinTools_FormatVersion: Readonly<Record<string, unknown>>;
  readonly BinTools: {
    Write_4(shape: Shape, path: string, triangles: boolean, normals: boolean, version: unknown, progress: Owned): boolean;
  };
}

const read = (bytes: Uint8Array): Promise<Extraction> =>
  extractCad({ name: 'a.brep', format: 'brep', bytes }, { stage: () => undefined, keep: null });

describe('a BREP file of the binary form', () => {
  const files = new Map<number, Buffer>();
  beforeAll(async () => {
    const api = (await loadKernel()).api as unknown as WritingKernel;
    const box = new api.BRepPrimAPI_MakeBox_2(10, 20, 30).Shape();
    for (const version of [1, 4]) {
      const format = api.BinTools_FormatVersion[`BinTools_FormatVersion_VERSION_${version}`];
      api.BinTools.Write_4(box, '/box.bin', false, false, format, new api.Message_ProgressRange_1());
      files.set(version, Buffer.from(api.FS.readFile('/box.bin')));
    }
  }, 120_000);

  it.each([1, 4])('is known by its bytes and read: version %i', async (version) => {
    const bytes = files.get(version) ?? Buffer.alloc(0);
    expect(detectFormat(bytes, 'bin', 'box.bin')).toBe('brep');
    const { cad } = await read(bytes);
    expect(cad).toMatchObject({ faces: 6, edges: 12, solids: 1, unit_source: 'unknown' });
    expect(cad?.volume).toBeCloseTo(6000, 6);
  });

  it('is refused when it is cut off', async () => {
    const bytes = files.get(4) ?? Buffer.alloc(0);
    for (const share of [0.1, 0.5, 0.9]) {
      const failure = await read(bytes.subarray(0, Math.floor(share * bytes.length))).catch((error: unknown) => error);
      expect(failure).toMatchObject({ errorClass: 'FILE_CORRUPT' });
    }
  });
});
