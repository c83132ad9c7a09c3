import { table } from '../cli/table.js';
import { extractCad } from '../processors/cad/extract.js';
import { warmKernel } from '../processors/cad/kernel/use.js';
import { measureGraphWays } from './cad/graph-ways.js';
import { corpusModels } from './cad/models.js';

/**
 * The kernel over 200 models in one process, the corpus' again and again: time per model with its grids, its point cloud and ten views, the
 * share of each stage, and memory: of every round over the corpus the most that the process held, and what a model of the later rounds added to it.
 * The kernel is loaded before the clock starts, as a child keeps it for 500 models.
 * Then the graph of each model both ways: with analytic surfaces and curves evaluated here, and by the kernel as the first cut did.
 * `--graph` does the latter alone.
 */

const runs = 200;
const models = [...corpusModels('mfcad'), ...corpusModels('step')];
if (models.length === 0) throw new Error('bench:cad needs the corpus: set EXTRACTION_CORPUS');
const loadedAt = performance.now();
await warmKernel();
console.log(`kernel loaded in ${((performance.now() - loadedAt) / 1000).toFixed(1)} s`);
const extraction = process.argv.includes('--graph') ? {} : await measureExtraction();
const graph = await compareGraphs();
console.log(JSON.stringify({ ...extraction, ...graph }));

async function measureExtraction(): Promise<Record<string, number>> {
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
  console.log(`${runs} models of ${models.length} files, ${failed} refused`);
  console.log(
    table(
      ['share', 'stage'],
      shares.map(([name, ms]) => [`${((100 * ms) / total).toFixed(1)} %`, name]),
    ),
  );
  const { rounds, growthKb } = memoryOf(memory);
  console.log(
    `memory: at most ${rounds.map((mb) => `${mb} MB`).join(', ')} in each quarter of ${runs} models: ${growthKb} kB per model`,
  );
  times.sort((a, b) => a - b);
  return {
    p50_ms: Math.round(times[Math.floor(runs * 0.5)] ?? 0),
    p90_ms: Math.round(times[Math.floor(runs * 0.9)] ?? 0),
    peak_mb: Math.round(process.resourceUsage().maxRSS / 1024),
    models: runs,
    growth_kb_per_model: growthKb,
  };
}

/** The most in each quarter, and the growth from the second to the last: the first warms up. */
function memoryOf(memory: readonly number[]): { rounds: number[]; growthKb: number } {
  const quarter = memory.length / 4;
  const rounds = [0, 1, 2, 3].map((index) => Math.round(Math.max(...memory.slice(index * quarter, (index + 1) * quarter))));
  return { rounds, growthKb: Math.round((((rounds[3] ?? 0) - (rounds[1] ?? 0)) * 1024) / (2 * quarter)) };
}

async function compareGraphs(): Promise<Record<string, number>> {
  const {
    models: count,
    kernel,
    analytic,
    difference,
    angles,
    edges,
    insides,
    insidesApart,
    points,
  } = await measureGraphWays(models);
  const perModel = (ms: number): string => (ms / count).toFixed(1);
  console.log(`graph of ${count} models, ms per model`);
  console.log(
    table(
      ['surfaces evaluated', 'graph and adjacency', 'grids', 'together'],
      [
        ['by the kernel', perModel(kernel.graphMs), perModel(kernel.gridsMs), perModel(kernel.graphMs + kernel.gridsMs)],
        ['here', perModel(analytic.graphMs), perModel(analytic.gridsMs), perModel(analytic.graphMs + analytic.gridsMs)],
      ],
    ),
  );
  console.log(`points, normals and tangents differ by ${difference.toExponential(1)} at most, relative to the model`);
  console.log(`${angles} of ${edges} angles differ by more than 1e-9 of a half turn: their edges lie off the faces in the file`);
  console.log(
    `${insides} of ${points} samples of faces are inside by one way and outside by the other, ${insidesApart} of them apart from the boundary`,
  );
  return {
    graph_ratio: Number(((kernel.graphMs + kernel.gridsMs) / (analytic.graphMs + analytic.gridsMs)).toFixed(1)),
    insides_apart: insidesApart,
    graph_difference: Number(difference.toExponential(1)),
  };
}
