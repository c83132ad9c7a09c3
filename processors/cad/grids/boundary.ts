import type { KernelApi, Shape } from '../kernel/api.js';
import { scoped } from '../kernel/scope.js';

type Point = readonly [number, number];

/** A chord of the boundary, and how far the curve may stray from it. */
interface Chord {
  readonly from: Point;
  readonly to: Point;
  readonly slack: number;
}

/** OCCT's `GeomAbs_Line`. */
const lineType = 0;
/** Even, so that every second sample tells how far the chord between its neighbours strays. */
const intervalsOfCurve = 24;
/** Of the face's range of parameters: nearer than this to a straight chord, a point lies on it. */
const onChord = 1e-7;

/**
 * The boundary of a face in its parameters, as chords. It decides for most points whether they lie inside at a hundredth of the price of the
 * kernel's classifier; for those between a curve and its chord it does not.
 */
export class Boundary {
  readonly #chords: readonly Chord[];
  readonly #normalise: (u: number, v: number) => Point;

  constructor(chords: readonly Chord[], normalise: (u: number, v: number) => Point) {
    this.#chords = chords;
    this.#normalise = normalise;
  }

  /** Null where only the exact curve could tell. A point on a straight boundary is inside. */
  isInside(u: number, v: number): boolean | null {
    const point = this.#normalise(u, v);
    let crossings = 0;
    let unclear = false;
    for (const { from, to, slack } of this.#chords) {
      const distance = distanceTo(point, from, to);
      if (slack <= onChord && distance <= onChord) return true;
      if (slack > onChord && distance <= slack) unclear = true;
      // Half-open: a ray through a corner meets one of its two chords.
      if (from[1] > point[1] === to[1] > point[1]) continue;
      const x = from[0] + ((point[1] - from[1]) / (to[1] - from[1])) * (to[0] - from[0]);
      if (x > point[0]) crossings += 1;
    }
    return unclear ? null : crossings % 2 === 1;
  }
}

/**
 * Reads the parameter curves of a face's edges, each use of a seam with its own.
 * @param bounds [uMin, uMax, vMin, vMax]; chords are in shares of them, so that radians and millimetres weigh the same
 */
export function readBoundary(api: KernelApi, face: Shape, bounds: readonly [number, number, number, number]): Boundary {
  const { TopAbs_EDGE, TopAbs_WIRE, TopAbs_SHAPE } = api.TopAbs_ShapeEnum;
  const { TopAbs_FORWARD, TopAbs_REVERSED } = api.TopAbs_Orientation;
  const [uMin, uMax, vMin, vMax] = bounds;
  const normalise = (u: number, v: number): Point => [(u - uMin) / (uMax - uMin || 1), (v - vMin) / (vMax - vMin || 1)];
  const chords: Chord[] = [];
  scoped((scope) => {
    const wires = scope.own(new api.TopExp_Explorer_2(face, TopAbs_WIRE, TopAbs_SHAPE));
    while (wires.More()) {
      const explorer = scope.own(new api.TopExp_Explorer_2(scope.own(wires.Current()), TopAbs_EDGE, TopAbs_SHAPE));
      while (explorer.More()) {
        const edge = scope.own(api.TopoDS.Edge_1(scope.own(explorer.Current())));
        const orientation = edge.Orientation_1().value;
        // Edges inside of the face bound nothing.
        const isBoundary = orientation === TopAbs_FORWARD.value || orientation === TopAbs_REVERSED.value;
        if (isBoundary) chords.push(...chordsOf(samplesOf(api, edge, face, normalise)));
        explorer.Next();
      }
      wires.Next();
    }
  });
  return new Boundary(chords, normalise);
}

function samplesOf(api: KernelApi, edge: Shape, face: Shape, normalise: (u: number, v: number) => Point): Point[] {
  return scoped((scope) => {
    const curve = scope.own(new api.BRepAdaptor_Curve2d_2(edge, face));
    const [from, to] = [curve.FirstParameter(), curve.LastParameter()];
    const intervals = curve.GetType().value === lineType ? 1 : intervalsOfCurve;
    return Array.from({ length: intervals + 1 }, (_, index) => {
      const point = curve.Value(from + ((to - from) * index) / intervals);
      const uv = normalise(point.X(), point.Y());
      point.delete();
      return uv;
    });
  });
}

/** A chord strays by a quarter of what one of twice its length does; the whole of that leaves a margin of four. */
function chordsOf(samples: readonly Point[]): Chord[] {
  const chords: Chord[] = [];
  for (let at = 0; at + 1 < samples.length; at += 2) {
    const [from, middle, to] = [samples[at], samples[at + 1], samples[at + 2]];
    if (from === undefined || middle === undefined) continue;
    if (to === undefined) {
      chords.push({ from, to: middle, slack: 0 });
      continue;
    }
    const slack = distanceTo(middle, from, to);
    chords.push({ from, to: middle, slack }, { from: middle, to, slack });
  }
  return chords;
}

function distanceTo(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const [px, py] = [point[0] - from[0], point[1] - from[1]];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
  return Math.hypot(px - share * dx, py - share * dy);
}
