import { pino } from 'pino';
import { parseQueues } from '../../cli/queue-list.js';
import { startWorkerProcess, type WorkerProcess, type WorkerProcessOptions } from '../../cli/worker-process.js';
import type { TestDatabase } from './database.js';
import type { TestRedis } from './redis.js';
import { PostgresRunStore } from '../../adapters/postgres/run-store.js';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Times that let a killed worker's job be taken up within seconds. */
export const quickTimes = { lockDurationMs: 2_000, stalledIntervalMs: 1_000 };

/** A worker of the fleet inside this process; its extraction children are real processes. */
export function startTestWorker(
  database: TestDatabase,
  redis: TestRedis,
  options: Partial<WorkerProcessOptions> & { queueList?: string } = {},
): Promise<WorkerProcess> {
  return startWorkerProcess({
    databaseUrl: database.url,
    redisUrl: redis.url,
    databaseConnections: 3,
    queues: parseQueues(options.queueList ?? 'all', 4),
    children: 2,
    role: 'test',
    localDir: join(tmpdir(), `fleet-test-${process.pid}`),
    artifactFolder: join(tmpdir(), 'fleet-test-artifacts'),
    times: quickTimes,
    reconcileEveryMs: 60_000,
    log: pino({ level: 'silent' }),
    ...options,
  });
}

/** Waits for a run to end; throws with what is open when it does not. */
export async function runEnd(database: TestDatabase, runId: number, withinMs = 90_000): Promise<string> {
  const runs = new PostgresRunStore(database.sql);
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    const { status } = await runs.get(runId);
    if (status === 'completed' || status === 'held') return status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const open = await database.sql`SELECT phase, misses FROM run_checkpoints WHERE run_id = ${runId} AND NOT passed`;
  throw new Error(`run ${runId} has not ended: ${JSON.stringify([...open])}`);
}
