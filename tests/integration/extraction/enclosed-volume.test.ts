import { describe, expect, it } from 'vitest';
import type { KernelApi } from '../../../processors/cad/kernel/api.js';
import type { Owned } from '../../../processors/cad/kernel/owned.js';
import type { Scope } from '../../../processors/cad/kernel/scope.js';
import type { Shape } from '../../../processors/cad/kernel/shape-api.js';
import { useKernel } from '../../../processors/cad/kernel/use.js';
import { enclosedVolume } from '../../../processors/cad/topology/enclosed-volume.js';
import { shapeMap } from '../../../processors/cad/topology/measure.js';

interface Made extends Owned {
  Shape(): Shape;
}

/** What of the kernel makes bodies and copies of their faces that share nothing. */
interface Modeller {
  readonly gp_Pnt_3: new (x: number, y: number, z: number) => Owned;
  readonly BRepPrimAPI_MakeBox_3: new (corner: Owned, x: number, y: number, z: number) => Made;
  readonly BRepPrimAPI_MakeTorus_2: new (majorRadius: number, minorRadius: number, angle: number) => Made;
  readonly BRepBuilderAPI_Copy_2: new (shape: Shape, geometry: boolean, mesh: boolean) => Made;
}

/** A block at a place as surfaces that have no edge in common, some left out. */
type Block = readonly [corner: readonly [number, number, number], size: readonly [number, number, number], leftOut?: number];

function surfacesOf(api: KernelApi, blocks: readonly Block[], scope: Scope): Shape {
  const { gp_Pnt_3: Point, BRepPrimAPI_MakeBox_3: Box, BRepBuilderAPI_Copy_2: Copy } = api as unknown as Modeller;
  const compound = scope.own(new api.TopoDS_Compound());
  const builder = scope.own(new api.BRep_Builder());
  builder.MakeCompound(compound);
  for (const [corner, size, leftOut = 0] of blocks) {
    const block = scope.own(scope.own(new Box(scope.own(new Point(...corner)), ...size)).Shape());
    const faces = shapeMap(api, block, api.TopAbs_ShapeEnum.TopAbs_FACE, scope);
    for (let index = leftOut; index < faces.Size(); index += 1) {
      const copy = scope.own(new Copy(scope.own(faces.FindKey(index + 1)), true, false));
      builder.Add(compound, scope.own(copy.Shape()));
    }
  }
  return compound;
}

function enclosedBy(...blocks: readonly Block[]) {
  return useKernel(({ api }, scope) => enclosedVolume(api, surfacesOf(api, blocks, scope), 10));
}

describe('surfaces without a solid', () => {
  it('enclose what they surround, with its centre', async () => {
    const { volume, centre } = (await enclosedBy([
      [1, 1, 1],
      [2, 3, 4],
    ])) ?? { volume: NaN, centre: [] };
    expect(volume).toBeCloseTo(24, 9);
    [2, 2.5, 3].forEach((value, axis) => expect(centre[axis]).toBeCloseTo(value, 9));
  });

  it('enclose the sum of what stands side by side', async () => {
    const { volume, centre } = (await enclosedBy(
      [
        [0, 0, 0],
        [1, 1, 1],
      ],
      [
        [4, 0, 0],
        [1, 1, 3],
      ],
    )) ?? { volume: NaN, centre: [] };
    expect(volume).toBeCloseTo(4, 9);
    expect(centre[0]).toBeCloseTo(3.5, 9);
  });

  it('enclose a block in the middle of three quarters of a ring, and the ring, which lies around it', async () => {
    const found = await useKernel(({ api }, scope) => {
      const both = surfacesOf(
        api,
        [
          [
            [-1, -1, -1],
            [2, 2, 2],
          ],
        ],
        scope,
      );
      const { BRepPrimAPI_MakeTorus_2: Torus } = api as unknown as Modeller;
      const ring = scope.own(scope.own(new Torus(20, 5, 1.5 * Math.PI)).Shape());
      const faces = shapeMap(api, ring, api.TopAbs_ShapeEnum.TopAbs_FACE, scope);
      const builder = scope.own(new api.BRep_Builder());
      for (let index = 1; index <= faces.Size(); index += 1) builder.Add(both, scope.own(faces.FindKey(index)));
      return enclosedVolume(api, both, 50);
    });
    expect((found?.volume ?? NaN) / (8 + 1.5 * Math.PI ** 2 * 20 * 25)).toBeCloseTo(1, 9);
  });

  it('enclose nothing where one is missing, nor where nobody says whether an inner one is a hollow', async () => {
    expect(await enclosedBy([[0, 0, 0], [2, 3, 4], 1])).toBeNull();
    expect(
      await enclosedBy(
        [
          [0, 0, 0],
          [6, 6, 6],
        ],
        [
          [2, 2, 2],
          [1, 1, 1],
        ],
      ),
    ).toBeNull();
  });
});
