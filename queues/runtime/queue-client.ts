import { Queue, type JobsOptions, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { queueNames, queueTable, type PayloadOf, type QueueName } from '../contract/queue-table.js';
import { queueDefaults } from './settings.js';
import { noTracing, telemetryOption, type Tracing } from './tracing.js';

/** A job that waits for this one; `queueKey` is the queue's qualified name, `bull:phase`. */
export interface ParentRef {
  readonly id: string;
  readonly queueKey: string;
}

export interface NewJob<Q extends QueueName> {
  readonly id: string;
  readonly payload: PayloadOf<Q>;
  readonly delayMs?: number;
}

/** Typed access to the queues of the contract over one Redis connection. */
export class QueueClient {
  readonly #queues = new Map<QueueName, Queue>();
  readonly #connection: Redis;
  readonly #tracing: Tracing;

  constructor(connection: Redis, tracing: Tracing = noTracing) {
    this.#connection = connection;
    this.#tracing = tracing;
  }

  queue(name: QueueName): Queue {
    const known = this.#queues.get(name);
    if (known) return known;
    const queue = new Queue(name, { connection: this.#connection, ...queueDefaults, ...telemetryOption(this.#tracing) });
    // The connection is shared and its owner listens; without a listener BullMQ prints every failed reconnect, for each queue.
    queue.on('error', () => undefined);
    this.#queues.set(name, queue);
    return queue;
  }

  all(): Queue[] {
    return queueNames.map((name) => this.queue(name));
  }

  /**
   * Adds children to a coordinator. A child that fails for good does not hold its coordinator: what is still open in
   * Postgres at the end of the step is enqueued again. `addBulk` is a pipeline and may stop half way; ids make it repeatable.
   */
  async addShards<Q extends QueueName>(name: Q, jobs: readonly NewJob<Q>[], parent: ParentRef): Promise<void> {
    await this.queue(name).addBulk(
      jobs.map((job) => ({
        name,
        data: job.payload,
        opts: this.#options(name, job, { parent: { id: parent.id, queue: parent.queueKey }, ignoreDependencyOnFailure: true }),
      })),
    );
  }

  /** Adds coordinators that a coordinator waits for. One that fails holds the parent until it is retried: no edge option. */
  async addPhases(jobs: readonly NewJob<'phase'>[], parent: ParentRef): Promise<void> {
    await this.queue('phase').addBulk(
      jobs.map((job) => ({
        name: job.payload.phase,
        data: job.payload,
        opts: this.#options('phase', job, { parent: { id: parent.id, queue: parent.queueKey } }),
      })),
    );
  }

  phaseJob(id: string): Promise<Job | undefined> {
    return this.queue('phase').getJob(id);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.close()));
    this.#queues.clear();
  }

  #options<Q extends QueueName>(name: Q, job: NewJob<Q>, edge: JobsOptions): JobsOptions {
    return {
      jobId: job.id,
      attempts: queueTable[name].attempts,
      backoff: { type: 'custom' },
      ...(job.delayMs === undefined ? {} : { delay: job.delayMs }),
      ...edge,
    };
  }
}
