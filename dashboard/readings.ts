import type { Sql } from '../adapters/postgres/connect.js';
import { PostgresRunStore, type StoredCheckpoint } from '../adapters/postgres/run-store.js';
import { Cached, CachedByKey } from './cached.js';
import { readAlerts, type ShownAlert } from './readings/alerts.js';
import { readCoverage, type Coverage } from './readings/coverage.js';
import { readCreoServices, type CreoService } from './readings/creo.js';
import { readFailureClasses, readSkipReasons, type FailureClass, type SkipReason } from './readings/failures.js';
import { readProgress, type RunProgress } from './readings/progress.js';
import { readQuality, type Quality } from './readings/quality.js';
import { readReviewQueue, type ReviewQueue } from './readings/reviews.js';
import { readLatestRunId, readRuns, type RunSummary } from './readings/runs.js';
import { readThroughput, type Throughput } from './readings/throughput.js';
import { readWorkers, type WorkerState } from './readings/workers.js';

/** Everything the dashboard and the metrics show, each read at most once a second. */
export interface Readings {
  readonly runs: Cached<RunSummary[]>;
  readonly latestRunId: Cached<number | null>;
  readonly workers: Cached<WorkerState[]>;
  readonly alerts: Cached<ShownAlert[]>;
  readonly creo: Cached<CreoService[]>;
  readonly progress: CachedByKey<RunProgress | null>;
  readonly checkpoints: CachedByKey<StoredCheckpoint[]>;
  readonly throughput: CachedByKey<Throughput>;
  readonly failures: CachedByKey<FailureClass[]>;
  readonly skipped: CachedByKey<SkipReason[]>;
  readonly quality: CachedByKey<Quality>;
  readonly coverage: CachedByKey<Coverage>;
  readonly reviews: CachedByKey<ReviewQueue>;
}

export function createReadings(sql: Sql): Readings {
  const store = new PostgresRunStore(sql);
  return {
    runs: new Cached(() => readRuns(sql)),
    latestRunId: new Cached(() => readLatestRunId(sql)),
    workers: new Cached(() => readWorkers(sql)),
    alerts: new Cached(() => readAlerts(sql)),
    creo: new Cached(() => readCreoServices(sql)),
    progress: new CachedByKey((runId) => readProgress(sql, runId)),
    checkpoints: new CachedByKey((runId) => store.checkpoints(runId)),
    throughput: new CachedByKey((runId) => readThroughput(sql, runId)),
    failures: new CachedByKey((runId) => readFailureClasses(sql, runId)),
    skipped: new CachedByKey((runId) => readSkipReasons(sql, runId)),
    quality: new CachedByKey((runId) => readQuality(sql, runId)),
    coverage: new CachedByKey((runId) => readCoverage(sql, runId)),
    reviews: new CachedByKey((runId) => readReviewQueue(sql, runId)),
  };
}

/**
 * Reads what the page shows of the newest run, so that the first to look need not wait for it. One after the other: a page can wait, the
 * workers' statements cannot.
 */
export async function warm(readings: Readings): Promise<void> {
  const runId = await readings.latestRunId.get();
  if (runId === null) return;
  const { progress, checkpoints, throughput, failures, skipped, quality, coverage, reviews } = readings;
  // The small ones too: unread, they would wait for a connection behind the large ones.
  for (const reading of [progress, checkpoints, coverage, throughput, failures, skipped, quality, reviews])
    await reading.get(runId);
}
