import type { KernelApi } from '../kernel/api.js';
import type { AxisSystem3, SurfaceAdaptor } from '../kernel/geometry-api.js';
import type { Shape } from '../kernel/shape-api.js';
import { scoped } from '../kernel/scope.js';
import type { Scope } from '../kernel/scope.js';
import { readAxis } from './axis.js';
import type { Axis } from './axis.js';
import type { Analytic } from './analytic.js';
import { evaluate, type Evaluation, type SurfacePoint } from './evaluate.js';
import { recogniseSurface, type Recognised, type WrittenSurface } from './recognise-surface.js';
import { cross, scale, unit } from './vector.js';
import type { Vector } from './vector.js';

/** Kinds of surface as the graph names them. */
export type SurfaceType = 'plane' | 'cylinder' | 'cone' | 'sphere' | 'torus' | 'bspline' | 'other';

/** Exact kinds, by OCCT's `GeomAbs_SurfaceType`. */
const kinds = [
  'plane',
  'cylinder',
  'cone',
  'sphere',
  'torus',
  'bezier',
  'bspline',
  'revolution',
  'extrusion',
  'offset',
  'other',
] as const;
export type SurfaceKind = (typeof kinds)[number];

export interface FaceSurface {
  readonly type: SurfaceType;
  /** As the file writes it. */
  readonly kind: SurfaceKind;
  /** Null for surfaces that are not written as analytic ones. */
  readonly analytic: Analytic | null;
  /** What a surface is that is written as another kind; null for free and for analytic ones. */
  readonly recognised: Recognised | null;
  /** [uMin, uMax, vMin, vMax] of the trimmed face, in the parameters of the surface as it is written. */
  readonly bounds: readonly [number, number, number, number];
  /** Outward normal in the middle of the parameter range; null at a singular point. */
  readonly normal: Vector | null;
}

/**
 * Reads the surface under a face.
 * @param reversed the face's orientation turns the surface's own normal round
 * @param extent length across the model, mm
 */
export function readSurface(api: KernelApi, face: Shape, reversed: boolean, evaluation: Evaluation, extent: number): FaceSurface {
  return scoped((scope) => {
    const adaptor = scope.own(new api.BRepAdaptor_Surface_2(face, true));
    const kind = kinds[adaptor.GetType().value] ?? 'other';
    const bounds = [
      adaptor.FirstUParameter(),
      adaptor.LastUParameter(),
      adaptor.FirstVParameter(),
      adaptor.LastVParameter(),
    ] as const;
    const analytic = readAnalytic(kind, adaptor, scope);
    const [u, v] = [(bounds[0] + bounds[1]) / 2, (bounds[2] + bounds[3]) / 2];
    const isHere = analytic !== null && evaluation === 'analytic' && Number.isFinite(u) && Number.isFinite(v);
    const middle = isHere ? evaluate(analytic, u, v).normal : kernelNormal(api, adaptor, u, v, scope);
    const written = (): WrittenSurface => ({ bounds, spans: spansOf(kind, adaptor), at: kernelPoints(api, adaptor, scope) });
    const recognised = analytic === null ? recogniseSurface(written(), extent) : null;
    const type = recognised?.analytic.kind ?? typeOf(kind);
    return { type, kind, analytic, recognised, bounds, normal: middle === null || !reversed ? middle : scale(middle, -1) };
  });
}

/** Outward normal where an edge meets the face, from its parameter on the face: for surfaces that are not analytic. */
export function normalOnEdge(api: KernelApi, face: Shape, edge: Shape, parameter: number, reversed: boolean): Vector | null {
  return scoped((scope) => {
    const curve = scope.own(new api.BRepAdaptor_Curve2d_2(edge, face));
    const uv = scope.own(curve.Value(parameter));
    const adaptor = scope.own(new api.BRepAdaptor_Surface_2(face, false));
    const normal = kernelNormal(api, adaptor, uv.X(), uv.Y(), scope);
    return normal === null || !reversed ? normal : scale(normal, -1);
  });
}

/** What the surface of a face is, whether it is written so or not. */
export function shapeOf(surface: FaceSurface): Analytic | null {
  return surface.analytic ?? surface.recognised?.analytic ?? null;
}

function spansOf(kind: SurfaceKind, adaptor: SurfaceAdaptor): readonly [number, number] {
  return kind === 'bspline' ? [adaptor.NbUKnots() - 1, adaptor.NbVKnots() - 1] : [1, 1];
}

function typeOf(kind: SurfaceKind): SurfaceType {
  if (kind === 'bezier') return 'bspline';
  return kind === 'revolution' || kind === 'extrusion' || kind === 'offset' ? 'other' : kind;
}

function readAnalytic(kind: SurfaceKind, adaptor: SurfaceAdaptor, scope: Scope): Analytic | null {
  const axisOf = (geometry: { Position(): AxisSystem3 }): Axis => readAxis(geometry.Position());
  if (kind === 'plane') return { kind, axis: axisOf(scope.own(adaptor.Plane())) };
  if (kind === 'cylinder' || kind === 'sphere') {
    const geometry = scope.own(kind === 'cylinder' ? adaptor.Cylinder() : adaptor.Sphere());
    return { kind, axis: axisOf(geometry), radius: geometry.Radius() };
  }
  if (kind === 'cone') {
    const geometry = scope.own(adaptor.Cone());
    return { kind, axis: axisOf(geometry), radius: geometry.RefRadius(), semiAngle: geometry.SemiAngle() };
  }
  if (kind === 'torus') {
    const geometry = scope.own(adaptor.Torus());
    return { kind, axis: axisOf(geometry), majorRadius: geometry.MajorRadius(), minorRadius: geometry.MinorRadius() };
  }
  return null;
}

function kernelNormal(api: KernelApi, adaptor: SurfaceAdaptor, u: number, v: number, scope: Scope): Vector | null {
  if (!Number.isFinite(u) || !Number.isFinite(v)) return null;
  return kernelPoints(api, adaptor, scope)(u, v).normal;
}

/** Points and own normals of any surface, computed by the kernel. */
export function kernelPoints(api: KernelApi, adaptor: SurfaceAdaptor, scope: Scope): (u: number, v: number) => SurfacePoint {
  const point = scope.own(new api.gp_Pnt_1());
  const du = scope.own(new api.gp_Vec_1());
  const dv = scope.own(new api.gp_Vec_1());
  return (u, v) => {
    adaptor.D1(u, v, point, du, dv);
    return {
      point: [point.X(), point.Y(), point.Z()],
      normal: unit(cross([du.X(), du.Y(), du.Z()], [dv.X(), dv.Y(), dv.Z()])),
    };
  };
}
