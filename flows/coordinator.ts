import { queueTable, type ExtractionQueueName } from '../queues/contract/queue-table.js';
import { phaseJobId, shardJobId } from '../queues/contract/job-ids.js';
import type { PhasePayload, PhaseResult } from '../queues/contract/payloads.js';
import type { NewJob, QueueClient } from '../queues/runtime/queue-client.js';
import type { Tracing } from '../queues/runtime/tracing.js';
import { holdsUntilRetried, stillWaiting, type JobHandle } from '../queues/runtime/worker-loop.js';
import { judge } from './checkpoints.js';
import { phaseOrder, stepsOf, type Step } from './plan.js';
import type { PhaseWork, RunStore } from './ports.js';
import { shardSizeFor } from './shard-size.js';

/** Shards that a coordinator adds at a time. Keeps Redis small (ids of a window only) and a single add quick. */
const windowShards = 20;

/** A step over files starts over while rows are open at its end; a file that is still open then is reported, not looped over. */
const maxPasses = 5;

export interface CoordinatorPorts {
  readonly runs: RunStore;
  readonly work: PhaseWork;
  readonly queues: QueueClient;
  readonly tracing: Tracing;
  /** Is told when the shards of a queue get another size. */
  readonly onShardSize?: (queue: ExtractionQueueName, shardSize: number, msPerFile: number) => void;
}

/**
 * One activation of a phase's coordinator:
 * 1. wait for children that are still at work;
 * 2. go on in the current step: add the next window of children, save the cursor, wait again;
 * 3. after the last step compute the checkpoint from Postgres, store it, and complete or hold the run.
 *
 * Invariant: the cursor is saved after its window was added. A coordinator that dies between the two adds the same ids
 * again, which adds nothing while they live and finds nothing to claim when they are done.
 */
export async function coordinate(payload: PhasePayload, job: JobHandle<'phase'>, ports: CoordinatorPorts): Promise<PhaseResult> {
  if ((await ports.runs.epoch(payload.runId)) !== payload.epoch) throw superseded(payload);
  if (await job.waitForChildren()) throw stillWaiting();
  const steps = stepsOf(payload.phase, await ports.runs.options(payload.runId), ports.work);
  if (payload.step === 0 && payload.cursor === 0) await ports.runs.phaseStarted(payload.runId, payload.phase);
  let state = payload;
  for (let step = steps[state.step]; step; step = steps[state.step]) {
    const { next, children } = await advance(step, state, job, ports);
    state = next;
    await job.save(state);
    if (children && (await job.waitForChildren())) throw stillWaiting();
  }
  const about = { 'fleet.run.id': payload.runId, 'fleet.phase': payload.phase };
  return ports.tracing.span('judge checkpoint', about, () => checkpoint(payload, ports));
}

/** Its run was enqueued anew under a later epoch, and that flow does the work. */
function superseded({ runId, epoch, phase }: PhasePayload): Error {
  return holdsUntilRetried(`phase ${phase} of run ${runId} goes on under a later epoch than ${epoch}`);
}

interface Advance {
  readonly next: PhasePayload;
  /** True when children were added that must finish first. */
  readonly children: boolean;
}

async function advance(step: Step, state: PhasePayload, job: JobHandle<'phase'>, ports: CoordinatorPorts): Promise<Advance> {
  switch (step.kind) {
    case 'pages':
      return runPage(step, state, ports);
    case 'phases':
      return addPhases(step, state, job, ports);
    case 'files':
      return addFileShards(step, state, job, ports);
    case 'ranges':
    case 'whole':
      return addRangeShards(step, state, job, ports);
  }
}

const nextStep = (state: PhasePayload): PhasePayload => ({ ...state, step: state.step + 1, cursor: 0, pass: 0 });

async function runPage(step: Step & { kind: 'pages' }, state: PhasePayload, { runs }: CoordinatorPorts): Promise<Advance> {
  const to = await runs.nextRange(state.runId, state.cursor, queueTable.link.shardSize);
  if (to === null) {
    await step.end();
    return { next: nextStep(state), children: false };
  }
  await step.run(state.runId, state.cursor, to);
  return { next: { ...state, cursor: to }, children: false };
}

