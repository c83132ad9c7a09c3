import type { KernelApi } from '../kernel/api.js';
import { isMachineFault } from '../kernel/failure.js';
import { scoped, type Scope } from '../kernel/scope.js';
import type { Shape } from '../kernel/shape-api.js';
import { boxOf, supportOf, type Box } from './bounds.js';
import { readShapeGraph } from './graph.js';
import { countShapes, measureVolume, numberShape, shapeMap, type VolumeProperties } from './measure.js';
import type { Vector } from './vector.js';

/** mm, and share of the model's length across, by which edges of neighbouring faces may lie apart: exporters of IGES write a thousandth. */
const [widestGap, gapOfModel] = [1e-3, 1e-4];

/** Joining looks at every edge beside every other near it; these take some seconds. */
const mostFaces = 3_000;

/**
 * What faces enclose that belong to no solid, as IGES files have them: they are joined where their edges meet. Null where a gap is left, where more than two faces
 * meet, and where one closed surface lies within another, of which nobody says whether it is a hollow or a body.
 * @param diagonal length across the shape, mm
 */
export function enclosedVolume(api: KernelApi, shape: Shape, diagonal: number): VolumeProperties | null {
  try {
    return scoped((scope) => {
      const { faces } = countShapes(api, shape);
      if (faces === 0 || faces > mostFaces) return null;
      const joined = join(api, shape, Math.min(widestGap, gapOfModel * diagonal), scope);
      if (joined === null || countShapes(api, joined).faces !== faces) return null;
      const shells = shapeMap(api, joined, api.TopAbs_ShapeEnum.TopAbs_SHELL, scope);
      const each = Array.from({ length: shells.Size() }, (_, index) => scope.own(shells.FindKey(index + 1)));
      if (each.reduce((sum, shell) => sum + countShapes(api, shell).faces, 0) !== faces) return null;
      return isNested(api, each) ? null : sumOf(each.map((shell) => measureVolume(api, shell)));
    });
  } catch (error) {
    if (isMachineFault(error)) throw error;
    return null;
  }
}

/** Null where it leaves a gap. */
function join(api: KernelApi, shape: Shape, gap: number, scope: Scope): Shape | null {
  const sewing = scope.own(new api.BRepBuilderAPI_Sewing(gap, true, true, true, false));
  sewing.Add(shape);
  sewing.Perform(scope.own(new api.Message_ProgressRange_1()));
  if (sewing.NbFreeEdges() > 0 || sewing.NbMultipleEdges() > 0) return null;
  return scope.own(sewing.SewedShape());
}

/** Whether a surface lies within another: only one whose box does is looked at. */
function isNested(api: KernelApi, shells: readonly Shape[]): boolean {
  if (shells.length < 2) return false;
  const outlines = shells.map((shell) => {
    const graph = scoped((scope) => readShapeGraph(api, numberShape(api, shell, scope)));
    const points = graph.edges.flatMap((edge) => (edge === null ? [] : [edge.middle]));
    return { shell, box: boxOf(supportOf(graph, () => [], 0)), points: points.slice(0, pointsAsked) };
  });
  return outlines.some((inner) =>
    outlines.some((outer) => inner !== outer && contains(outer.box, inner.box) && !isOutside(api, inner.points, outer.shell)),
  );
}

/** A ray of the classifier that grazes an edge is counted wrongly; the others outvote it. */
const pointsAsked = 9;
/** mm; what is nearer to a surface lies on it. */
const onSurface = 1e-4;

/** Whether most points that do not lie on a closed surface are on its side of infinity; not so where all lie on it. */
function isOutside(api: KernelApi, points: readonly Vector[], shell: Shape): boolean {
  return scoped((scope) => {
    const classifier = scope.own(new api.BRepClass3d_SolidClassifier_2(shell));
    classifier.PerformInfinitePoint(onSurface);
    const infinite = classifier.State().value;
    let votes = 0;
    for (const [x, y, z] of points) {
      classifier.Perform(scope.own(new api.gp_Pnt_3(x, y, z)), onSurface);
      const { value } = classifier.State();
      if (value !== api.TopAbs_State.TopAbs_ON.value) votes += value === infinite ? 1 : -1;
    }
    return votes > 0;
  });
}

function contains(outer: Box | null, inner: Box | null): boolean {
  if (outer === null || inner === null) return true;
  return [0, 1, 2].every((axis) => (outer[axis] ?? 0) <= (inner[axis] ?? 0) && (outer[axis + 3] ?? 0) >= (inner[axis + 3] ?? 0));
}

/** Which way the faces of a joined surface look is left to chance. */
function sumOf(bodies: readonly VolumeProperties[]): VolumeProperties | null {
  const volume = bodies.reduce((sum, body) => sum + Math.abs(body.volume), 0);
  if (volume === 0) return null;
  const mean = (axis: 0 | 1 | 2): number =>
    bodies.reduce((sum, body) => sum + Math.abs(body.volume) * body.centre[axis], 0) / volume;
  return { volume, centre: [mean(0), mean(1), mean(2)] };
}
