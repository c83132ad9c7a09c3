import { describe, expect, it } from 'vitest';
import type { Axis } from '../../../processors/cad/topology/axis.js';
import type { EdgeCurve } from '../../../processors/cad/topology/curve.js';
import type { Coedge } from '../../../processors/cad/topology/coedge.js';
import type { Outline } from '../../../processors/cad/topology/outline.js';
import { planarMeasure } from '../../../processors/cad/topology/planar-measure.js';
import { revolvedMeasure } from '../../../processors/cad/topology/revolved-measure.js';
import { cross, norm, scale, subtract, type Vector } from '../../../processors/cad/topology/vector.js';

const xDirection: Vector = [0.36, 0.48, 0.8];
const direction: Vector = [-0.8, 0.6, 0];
/** Turned about two axes, so that no component vanishes. */
const axis: Axis = {
  location: [3, -2, 7],
  direction,
  xDirection,
  yDirection: cross(direction, xDirection),
  rightHanded: true,
};

function at(x: number, y: number, z = 0): Vector {
  const along = (vector: Vector, length: number): Vector => scale(vector, length);
  const parts = [axis.location, along(axis.xDirection, x), along(axis.yDirection, y), along(axis.direction, z)];
  return [0, 1, 2].map((index) => parts.reduce((sum, part) => sum + (part[index] ?? 0), 0)) as unknown as Vector;
}

function near(found: Vector | undefined, expected: Vector): void {
  expect(norm(subtract(found ?? [NaN, NaN, NaN], expected))).toBeLessThan(1e-12);
}

function line(from: Vector, to: Vector): EdgeCurve {
  const length = norm(subtract(to, from));
  const rest = { middleParameter: 0, middle: from, tangent: null, points: [], row: [], recognised: null };
  return { ...rest, type: 'line', length, ends: [from, to], arc: null };
}

function circle(centre: Vector, radius: number, from: number, to: number): EdgeCurve {
  const [a, b] = [scale(axis.xDirection, radius), scale(axis.yDirection, radius)];
  const point = (angle: number): Vector =>
    [0, 1, 2].map((i) => (centre[i] ?? 0) + (a[i] ?? 0) * Math.cos(angle) + (b[i] ?? 0) * Math.sin(angle)) as unknown as Vector;
  const rest = { middleParameter: 0, middle: centre, tangent: null, points: [], row: [], recognised: null };
  return {
    ...rest,
    type: 'circle',
    length: radius * (to - from),
    ends: [point(from), point(to)],
    arc: { centre, a, b, from, to },
  };
}

describe('a planar face by its boundary', () => {
  const plane = { kind: 'plane', axis } as const;
  const corners = [at(0, 0), at(6, 0), at(6, 4), at(0, 4)];
  const sides = corners.map((corner, index) => line(corner, corners[(index + 1) % 4] ?? corner));
  const forward: Coedge[] = [0, 1, 2, 3].map((edge) => ({ edge, reversed: false }));

  it('loses the area of its hole and the hole draws its centroid away', () => {
    const edges = [...sides, circle(at(2, 2), 1, 0, 2 * Math.PI)];
    const found = planarMeasure(plane, false, [forward, [{ edge: 4, reversed: true }]], edges);
    const area = 24 - Math.PI;
    expect(found?.area).toBeCloseTo(area, 12);
    near(found?.centroid, at((24 * 3 - Math.PI * 2) / area, 2));
  });

  it('is a half disc between an arc and its chord', () => {
    const edges = [circle(at(0, 0), 3, 0, Math.PI), line(at(-3, 0), at(3, 0))];
    const loop = [0, 1].map((edge) => ({ edge, reversed: false }));
    const found = planarMeasure(plane, false, [loop], edges);
    expect(found?.area).toBeCloseTo((Math.PI * 9) / 2, 12);
    near(found?.centroid, at(0, (4 * 3) / (3 * Math.PI)));
  });

  it('runs the other way round when the face is reversed', () => {
    const backward = [3, 2, 1, 0].map((edge) => ({ edge, reversed: true }));
    expect(planarMeasure(plane, true, [backward], sides)?.area).toBeCloseTo(24, 12);
  });

  it('is left to the kernel when it does not close, runs backwards or has a free edge', () => {
    expect(planarMeasure(plane, false, [forward.slice(1)], sides)).toBeNull();
    expect(planarMeasure(plane, true, [forward], sides)).toBeNull();
    const [first = line(at(0, 0), at(6, 0)), ...rest] = sides;
    expect(planarMeasure(plane, false, [forward], [{ ...first, type: 'bspline' }, ...rest])).toBeNull();
    expect(planarMeasure(plane, false, [], [])).toBeNull();
  });
});

describe('a revolved face by its boundary', () => {
  const turn = 2 * Math.PI;

  it('is the lateral area of a cone', () => {
    const semiAngle = Math.atan(0.75);
    const found = revolvedMeasure({ kind: 'cone', axis, radius: 3, semiAngle }, rectangle(0, turn, 0, 5));
    // From radius 3 to 6 over a height of 4, the slope being 5 long.
    expect(found?.area).toBeCloseTo(Math.PI * (3 + 6) * 5, 11);
    near(found?.centroid, at(0, 0, (4 * (3 + 2 * 6)) / (3 * (3 + 6))));
  });

  it('is half a sphere', () => {
    const found = revolvedMeasure({ kind: 'sphere', axis, radius: 3 }, rectangle(0, turn, 0, Math.PI / 2));
    expect(found?.area).toBeCloseTo(turn * 9, 11);
    near(found?.centroid, at(0, 0, 1.5));
  });

  it('is a torus', () => {
    const found = revolvedMeasure({ kind: 'torus', axis, majorRadius: 7, minorRadius: 2 }, rectangle(0, turn, 0, turn));
    expect(found?.area).toBeCloseTo(turn * turn * 7 * 2, 10);
    near(found?.centroid, at(0, 0));
  });

  it('is what a helix cuts from a quarter of a cylinder', () => {
    const outline: Outline = [
      [
        [0, 0],
        [Math.PI / 2, 0],
      ],
      [
        [Math.PI / 2, 0],
        [Math.PI / 2, 5],
      ],
      [
        [Math.PI / 2, 5],
        [0, 0],
      ],
    ];
    const found = revolvedMeasure({ kind: 'cylinder', axis, radius: 2 }, outline);
    expect(found?.area).toBeCloseTo((Math.PI / 2) * 2 * 2.5, 12);
    // Over the triangle, with u running to 90 degrees: the means of cos u and sin u weighted by u.
    const mean = 2 / (Math.PI / 2) ** 2;
    near(found?.centroid, at(2 * mean * (Math.PI / 2 - 1), 2 * mean, 5 / 3));
  });

  it('is left to the kernel when it does not close, runs backwards or passes the axis', () => {
    const cylinder = { kind: 'cylinder', axis, radius: 2 } as const;
    expect(revolvedMeasure(cylinder, rectangle(0, 1, 0, 1).slice(1))).toBeNull();
    expect(revolvedMeasure(cylinder, rectangle(1, 0, 0, 1))).toBeNull();
    expect(revolvedMeasure({ kind: 'cone', axis, radius: 1, semiAngle: 0.5 }, rectangle(0, 1, -5, 5))).toBeNull();
  });

  function rectangle(u0: number, u1: number, v0: number, v1: number): Outline {
    const corners = [
      [u0, v0],
      [u1, v0],
      [u1, v1],
      [u0, v1],
    ] as const;
    return corners.map((corner, index) => [corner, corners[(index + 1) % 4] ?? corner] as const);
  }
});
