import { phaseJobId } from '../queues/contract/job-ids.js';
import type { PhaseName } from '../queues/contract/payloads.js';
import type { QueueClient } from '../queues/runtime/queue-client.js';
import type { RunStore } from './ports.js';
import type { RunTracing } from './run-tracing.js';

/**
 * Puts a coordinator whose checkpoint failed back to work. Its cursor stands after the last step, so nothing is enqueued
 * again: it computes the checkpoint anew and, when that passes, lets the phases above it go on.
 * What it sets going belongs to the trace of the flow, which the job carries.
 * @throws {Error} when the coordinator is not there or has not failed
 */
export async function retryPhase(
  queues: QueueClient,
  runs: RunStore,
  runId: number,
  epoch: number,
  phase: PhaseName,
  traced?: RunTracing,
): Promise<void> {
  const job = await queues.phaseJob(phaseJobId(runId, phase, epoch));
  if (!job) throw new Error(`the coordinator of phase ${phase} of run ${runId} is not in Redis (finished, or Redis was emptied)`);
  const state = await job.getState();
  if (state !== 'failed') throw new Error(`phase ${phase} of run ${runId} is ${state}, not held`);
  const retry = async (): Promise<void> => {
    await runs.setStatus(runId, 'running');
    await job.retry('failed');
  };
  await (traced ? traced.span('retry checkpoint', runId, { 'fleet.phase': phase }, retry) : retry());
}
