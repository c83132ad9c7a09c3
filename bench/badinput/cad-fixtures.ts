import type { KernelApi, Shape } from '../../processors/cad/kernel/api.js';
import { loadKernel } from '../../processors/cad/kernel/load.js';
import type { Fixture } from './fixture.js';

/** What the kernel offers for writing; the fleet itself only reads. */
interface WritingKernel extends KernelApi {
  readonly FS: KernelApi['FS'] & { readFile(path: string): Uint8Array };
  readonly BRepTools: KernelApi['BRepTools'] & { Write_3(shape: Shape, path: string, progress: unknown): boolean };
  readonly BRepPrimAPI_MakeBox_2: new (dx: number, dy: number, dz: number) => { Shape(): Shape };
  readonly BRepPrimAPI_MakeCylinder_1: new (radius: number, height: number) => { Shape(): Shape };
  readonly STEPControl_StepModelType: { readonly STEPControl_AsIs: unknown };
  readonly STEPControl_Writer_1: new () => {
    Transfer(shape: Shape, mode: unknown, compGraph: boolean, progress: unknown): unknown;
    Write(path: string): unknown;
  };
  readonly IGESControl_Writer_1: new () => {
    AddShape(shape: Shape, progress: unknown): boolean;
    ComputeModel(): void;
    Write_2(path: string, fnes: boolean): boolean;
  };
}

/** A box and a cylinder in the three formats of the kernel, written by the kernel itself. */
export async function cadFixtures(): Promise<Record<'step' | 'iges' | 'brep', Fixture[]>> {
  const api = (await loadKernel()).api as WritingKernel;
  const shapes = {
    box: new api.BRepPrimAPI_MakeBox_2(30, 20, 10).Shape(),
    cylinder: new api.BRepPrimAPI_MakeCylinder_1(8, 40).Shape(),
  };
  const written = { step: [] as Fixture[], iges: [] as Fixture[], brep: [] as Fixture[] };
  for (const [name, shape] of Object.entries(shapes)) {
    written.step.push({ name: `${name}.stp`, bytes: stepOf(api, shape) });
    written.iges.push({ name: `${name}.igs`, bytes: igesOf(api, shape) });
    written.brep.push({ name: `${name}.brep`, bytes: brepOf(api, shape) });
  }
  return written;
}

function stepOf(api: WritingKernel, shape: Shape): Buffer {
  const writer = new api.STEPControl_Writer_1();
  writer.Transfer(shape, api.STEPControl_StepModelType.STEPControl_AsIs, true, new api.Message_ProgressRange_1());
  writer.Write('/fixture.stp');
  return taken(api, '/fixture.stp');
}

function igesOf(api: WritingKernel, shape: Shape): Buffer {
  const writer = new api.IGESControl_Writer_1();
  writer.AddShape(shape, new api.Message_ProgressRange_1());
  writer.ComputeModel();
  writer.Write_2('/fixture.igs', false);
  return taken(api, '/fixture.igs');
}

function brepOf(api: WritingKernel, shape: Shape): Buffer {
  api.BRepTools.Write_3(shape, '/fixture.brep', new api.Message_ProgressRange_1());
  return taken(api, '/fixture.brep');
}

function taken(api: WritingKernel, path: string): Buffer {
  const bytes = Buffer.from(api.FS.readFile(path));
  api.FS.unlink(path);
  return bytes;
}
