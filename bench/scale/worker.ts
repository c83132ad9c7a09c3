import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import { parseQueues } from '../../cli/queue-list.js';
import { startWorkerProcess } from '../../cli/worker-process.js';
import type { Facts } from '../../queues/contract/facts.js';
import { recordedExtractor } from './recorded-extractor.js';
import type { ProcessReport, WorkerParameters } from './worker-report.js';

/** A worker of the fleet with the recorded extractor, in a process of its own. Ends when its parent lets go. */
const reportEveryMs = 200;
const parameters = JSON.parse(process.argv[2] ?? '{}') as WorkerParameters;
const recorded = JSON.parse(await readFile(parameters.recordedFile, 'utf8')) as Facts[];
let files = 0;
const worker = await startWorkerProcess({
  databaseUrl: parameters.databaseUrl,
  redisUrl: parameters.redisUrl,
  databaseConnections: 4,
  queues: parseQueues(parameters.queues, 4),
  children: 8,
  role: parameters.role,
  localDir: parameters.folder,
  artifactFolder: parameters.folder,
  times: { lockDurationMs: 60_000, stalledIntervalMs: 30_000 },
  reconcileEveryMs: 180_000,
  log: pino({ level: 'warn' }),
  extract: recordedExtractor(recorded, () => (files += 1)),
});
report();
const timer = setInterval(report, reportEveryMs);
process.once('disconnect', () => {
  clearInterval(timer);
  void worker.stop(5_000).then(() => process.exit(0));
});

function report(): void {
  const { user, system } = process.cpuUsage();
  const message: ProcessReport = { files, rssMb: process.memoryUsage.rss() / 2 ** 20, cpuS: (user + system) / 1e6 };
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}
