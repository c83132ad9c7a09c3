import { describe, expect, it } from 'vitest';
import { kernelReason } from '../../../processors/cad/kernel/failure.js';
import { isThrown } from '../../../processors/cad/kernel/invokers/thrown.js';
import type { Owned } from '../../../processors/cad/kernel/owned.js';
import { useKernel } from '../../../processors/cad/kernel/use.js';

/** A constructor that throws for a vector without length. */
interface Throwing {
  readonly gp_Dir_4: new (x: number, y: number, z: number) => Owned;
}

describe('exceptions of the kernel', () => {
  it('are told in words, however many there are, and leave a kernel that works', async () => {
    await useKernel(({ api }) => {
      const { gp_Dir_4: Direction } = api as unknown as Throwing;
      for (let time = 0; time < 1_000; time += 1) {
        let thrown: unknown = null;
        try {
          new Direction(0, 0, 0);
        } catch (error) {
          thrown = error;
        }
        expect(isThrown(thrown)).toBe(true);
        expect(kernelReason(api, thrown)).toBe('gp_Dir() - input vector has zero norm');
      }
      new Direction(0, 0, 2).delete();
    });
  });
});
