import { UnrecoverableError, WaitingChildrenError, WaitingError, Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { queueTable, type PayloadOf, type QueueName, type ResultOf } from '../contract/queue-table.js';
import type { ParentRef } from './queue-client.js';
import type { Intake } from './intake.js';
import { LockWatch } from './lock-watch.js';
import { workerDefaults, type LoopTimes } from './settings.js';
import { noTracing, telemetryOption, type Tracing } from './tracing.js';

/** What a handler may do with the job it works on. */
export interface JobHandle<Q extends QueueName> {
  readonly id: string;
  readonly queueKey: string;
  readonly attempt: number;
  readonly parent: ParentRef | null;
  /** Aborted when the worker gives the job up: begin nothing more. What a claim token fences may still be written. */
  readonly signal: AbortSignal;
  save(payload: PayloadOf<Q>): Promise<void>;
  /** True when children are still at work: the handler must then throw `stillWaiting()`. */
  waitForChildren(): Promise<boolean>;
  /** Puts the job back for another worker, at no cost of attempts. The handler must then throw `handedBack()`. */
  handBack(): Promise<void>;
}

export type Handler<Q extends QueueName> = (payload: PayloadOf<Q>, job: JobHandle<Q>) => Promise<ResultOf<Q>>;
export type Handlers = { readonly [Q in QueueName]: Handler<Q> };

/** What BullMQ expects to be thrown by a job that now waits for its children. */
export function stillWaiting(): Error {
  return new WaitingChildrenError();
}

/** What BullMQ expects to be thrown by a job that went back to its queue. */
export function handedBack(): Error {
  return new WaitingError();
}

/** A failure that no retry by itself will mend, e.g. a checkpoint that did not pass. */
export function holdsUntilRetried(message: string): Error {
  return new UnrecoverableError(message);
}

/** Everything a log or a metric may want to know of the loop, told in one place. */
export interface LoopEvents {
  started?(queue: QueueName, jobId: string): void;
  completed?(queue: QueueName, jobId: string, durationMs: number): void;
  failed?(queue: QueueName, jobId: string | undefined, error: Error, attemptsMade: number): void;
  stalled?(queue: QueueName, jobId: string): void;
  error?(queue: QueueName, error: Error): void;
}

export interface LoopOptions {
  readonly connection: Redis;
  readonly concurrency: number;
  readonly times: LoopTimes;
  readonly events: LoopEvents;
  /** Carries the trace of a run on; without it none is. */
  readonly tracing?: Tracing;
  /** Pauses this worker with the others of its process. */
  readonly intake?: Intake;
  /** True for an error that says a service is away: the job goes back to its queue at no cost of attempts. */
  readonly isOutage?: (error: unknown) => boolean;
  /** Called at such an error, before the job goes back. */
  readonly onOutage?: (error: unknown) => void;
}

export interface QueueWorker {
  readonly worker: Worker;
  /** Aborts jobs whose locks have run out; the longest time without renewal, in ms. */
  checkLocks(): number;
}

/**
 * Starts the worker of one queue. The payload is checked against the contract before the handler sees it, and the handler's
 * signal is aborted when its lock is lost.
 */
export function startWorker<Q extends QueueName>(name: Q, handler: Handler<Q>, options: LoopOptions): QueueWorker {
  const { events, times, tracing = noTracing } = options;
  const locks = new LockWatch(times.lockDurationMs);
  const worker = new Worker(
    name,
    async (job: Job, token?: string, signal?: AbortSignal) => {
      const payload = queueTable[name].payload.safeParse(job.data);
      if (!payload.success) {
        throw new UnrecoverableError(`payload of queue ${name} is not as agreed: ${payload.error.message}`);
      }
      events.started?.(name, job.id ?? '');
      tracing.annotate({ 'fleet.run.id': payload.data.runId });
      const watched = locks.watch(job.id ?? '');
      const signals = signal ? AbortSignal.any([signal, watched.signal]) : watched.signal;
      try {
        const result = await handler(payload.data as PayloadOf<Q>, handleOf<Q>(job, token ?? '', signals));
        return queueTable[name].result.parse(result);
      } catch (error) {
        if (watched.signal.aborted || !options.isOutage?.(error)) throw error;
        options.onOutage?.(error);
        await job.moveToWait(token);
        throw handedBack();
      } finally {
        watched.done();
      }
    },
    { connection: options.connection, concurrency: options.concurrency, ...workerDefaults(times), ...telemetryOption(tracing) },
  );
  worker.on('completed', (job) => events.completed?.(name, job.id ?? '', (job.finishedOn ?? 0) - (job.processedOn ?? 0)));
  worker.on('failed', (job, error) => events.failed?.(name, job?.id, error, job?.attemptsMade ?? 0));
  worker.on('stalled', (jobId) => events.stalled?.(name, jobId));
  worker.on('locksRenewed', ({ jobIds }) => locks.renewed(jobIds));
  worker.on('lockRenewalFailed', (jobIds) => locks.lost(jobIds));
  // Without a listener an error of the connection would end the process.
  worker.on('error', (error) => events.error?.(name, error));
  options.intake?.add(worker);
  return { worker, checkLocks: () => locks.check() };
}

function handleOf<Q extends QueueName>(job: Job, token: string, signal: AbortSignal | undefined): JobHandle<Q> {
  const parent = job.parent?.id ? { id: job.parent.id, queueKey: job.parent.queueKey } : null;
  return {
    id: job.id ?? '',
    queueKey: job.queueQualifiedName,
    attempt: job.attemptsMade + 1,
    parent,
    signal: signal ?? new AbortController().signal,
    save: (payload) => job.updateData(payload),
    waitForChildren: () => job.moveToWaitingChildren(token),
    handBack: async () => {
      await job.moveToWait(token);
    },
  };
}
