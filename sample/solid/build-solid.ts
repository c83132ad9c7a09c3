import type { Shape } from '../../processors/cad/kernel/shape-api.js';
import type { Scope } from '../../processors/cad/kernel/scope.js';
import type { BuildingApi, Transform } from './building-api.js';
import { type Cylinder, type Point, type Prism, type Solid, cornersOf, roundedCorner } from './shape.js';
import type { Transformation } from './transformation.js';

/** Builds a solid and brings its copy into place, geometry and all: a mirrored or grown part is written as such, not as an instance. */
export function buildSolid(api: BuildingApi, solid: Solid, { matrix }: Transformation, scope: Scope): Shape {
  const [first, ...rest] = solid.joined;
  if (first === undefined) throw new Error('a solid of nothing');
  const progress = scope.own(new api.Message_ProgressRange_1());
  let shape = build(api, first, scope);
  for (const body of rest) {
    shape = shapeOf(scope.own(new api.BRepAlgoAPI_Fuse_3(shape, build(api, body, scope), progress)), scope);
  }
  for (const body of solid.cut) {
    shape = shapeOf(scope.own(new api.BRepAlgoAPI_Cut_3(shape, build(api, body, scope), progress)), scope);
  }
  return shapeOf(scope.own(new api.BRepBuilderAPI_Transform_2(shape, transformOf(api, matrix, scope), true)), scope);
}

export function transformOf(api: BuildingApi, matrix: readonly number[], scope: Scope): Transform {
  const transform = scope.own(new api.gp_Trsf_1());
  transform.SetValues(...matrix);
  return transform;
}

function build(api: BuildingApi, body: Prism | Cylinder, scope: Scope): Shape {
  if (body.kind === 'prism') return raise(api, body, scope);
  const axes = scope.own(
    new api.gp_Ax2_3(point(api, body.origin, scope), scope.own(new api.gp_Dir_4(body.axis[0], body.axis[1], body.axis[2]))),
  );
  return shapeOf(scope.own(new api.BRepPrimAPI_MakeCylinder_3(axes, body.radius, body.height)), scope);
}

function raise(api: BuildingApi, { outline, height }: Prism, scope: Scope): Shape {
  const wire = scope.own(new api.BRepBuilderAPI_MakeWire_1());
  const at = ([x, y]: readonly [number, number]): ReturnType<typeof point> => point(api, [x, y, 0], scope);
  const corners = cornersOf(outline).map(([before, corner, after]) => ({ corner, arc: roundedCorner(before, corner, after) }));
  corners.forEach(({ corner, arc }, index) => {
    if (arc !== null) {
      const made = scope.own(new api.GC_MakeArcOfCircle_4(at(arc.start), at(arc.middle), at(arc.end)));
      const curve = scope.own(new api.Handle_Geom_Curve_2(scope.own(made.Value()).get()));
      wire.Add_1(scope.own(scope.own(new api.BRepBuilderAPI_MakeEdge_24(curve)).Edge()));
    }
    const next = corners[(index + 1) % corners.length];
    if (next === undefined) return;
    const from = arc?.end ?? ([corner.x, corner.y] as const);
    const to = next.arc?.start ?? ([next.corner.x, next.corner.y] as const);
    wire.Add_1(scope.own(scope.own(new api.BRepBuilderAPI_MakeEdge_3(at(from), at(to))).Edge()));
  });
  const face = scope.own(scope.own(new api.BRepBuilderAPI_MakeFace_15(scope.own(wire.Wire()), true)).Face());
  const along = scope.own(new api.gp_Vec_4(0, 0, height));
  return shapeOf(scope.own(new api.BRepPrimAPI_MakePrism_1(face, along, false, true)), scope);
}

function point(api: BuildingApi, [x, y, z]: Point, scope: Scope): InstanceType<BuildingApi['gp_Pnt_3']> {
  return scope.own(new api.gp_Pnt_3(x, y, z));
}

function shapeOf(made: { Shape(): Shape }, scope: Scope): Shape {
  return scope.own(made.Shape());
}
