import { extract } from '../../processors/dxf/extract.js';
import { readFileSync } from 'node:fs';

/** Child of the benchmark: reads one file and prints this process's peak memory in MB. */
const path = process.argv[2];
if (path === undefined) throw new Error('usage: peak-memory FILE');
await extract({ name: path, format: 'dxf', bytes: readFileSync(path) }, { stage: () => undefined, keep: null });
console.log((peakKilobytes() / 1024).toFixed(1));

/** On Linux `maxRSS` begins with what the parent held when it forked; the kernel's own mark (`VmHWM`) begins with the program. */
function peakKilobytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS;
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes);
}
