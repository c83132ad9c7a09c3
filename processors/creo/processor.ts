import type { Processor } from '../../queues/contract/processor.js';
import { creoHeaderVersion, creoJsonVersion } from './versions.js';

const mebibyte = 1024 * 1024;

/** What a `.prt`, `.asm` or `.drw` says by itself, without Creo. */
export const creoHeaderProcessor: Processor = {
  version: creoHeaderVersion,
  engines: {
    'creo-header': {
      timeoutMs: (sizeBytes) => 30_000 + 100 * (sizeBytes / mebibyte),
      memoryMb: 1024,
      recycleAfter: 2000,
      load: async () => (await import('./header/extract.js')).extractCreoHeader,
    },
  },
  chain: (run) => run('creo-header'),
};

/** Exports of Creo models as JSON. */
export const creoJsonProcessor: Processor = {
  version: creoJsonVersion,
  engines: {
    json: {
      timeoutMs: (sizeBytes) => 30_000 + 500 * (sizeBytes / mebibyte),
      // Parsed JSON takes five to ten times its bytes; exports with point clouds reach 100 MB.
      memoryMb: 2048,
      recycleAfter: 500,
      load: async () => (await import('./json/extract.js')).extractCreoJson,
    },
  },
  chain: (run) => run('json'),
};
