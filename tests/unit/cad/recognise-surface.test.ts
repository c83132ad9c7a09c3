import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everySurface, surfaces } from './analytic-surfaces.js';
import type { Analytic } from '../../../processors/cad/topology/analytic.js';
import { analyticNormal } from '../../../processors/cad/topology/analytic-normal.js';
import { evaluate } from '../../../processors/cad/topology/evaluate.js';
import { distanceFrom } from '../../../processors/cad/topology/fit-surface.js';
import { recogniseSurface, type WrittenSurface } from '../../../processors/cad/topology/recognise-surface.js';
import { scale, unit } from '../../../processors/cad/topology/vector.js';

const extent = 20;

/** A patch by parameters that do not run evenly, u and v exchanged, as a spline has them. */
function written(surface: Analytic, u0: number, du: number, v0: number, dv: number): WrittenSurface {
  const at = (s: number, t: number): ReturnType<WrittenSurface['at']> => {
    const { point, normal } = evaluate(surface, u0 + du * (t + 0.2 * t * (1 - t)), v0 + dv * (s * (1 + s)) * 0.5);
    return { point, normal: normal === null ? null : scale(normal, -1) };
  };
  return { bounds: [0, 1, 0, 1], spans: [1, 1], at };
}

/** z over x and y, which run from -1 to 1. */
function height(z: (x: number, y: number) => number, spans = 1): WrittenSurface {
  const at = (x: number, y: number): ReturnType<WrittenSurface['at']> => {
    const step = 1e-6;
    const [dx, dy] = [(z(x + step, y) - z(x - step, y)) / (2 * step), (z(x, y + step) - z(x, y - step)) / (2 * step)];
    return { point: [x, y, z(x, y)], normal: unit([-dx, -dy, 1]) };
  };
  return { bounds: [-1, 1, -1, 1], spans: [spans, spans], at };
}

describe('a surface that is written by points and normals alone', () => {
  it('is known by kind, place and outward side, whatever part of it there is', () => {
    const turn = fc.double({ min: 0.5, max: 6, noNaN: true });
    const start = fc.double({ min: -3, max: 3, noNaN: true });
    const rise = fc.double({ min: 0.5, max: 1.4, noNaN: true });
    const property = fc.property(everySurface, start, turn, rise, (surface, u0, du, dv) => {
      const patch = written(surface, u0, du, -0.7, dv);
      const found = recogniseSurface(patch, extent);
      expect(found?.analytic.kind).toBe(surface.kind);
      if (found === null) return;
      for (const [s, t] of [
        [0.1, 0.2],
        [0.5, 0.9],
        [0.8, 0.4],
      ] as const) {
        const { point, normal } = patch.at(s, t);
        expect(Math.abs(distanceFrom(found.analytic, point))).toBeLessThan(1e-7);
        analyticNormal(found.analytic, point, false)?.forEach((value, at) => expect(value).toBeCloseTo(normal?.[at] ?? NaN, 5));
      }
    });
    fc.assert(property, { numRuns: 200 });
  });

  it('has its radii, and the angle and the way that the face goes', () => {
    const [, cylinder, cone, , torus] = surfaces(true);
    if (cylinder === undefined || cone === undefined || torus === undefined) throw new Error('there are five surfaces');
    const round = recogniseSurface(written(cylinder, 0.3, 2 * Math.PI, -1, 5), extent);
    expect(round?.analytic).toMatchObject({ kind: 'cylinder', radius: expect.closeTo(4, 9) as number });
    const [u0, u1, v0, v1] = round?.bounds ?? [];
    expect([Number(u1) - Number(u0), Number(v1) - Number(v0)]).toEqual([expect.closeTo(2 * Math.PI, 6), expect.closeTo(5, 9)]);
    const leaning = recogniseSurface(written(cone, 0, 2, 0, 2), extent)?.analytic;
    expect(leaning?.kind === 'cone' && Math.abs(leaning.semiAngle)).toBeCloseTo(0.4, 9);
    const ring = recogniseSurface(written(torus, 0, 1, 0, 1), extent)?.analytic;
    expect(ring).toMatchObject({ majorRadius: expect.closeTo(6, 6) as number, minorRadius: expect.closeTo(2, 6) as number });
  });

  it('is free when it bulges, twists or waves by more than its tolerance', () => {
    expect(
      recogniseSurface(
        height((x, y) => x * y),
        3,
      ),
    ).toBeNull();
    expect(
      recogniseSurface(
        height((x, y) => 0.5 * x * x + 0.3 * y * y),
        3,
      ),
    ).toBeNull();
    expect(
      recogniseSurface(
        height((x) => 1e-3 * x ** 3),
        3,
      ),
    ).toBeNull();
    expect(
      recogniseSurface(
        height((x) => 0.01 * Math.sin(8 * Math.PI * x), 16),
        3,
      ),
    ).toBeNull();
  });

  it('is flat up to the 1e-5 of the model and the 1e-4 of the face', () => {
    const bulge = (by: number): WrittenSurface => height((x, y) => by * (x ** 3 + y ** 3));
    expect(recogniseSurface(bulge(1e-5), 3)?.analytic.kind).toBe('plane');
    expect(recogniseSurface(bulge(1e-4), 3)).toBeNull();
    // The same face in a model that is far larger.
    expect(recogniseSurface(bulge(1e-4), 300)?.analytic.kind).toBe('plane');
    expect(recogniseSurface(bulge(1e-3), 300)).toBeNull();
  });

  it('is not told where it has no bounds or no normal', () => {
    const flat = height(() => 0);
    expect(recogniseSurface({ ...flat, bounds: [-Infinity, 1, 0, 1] }, 3)).toBeNull();
    expect(recogniseSurface({ ...flat, at: (u, v) => ({ point: [u, v, 0], normal: null }) }, 3)).toBeNull();
  });
});
