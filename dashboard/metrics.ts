import type { Queue } from 'bullmq';
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import type { Readings } from './readings.js';

export interface Metrics {
  readonly contentType: string;
  render(): Promise<string>;
}

/**
 * Figures for Prometheus, gathered when they are scraped from the same cached readings as the page. Progress is that of the
 * newest run. What cannot be read (Redis away) is left out rather than reported as zero.
 */
export function createMetrics(readings: Readings, queues: readonly Queue[], isRedisUp: () => boolean): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'fleet_dashboard_' });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });

  const files = gauge('fleet_files', 'Files of the newest run by phase and state', ['run', 'phase', 'state']);
  const rate = gauge('fleet_files_per_second', 'Files that ended per second, over two minutes', ['run', 'phase']);
  const passed = gauge('fleet_checkpoint_passed', '1 when the checkpoint of a phase has passed, 0 when it holds the run', [
    'run',
    'phase',
  ]);
  const failures = gauge('fleet_failures', 'Failed files of the newest run by class', ['run', 'error_class']);
  const runState = gauge('fleet_run_state', '1 for the state of the newest run', ['run', 'state']);
  const heartbeat = gauge('fleet_worker_heartbeat_age_seconds', 'Age of the last heartbeat', ['worker', 'state']);
  const inFlight = gauge('fleet_worker_in_flight', 'Documents in work', ['worker']);
  const memory = gauge('fleet_worker_rss_megabytes', 'Resident memory of the worker process', ['worker']);
  const disk = gauge('fleet_worker_disk_used_percent', 'Use of the disk for temporary files', ['worker']);
  const jobs = gauge('fleet_queue_jobs', 'Jobs in Redis by queue and state', ['queue', 'state']);
  const all = [files, rate, passed, failures, runState, heartbeat, inFlight, memory, disk, jobs];

  const gather = async (): Promise<void> => {
    const [workers, runId, counts] = await Promise.all([
      readings.workers.get(),
      readings.latestRunId.get(),
      isRedisUp() ? queueCounts(queues) : [],
    ]);
    const progress = runId === null ? null : await readings.progress.get(runId);
    const classes = runId === null ? [] : await readings.failures.get(runId);
    // Only now, without a pause between: a scrape at the same time must not see half of it.
    for (const metric of all) metric.reset();
    for (const worker of workers) {
      heartbeat.set({ worker: worker.worker_id, state: worker.state }, worker.heartbeat_age_s);
      inFlight.set({ worker: worker.worker_id }, worker.in_flight);
      if (worker.rss_mb !== null) memory.set({ worker: worker.worker_id }, worker.rss_mb);
      if (worker.disk_used_percent !== null) disk.set({ worker: worker.worker_id }, worker.disk_used_percent);
    }
    for (const { queue, state, count } of counts) jobs.set({ queue, state }, count);
    if (progress === null) return;
    const run = String(progress.run.id);
    runState.set({ run, state: progress.run.status }, 1);
    for (const { name: phase, counts: ofPhase, files_per_s: perSecond, state } of progress.phases) {
      if (ofPhase !== null && phase !== 'extract') {
        for (const key of ['completed', 'failed', 'skipped', 'open'] as const)
          files.set({ run, phase, state: key }, ofPhase[key]);
      }
      if (perSecond !== null && phase !== 'extract') rate.set({ run, phase }, perSecond);
      if (state === 'passed' || state === 'accepted' || state === 'held') passed.set({ run, phase }, state === 'held' ? 0 : 1);
    }
    for (const { error_class: errorClass, files: count } of classes) failures.set({ run, error_class: errorClass }, count);
  };
  return {
    contentType: registry.contentType,
    render: async () => {
      await gather();
      return registry.metrics();
    },
  };
}

async function queueCounts(queues: readonly Queue[]): Promise<{ queue: string; state: string; count: number }[]> {
  const counts = await Promise.allSettled(
    queues.map(async (queue) => ({ queue: queue.name, counts: await queue.getJobCounts() })),
  );
  return counts.flatMap((result) => {
    if (result.status === 'rejected') return [];
    return Object.entries(result.value.counts).map(([state, count]) => ({ queue: result.value.queue, state, count }));
  });
}
