import type { Processor } from '../../queues/contract/processor.js';
import { chainCad } from './chain.js';
import { kernelVersion } from './version.js';

const mebibyte = 1024 * 1024;

const kernelChild = {
  // 650 MB when loaded; the largest models of a few hundred measured stayed below 2 GB.
  memoryMb: 3000,
  recycleAfter: 500,
  // At rest it holds 700 MB, with the garbage of JavaScript up to 900; the kernel's memory grows for a large model and never shrinks.
  recycleAboveMb: 1200,
  // Whoever stands on the kernel, the Creo processor too.
  sharedChild: 'kernel',
};

/** STEP, IGES and BREP, by the B-Rep kernel. */
export const cadProcessor: Processor = {
  version: kernelVersion,
  engines: {
    kernel: {
      timeoutMs: (sizeBytes) => Math.min(300_000, 60_000 + 20_000 * (sizeBytes / mebibyte)),
      ...kernelChild,
      load: async () => (await withKernel(import('./extract.js'))).extractCad,
    },
    // Not in the chain: for the service that hands out triangles.
    mesh: {
      timeoutMs: () => 300_000,
      ...kernelChild,
      load: async () => (await withKernel(import('./tessellate.js'))).tessellateCad,
    },
    // Not in the chain either: megabytes for each model, wanted only to train or apply a DeepSDF network.
    sdf: {
      timeoutMs: () => 300_000,
      ...kernelChild,
      load: async () => (await import('./distance-field.js')).sampleCad,
    },
  },
  chain: chainCad,
};

/** The kernel takes seconds to load, a minute on a busy machine; that is no document's time. */
async function withKernel<T>(engine: Promise<T>): Promise<T> {
  await (await import('./kernel/use.js')).warmKernel();
  return engine;
}
