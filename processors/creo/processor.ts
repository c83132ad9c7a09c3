import type { Processor } from '../../queues/contract/processor.js';
import { cadProcessor } from '../cad/processor.js';
import { chainCreoModel } from './model/chain.js';
import { creoHeaderVersion, creoJsonVersion, creoModelVersion } from './versions.js';

const mebibyte = 1024 * 1024;

/** Past this the service has had its time; the deadline of its calls. */
export const serviceLimitMs = 300_000;
/** What a child takes to read the file and to hand over the answer. */
const aroundServiceMs = 15_000;

const headerEngine = {
  timeoutMs: (sizeBytes: number) => 30_000 + 100 * (sizeBytes / mebibyte),
  memoryMb: 1024,
  recycleAfter: 2000,
  load: async () => (await import('./header/extract.js')).extractCreoHeader,
};

const jsonLimits = {
  timeoutMs: (sizeBytes: number) => 30_000 + 500 * (sizeBytes / mebibyte),
  // Parsed JSON takes five to ten times its bytes; exports with point clouds reach 100 MB.
  memoryMb: 2048,
  recycleAfter: 500,
};

const kernelEngine = cadProcessor.engines['kernel'];
if (!kernelEngine) throw new Error('the cad processor has no kernel');

/** A `.prt` or `.asm`, by the best way there is; see `model/chain.ts`. */
export const creoModelProcessor: Processor = {
  version: creoModelVersion,
  engines: {
    grpc: {
      timeoutMs: () => serviceLimitMs + aroundServiceMs,
      memoryMb: 2048,
      recycleAfter: 500,
      load: async () => (await import('./model/grpc.js')).extractByService,
    },
    json: { ...jsonLimits, load: async () => (await import('./model/json-export.js')).extractByJsonExport },
    // The size of the neutral file is not known here; it is rarely smaller than the model.
    kernel: {
      ...kernelEngine,
      timeoutMs: () => 300_000,
      load: async () => {
        await kernelEngine.load();
        return (await import('./model/neutral-export.js')).extractByNeutralExport;
      },
    },
    'creo-header': headerEngine,
  },
  chain: chainCreoModel,
};

/** What a `.drw` says by itself, without Creo. */
export const creoDrawingProcessor: Processor = {
  version: creoHeaderVersion,
  engines: { 'creo-header': headerEngine },
  chain: (run) => run('creo-header'),
};

/** Exports of Creo models as JSON. */
export const creoJsonProcessor: Processor = {
  version: creoJsonVersion,
  engines: { json: { ...jsonLimits, load: async () => (await import('./json/extract.js')).extractCreoJson } },
  chain: (run) => run('json'),
};
