import type { Document, ExtendedString, Label } from '../../processors/cad/kernel/exchange-api.js';
import type { EnumValue, Handle, Owned } from '../../processors/cad/kernel/owned.js';
import type { Shape } from '../../processors/cad/kernel/shape-api.js';

/** The part of the kernel that builds and writes shapes, as `opencascade.js` names it; the readers' part is the processors' `KernelApi`. */

interface Builds extends Owned {
  Shape(): Shape;
}

interface Wires extends Owned {
  Add_1(edge: Shape): void;
  Wire(): Shape;
}

interface Edges extends Owned {
  Edge(): Shape;
}

interface Faces extends Owned {
  Face(): Shape;
}

export interface Transform extends Owned {
  SetValues(...rows: number[]): void;
}

interface Arcs extends Owned {
  Value(): Handle<Owned>;
}

export interface ShapeTable extends Owned {
  AddShape(shape: Shape, isAssembly: boolean, prepared: boolean): Label;
  NewShape(): Label;
  AddComponent_1(assembly: Label, component: Label, location: Owned): Label;
  UpdateAssemblies(): void;
}

export interface StepWriter extends Owned {
  SetNameMode(on: boolean): void;
  Transfer_1(document: Handle<Document>, mode: EnumValue, multiFile: null, progress: Owned): boolean;
  Write(path: string): EnumValue;
}

export interface BuildingApi {
  readonly FS: { readFile(path: string): Uint8Array; unlink(path: string): void };
  readonly Interface_Static: { SetCVal(name: string, value: string): boolean };
  readonly gp_Pnt_3: new (x: number, y: number, z: number) => Owned;
  readonly gp_Vec_4: new (x: number, y: number, z: number) => Owned;
  readonly gp_Dir_4: new (x: number, y: number, z: number) => Owned;
  readonly gp_Ax2_3: new (origin: Owned, direction: Owned) => Owned;
  readonly gp_Trsf_1: new () => Transform;
  readonly TopLoc_Location_2: new (transform: Transform) => Owned;
  readonly GC_MakeArcOfCircle_4: new (start: Owned, middle: Owned, end: Owned) => Arcs;
  readonly Handle_Geom_Curve_2: new (curve: Owned) => Handle<Owned>;
  readonly BRepBuilderAPI_MakeEdge_3: new (from: Owned, to: Owned) => Edges;
  readonly BRepBuilderAPI_MakeEdge_24: new (curve: Handle<Owned>) => Edges;
  readonly BRepBuilderAPI_MakeWire_1: new () => Wires;
  readonly BRepBuilderAPI_MakeFace_15: new (wire: Shape, planeOnly: boolean) => Faces;
  readonly BRepPrimAPI_MakePrism_1: new (face: Shape, along: Owned, copy: boolean, canonize: boolean) => Builds;
  readonly BRepPrimAPI_MakeCylinder_3: new (axes: Owned, radius: number, height: number) => Builds;
  readonly BRepAlgoAPI_Fuse_3: new (shape: Shape, other: Shape, progress: Owned) => Builds;
  readonly BRepAlgoAPI_Cut_3: new (shape: Shape, tool: Shape, progress: Owned) => Builds;
  readonly BRepBuilderAPI_Transform_2: new (shape: Shape, transform: Transform, copyGeometry: boolean) => Builds;
  readonly Message_ProgressRange_1: new () => Owned;
  readonly TCollection_ExtendedString_2: new (text: string, isUtf8: boolean) => ExtendedString;
  readonly TDocStd_Document: new (format: ExtendedString) => Document;
  readonly Handle_TDocStd_Document_2: new (document: Document) => Handle<Document>;
  readonly TDataStd_Name: { Set_1(label: Label, name: ExtendedString): Owned };
  readonly XCAFDoc_DocumentTool: { ShapeTool(label: Label): Handle<ShapeTable> };
  readonly STEPCAFControl_Writer_1: new () => StepWriter;
  readonly STEPControl_StepModelType: { readonly STEPControl_AsIs: EnumValue };
}
