import type { Coordinates, Location } from './geometry-api.js';
import type { EnumValue, Owned } from './owned.js';

/** Shapes of the kernel and what walks, counts and checks them; see `api.ts`. */

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

export interface Triangulation extends Owned {
  NbNodes(): number;
  NbTriangles(): number;
  Node(index: number): Coordinates;
  Triangle(index: number): Triangle;
}

export interface Triangle extends Owned {
  Value(index: number): number;
}

export interface ShapeBuilder extends Owned {
  MakeCompound(compound: Shape): void;
  Add(compound: Shape, shape: Shape): void;
}

/** Joins faces where their edges meet. */
export interface Sewing extends Owned {
  Add(shape: Shape): void;
  Perform(progress: Owned): void;
  SewedShape(): Shape;
  NbFreeEdges(): number;
  /** In which more than two faces meet. */
  NbMultipleEdges(): number;
}

/** On which side of a closed surface a point lies. */
export interface SolidClassifier extends Owned {
  Perform(point: Owned, tolerance: number): void;
  PerformInfinitePoint(tolerance: number): void;
  State(): EnumValue;
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
