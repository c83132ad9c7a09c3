import { describe, expect, it } from 'vitest';
import { extractCad } from '../../../processors/cad/extract.js';
import { useKernel } from '../../../processors/cad/kernel/use.js';
import { stepBox } from '../../support/step-box.js';

const box = { name: 'a.step', format: 'step' as const, bytes: Buffer.from(stepBox([20, 30, 40])) };
const cutOff = { ...box, bytes: box.bytes.subarray(0, box.bytes.length / 2) };

/** Its data and the beginning of its heap, before a document begins. */
const held = (): Promise<Buffer> => useKernel(({ api }) => Buffer.from(api.HEAPU8.subarray(0, 16 * 2 ** 20)));

describe('the memory of the kernel', () => {
  it('is for every document what it was when the kernel was loaded, whatever was left in it', async () => {
    const loaded = await held();
    await useKernel(({ api }) => {
      // Never freed.
      for (let point = 0; point < 100_000; point += 1) new api.gp_Pnt_1();
      expect(loaded.equals(api.HEAPU8.subarray(0, loaded.length))).toBe(false);
    });
    for (const document of [box, cutOff, box]) {
      await extractCad(document, { stage: () => undefined, keep: null }).catch(() => undefined);
      expect(loaded.equals(await held())).toBe(true);
    }
  });
});
