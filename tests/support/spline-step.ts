import { readModel } from '../../processors/cad/kernel/read.js';
import { scoped, type Scope } from '../../processors/cad/kernel/scope.js';
import type { Owned } from '../../processors/cad/kernel/owned.js';
import type { Shape } from '../../processors/cad/kernel/shape-api.js';
import { loadKernel } from '../../processors/cad/kernel/use.js';
import type { BuildingApi } from '../../sample/solid/building-api.js';
import { writeStep } from '../../sample/solid/write-step.js';

interface Builds extends Owned {
  Shape(): Shape;
}

/** What makes other shapes of the kernel's than the sample does. */
interface ConvertingApi extends BuildingApi {
  readonly BRepPrimAPI_MakeBox_2: new (x: number, y: number, z: number) => Builds;
  readonly BRepPrimAPI_MakeCone_3: new (axes: Owned, below: number, above: number, height: number) => Builds;
  readonly BRepPrimAPI_MakeSphere_1: new (radius: number) => Builds;
  readonly BRepPrimAPI_MakeTorus_1: new (majorRadius: number, minorRadius: number) => Builds;
  readonly BRepBuilderAPI_NurbsConvert_2: new (shape: Shape, copy: boolean) => Builds;
  readonly ShapeUpgrade_ShapeDivideAngle_2: new (
    mostRadians: number,
    shape: Shape,
  ) => Owned & { Perform(newContext: boolean): boolean; Result(): Shape };
}

type Build = (api: ConvertingApi, scope: Scope) => Shape;

/** The same model with all surfaces and curves as rational B-splines. */
export function asSplines(bytes: Uint8Array): Promise<Buffer> {
  return stepOf((api, scope, read) => splinesOf(api, read(bytes), scope));
}

/** A block of 60 x 40 x 30 mm, drilled from above to 20 mm with a point of 118 degrees, in half faces and as B-splines. */
export function drilledBlock(): Promise<Buffer> {
  return stepOf((api, scope) => {
    const radius = 5;
    const progress = scope.own(new api.Message_ProgressRange_1());
    const axesAt = (z: number): Owned => {
      const origin = scope.own(new api.gp_Pnt_3(30, 20, z));
      return scope.own(new api.gp_Ax2_3(origin, scope.own(new api.gp_Dir_4(0, 0, 1))));
    };
    const point = radius / Math.tan((59 * Math.PI) / 180);
    const cylinder = shapeOf(new api.BRepPrimAPI_MakeCylinder_3(axesAt(10), radius, 25), scope);
    const cone = shapeOf(new api.BRepPrimAPI_MakeCone_3(axesAt(10 - point), 0, radius, point), scope);
    const drill = shapeOf(new api.BRepAlgoAPI_Fuse_3(cylinder, cone, progress), scope);
    const block = shapeOf(new api.BRepPrimAPI_MakeBox_2(60, 40, 30), scope);
    const drilled = shapeOf(new api.BRepAlgoAPI_Cut_3(block, drill, progress), scope);
    const halves = scope.own(new api.ShapeUpgrade_ShapeDivideAngle_2(Math.PI, drilled));
    halves.Perform(true);
    return splinesOf(api, scope.own(halves.Result()), scope);
  });
}

/** A whole sphere or ring as one B-spline. */
export function roundBody(kind: 'sphere' | 'torus'): Promise<Buffer> {
  return stepOf((api, scope) => {
    const body = kind === 'sphere' ? new api.BRepPrimAPI_MakeSphere_1(12) : new api.BRepPrimAPI_MakeTorus_1(20, 6);
    return splinesOf(api, shapeOf(body, scope), scope);
  });
}

async function stepOf(build: (...given: [...Parameters<Build>, (bytes: Uint8Array) => Shape]) => Shape): Promise<Buffer> {
  const { api } = await loadKernel();
  return scoped((scope) => {
    const building = api as unknown as ConvertingApi;
    const shape = build(building, scope, (bytes) => readModel(api, 'step', bytes, scope).whole);
    return writeStep(
      building,
      { schema: 'AP214IS', unit: 'MM', assembly: null, products: [{ name: 'splines', shape, placements: [] }] },
      scope,
    );
  });
}

function splinesOf(api: ConvertingApi, shape: Shape, scope: Scope): Shape {
  return shapeOf(new api.BRepBuilderAPI_NurbsConvert_2(shape, true), scope);
}

function shapeOf(made: Builds, scope: Scope): Shape {
  return scope.own(scope.own(made).Shape());
}
