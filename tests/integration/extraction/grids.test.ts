import { beforeAll, describe, expect, it } from 'vitest';
import { countApart } from '../../../bench/cad/inside-differences.js';
import { edgeGrid } from '../../../processors/cad/grids/edge-grid.js';
import { edgeGridBytes, faceGridBytes, unpackGrids } from '../../../processors/cad/grids/packed.js';
import { faceGrids, type Measured } from '../../../processors/cad/grids/read-grids.js';
import { extractCad } from '../../../processors/cad/extract.js';
import type { Owned } from '../../../processors/cad/kernel/owned.js';
import type { Shape } from '../../../processors/cad/kernel/shape-api.js';
import type { Kernel } from '../../../processors/cad/kernel/load.js';
import { loadKernel } from '../../../processors/cad/kernel/use.js';
import { Scope } from '../../../processors/cad/kernel/scope.js';
import { readAdjacency } from '../../../processors/cad/topology/adjacency.js';
import type { Evaluation } from '../../../processors/cad/topology/evaluate.js';
import { measureByBoundary } from '../../../processors/cad/topology/face-measure.js';
import { readShapeGraph } from '../../../processors/cad/topology/graph.js';
import { identity } from '../../../processors/cad/topology/matrix.js';
import { numberShape } from '../../../processors/cad/topology/measure.js';
import { buildSolid } from '../../../sample/solid/build-solid.js';
import type { BuildingApi } from '../../../sample/solid/building-api.js';
import { Random } from '../../../sample/random.js';
import { families, familyNames } from '../../../sample/solid/families.js';
import type { Cylinder } from '../../../sample/solid/shape.js';
import { turned, unmoved } from '../../../sample/solid/transformation.js';
import { stepBox } from '../../support/step-box.js';

/** Primitives that the project itself never builds. */
interface PrimitiveApi {
  readonly BRepPrimAPI_MakeSphere_1: new (radius: number) => Owned & { Shape(): Shape };
  readonly BRepPrimAPI_MakeCone_1: new (lower: number, upper: number, height: number) => Owned & { Shape(): Shape };
  readonly BRepPrimAPI_MakeTorus_1: new (major: number, minor: number) => Owned & { Shape(): Shape };
}

interface Sample {
  readonly point: readonly number[];
  readonly normal: readonly number[];
  readonly inside: boolean;
}

let kernel: Kernel;
const scope = new Scope();

beforeAll(async () => {
  kernel = await loadKernel();
  return () => scope.free();
}, 300_000);

function read(shape: Shape, evaluation: Evaluation = 'analytic'): Measured & { grids: (Float64Array | null)[] } {
  const numbered = numberShape(kernel.api, shape, scope);
  const graph = readShapeGraph(kernel.api, numbered, evaluation);
  const adjacency = readAdjacency(kernel.api, numbered, graph, evaluation);
  const part = { name: null, shape, placements: [identity] };
  const measured = { part, graph, adjacency };
  return { ...measured, grids: faceGrids(kernel.api, measured, evaluation) };
}

function samplesOf(grid: Float64Array | null | undefined): Sample[] {
  if (!grid) throw new Error('no grid');
  return Array.from({ length: 100 }, (_, index) => {
    const row = [...grid.slice(7 * index, 7 * index + 7)];
    return { point: row.slice(0, 3), normal: row.slice(3, 6), inside: row[6] === 1 };
  });
}

function near(values: readonly number[], expected: readonly number[]): void {
  expect(values).toHaveLength(expected.length);
  values.forEach((value, index) => expect(Math.abs(value - (expected[index] ?? NaN))).toBeLessThan(1e-9));
}

/** A tube about the z axis. */
function tube(outer: number, inner: number, height: number): Shape {
  const cylinder = (radius: number): Cylinder => ({ kind: 'cylinder', origin: [0, 0, 0], axis: [0, 0, 1], radius, height });
  const api = kernel.api as unknown as BuildingApi;
  return buildSolid(api, { joined: [cylinder(outer)], cut: [cylinder(inner)] }, unmoved, scope);
}

describe('the grids of a tube of 20 and 12 mm, 30 mm high', () => {
  it('lie on its surfaces, their normals pointing out of the material', () => {
    const { graph, grids } = read(tube(10, 6, 30));
    expect(graph.faces.map(({ surface }) => surface?.kind).sort()).toEqual(['cylinder', 'cylinder', 'plane', 'plane']);
    graph.faces.forEach(({ surface }, face) => {
      const samples = samplesOf(grids[face]);
      const analytic = surface?.analytic;
      for (const { point, normal, inside } of samples) {
        const [x = 0, y = 0, z = 0] = point;
        const distance = Math.hypot(x, y);
        if (analytic?.kind === 'cylinder') {
          const side = analytic.radius === 10 ? 1 : -1;
          near([distance], [analytic.radius]);
          near(normal, [(side * x) / distance, (side * y) / distance, 0]);
          expect(inside).toBe(true);
        } else {
          near([z], [z > 15 ? 30 : 0]);
          near(normal, [0, 0, z > 15 ? 1 : -1]);
          // No sample of a square of 20 x 20 comes nearer than this to a circle of 20 or 12 but in the middle of its sides.
          expect(inside).toBe(distance < 10 && distance > 6);
        }
      }
      const heights = samples.map(({ point }) => point[2] ?? 0);
      if (analytic?.kind === 'cylinder') near([Math.min(...heights), Math.max(...heights)], [0, 30]);
    });
  });

  it('have rims of ten points with unit tangents', () => {
    const { graph } = read(tube(10, 6, 30));
    const rims = graph.edges.filter((edge) => edge?.type === 'circle');
    expect(rims).toHaveLength(4);
    for (const rim of rims) {
      if (!rim) continue;
      const grid = edgeGrid(rim);
      for (let at = 0; at < 60; at += 6) {
        const [x = 0, y = 0, z = 0, tx = 0, ty = 0, tz = 0] = grid.slice(at, at + 6);
        const radius = Math.hypot(x, y) > 8 ? 10 : 6;
        near([Math.hypot(x, y), z], [radius, z > 15 ? 30 : 0]);
        near([tx * x + ty * y, tz, Math.hypot(tx, ty)], [0, 0, 1]);
      }
      near([...grid.slice(0, 3)], [...grid.slice(54, 57)]);
    }
  });
});

