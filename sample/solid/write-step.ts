import type { Shape } from '../../processors/cad/kernel/shape-api.js';
import type { Scope } from '../../processors/cad/kernel/scope.js';
import { transformOf } from './build-solid.js';
import type { BuildingApi } from './building-api.js';

export type StepSchema = 'AP203' | 'AP214IS' | 'AP242DIS';
export type StepUnit = 'MM' | 'INCH';

export interface StepProduct {
  readonly name: string;
  readonly shape: Shape;
  /** Row-major 3 x 4 in the assembly, one per instance; empty for a part on its own. */
  readonly placements: readonly (readonly number[])[];
}

export interface StepFile {
  readonly schema: StepSchema;
  readonly unit: StepUnit;
  /** Null for a single part. */
  readonly assembly: string | null;
  readonly products: readonly StepProduct[];
}

const path = '/sample.step';

/** STEP as the kernel writes it, with a fixed time in the header: the same model gives the same bytes. */
export function writeStep(api: BuildingApi, file: StepFile, scope: Scope): Buffer {
  // The writer takes schema and unit when it is made.
  api.Interface_Static.SetCVal('write.step.schema', file.schema);
  api.Interface_Static.SetCVal('write.step.unit', file.unit);
  const text = (value: string): ReturnType<typeof scope.own> => scope.own(new api.TCollection_ExtendedString_2(value, true));
  const document = new api.TDocStd_Document(text('XmlOcaf'));
  // The handle owns the document; freeing both would free it twice.
  const handle = scope.own(new api.Handle_TDocStd_Document_2(document));
  const table = scope.own(api.XCAFDoc_DocumentTool.ShapeTool(scope.own(document.Main()))).get();
  const root = file.assembly === null ? null : scope.own(table.NewShape());
  for (const product of file.products) {
    const label = scope.own(table.AddShape(product.shape, false, true));
    scope.own(api.TDataStd_Name.Set_1(label, text(product.name)));
    if (root === null) continue;
    product.placements.forEach((matrix, index) => {
      const location = scope.own(new api.TopLoc_Location_2(transformOf(api, matrix, scope)));
      const instance = scope.own(table.AddComponent_1(root, label, location));
      scope.own(api.TDataStd_Name.Set_1(instance, text(`${product.name}:${index + 1}`)));
    });
  }
  if (root !== null) {
    scope.own(api.TDataStd_Name.Set_1(root, text(file.assembly ?? '')));
    table.UpdateAssemblies();
  }
  const writer = scope.own(new api.STEPCAFControl_Writer_1());
  writer.SetNameMode(true);
  const mode = api.STEPControl_StepModelType.STEPControl_AsIs;
  if (!writer.Transfer_1(handle, mode, null, scope.own(new api.Message_ProgressRange_1()))) {
    throw new Error(`the kernel could not turn ${file.products[0]?.name ?? 'nothing'} into STEP`);
  }
  writer.Write(path);
  const bytes = Buffer.from(api.FS.readFile(path));
  api.FS.unlink(path);
  return Buffer.from(bytes.toString('latin1').replace(/(FILE_NAME\('[^']*',)'[^']*'/, "$1'2026-01-05T08:00:00'"), 'latin1');
}
