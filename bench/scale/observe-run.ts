import type { Sql } from '../../adapters/postgres/connect.js';
import type { DashboardProbe } from './dashboard-probe.js';
import type { MeasuredProcess } from './measured-process.js';
import type { RedisWatch } from './redis-watch.js';

export interface Observed {
  readonly sql: Sql;
  readonly redis: RedisWatch;
  readonly coordinator: MeasuredProcess;
  readonly worker: MeasuredProcess;
  readonly dashboard: DashboardProbe;
}

/** Peaks over a part of a run, and what stood at its end. */
export interface Section {
  readonly name: string;
  readonly seconds: number;
  readonly redisMb: number;
  readonly coordinatorMb: number;
  readonly workerMb: number;
  readonly databaseMb: number;
  readonly connections: number;
  /** Of the dashboard, in ms. */
  readonly answersMs: readonly number[];
}

const lookEveryMs = 250;

/** Follows a run to its end, a section per `filesPerSection` extracted files; before the first file is a section of its own. */
export async function observeRun(
  { sql, redis, coordinator, worker, dashboard }: Observed,
  runId: number,
  filesPerSection: number,
): Promise<Section[]> {
  const sections: Section[] = [];
  const before = worker.files;
  let startedAt = performance.now();
  let redisMb = 0;
  let connections = 0;
  const end = async (name: string): Promise<void> => {
    const [size] = await sql<{ bytes: number }[]>`SELECT pg_database_size(current_database()) AS bytes`;
    const seconds = (performance.now() - startedAt) / 1000;
    const memory = { redisMb, coordinatorMb: coordinator.takePeakMb(), workerMb: worker.takePeakMb() };
    const databaseMb = (size?.bytes ?? 0) / 2 ** 20;
    sections.push({ name, seconds, ...memory, databaseMb, connections, answersMs: dashboard.take() });
    startedAt = performance.now();
    redisMb = 0;
    connections = 0;
  };
  let reached = 0;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    if (!worker.alive || !coordinator.alive) throw new Error('a worker process has died');
    redisMb = Math.max(redisMb, await redis.usedMb());
    const [state] = await sql<{ status: string; connections: number }[]>`
      SELECT status, (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database()) AS connections
      FROM runs WHERE id = ${runId}`;
    connections = Math.max(connections, state?.connections ?? 0);
    const files = worker.files - before;
    if (files > 0 && sections.length === 0) await end('link and queue');
    if (files >= reached + filesPerSection) {
      reached = Math.floor(files / filesPerSection) * filesPerSection;
      await end(`${reached} files`);
    }
    if (state?.status === 'held') throw new Error(`run ${runId} is held: see fleet checkpoint`);
    if (state?.status === 'completed') break;
  }
  await end('rest and checkpoints');
  return sections;
}
