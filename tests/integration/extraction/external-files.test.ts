import { beforeAll, describe, expect, it } from 'vitest';
import { extractCad } from '../../../processors/cad/extract.js';
import { cadProcessor } from '../../../processors/cad/processor.js';
import type { Extraction } from '../../../queues/contract/facts.js';
import { externalAssembly } from '../../support/external-step.js';

let files: Map<string, Buffer>;

beforeAll(async () => {
  files = await externalAssembly({ bar: [10, 20, 30], post: [1, 2, 3] });
}, 120_000);

/** Reads the assembly in a folder that holds these files besides. */
function read(...beside: readonly string[]): Promise<Extraction> {
  const bytesOf = (name: string): Buffer => files.get(name.toLowerCase()) ?? Buffer.alloc(0);
  return cadProcessor.chain(
    (_, companions = []) =>
      extractCad(
        { name: 'a/frame.stp', format: 'step', bytes: bytesOf('frame.stp') },
        { stage: () => undefined, keep: null, companions: companions.map((name) => ({ name, bytes: bytesOf(name) })) },
      ),
    {
      name: 'a/frame.stp',
      companions: () => Promise.resolve(['frame.stp', ...beside]),
      creo: { mode: 'auto', ask: () => Promise.reject(new Error('nobody asks')) },
    },
  );
}

describe('an assembly whose parts are in files of their own', () => {
  it('is whole where they lie beside it, whatever the case of their names', async () => {
    const { cad, metadata, bom_items } = await read('BAR.STP', 'post.stp', 'other.stp');
    expect(cad).toMatchObject({ faces: 12, edges: 24, solids: 2 });
    expect(cad?.volume).toBeCloseTo(6006, 6);
    expect(metadata.xrefs).toEqual(['bar.stp', 'post.stp']);
    expect(metadata.warnings ?? []).toEqual([]);
    expect(bom_items.map(({ part_number, quantity }) => [part_number, quantity])).toEqual([
      ['bar', 1],
      ['post', 1],
    ]);
  });

  it('says which are missing', async () => {
    const { cad, metadata } = await read('post.stp');
    expect(cad).toMatchObject({ faces: 6, solids: 1 });
    expect(metadata.warnings?.join()).toContain('refers to bar.stp, which is not beside it');
  });

  it('is refused without any of them', async () => {
    await expect(read()).rejects.toMatchObject({
      errorClass: 'KERNEL_ERROR',
      message: expect.stringContaining('what it refers to is not beside it: bar.stp, post.stp') as string,
    });
  });
});
