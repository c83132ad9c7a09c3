import type {
  AsciiString,
  AsciiStrings,
  Document,
  ExtendedString,
  IgesReader,
  Label,
  Labels,
  NameAttribute,
  ShapeTool,
  StepCafReader,
  StepReader,
} from './exchange-api.js';
import type {
  Coordinates,
  CurveAdaptor,
  CurveAdaptor2d,
  FaceClassifier,
  GlobalProperties,
  Location,
  Coordinates2d,
  MutableCoordinates2d,
  SurfaceAdaptor,
} from './geometry-api.js';
import type { EnumValue, Handle, Owned } from './owned.js';
import type {
  Sewing,
  Shape,
  ShapeBuilder,
  ShapeExplorer,
  ShapeKinds,
  ShapeMap,
  SolidClassifier,
  Triangulation,
  ValidityAnalyzer,
} from './shape-api.js';

/**
 * The part of OpenCASCADE's C++ interface that this module uses, as `opencascade.js` names it (overloads end in `_1`, `_2`, ...). The
 * package's own declarations are 9 MB for 25,000 classes, which would slow every type check of the project. Semantics: OCCT 7.6 reference manual.
 * Whatever is created or returned lives on the kernel's heap until `delete()`.
 */

/** The loaded kernel. */
export interface KernelApi {
  readonly FS: { writeFile(path: string, bytes: Uint8Array): void; unlink(path: string): void };
  readonly HEAPU8: Uint8Array;
  readonly OCJS: { getStandard_FailureData(pointer: number): Owned & { GetMessageString(): string } };
  readonly TopAbs_ShapeEnum: ShapeKinds;
  readonly TopAbs_Orientation: { readonly TopAbs_FORWARD: EnumValue; readonly TopAbs_REVERSED: EnumValue };
  readonly Poly_MeshPurpose: { readonly Poly_MeshPurpose_NONE: EnumValue };
  readonly IFSelect_ReturnStatus: { readonly IFSelect_RetDone: EnumValue };

  readonly Message_ProgressRange_1: new () => Owned;
  readonly STEPCAFControl_Reader_1: new () => StepCafReader;
  readonly STEPControl_Reader_1: new () => StepReader;
  readonly IGESControl_Reader_1: new () => IgesReader;
  readonly TColStd_SequenceOfAsciiString_1: new () => AsciiStrings;
  readonly TCollection_AsciiString_1: new () => AsciiString;
  readonly TCollection_AsciiString_13: new (text: ExtendedString, replaceNonAscii: number) => AsciiString;
  readonly TCollection_ExtendedString_1: new () => ExtendedString;
  readonly TDocStd_Document: new (format: ExtendedString) => Document;
  readonly Handle_TDocStd_Document_2: new (document: Document) => Handle<Document>;
  readonly Handle_TDF_Attribute_1: new () => Handle<NameAttribute>;
  readonly TDF_Label: new () => Label;
  readonly TDF_LabelSequence_1: new () => Labels;
  readonly TDF_Tool: { Entry(label: Label, entry: AsciiString): void };
  readonly TDataStd_Name: { GetID(): Owned };
  readonly XCAFDoc_DocumentTool: { ShapeTool(label: Label): Handle<ShapeTool> };
  readonly XCAFDoc_ShapeTool: {
    GetShape_2(label: Label): Shape;
    GetComponents(assembly: Label, components: Labels, recursive: boolean): boolean;
    GetReferredShape(component: Label, target: Label): boolean;
    GetLocation(component: Label): Location;
    IsAssembly(label: Label): boolean;
  };

  readonly TopoDS_Shape: new () => Shape;
  readonly TopoDS_Compound: new () => Shape;
  readonly BRep_Builder: new () => ShapeBuilder;
  readonly BRepTools: { Read_2(shape: Shape, path: string, builder: ShapeBuilder, progress: Owned): boolean };
  readonly BinTools: { Read_2(shape: Shape, path: string, progress: Owned): boolean };
  readonly TopTools_IndexedMapOfShape_1: new () => ShapeMap;
  readonly TopExp: { MapShapes_1(shape: Shape, kind: EnumValue, map: ShapeMap): void };
  readonly TopExp_Explorer_2: new (shape: Shape, find: EnumValue, avoid: EnumValue) => ShapeExplorer;
  readonly TopoDS: { Face_1(shape: Shape): Shape; Edge_1(shape: Shape): Shape; Vertex_1(shape: Shape): Shape };
  readonly BRep_Tool: {
    Degenerated(edge: Shape): boolean;
    Triangulation(face: Shape, location: Location, purpose: EnumValue | number): Handle<Triangulation>;
    Pnt(vertex: Shape): Coordinates;
  };
  readonly TopLoc_Location_1: new () => Location;
  readonly BRepAdaptor_Surface_2: new (face: Shape, restricted: boolean) => SurfaceAdaptor;
  readonly BRepAdaptor_Curve_2: new (edge: Shape) => CurveAdaptor;
  readonly BRepAdaptor_Curve2d_2: new (edge: Shape, face: Shape) => CurveAdaptor2d;
  readonly BRepTopAdaptor_FClass2d: new (face: Shape, tolerance: number) => FaceClassifier;
  readonly TopAbs_State: { readonly TopAbs_OUT: EnumValue; readonly TopAbs_ON: EnumValue };
  readonly gp_Pnt2d_1: new () => MutableCoordinates2d;
  readonly gp_Vec2d_1: new () => Coordinates2d;
  readonly gp_Pnt_1: new () => Coordinates;
  readonly gp_Pnt_3: new (x: number, y: number, z: number) => Coordinates;
  readonly gp_Vec_1: new () => Coordinates;
  readonly GProp_GProps_1: new () => GlobalProperties;
  readonly BRepGProp: {
    SurfaceProperties_1(shape: Shape, properties: GlobalProperties, skipShared: boolean, useTriangulation: boolean): void;
    VolumeProperties_1(
      shape: Shape,
      properties: GlobalProperties,
      onlyClosed: boolean,
      skipShared: boolean,
      useTriangulation: boolean,
    ): void;
    /** Adaptive, to a relative tolerance; returns the error that was reached. */
    VolumeProperties_2(
      shape: Shape,
      properties: GlobalProperties,
      tolerance: number,
      onlyClosed: boolean,
      skipShared: boolean,
    ): number;
    LinearProperties(shape: Shape, properties: GlobalProperties, skipShared: boolean, useTriangulation: boolean): void;
  };
  readonly BRepBuilderAPI_Sewing: new (
    tolerance: number,
    sew: boolean,
    analyse: boolean,
    cut: boolean,
    nonManifold: boolean,
  ) => Sewing;
  readonly BRepClass3d_SolidClassifier_2: new (shape: Shape) => SolidClassifier;
  readonly BRepCheck_Analyzer: new (shape: Shape, withGeometry: boolean, parallel: boolean) => ValidityAnalyzer;
  readonly BRepMesh_IncrementalMesh_2: new (
    shape: Shape,
    linearDeflection: number,
    relative: boolean,
    angularDeflection: number,
    parallel: boolean,
  ) => Owned;
}