async function addPhases(
  step: Step & { kind: 'phases' },
  state: PhasePayload,
  job: JobHandle<'phase'>,
  { queues }: CoordinatorPorts,
): Promise<Advance> {
  const { runId, epoch } = state;
  const children = step.phases.map((phase) => ({
    id: phaseJobId(runId, phase, epoch),
    payload: { runId, epoch, phase, step: 0, cursor: 0, pass: 0 },
  }));
  await queues.addPhases(children, job);
  return { next: nextStep(state), children: true };
}

async function addFileShards(
  step: Step & { kind: 'files' },
  state: PhasePayload,
  job: JobHandle<'phase'>,
  ports: CoordinatorPorts,
): Promise<Advance> {
  const { runs, queues } = ports;
  const { runId, epoch, phase, pass } = state;
  const { jobTypes } = queueTable[step.queue];
  const shardSize = state.shardSize ?? queueTable[step.queue].shardSize;
  const open = await runs.openFiles(runId, jobTypes, state.cursor, windowShards * shardSize);
  const last = open.at(-1);
  if (last === undefined) return endOfFiles(state);
  const shards: NewJob<typeof step.queue>[] = [];
  for (let at = 0; at < open.length; at += shardSize) {
    const fileIds = open.slice(at, at + shardSize);
    shards.push({ id: shardJobId(runId, phase, step.name, epoch, pass, fileIds[0] ?? 0), payload: { runId, epoch, fileIds } });
  }
  await queues.addShards(step.queue, shards, job);
  return { next: { ...state, cursor: last, ...(await nextShardSize(step.queue, state, shardSize, ports)) }, children: true };
}

/** Saved with the cursor, so that a window that is added twice is cut the same way. */
async function nextShardSize(
  queue: ExtractionQueueName,
  { runId, cursor }: PhasePayload,
  before: number,
  { runs, onShardSize }: CoordinatorPorts,
): Promise<{ shardSize?: number }> {
  const msPerFile = await runs.recentMsPerFile(runId, queueTable[queue].jobTypes, cursor);
  const shardSize = shardSizeFor(msPerFile);
  if (shardSize === null || msPerFile === null) return {};
  if (shardSize !== before) onShardSize?.(queue, shardSize, Math.round(msPerFile));
  return { shardSize };
}

/** Starts the step over for files left open by shards that failed as a whole; an empty first page ends it. */
function endOfFiles(state: PhasePayload): Advance {
  const nothingLeft = state.cursor === 0;
  if (nothingLeft || state.pass + 1 >= maxPasses) return { next: nextStep(state), children: false };
  return { next: { ...state, cursor: 0, pass: state.pass + 1 }, children: false };
}

async function addRangeShards(
  step: Step & { kind: 'ranges' | 'whole' },
  state: PhasePayload,
  job: JobHandle<'phase'>,
  { runs, queues }: CoordinatorPorts,
): Promise<Advance> {
  const { runId, epoch, phase, pass } = state;
  const size = step.kind === 'whole' ? Number.MAX_SAFE_INTEGER : queueTable[step.queue].shardSize;
  const shards: NewJob<typeof step.queue>[] = [];
  let from = state.cursor;
  while (shards.length < windowShards) {
    const to = await runs.nextRange(runId, from, size);
    if (to === null) break;
    shards.push({
      id: shardJobId(runId, phase, step.name, epoch, pass, from),
      payload: { runId, epoch, step: step.name, from, to },
    });
    from = to;
  }
  if (shards.length === 0) return { next: nextStep(state), children: false };
  await queues.addShards(step.queue, shards, job);
  return { next: { ...state, cursor: from }, children: true };
}

async function checkpoint({ runId, phase }: PhasePayload, { runs, work }: CoordinatorPorts): Promise<PhaseResult> {
  const record = judge(phase, await work.figures[phase](runId));
  await runs.saveCheckpoint(runId, record);
  if (!record.passed && !(await runs.isAccepted(runId, phase))) {
    await runs.setStatus(runId, 'held');
    throw holdsUntilRetried(`checkpoint of phase ${phase} did not pass: ${record.misses.join('; ')}`);
  }
  const { phases } = await runs.options(runId);
  const isLast = phase === phaseOrder.findLast((name) => phases.includes(name));
  if (isLast) await runs.setStatus(runId, 'completed');
  return { passed: true };
}
