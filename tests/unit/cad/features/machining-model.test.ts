import { describe, expect, it } from 'vitest';
import type { Signature } from '../../../../processors/cad/features/depression.js';
import { classify, learn } from '../../../../processors/cad/features/machining-model.js';

const pocket: Signature = { faces: 5, concaveEdges: 8, alignedFaces: 5, openSides: 1, isSquare: true };
const slot: Signature = { faces: 3, concaveEdges: 2, alignedFaces: 3, openSides: 3, isSquare: true };
const model = learn([
  [pocket, 'rectangular_pocket'],
  [pocket, 'rectangular_pocket'],
  [pocket, 'stock'],
  [slot, 'rectangular_through_slot'],
]);

describe('the model of machining features', () => {
  it('gives a signature the class that most of its examples have', () => {
    expect(classify(pocket, model)).toEqual({ machiningClass: 'rectangular_pocket', confidence: 1 });
    expect(classify(slot, model)).toEqual({ machiningClass: 'rectangular_through_slot', confidence: 1 });
  });

  it('takes the nearest for one it has not seen, and says that it is not sure', () => {
    const found = classify({ ...slot, faces: 4, concaveEdges: 3, alignedFaces: 4 }, model);
    expect(found?.machiningClass).toBe('rectangular_through_slot');
    expect(found?.confidence).toBeLessThan(0.5);
  });

  it('says nothing of what is unlike all of them', () => {
    expect(classify({ faces: 40, concaveEdges: 90, alignedFaces: 3, openSides: 1, isSquare: false }, model)).toBeNull();
  });
});
