import type { RunRates } from '../../adapters/postgres/run-rates.js';
import { extractionQueueNames, type ExtractionQueueName } from '../../queues/contract/queue-table.js';

/** Files to extract. */
export interface Load {
  readonly files: Readonly<Record<ExtractionQueueName, number>>;
  /** Share of the PDFs whose text must be recognised in pictures, 0..1; null for that of the measured run. */
  readonly scannedShare: number | null;
  /** Everything that the inventory lists. */
  readonly inputs: number;
}

export interface Machine {
  readonly role: string;
  readonly cores: number;
  /** Extraction queues that it works on. */
  readonly queues: readonly ExtractionQueueName[];
}

export interface Estimate {
  /** Seconds by phase, in order; they follow each other. */
  readonly phasesS: Readonly<Record<string, number>>;
  readonly wholeS: number;
  /** Core-seconds of extraction by queue. */
  readonly coreS: Readonly<Record<ExtractionQueueName, number>>;
  /** The queues that take longest on the machines that serve them. */
  readonly bottleneck: { readonly queues: readonly ExtractionQueueName[]; readonly machines: readonly string[] };
}

/**
 * The time of a run from the rates of a measured one. A file of a kind takes the same core time everywhere. What a measured core did beside
 * the engines (worker, database, waiting) is charged to the files in proportion. Linking, queueing, indexing and checkpoints go by files
 * through one database and do not get faster with machines.
 * @throws {Error} when the load holds files of a kind that was not measured
 */
export function estimateRun(load: Load, machines: readonly Machine[], rates: RunRates): Estimate {
  const measuredCpuS = rates.work.reduce((sum, { cpuS }) => sum + cpuS, 0);
  const coreSecondsPerCpuSecond = (rates.extractS * Math.max(1, rates.children)) / measuredCpuS;
  const coreS = Object.fromEntries(
    extractionQueueNames.map((queue) => [queue, cpuSecondsOf(queue, load, rates) * coreSecondsPerCpuSecond]),
  ) as Record<ExtractionQueueName, number>;
  const { seconds: extract, ...bottleneck } = slowest(coreS, machines);
  const perFile = load.inputs / Math.max(1, rates.inputs);
  const { inventory, link, queue, checkpoints, index, embed } = rates.phasesS;
  const phasesS = {
    inventory: inventory * perFile,
    link: link * perFile,
    queue: queue * perFile,
    extract,
    checkpoints: checkpoints * perFile,
    index: index * perFile,
    embed: embed * perFile,
  };
  return { phasesS, coreS, bottleneck, wholeS: Object.values(phasesS).reduce((sum, seconds) => sum + seconds, 0) };
}

/** What one more machine of each role would save, the most first. */
export function gains(load: Load, machines: readonly Machine[], rates: RunRates): { role: string; savedS: number }[] {
  const now = estimateRun(load, machines, rates).wholeS;
  return machines
    .map((machine) => ({ role: machine.role, savedS: now - estimateRun(load, [...machines, machine], rates).wholeS }))
    .sort((a, b) => b.savedS - a.savedS);
}

function cpuSecondsOf(queue: ExtractionQueueName, { files, scannedShare }: Load, { work, runId }: RunRates): number {
  if (files[queue] === 0) return 0;
  const own = work.filter((row) => row.queue === queue);
  const measured = own.reduce((sum, row) => sum + row.files, 0);
  if (measured === 0) throw new Error(`run ${runId} has read no file of queue ${queue}: its rate is unknown`);
  if (queue !== 'pdf' || scannedShare === null) return (files[queue] * own.reduce((sum, row) => sum + row.cpuS, 0)) / measured;
  const perFile = (isScanned: boolean): number => {
    const row = own.find((one) => one.isScanned === isScanned);
    if (!row) throw new Error(`run ${runId} has read no PDF ${isScanned ? 'with' : 'without'} scans: its rate is unknown`);
    return row.cpuS / row.files;
  };
  const scanned = scannedShare === 0 ? 0 : scannedShare * perFile(true);
  const native = scannedShare === 1 ? 0 : (1 - scannedShare) * perFile(false);
  return files[queue] * (scanned + native);
}

interface Slowest {
  readonly seconds: number;
  readonly queues: readonly ExtractionQueueName[];
  readonly machines: readonly string[];
}

/**
 * Work that can be cut anywhere and machines that serve some queues each: the shortest time is the largest, over all sets of queues, of
 * their work over the cores that may do any of it (the theorem of Hall and Ford-Fulkerson for such flows).
 */
function slowest(coreS: Readonly<Record<ExtractionQueueName, number>>, machines: readonly Machine[]): Slowest {
  let found: Slowest = { seconds: 0, queues: [], machines: [] };
  for (let set = 1; set < 2 ** extractionQueueNames.length; set++) {
    const queues = extractionQueueNames.filter((_, index) => (set >> index) % 2 === 1);
    const serving = machines.filter((machine) => machine.queues.some((queue) => queues.includes(queue)));
    const work = queues.reduce((sum, queue) => sum + coreS[queue], 0);
    const cores = serving.reduce((sum, machine) => sum + machine.cores, 0);
    if (work === 0) continue;
    const seconds = cores === 0 ? Infinity : work / cores;
    if (seconds > found.seconds) found = { seconds, queues, machines: serving.map(({ role }) => role) };
  }
  return found;
}
