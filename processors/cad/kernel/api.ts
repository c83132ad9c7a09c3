/**
 * The part of OpenCASCADE's C++ interface that this module uses, as `opencascade.js` names it (overloads end in `_1`, `_2`, ...). The
 * package's own declarations are 9 MB for 25,000 classes, which would slow every type check of the project. Semantics: OCCT 7.6 reference manual.
 * Whatever is created or returned lives on the kernel's heap until `delete()`.
 */

export interface Owned {
  delete(): void;
}

export interface EnumValue {
  readonly value: number;
}

export interface Coordinates extends Owned {
  X(): number;
  Y(): number;
  Z(): number;
}

export interface Coordinates2d extends Owned {
  X(): number;
  Y(): number;
}

/** `gp_Ax3`, or `gp_Ax2` which is always right-handed. */
export interface AxisSystem extends Owned {
  Location(): Coordinates;
  Direction(): Coordinates;
  XDirection(): Coordinates;
  YDirection(): Coordinates;
}

export interface AxisSystem3 extends AxisSystem {
  Direct(): boolean;
}

export interface PlaneGeometry extends Owned {
  Position(): AxisSystem3;
}

export interface RadialGeometry extends PlaneGeometry {
  Radius(): number;
}

export interface ConeGeometry extends PlaneGeometry {
  RefRadius(): number;
  SemiAngle(): number;
}

export interface TorusGeometry extends PlaneGeometry {
  MajorRadius(): number;
  MinorRadius(): number;
}

export interface CircleGeometry extends Owned {
  Position(): AxisSystem;
  Radius(): number;
}

export interface EllipseGeometry extends Owned {
  Position(): AxisSystem;
  MajorRadius(): number;
  MinorRadius(): number;
}

export interface Transform extends Owned {
  /** Rows 1 to 3, columns 1 to 4. */
  Value(row: number, column: number): number;
}

export interface Location extends Owned {
  Transformation(): Transform;
  IsIdentity(): boolean;
}

export interface Shape extends Owned {
  IsNull(): boolean;
  Orientation_1(): EnumValue;
  ShapeType(): EnumValue;
  Location_1(): Location;
}

export interface ShapeMap extends Owned {
  Size(): number;
  /** One-based. */
  FindKey(index: number): Shape;
  /** Zero where the map does not hold the shape. Orientation does not count, location does. */
  FindIndex(shape: Shape): number;
}

export interface ShapeExplorer extends Owned {
  More(): boolean;
  Next(): void;
  Current(): Shape;
}

export interface SurfaceAdaptor extends Owned {
  GetType(): EnumValue;
  FirstUParameter(): number;
  LastUParameter(): number;
  FirstVParameter(): number;
  LastVParameter(): number;
  D1(u: number, v: number, point: Coordinates, du: Coordinates, dv: Coordinates): void;
  Plane(): PlaneGeometry;
  Cylinder(): RadialGeometry;
  Cone(): ConeGeometry;
  Sphere(): RadialGeometry;
  Torus(): TorusGeometry;
}

export interface CurveAdaptor extends Owned {
  GetType(): EnumValue;
  FirstParameter(): number;
  LastParameter(): number;
  D1(parameter: number, point: Coordinates, tangent: Coordinates): void;
  Circle(): CircleGeometry;
  Ellipse(): EllipseGeometry;
}

export interface CurveAdaptor2d extends Owned {
  GetType(): EnumValue;
  FirstParameter(): number;
  LastParameter(): number;
  Value(parameter: number): Coordinates2d;
}

/** Where a point lies in the parameters of a face: inside, outside or on its boundary. */
export interface FaceClassifier extends Owned {
  Perform(point: MutableCoordinates2d, moveIntoPeriod: boolean): EnumValue;
  /** On the boundary or not, within a distance in parameters. */
  TestOnRestriction(point: MutableCoordinates2d, tolerance: number, moveIntoPeriod: boolean): EnumValue;
}

export interface MutableCoordinates2d extends Coordinates2d {
  SetCoord_2(x: number, y: number): void;
}

export interface GlobalProperties extends Owned {
  Mass(): number;
  CentreOfMass(): Coordinates;
}

export interface Triangulation extends Owned {
  NbNodes(): number;
  NbTriangles(): number;
  Node(index: number): Coordinates;
  Triangle(index: number): Triangle;
}

export interface Triangle extends Owned {
  Value(index: number): number;
}

export interface Handle<T> extends Owned {
  IsNull(): boolean;
  get(): T;
}

export interface AsciiString extends Owned {
  ToCString(): string;
}

export type ExtendedString = Owned;

export interface AsciiStrings extends Owned {
  Size(): number;
  Value(index: number): AsciiString;
}

export interface Label extends Owned {
  FindAttribute_1(id: Owned, attribute: Handle<NameAttribute>): boolean;
}

export interface NameAttribute extends Owned {
  Get(): ExtendedString;
}

export interface Labels extends Owned {
  Size(): number;
  Value(index: number): Label;
}

export interface Document extends Owned {
  Main(): Label;
}

export interface ShapeTool extends Owned {
  GetFreeShapes(labels: Labels): void;
}

export interface DataExchangeReader extends Owned {
  ReadFile(path: string): EnumValue;
  TransferRoots(progress: Owned): number;
  NbRootsForTransfer(): number;
  OneShape(): Shape;
}

export interface StepReader extends DataExchangeReader {
  FileUnits(lengths: AsciiStrings, angles: AsciiStrings, solidAngles: AsciiStrings): void;
}

export interface IgesReader extends DataExchangeReader {
  SetReadVisible(visibleOnly: boolean): void;
}

export interface StepCafReader extends Owned {
  ReadFile(path: string): EnumValue;
  Transfer_1(document: Handle<Document>, progress: Owned): boolean;
  NbRootsForTransfer(): number;
  ChangeReader(): StepReader;
}

export interface ShapeBuilder extends Owned {
  MakeCompound(compound: Shape): void;
  Add(compound: Shape, shape: Shape): void;
}

export interface ValidityAnalyzer extends Owned {
  IsValid_2(): boolean;
}

/** Kinds of shape, from the whole to the point. */
export interface ShapeKinds {
  readonly TopAbs_COMPOUND: EnumValue;
  readonly TopAbs_SOLID: EnumValue;
  readonly TopAbs_SHELL: EnumValue;
  readonly TopAbs_FACE: EnumValue;
  readonly TopAbs_WIRE: EnumValue;
  readonly TopAbs_EDGE: EnumValue;
  readonly TopAbs_VERTEX: EnumValue;
  readonly TopAbs_SHAPE: EnumValue;
}

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
  readonly TopTools_IndexedMapOfShape_1: new () => ShapeMap;
  readonly TopExp: { MapShapes_1(shape: Shape, kind: EnumValue, map: ShapeMap): void };
  readonly TopExp_Explorer_2: new (shape: Shape, find: EnumValue, avoid: EnumValue) => ShapeExplorer;
  readonly TopoDS: { Face_1(shape: Shape): Shape; Edge_1(shape: Shape): Shape };
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
  readonly gp_Pnt_1: new () => Coordinates;
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
  readonly BRepCheck_Analyzer: new (shape: Shape, withGeometry: boolean, parallel: boolean) => ValidityAnalyzer;
  readonly BRepMesh_IncrementalMesh_2: new (
    shape: Shape,
    linearDeflection: number,
    relative: boolean,
    angularDeflection: number,
    parallel: boolean,
  ) => Owned;
}
