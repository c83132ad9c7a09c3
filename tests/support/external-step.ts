import type { Document, ExtendedString, Label } from '../../processors/cad/kernel/exchange-api.js';
import type { Handle } from '../../processors/cad/kernel/owned.js';
import type { Shape } from '../../processors/cad/kernel/shape-api.js';
import { loadKernel } from '../../processors/cad/kernel/use.js';
import type { BuildingApi } from '../../sample/solid/building-api.js';

interface WritingKernel extends Omit<BuildingApi, 'STEPCAFControl_Writer_1'> {
  readonly BRepPrimAPI_MakeBox_2: new (dx: number, dy: number, dz: number) => { Shape(): Shape };
  readonly STEPCAFControl_Writer_1: new () => {
    Transfer_1(document: Handle<Document>, mode: unknown, multiFile: string, progress: unknown): boolean;
    Write(path: string): unknown;
  };
}

/** An assembly `frame.stp` whose two parts, boxes of the given sizes, are in `bar.stp` and `post.stp` beside it, as the kernel writes it. */
export async function externalAssembly(
  sizes: Readonly<Record<'bar' | 'post', readonly [number, number, number]>>,
): Promise<Map<string, Buffer>> {
  const api = (await loadKernel()).api as unknown as WritingKernel;
  const text = (value: string): ExtendedString => new api.TCollection_ExtendedString_2(value, true);
  const document = new api.TDocStd_Document(text('XmlOcaf'));
  const handle = new api.Handle_TDocStd_Document_2(document);
  const table = api.XCAFDoc_DocumentTool.ShapeTool(document.Main()).get();
  const named = (label: Label, name: string): Label => {
    api.TDataStd_Name.Set_1(label, text(name));
    return label;
  };
  const root = named(table.NewShape(), 'frame');
  for (const [name, size] of Object.entries(sizes)) {
    const part = named(table.AddShape(new api.BRepPrimAPI_MakeBox_2(...size).Shape(), false, true), name);
    named(table.AddComponent_1(root, part, new api.TopLoc_Location_2(new api.gp_Trsf_1())), `${name}:1`);
  }
  table.UpdateAssemblies();
  const writer = new api.STEPCAFControl_Writer_1();
  writer.Transfer_1(handle, api.STEPControl_StepModelType.STEPControl_AsIs, '', new api.Message_ProgressRange_1());
  writer.Write('/frame.stp');
  const files = ['frame.stp', ...Object.keys(sizes).map((name) => `${name}.stp`)];
  return new Map(
    files.map((name) => {
      const bytes = Buffer.from(api.FS.readFile(`/${name}`));
      api.FS.unlink(`/${name}`);
      return [name, bytes];
    }),
  );
}
