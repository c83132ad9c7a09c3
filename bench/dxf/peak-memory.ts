import { extract } from '../../processors/dxf/extract.js';
import { readFileSync } from 'node:fs';

/** Child of the benchmark: reads one file and prints this process's peak memory in MB. */
const path = process.argv[2];
if (path === undefined) throw new Error('usage: peak-memory FILE');
await extract({ name: path, format: 'dxf', bytes: readFileSync(path) }, { stage: () => undefined, keep: null });
// `maxRSS` is in kilobytes on every platform.
console.log((process.resourceUsage().maxRSS / 1024).toFixed(1));
