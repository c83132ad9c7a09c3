import { setTimeout as pause } from 'node:timers/promises';
import { retriesOf, type ErrorClass } from '../queues/contract/errors.js';
import { emptyExtraction, type Facts } from '../queues/contract/facts.js';
import { retryJobId } from '../queues/contract/job-ids.js';
import type { FileShard, ShardResult } from '../queues/contract/payloads.js';
import { queueTable, type ExtractionQueueName } from '../queues/contract/queue-table.js';
import type { QueueClient } from '../queues/runtime/queue-client.js';
import { backoffDelayMs } from '../queues/runtime/settings.js';
import type { Tracing } from '../queues/runtime/tracing.js';
import { handedBack, type JobHandle } from '../queues/runtime/worker-loop.js';
import { Lane } from './lane.js';
import {
  NotBegun,
  type Claimed,
  type ClaimedFile,
  type ExtractFile,
  type ExtractionStore,
  type FileResult,
  type RunStore,
} from './ports.js';
import { placesAtMost, type ReadingPlaces } from './reading-places.js';
import type { ResultWriter } from './result-writer.js';
import { tracedExtraction } from './traced-extraction.js';

export interface ShardPorts {
  readonly runs: Pick<RunStore, 'epoch'>;
  readonly store: ExtractionStore;
  readonly writer: ResultWriter;
  readonly queues: QueueClient;
  readonly extract: ExtractFile;
  readonly tracing: Tracing;
  readonly workerId: string;
  /** Shared by all shards of the process. */
  readonly places: ReadingPlaces;
  /** Aborted when this process is asked to stop: nothing more is begun. */
  readonly stopping: AbortSignal;
}

/** Results of one shard that may wait to be written; beyond that reading waits, so that a slow database holds no heap of facts. */
const unwrittenAtMost = 50;

/** How long to wait before asking again for files that another worker holds. */
const askAgainMs = 500;

/**
 * Extracts the files of one shard: claim a few, read them, write the results, and give a file that failed transiently a job
 * of its own before the shard completes, so that the coordinator waits for it too. A worker that stops, or that loses the
 * shard, finishes what it has begun and gives the rest back; whoever takes the shard up claims only what is open, and waits for what others hold.
 */
export async function extractShard(
  queue: ExtractionQueueName,
  shard: FileShard,
  job: JobHandle<ExtractionQueueName>,
  ports: ShardPorts,
): Promise<ShardResult> {
  // The flow of a later epoch holds the same files.
  if ((await ports.runs.epoch(shard.runId)) !== shard.epoch) return { processed: 0 };
  const { places } = ports;
  const reading = new Lane(placesAtMost);
  // Results wait for their batch; a file must not hold a reading place meanwhile.
  const writing = new Lane(unwrittenAtMost);
  const stops = AbortSignal.any([job.signal, ports.stopping]);
  const goesOn = (): boolean => !reading.failed && !writing.failed && !stops.aborted;
  let processed = 0;
  const read = async (claim: ClaimedFile): Promise<void> => {
    const extract = (): Promise<Facts | null> => extractOrRelease(claim, stops, ports);
    const facts = await tracedExtraction(ports.tracing, shard.runId, claim, extract).finally(() => places.fileDone());
    if (!facts) return;
    await writing.add(async () => {
      const result = { claim, facts, outcome: outcomeOf(facts, claim) };
      if (await writeOrFail(result, ports.writer)) await retryIfDue(queue, shard, result, job, ports.queues);
      processed += 1;
    });
  };
  /** Returns the files that other workers hold. */
  const readAll = async (fileIds: readonly number[]): Promise<number[]> => {
    const held: number[] = [];
    for (let at = 0; at < fileIds.length && goesOn();) {
      const taken = await places.take(fileIds.length - at, stops);
      if (taken === 0) break;
      const claimed = await claimOrGiveBack(queue, shard.runId, fileIds.slice(at, at + taken), ports);
      at += taken;
      held.push(...claimed.held);
      for (const claim of claimed.files) await reading.add(() => read(claim));
    }
    return held;
  };
  try {
    for (let open = await readAll(shard.fileIds); open.length > 0 && goesOn(); open = await readAll(open)) {
      await pause(askAgainMs, undefined, { signal: stops }).catch(() => undefined);
    }
  } finally {
    // After a failure too: what has begun is written before another worker takes the shard up, or it would be begun twice.
    await drained(reading, writing, ports.writer);
  }
  job.signal.throwIfAborted();
  if (ports.stopping.aborted) {
    await job.handBack();
    throw handedBack();
  }
  return { processed };
}

/** Claims as many files as places were taken for them; places of files that cannot be claimed go back. */
async function claimOrGiveBack(
  queue: ExtractionQueueName,
  runId: number,
  fileIds: readonly number[],
  { store, places, workerId }: ShardPorts,
): Promise<Claimed> {
  let files = 0;
  try {
    const claimed = await store.claim(runId, queueTable[queue].jobTypes, fileIds, workerId);
    files = claimed.files.length;
    return claimed;
  } finally {
    places.giveBack(fileIds.length - files);
  }
}

async function drained(reading: Lane, writing: Lane, writer: ResultWriter): Promise<void> {
  try {
    await reading.drained();
  } finally {
    await writer.flush();
    await writing.drained();
  }
}

/** Null when the worker gave the file up: its claim is released and another worker starts afresh. */
async function extractOrRelease(claim: ClaimedFile, stops: AbortSignal, { extract, store }: ShardPorts): Promise<Facts | null> {
  try {
    if (stops.aborted) throw new NotBegun(claim.storageKey);
    return await extract(claim);
  } catch (error) {
    // With the database away too the claim stands until its holder is silent.
    await store.release([claim], !(error instanceof NotBegun)).catch(() => undefined);
    if (!stops.aborted) throw error;
    return null;
  }
}

/** Whether a failure is worth another attempt is a matter of its class and of the attempts already made. */
function outcomeOf(facts: Facts, claim: ClaimedFile): FileResult['outcome'] {
  if (facts.status !== 'failed') return 'completed';
  const allowed = Math.min(retriesOf[facts.error_class ?? 'INTERNAL'], claim.maxRetries);
  return claim.retryCount < allowed ? 'retry' : 'failed';
}

/** Facts that the database refuses are a failure of the file, told as such; a lost connection is not, and is thrown. */
async function writeOrFail(result: FileResult, writer: ResultWriter): Promise<boolean> {
  try {
    return await writer.write(result);
  } catch (error) {
    if (result.outcome !== 'completed') throw error;
    const reason = `the facts could not be stored: ${error instanceof Error ? error.message : String(error)}`;
    return writer.write({ claim: result.claim, facts: failed(result.facts, 'INTERNAL', reason), outcome: 'failed' });
  }
}

function failed(facts: Facts, errorClass: ErrorClass, error: string): Facts {
  return { ...facts, ...emptyExtraction('noop', ''), extractor: null, status: 'failed', error_class: errorClass, error };
}

async function retryIfDue(
  queue: ExtractionQueueName,
  { runId, epoch }: FileShard,
  { claim, outcome }: FileResult,
  job: JobHandle<ExtractionQueueName>,
  queues: QueueClient,
): Promise<void> {
  if (outcome !== 'retry' || !job.parent) return;
  const attempt = claim.retryCount + 1;
  const retry = {
    id: retryJobId(runId, queue, epoch, claim.fileId, attempt),
    payload: { runId, epoch, fileIds: [claim.fileId] },
    delayMs: backoffDelayMs(attempt, Math.random()),
  };
  await queues.addShards(queue, [retry], job.parent);
}
