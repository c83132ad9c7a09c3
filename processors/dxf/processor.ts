import type { Processor } from '../../queues/contract/processor.js';
import { extractorVersion } from './version.js';

/** DXF has one engine: the project's own reader. */
export const dxfProcessor: Processor = {
  version: extractorVersion,
  engines: {
    dxf: {
      timeoutMs: () => 60_000,
      memoryMb: 1024,
      recycleAfter: 2000,
      load: async () => (await import('./extract.js')).extract,
    },
  },
  chain: (run) => run('dxf'),
};
