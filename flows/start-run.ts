import { FlowProducer, type ConnectionOptions, type FlowJob } from 'bullmq';
import { phaseJobId } from '../queues/contract/job-ids.js';
import type { PhaseName, PhasePayload } from '../queues/contract/payloads.js';
import { queueTable } from '../queues/contract/queue-table.js';
import { jobDefaults } from '../queues/runtime/settings.js';
import { noTracing, telemetryOption, type Tracing } from '../queues/runtime/tracing.js';
import { phaseOrder } from './plan.js';

/**
 * Adds a run as one flow: each phase the parent of the one before it, so that the first to run is the deepest child.
 * A checkpoint that fails holds every phase above it, as their edge has no failure option.
 * @param phases of `phaseOrder`; the others are left out
 */
export async function startRun(
  connection: ConnectionOptions,
  runId: number,
  epoch: number,
  phases: readonly PhaseName[],
  tracing: Tracing = noTracing,
): Promise<void> {
  const ordered = phaseOrder.filter((phase) => phases.includes(phase));
  const root = ordered.reduce<FlowJob | null>((child, phase) => flowJob(runId, epoch, phase, child), null);
  if (!root) throw new Error('a run needs at least one phase');
  const producer = new FlowProducer({ connection, ...telemetryOption(tracing) });
  try {
    const about = { 'fleet.run.id': runId, 'fleet.run.epoch': epoch, 'fleet.run.phases': ordered.join(',') };
    await tracing.span('start run', about, () => producer.add(root));
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
