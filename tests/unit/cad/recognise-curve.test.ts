import { describe, expect, it } from 'vitest';
import { arcPoint } from '../../../processors/cad/topology/curve.js';
import { recogniseCurve } from '../../../processors/cad/topology/recognise-curve.js';
import { norm, subtract, type Vector } from '../../../processors/cad/topology/vector.js';

function sampled(at: (share: number) => Vector): { points: Vector[]; length: number } {
  const points = Array.from({ length: 37 }, (_, index) => at(index / 36));
  const length = points.slice(1).reduce((sum, point, index) => sum + norm(subtract(point, points[index] ?? point)), 0);
  return { points, length };
}

const onCircle =
  (turn: number) =>
  (share: number): Vector => {
    const angle = 0.4 + turn * (share + 0.1 * share * (1 - share));
    return [2 + 5 * Math.cos(angle), 1, -3 + 5 * Math.sin(angle)];
  };

describe('a curve that is written by points alone', () => {
  it.each([0.3, -1.5, Math.PI, 2 * Math.PI, -2 * Math.PI])('is the arc of a circle that turns by %f', (turn) => {
    const curve = sampled(onCircle(turn));
    const found = recogniseCurve(curve, 20);
    if (found?.type !== 'circle') throw new Error('no circle was found');
    const { arc } = found;
    expect(norm(arc.a)).toBeCloseTo(5, 9);
    expect([...arc.centre]).toEqual([2, 1, -3].map((value) => expect.closeTo(value, 8) as number));
    expect(arc.to - arc.from).toBeCloseTo(Math.abs(turn), 9);
    const [first, last] = [arcPoint(arc, arc.from).point, arcPoint(arc, arc.to).point];
    expect(norm(subtract(first, curve.points[0] ?? first))).toBeLessThan(1e-8);
    expect(norm(subtract(last, curve.points.at(-1) ?? last))).toBeLessThan(1e-8);
  });

  it('is a line where it runs straight and does not turn back', () => {
    expect(
      recogniseCurve(
        sampled((share) => [share ** 2, 2 * share ** 2, 3]),
        20,
      ),
    ).toEqual({ type: 'line' });
    expect(
      recogniseCurve(
        sampled((share) => [Math.sin(2.5 * share), 0, 0]),
        20,
      ),
    ).toBeNull();
  });

  it('is neither where it is an ellipse, a helix or a point', () => {
    const round = (share: number, x: number, y: number, z: number): Vector => [
      x * Math.cos(3 * share),
      y * Math.sin(3 * share),
      z * share,
    ];
    expect(
      recogniseCurve(
        sampled((share) => round(share, 5, 4.9, 0)),
        20,
      ),
    ).toBeNull();
    expect(
      recogniseCurve(
        sampled((share) => round(share, 5, 5, 1)),
        20,
      ),
    ).toBeNull();
    expect(
      recogniseCurve(
        sampled(() => [1, 2, 3]),
        20,
      ),
    ).toBeNull();
  });
});
