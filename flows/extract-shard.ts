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
import type { ClaimedFile, ExtractFile, ExtractionStore, FileResult, RunStore } from './ports.js';
import { Pace } from './pace.js';
import type { ResultWriter } from './result-writer.js';

export interface ShardPorts {
  readonly runs: Pick<RunStore, 'epoch'>;
  readonly store: ExtractionStore;
  readonly writer: ResultWriter;
  readonly queues: QueueClient;
  readonly extract: ExtractFile;
  readonly tracing: Tracing;
  readonly workerId: string;
  /** Files of one shard in work at once; the pool behind `extract` sets the real limit. */
  readonly filesAtOnce: number;
  /** Aborted when this process is asked to stop: nothing more is claimed. */
  readonly stopping: AbortSignal;
}

/** Results of one shard that may wait to be written; beyond that reading waits, so that a slow database holds no heap of facts. */
const unwrittenAtMost = 50;

/**
 * Extracts the files of one shard: claim a few, read them, write the results, and give a file that failed transiently a job
 * of its own before the shard completes, so that the coordinator waits for it too. A worker that stops finishes what it has
 * begun and hands the shard back; whoever takes it up claims only what is still open.
 */
export async function extractShard(
  queue: ExtractionQueueName,
  shard: FileShard,
  job: JobHandle<ExtractionQueueName>,
  ports: ShardPorts,
): Promise<ShardResult> {
  // The flow of a later epoch holds the same files.
  if ((await ports.runs.epoch(shard.runId)) !== shard.epoch) return { processed: 0 };
  const pace = new Pace(ports.filesAtOnce);
  const reading = new Lane(ports.filesAtOnce);
  // Results wait for their batch; a file must not hold a reading place meanwhile.
  const writing = new Lane(unwrittenAtMost);
  const stops = AbortSignal.any([job.signal, ports.stopping]);
  let processed = 0;
  const read = async (claim: ClaimedFile): Promise<void> => {
    const facts = await tracedExtraction(shard.runId, claim, job.signal, ports);
    if (!facts) return;
    pace.fileDone();
    await writing.add(async () => {
      const result = { claim, facts, outcome: outcomeOf(facts, claim) };
      if (await writeOrFail(result, ports.writer)) await retryIfDue(queue, shard, result, job, ports.queues);
      processed += 1;
    });
  };
  try {
    let at = 0;
    while (at < shard.fileIds.length && !reading.failed && !writing.failed && !stops.aborted) {
      const fileIds = shard.fileIds.slice(at, at + pace.claimSize());
      at += fileIds.length;
      const claims = await ports.store.claim(shard.runId, queueTable[queue].jobTypes, fileIds, ports.workerId);
      for (const claim of claims) await reading.add(() => read(claim));
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

async function drained(reading: Lane, writing: Lane, writer: ResultWriter): Promise<void> {
  try {
    await reading.drained();
  } finally {
    await writer.flush();
    await writing.drained();
  }
}

/** The name of a file's span. A million of them may be too many for who collects them; `FLEET_TRACE_FILES` leaves out what went well. */
export const extractionSpan = 'extract file';

function tracedExtraction(runId: number, claim: ClaimedFile, signal: AbortSignal, ports: ShardPorts): Promise<Facts | null> {
  const about = {
    'fleet.run.id': runId,
    'fleet.file.id': claim.fileId,
    'fleet.file.name': claim.storageKey,
    'fleet.file.size_bytes': claim.sizeBytes,
    'fleet.attempt': claim.retryCount + 1,
  };
  return ports.tracing.span(extractionSpan, about, async (span) => {
    const facts = await extractOrRelease(claim, signal, ports);
    if (!facts) return null;
    span.set({
      'fleet.status': facts.status,
      'fleet.child.wall_ms': facts.timings.wall_ms,
      'fleet.child.cpu_ms': facts.timings.cpu_ms,
    });
    if (facts.extractor !== null) span.set({ 'fleet.engine': facts.extractor });
    if (facts.error_class !== null) span.set({ 'error.type': facts.error_class });
    if (facts.status === 'failed') span.fail(facts.error ?? facts.status);
    return facts;
  });
}

/** Null when the worker gave the file up before it was read: its claim is released and another worker starts afresh. */
async function extractOrRelease(
  claim: ClaimedFile,
  signal: AbortSignal,
  { extract, store, stopping }: ShardPorts,
): Promise<Facts | null> {
  try {
    return await extract(claim, signal);
  } catch (error) {
    // With the database away too the claim stands until its heartbeat is old, or until somebody takes the shard over.
    await store.release([claim]).catch(() => undefined);
    if (!signal.aborted && !stopping.aborted) throw error;
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
