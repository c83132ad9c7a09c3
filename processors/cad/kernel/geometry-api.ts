import type { EnumValue, Owned } from './owned.js';

/** Points, axes, surfaces and curves of the kernel; see `api.ts`. */

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

export interface SurfaceAdaptor extends Owned {
  GetType(): EnumValue;
  FirstUParameter(): number;
  LastUParameter(): number;
  FirstVParameter(): number;
  LastVParameter(): number;
  /** Of a B-spline, each counted once. */
  NbUKnots(): number;
  NbVKnots(): number;
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
  D1(parameter: number, point: Coordinates2d, tangent: Coordinates2d): void;
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
