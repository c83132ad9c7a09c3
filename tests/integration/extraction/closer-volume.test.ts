import { describe, expect, it } from 'vitest';
import type { KernelApi } from '../../../processors/cad/kernel/api.js';
import type { Owned } from '../../../processors/cad/kernel/owned.js';
import type { Scope } from '../../../processors/cad/kernel/scope.js';
import type { Shape } from '../../../processors/cad/kernel/shape-api.js';
import { useKernel } from '../../../processors/cad/kernel/use.js';
import { closerVolume } from '../../../processors/cad/topology/closer-volume.js';
import { readShapeGraph } from '../../../processors/cad/topology/graph.js';
import { measureVolume, measureVolumeAdaptively, numberShape } from '../../../processors/cad/topology/measure.js';

/** What of the kernel makes bodies. */
interface Modeller {
  readonly gp_Pnt_3: new (x: number, y: number, z: number) => Owned;
  readonly gp_Dir_4: new (x: number, y: number, z: number) => Owned;
  readonly gp_Ax2_3: new (location: Owned, direction: Owned) => Owned;
  readonly BRepPrimAPI_MakeCylinder_3: new (axes: Owned, radius: number, height: number) => Made;
  readonly BRepPrimAPI_MakeTorus_1: new (majorRadius: number, minorRadius: number) => Made;
  readonly BRepAlgoAPI_Common_3: new (a: Shape, b: Shape, progress: Owned) => Made;
  readonly BRepAlgoAPI_Cut_3: new (a: Shape, b: Shape, progress: Owned) => Made;
}

interface Made extends Owned {
  Shape(): Shape;
}

type Triple = readonly [number, number, number];

function bodies(api: KernelApi, scope: Scope) {
  const modeller = api as unknown as Modeller;
  const { BRepPrimAPI_MakeCylinder_3: Cylinder, BRepPrimAPI_MakeTorus_1: Torus } = modeller;
  const { BRepAlgoAPI_Common_3: Common, BRepAlgoAPI_Cut_3: Cut } = modeller;
  const { gp_Pnt_3: Point, gp_Dir_4: Direction, gp_Ax2_3: Axes } = modeller;
  const shapeOf = (made: Made): Shape => scope.own(scope.own(made).Shape());
  const progress = (): Owned => scope.own(new api.Message_ProgressRange_1());
  return {
    cylinder: (from: Triple, along: Triple, radius: number, height: number) => {
      const axes = new Axes(scope.own(new Point(...from)), scope.own(new Direction(...along)));
      return shapeOf(new Cylinder(scope.own(axes), radius, height));
    },
    torus: (major: number, minor: number) => shapeOf(new Torus(major, minor)),
    common: (a: Shape, b: Shape) => shapeOf(new Common(a, b, progress())),
    cut: (a: Shape, b: Shape) => shapeOf(new Cut(a, b, progress())),
  };
}

function volumesOf(api: KernelApi, shape: Shape, scope: Scope) {
  const numbered = numberShape(api, shape, scope);
  const { volume } = measureVolume(api, shape);
  const closer = closerVolume(api, numbered, readShapeGraph(api, numbered), volume) ?? NaN;
  return { closer, adaptive: measureVolumeAdaptively(api, shape) };
}

describe('the volume of a part whose faces are trimmed by free curves', () => {
  it('is that of two cylinders that cross, 16/3 of the cube of their radius', async () => {
    await useKernel((kernel, scope) => {
      const { cylinder, common } = bodies(kernel.api, scope);
      const [one, other] = [cylinder([40, -20, 7], [0, 1, 0], 3, 40), cylinder([20, 0, 7], [1, 0, 0], 3, 40)];
      const { closer } = volumesOf(kernel.api, common(one, other), scope);
      expect(closer / ((16 / 3) * 27)).toBeCloseTo(1, 7);
    });
  });

  it('is what adaptive integration finds of a bored ring, from wherever the bore comes', async () => {
    await useKernel((kernel, scope) => {
      const { cylinder, torus, cut } = bodies(kernel.api, scope);
      for (const along of [
        [0, 0, 1],
        [0, 1, 0],
        [1, 2, 3],
      ] as const) {
        const ring = cut(torus(20, 5), cylinder([20, 0, 0], along, 2, 30));
        const { closer, adaptive } = volumesOf(kernel.api, ring, scope);
        expect(closer / adaptive).toBeCloseTo(1, 5);
        expect(closer / (2 * Math.PI ** 2 * 20 * 25)).toBeLessThan(0.998);
      }
    });
  });
});
