import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaBetween, evaluate } from '../../../processors/cad/topology/evaluate.js';
import { everySurface, surfaces } from './analytic-surfaces.js';
import { cross, dot, norm, subtract, unit, type Vector } from '../../../processors/cad/topology/vector.js';

const parameter = fc.double({ min: -1.5, max: 1.5, noNaN: true });

describe('an analytic surface by its parameters', () => {
  it('has the normal dS/du x dS/dv', () => {
    const property = fc.property(everySurface, parameter, parameter, (surface, u, v) => {
      const step = 1e-6;
      const along = (du: number, dv: number): Vector =>
        subtract(evaluate(surface, u + du, v + dv).point, evaluate(surface, u - du, v - dv).point);
      const expected = unit(cross(along(step, 0), along(0, step))) ?? [0, 0, 0];
      const { normal } = evaluate(surface, u, v);
      expect(norm(subtract(normal ?? [0, 0, 0], expected))).toBeLessThan(1e-6);
    });
    fc.assert(property);
  });

  it('has a normal at the pole of a sphere and the apex of a cone', () => {
    const [, , cone, sphere] = surfaces(true);
    if (cone?.kind !== 'cone' || sphere === undefined) throw new Error('no cone');
    const pole = evaluate(sphere, 1, Math.PI / 2).normal ?? [0, 0, 0];
    expect(dot(pole, sphere.axis.direction)).toBeCloseTo(1, 12);
    const apex = evaluate(cone, 1, -cone.radius / Math.sin(cone.semiAngle)).normal ?? [0, 0, 0];
    expect(norm(apex)).toBeCloseTo(1, 12);
    expect(dot(apex, cone.axis.direction)).toBeCloseTo(-Math.sin(cone.semiAngle), 12);
  });

  it('has the area of its patches', () => {
    const property = fc.property(everySurface, (surface) => {
      const [u0, u1, v0, v1] = [-0.4, 1.2, -0.7, 0.9] as const;
      const steps = 60;
      let sum = 0;
      for (let i = 0; i < steps; i += 1) {
        for (let j = 0; j < steps; j += 1) {
          const at = (di: number, dj: number): Vector =>
            evaluate(surface, u0 + ((u1 - u0) * (i + di)) / steps, v0 + ((v1 - v0) * (j + dj)) / steps).point;
          sum += norm(cross(subtract(at(1, 0.5), at(0, 0.5)), subtract(at(0.5, 1), at(0.5, 0))));
        }
      }
      expect(sum / areaBetween(surface, [u0, u1, v0, v1])).toBeCloseTo(1, 3);
    });
    fc.assert(property, { numRuns: 10 });
  });
});
