import { table } from '../cli/table.js';
import { extractCad } from '../processors/cad/extract.js';
import { loadKernel } from '../processors/cad/kernel/load.js';
import { corpusModels } from './cad/models.js';

/**
 * The kernel over 200 models in one process, the corpus' again and again: time per model with its point cloud and ten views, the share of each
 * stage, and memory, which must not grow. The kernel is loaded before the clock starts, as a child keeps it for 500 models.
 */

const runs = 200;
const models = [...corpusModels('mfcad'), ...corpusModels('step')];
if (models.length === 0) throw new Error('bench:cad needs the corpus: set EXTRACTION_CORPUS');
const loadedAt = performance.now();
await loadKernel();
const loadMs = performance.now() - loadedAt;

const spent = new Map<string, number>();
const times: number[] = [];
const memory: number[] = [];
let failed = 0;
for (let run = 0; run < runs; run += 1) {
  const model = models[run % models.length];
  if (!model) break;
  const startedAt = performance.now();
  let stage = 'start';
  let since = startedAt;
  const enter = (name: string): void => {
    const now = performance.now();
    spent.set(stage, (spent.get(stage) ?? 0) + now - since);
    [stage, since] = [name.replace(/ of part .*/, '').replace(/^kernel /, ''), now];
  };
  await extractCad(model, { stage: enter, keep: ({ name }) => Promise.resolve(name) }).catch(() => {
    failed += 1;
  });
  enter('end');
  times.push(performance.now() - startedAt);
  memory.push(process.memoryUsage.rss() / 2 ** 20);
}

const total = [...spent.values()].reduce((sum, ms) => sum + ms, 0);
const shares = [...spent].sort((a, b) => b[1] - a[1]).filter(([, ms]) => ms / total > 0.001);
console.log(`kernel loaded in ${(loadMs / 1000).toFixed(1)} s; ${runs} models of ${models.length} files, ${failed} refused`);
console.log(
  table(
    ['share', 'stage'],
    shares.map(([name, ms]) => [`${((100 * ms) / total).toFixed(1)} %`, name]),
  ),
);
const quarter = runs / 4;
console.log(
  `memory after ${quarter} models ${Math.round(memory[quarter - 1] ?? 0)} MB, after ${runs} ${Math.round(memory[runs - 1] ?? 0)} MB`,
);
times.sort((a, b) => a - b);
console.log(
  JSON.stringify({
    p50_ms: Math.round(times[Math.floor(runs * 0.5)] ?? 0),
    p90_ms: Math.round(times[Math.floor(runs * 0.9)] ?? 0),
    peak_mb: Math.round(process.resourceUsage().maxRSS / 1024),
    models: runs,
    growth_mb: Math.round((memory[runs - 1] ?? 0) - (memory[quarter - 1] ?? 0)),
  }),
);
