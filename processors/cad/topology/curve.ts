import type { KernelApi } from '../kernel/api.js';
import type { CurveAdaptor } from '../kernel/geometry-api.js';
import type { Shape } from '../kernel/shape-api.js';
import { scoped } from '../kernel/scope.js';
import type { Scope } from '../kernel/scope.js';
import type { Arc } from './arc.js';
import { readAxis } from './axis.js';
import type { Evaluation } from './evaluate.js';
import type { RecognisedCurve } from './recognise-curve.js';
import { add, norm, scale, subtract, unit } from './vector.js';
import type { Vector } from './vector.js';

/** By OCCT's `GeomAbs_CurveType`. */
const curveTypes = ['line', 'circle', 'ellipse', 'hyperbola', 'parabola', 'bezier', 'bspline', 'offset', 'other'] as const;
export type CurveType = (typeof curveTypes)[number];

export interface CurvePoint {
  readonly point: Vector;
  /** Unit tangent along the parameter; null where the curve stands still. */
  readonly tangent: Vector | null;
}

export interface EdgeCurve {
  /** As the file writes it. */
  readonly type: CurveType;
  /** What a curve is that is written as another kind; null for free curves and for those that are written as what they are. */
  readonly recognised: RecognisedCurve | null;
  /** mm. */
  readonly length: number;
  /** Curve parameter in the middle of the range, the point there and the unit tangent along the parameter. */
  readonly middleParameter: number;
  readonly middle: Vector;
  readonly tangent: Vector | null;
  readonly ends: readonly [Vector, Vector];
  /** Points that bound the curve: its ends and, for a free curve, samples. */
  readonly points: readonly Vector[];
  readonly arc: Arc | null;
  /** Ten points from end to end, evenly spaced in the parameter; empty for a line or an arc, whose points follow from the above. */
  readonly row: readonly CurvePoint[];
}

/** Intervals of a free curve, at whose ends its bounds and its row of ten points are taken. */
const intervals = 36;
const intervalsPerRowPoint = intervals / 9;

/**
 * Null for an edge that is degenerate, i.e. a point (the pole of a sphere, the apex of a cone).
 * @param evaluation `kernel` asks the kernel for each point of lines and arcs too
 */
export function readCurve(api: KernelApi, edge: Shape, evaluation: Evaluation = 'analytic'): EdgeCurve | null {
  if (api.BRep_Tool.Degenerated(edge)) return null;
  return scoped((scope) => {
    const adaptor = scope.own(new api.BRepAdaptor_Curve_2(edge));
    const type = curveTypes[adaptor.GetType().value] ?? 'other';
    const from = adaptor.FirstParameter();
    const to = adaptor.LastParameter();
    const arc = type === 'circle' || type === 'ellipse' ? readArc(type, adaptor, from, to, scope) : null;
    const isFree = type !== 'line' && arc === null;
    const kernelAt = kernelPoints(api, adaptor, scope);
    const at = arc !== null && evaluation === 'analytic' ? (parameter: number) => arcPoint(arc, parameter) : kernelAt;
    const middleParameter = (from + to) / 2;
    const ends = [at(from).point, at(to).point] as const;
    const middle = type === 'line' && evaluation === 'analytic' ? middleOf(ends) : at(middleParameter);
    const steps = isFree ? intervals : evaluation === 'kernel' ? 9 : 0;
    const samples = steps === 0 ? [] : Array.from({ length: steps + 1 }, (_, index) => at(from + ((to - from) * index) / steps));
    return {
      type,
      recognised: null,
      length: lengthOf(api, edge, type, ends, arc),
      middleParameter,
      middle: middle.point,
      tangent: middle.tangent,
      ends,
      points: isFree ? samples.map(({ point }) => point) : ends,
      arc,
      row: isFree ? samples.filter((_, index) => index % intervalsPerRowPoint === 0) : samples,
    };
  });
}

/** The point of a circle or an ellipse at its parameter. */
export function arcPoint({ centre, a, b }: Arc, parameter: number): CurvePoint {
  const [sin, cos] = [Math.sin(parameter), Math.cos(parameter)];
  return {
    point: add(centre, add(scale(a, cos), scale(b, sin))),
    tangent: unit(add(scale(a, -sin), scale(b, cos))),
  };
}

function middleOf([first, last]: readonly [Vector, Vector]): CurvePoint {
  return { point: scale(add(first, last), 0.5), tangent: unit(subtract(last, first)) };
}

function kernelPoints(api: KernelApi, adaptor: CurveAdaptor, scope: Scope): (parameter: number) => CurvePoint {
  const point = scope.own(new api.gp_Pnt_1());
  const derivative = scope.own(new api.gp_Vec_1());
  return (parameter) => {
    adaptor.D1(parameter, point, derivative);
    return {
      point: [point.X(), point.Y(), point.Z()],
      tangent: unit([derivative.X(), derivative.Y(), derivative.Z()]),
    };
  };
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
