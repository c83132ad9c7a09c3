import type { CurveAdaptor, KernelApi, Shape } from '../kernel/api.js';
import { scoped } from '../kernel/scope.js';
import type { Scope } from '../kernel/scope.js';
import { readAxis } from './axis.js';
import { norm, scale, subtract, unit } from './vector.js';
import type { Vector } from './vector.js';

/** By OCCT's `GeomAbs_CurveType`. */
const curveTypes = ['line', 'circle', 'ellipse', 'hyperbola', 'parabola', 'bezier', 'bspline', 'offset', 'other'] as const;
export type CurveType = (typeof curveTypes)[number];

/** An arc of a circle or ellipse: centre + a cos t + b sin t for t from `from` to `to`. */
export interface Arc {
  readonly centre: Vector;
  readonly a: Vector;
  readonly b: Vector;
  readonly from: number;
  readonly to: number;
}

export interface EdgeCurve {
  readonly type: CurveType;
  /** mm. */
  readonly length: number;
  /** Curve parameter in the middle of the range, the point there and the unit tangent along the parameter. */
  readonly middleParameter: number;
  readonly middle: Vector;
  readonly tangent: Vector | null;
  /** Points that bound the curve: its ends and, for a free curve, samples. */
  readonly points: readonly Vector[];
  readonly arc: Arc | null;
}

/** Samples of a free curve from which its bounds are taken. */
const samples = 33;

/** Null for an edge that is degenerate, i.e. a point (the pole of a sphere, the apex of a cone). */
export function readCurve(api: KernelApi, edge: Shape): EdgeCurve | null {
  if (api.BRep_Tool.Degenerated(edge)) return null;
  return scoped((scope) => {
    const adaptor = scope.own(new api.BRepAdaptor_Curve_2(edge));
    const type = curveTypes[adaptor.GetType().value] ?? 'other';
    const from = adaptor.FirstParameter();
    const to = adaptor.LastParameter();
    const point = scope.own(new api.gp_Pnt_1());
    const derivative = scope.own(new api.gp_Vec_1());
    const at = (parameter: number): { point: Vector; derivative: Vector } => {
      adaptor.D1(parameter, point, derivative);
      return { point: [point.X(), point.Y(), point.Z()], derivative: [derivative.X(), derivative.Y(), derivative.Z()] };
    };
    const middleParameter = (from + to) / 2;
    const middle = at(middleParameter);
    const ends = [at(from).point, at(to).point] as const;
    const arc = type === 'circle' || type === 'ellipse' ? readArc(type, adaptor, from, to, scope) : null;
    const isFree = type !== 'line' && arc === null;
    const between = isFree
      ? Array.from({ length: samples - 2 }, (_, index) => at(from + ((to - from) * (index + 1)) / (samples - 1)).point)
      : [];
    return {
      type,
      length: lengthOf(api, edge, type, ends, arc),
      middleParameter,
      middle: middle.point,
      tangent: unit(middle.derivative),
      points: [...ends, ...between],
      arc,
    };
  });
}

function lengthOf(
  api: KernelApi,
  edge: Shape,
  type: CurveType,
  [first, last]: readonly [Vector, Vector],
  arc: Arc | null,
): number {
  if (type === 'line') return norm(subtract(last, first));
  if (type === 'circle' && arc !== null) return norm(arc.a) * Math.abs(arc.to - arc.from);
  return scoped((scope) => {
    const properties = scope.own(new api.GProp_GProps_1());
    api.BRepGProp.LinearProperties(edge, properties, false, false);
    return properties.Mass();
  });
}

function readArc(type: 'circle' | 'ellipse', adaptor: CurveAdaptor, from: number, to: number, scope: Scope): Arc {
  if (type === 'circle') {
    const circle = scope.own(adaptor.Circle());
    const axis = readAxis(circle.Position());
    const radius = circle.Radius();
    return { centre: axis.location, a: scale(axis.xDirection, radius), b: scale(axis.yDirection, radius), from, to };
  }
  const ellipse = scope.own(adaptor.Ellipse());
  const axis = readAxis(ellipse.Position());
  const [major, minor] = [ellipse.MajorRadius(), ellipse.MinorRadius()];
  return { centre: axis.location, a: scale(axis.xDirection, major), b: scale(axis.yDirection, minor), from, to };
}
