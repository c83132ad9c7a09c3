import { FlowProducer, type ConnectionOptions, type FlowJob } from 'bullmq';
import { phaseJobId } from '../queues/contract/job-ids.js';
import type { PhaseName, PhasePayload } from '../queues/contract/payloads.js';
import { queueTable } from '../queues/contract/queue-table.js';
import { jobDefaults } from '../queues/runtime/settings.js';
import { telemetryOption } from '../queues/runtime/tracing.js';
import { phaseOrder } from './plan.js';
import type { RunTracing } from './run-tracing.js';

/**
 * Adds a run as one flow: each phase the parent of the one before it, so that the first to run is the deepest child.
 * A checkpoint that fails holds every phase above it, as their edge has no failure option.
 * @param phases of `phaseOrder`; the others are left out
 * @param traced tells who starts it; without it, nothing is traced
 */
export async function startRun(
  connection: ConnectionOptions,
  runId: number,
  epoch: number,
  phases: readonly PhaseName[],
  traced?: RunTracing,
): Promise<void> {
  const ordered = phaseOrder.filter((phase) => phases.includes(phase));
  const root = ordered.reduce<FlowJob | null>((child, phase) => flowJob(runId, epoch, phase, child), null);
  if (!root) throw new Error('a run needs at least one phase');
  const producer = new FlowProducer({ connection, ...(traced && telemetryOption(traced.tracing)) });
  try {
    const about = { 'fleet.run.epoch': epoch, 'fleet.run.phases': ordered.join(',') };
    const add = (): Promise<unknown> => producer.add(root);
    await (traced ? traced.span('start run', runId, about, add) : add());
  } finally {
    await producer.close();
  }
}

function flowJob(runId: number, epoch: number, phase: PhaseName, child: FlowJob | null): FlowJob {
  const data: PhasePayload = { runId, epoch, phase, step: 0, cursor: 0, pass: 0 };
  return {
    name: phase,
    queueName: 'phase',
    data,
    opts: {
      ...jobDefaults,
      jobId: phaseJobId(runId, phase, epoch),
      attempts: queueTable.phase.attempts,
      backoff: { type: 'custom' },
    },
    ...(child ? { children: [child] } : {}),
  };
}
