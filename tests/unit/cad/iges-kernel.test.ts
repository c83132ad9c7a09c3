import { beforeAll, describe, expect, it } from 'vitest';
import { extractCad } from '../../../processors/cad/extract.js';
import type { Owned } from '../../../processors/cad/kernel/owned.js';
import type { Shape } from '../../../processors/cad/kernel/shape-api.js';
import { loadKernel } from '../../../processors/cad/kernel/use.js';
import type { Extraction } from '../../../queues/contract/facts.js';

interface WritingKernel {
  readonly FS: { readFile(path: string): Uint8Array };
  readonly BRepPrimAPI_MakeBox_2: new (dx: number, dy: number, dz: number) => { Shape(): Shape };
  readonly Message_ProgressRange_1: new () => Owned;
  readonly IGESControl_Writer_2: new (
    unit: string,
    mode: number,
  ) => {
    AddShape(shape: Shape, progress: Owned): boolean;
    ComputeModel(): void;
    Write_2(path: string, isWithFunctions: boolean): boolean;
  };
}

const read = (text: string): Promise<Extraction> =>
  extractCad({ name: 'a.igs', format: 'iges', bytes: Buffer.from(text, 'latin1') }, { stage: () => undefined, keep: null });

describe('the kernel on an IGES box of 10 x 20 x 30', () => {
  let text = '';
  beforeAll(async () => {
    const api = (await loadKernel()).api as unknown as WritingKernel;
    const writer = new api.IGESControl_Writer_2('MM', 1);
    writer.AddShape(new api.BRepPrimAPI_MakeBox_2(10, 20, 30).Shape(), new api.Message_ProgressRange_1());
    writer.ComputeModel();
    writer.Write_2('/box.igs', false);
    text = Buffer.from(api.FS.readFile('/box.igs')).toString('latin1');
  }, 120_000);

  it('knows its unit', async () => {
    const { cad } = await read(text);
    expect(cad).toMatchObject({ units: 'mm', unit_source: 'stated', solids: 1 });
    expect(cad?.volume).toBeCloseTo(6000, 6);
  });

  it('takes inches where the file states none, and says so', async () => {
    expect(text).toContain(',2,2HMM,');
    const { cad, metadata } = await read(text.replace(',2,2HMM,', ',,    ,'));
    expect(cad).toMatchObject({ units: 'inch', unit_source: 'assumed' });
    expect(cad?.volume).toBeCloseTo(6000 * 25.4 ** 3, 0);
    expect(metadata.warnings).toContainEqual(expect.stringContaining('taken as inches'));
  });
});
