import { setTimeout as pause } from 'node:timers/promises';
import type { PhaseName } from '../queues/contract/payloads.js';
import type { QueueClient } from '../queues/runtime/queue-client.js';
import { isFlowAlive } from './flow-liveness.js';
import type { RunStore, UnfinishedRun } from './ports.js';

export interface ReconcilePorts {
  readonly runs: RunStore;
  readonly queues: QueueClient;
  /** Adds the flow of a run's phases under an epoch. */
  start(runId: number, epoch: number, phases: readonly PhaseName[]): Promise<void>;
}

/** What was done about one run. */
export interface Reconciled {
  readonly run: number;
  readonly epoch: number;
  readonly action: 'moving' | 'held' | 'enqueued' | 'completed';
  /** Files in no terminal state; after `enqueued` these, and no others, will be worked on. */
  readonly open: number;
  readonly phases: readonly PhaseName[];
}

/** A flow between two of its jobs looks dead for a moment; one that is found dead twice, this far apart, is. */
const secondLookMs = 1_500;

/** A claim whose heartbeat (every 5 s) is older than this has no holder any more. */
export const abandonedAfterS = 300;

/**
 * Brings Redis in line with Postgres: a run that has not ended and that no job will move is enqueued again under the next
 * epoch, with the phases that have not passed; their coordinators add exactly the files that are not terminal. Jobs of the
 * earlier epoch, should any turn up, are superseded and do nothing.
 * Safe at any time and from several processes at once: raising the epoch is the only decision, and one of them wins it.
 */
export async function reconcile(ports: ReconcilePorts, only: number | null = null): Promise<Reconciled[]> {
  await ports.runs.requeueAbandoned(abandonedAfterS);
  const done: Reconciled[] = [];
  for (const run of await ports.runs.unfinished(only)) done.push(await reconcileRun(run, ports));
  return done;
}

async function reconcileRun(run: UnfinishedRun, ports: ReconcilePorts): Promise<Reconciled> {
  const seen = { run: run.id, epoch: run.epoch, open: run.open, phases: run.remaining };
  // A held run waits for its operator; one that was held over open files has work left that nobody will do.
  if (run.status === 'held' && run.open === 0) return { ...seen, action: 'held' };
  if (await movesNowOrSoon(run, ports.queues)) return { ...seen, action: 'moving' };
  const epoch = await ports.runs.raiseEpoch(run.id, run.epoch);
  if (epoch === null) return { ...seen, action: 'moving' };
  if (run.remaining.length === 0) {
    await ports.runs.setStatus(run.id, 'completed');
    return { ...seen, epoch, action: 'completed' };
  }
  await ports.start(run.id, epoch, run.remaining);
  return { ...seen, epoch, action: 'enqueued' };
}

async function movesNowOrSoon({ id, epoch }: UnfinishedRun, queues: QueueClient): Promise<boolean> {
  if (await isFlowAlive(queues, id, epoch)) return true;
  await pause(secondLookMs);
  return isFlowAlive(queues, id, epoch);
}
