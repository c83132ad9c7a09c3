import { describe, expect, it } from 'vitest';
import { boxOf } from '../../../processors/cad/topology/bounds.js';
import { evaluate } from '../../../processors/cad/topology/evaluate.js';
import { axisAlong } from '../../../processors/cad/topology/fit-surface.js';
import type { Vector } from '../../../processors/cad/topology/vector.js';

const ring = { kind: 'torus', axis: axisAlong([0, 0, 10], [0, 0, 1]), majorRadius: 5, minorRadius: 0.2 } as const;

/** Nodes of a ring between two angles of its tube, a quarter of a radian apart. */
function nodesBetween(from: number, to: number): Vector[] {
  const turns = Array.from({ length: 26 }, (_, index) => index / 4);
  const tube = Array.from({ length: 8 }, (_, index) => from + ((to - from) * index) / 7);
  return turns.flatMap((u) => tube.map((v) => evaluate(ring, u, v).point));
}

function highest(nodes: readonly Vector[]): number | undefined {
  return boxOf({ points: nodes, arcs: [], bulges: [{ surface: ring, nodes }], deflection: 0.3 })?.[5];
}

describe('the bounding box of a small blend on a large part', () => {
  it('ends where the blend does', () => {
    expect(highest(nodesBetween(-Math.PI / 2, 0))).toBeCloseTo(10, 9);
  });

  it('is exact where it goes over its top', () => {
    expect(highest(nodesBetween(0.1, Math.PI - 0.2))).toBe(10.2);
  });
});
