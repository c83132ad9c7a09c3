import type { Job } from 'bullmq';
import { phaseJobId } from '../queues/contract/job-ids.js';
import { isQueueName } from '../queues/contract/queue-table.js';
import type { QueueClient } from '../queues/runtime/queue-client.js';
import { phaseOrder } from './plan.js';

const willRun: readonly string[] = ['active', 'waiting', 'delayed', 'prioritized'];

/** Children of one job that are looked at; a window of a coordinator holds fewer. */
const childrenSeen = 500;

/**
 * Whether anything in Redis will still move this epoch of a run: its topmost coordinator is there, and down to some leaf a
 * job is at work or will be. False after Redis was emptied, or when a coordinator has failed for good.
 */
export async function isFlowAlive(queues: QueueClient, runId: number, epoch: number): Promise<boolean> {
  for (const phase of phaseOrder.toReversed()) {
    const root = await queues.phaseJob(phaseJobId(runId, phase, epoch));
    if (root) return moves(queues, root);
  }
  return false;
}

async function moves(queues: QueueClient, job: Job): Promise<boolean> {
  const state = await job.getState();
  if (willRun.includes(state)) return true;
  if (state !== 'waiting-children') return false;
  const { unprocessed = [] } = await job.getDependencies({ unprocessed: { count: childrenSeen } });
  // The last child has just ended: BullMQ is about to wake the parent.
  if (unprocessed.length === 0) return true;
  for (const key of unprocessed) {
    const child = await childOf(queues, key);
    if (child && (await moves(queues, child))) return true;
  }
  return false;
}

/** @param key `prefix:queue:id`; neither queue names nor job ids hold a colon */
async function childOf(queues: QueueClient, key: string): Promise<Job | undefined> {
  const [queue = '', id = ''] = key.split(':').slice(-2);
  return isQueueName(queue) ? queues.queue(queue).getJob(id) : undefined;
}