describe('grids evaluated here', () => {
  it.each([
    ['a tube', () => tube(10, 6, 30)],
    ['a sphere', () => primitive((api) => new api.BRepPrimAPI_MakeSphere_1(7))],
    ['a cone', () => primitive((api) => new api.BRepPrimAPI_MakeCone_1(9, 4, 12))],
    ['a torus', () => primitive((api) => new api.BRepPrimAPI_MakeTorus_1(9, 3))],
  ])('are those of the kernel for %s', (_, build) => {
    const shape = build();
    const [here, there] = [read(shape), read(shape, 'kernel')];
    here.grids.forEach((grid, face) => {
      const expected = samplesOf(there.grids[face]);
      samplesOf(grid).forEach(({ point, normal, inside }, index) => {
        near(point, expected[index]?.point ?? []);
        near(normal, expected[index]?.normal ?? []);
        expect(inside).toBe(expected[index]?.inside);
      });
    });
    here.graph.edges.forEach((edge, index) => {
      const other = there.graph.edges[index];
      if (edge && other) near([...edgeGrid(edge)], [...edgeGrid(other)]);
    });
  });

  function primitive(make: (api: PrimitiveApi) => Owned & { Shape(): Shape }): Shape {
    return scope.own(scope.own(make(kernel.api as unknown as PrimitiveApi)).Shape());
  }
});

describe('the graph and grids of a part of the sample', () => {
  it.each(familyNames)('measured along boundaries are those of the kernel: %s', (name) => {
    const family = families[name];
    const api = kernel.api as unknown as BuildingApi;
    for (const seed of [1, 2, 3]) {
      const random = Random.of(seed, 'differential');
      const shape = buildSolid(api, family.solid(family.sizes(random)), turned(random), scope);
      const [here, there] = [read(shape), read(shape, 'kernel')];
      here.graph.faces.forEach(({ surface, reversed, loops, outline, area, centroid }, face) => {
        if (surface === null) throw new Error('no surface');
        // None of these faces is left to the kernel.
        expect(measureByBoundary({ surface, reversed, loops, outline }, here.graph.edges, 'analytic')).not.toBeNull();
        const expected = there.graph.faces[face];
        expect(Math.abs((area ?? NaN) / (expected?.area ?? NaN) - 1)).toBeLessThan(1e-9);
        near(
          (centroid ?? []).map((value) => value / 1000),
          (expected?.centroid ?? []).map((value) => value / 1000),
        );
      });
      expect(here.grids.some((grid) => samplesOf(grid).some(({ inside }) => !inside))).toBe(true);
      expect(countApart(kernel.api, here, here.grids, there.grids)).toBe(0);
    }
  });
});

describe('the facts of a box of 20 x 30 x 40 mm', () => {
  it('hold a grid for each face and each adjacency, in their order', async () => {
    const bytes = Buffer.from(stepBox([20, 30, 40]));
    const { cad } = await extractCad({ name: 'a.step', format: 'step', bytes }, { stage: () => undefined, keep: null });
    const faces = unpackGrids(cad?.face_grids ?? '');
    const edges = unpackGrids(cad?.edge_grids ?? '');
    expect([faces.length / faceGridBytes, edges.length / edgeGridBytes]).toEqual([6, 12]);
    cad?.face_list.forEach(({ normal, uv_bounds: bounds, centroid }, face) => {
      const [sample, opposite] = [0, 99].map((index) =>
        Array.from({ length: 7 }, (_, channel) => faces.readFloatLE(face * faceGridBytes + 4 * (7 * index + channel))),
      );
      near(sample?.slice(3, 6) ?? [], normal as number[]);
      // Integers and their halves are exact in float32.
      near(
        [0, 1, 2].map((axis) => ((sample?.[axis] ?? 0) + (opposite?.[axis] ?? 0)) / 2),
        centroid as number[],
      );
      expect([sample?.[6], opposite?.[6]]).toEqual([1, 1]);
      expect(bounds).toHaveLength(4);
    });
    cad?.adjacency.forEach(({ length }, edge) => {
      const at = (point: number): number[] =>
        [0, 1, 2].map((axis) => edges.readFloatLE(edge * edgeGridBytes + 4 * (6 * point + axis)));
      const [first, last] = [at(0), at(9)];
      near([Math.hypot(...first.map((value, axis) => value - (last[axis] ?? 0)))], [length as number]);
    });
  });
});
