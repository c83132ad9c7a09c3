import type { KernelApi } from '../../processors/cad/kernel/api.js';
import type { Shape } from '../../processors/cad/kernel/shape-api.js';
import { loadKernel } from '../../processors/cad/kernel/use.js';
import type { Fixture } from './fixture.js';

/** What the kernel offers for writing; the fleet itself only reads. */
interface WritingKernel extends KernelApi {
  readonly FS: KernelApi['FS'] & { readFile(path: string): Uint8Array };
  readonly BRepTools: KernelApi['BRepTools'] & { Write_3(shape: Shape, path: string, progress: unknown): boolean };
  readonly BRepPrimAPI_MakeBox_2: new (dx: number, dy: number, dz: number) => { Shape(): Shape };
  readonly BRepPrimAPI_MakeCylinder_1: new (radius: number, height: number) => { Shape(): Shape };
  readonly BRepBuilderAPI_NurbsConvert_2: new (shape: Shape, copy: boolean) => { Shape(): Shape };
  readonly BRepBuilderAPI_Copy_2: new (
    shape: Shape,
    copyGeometry: boolean,
    copyMesh: boolean,
  ) => { Shape(): Shape & { Moved(location: unknown, raise: boolean): Shape } };
  readonly gp_Trsf_1: new () => { SetTranslation_1(by: unknown): void };
  readonly gp_Vec_4: new (x: number, y: number, z: number) => unknown;
  readonly TopLoc_Location_2: new (transform: unknown) => unknown;
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

/**
 * A box and a cylinder in the three formats of the kernel, written by the kernel itself; in BREP also the cylinder of splines alone, and both of them placed in a
 * compound and triangulated, so that every kind of record occurs.
 */
export async function cadFixtures(): Promise<Record<'step' | 'iges' | 'brep', Fixture[]>> {
  const api = (await loadKernel()).api as WritingKernel;
  const shapes = {
    box: new api.BRepPrimAPI_MakeBox_2(30, 20, 10).Shape(),
    cylinder: new api.BRepPrimAPI_MakeCylinder_1(8, 40).Shape(),
  };
  const written = { step: [] as Fixture[], iges: [] as Fixture[], brep: [] as Fixture[] };
  const more = { splines: new api.BRepBuilderAPI_NurbsConvert_2(shapes.cylinder, true).Shape(), placed: placed(api, shapes) };
  for (const [name, shape] of Object.entries(more)) written.brep.push({ name: `${name}.brep`, bytes: brepOf(api, shape) });
  for (const [name, shape] of Object.entries(shapes)) {
    written.step.push({ name: `${name}.stp`, bytes: stepOf(api, shape) });
    written.iges.push({ name: `${name}.igs`, bytes: igesOf(api, shape) });
    written.brep.push({ name: `${name}.brep`, bytes: brepOf(api, shape) });
  }
  return written;
}

function placed(api: WritingKernel, { box, cylinder }: Record<'box' | 'cylinder', Shape>): Shape {
  const [compound, builder] = [new api.TopoDS_Compound(), new api.BRep_Builder()];
  builder.MakeCompound(compound);
  const places = [
    [box, 0],
    [cylinder, 50],
    [box, 90],
  ] as const;
  for (const [shape, x] of places) {
    const transform = new api.gp_Trsf_1();
    transform.SetTranslation_1(new api.gp_Vec_4(x, 0, 0));
    // A copy: the triangles must not be those of the other fixtures.
    const copy = new api.BRepBuilderAPI_Copy_2(shape, true, false).Shape();
    builder.Add(compound, copy.Moved(new api.TopLoc_Location_2(transform), false));
  }
  new api.BRepMesh_IncrementalMesh_2(compound, 0.5, false, 0.5, false);
  return compound;
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
