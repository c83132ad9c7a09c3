import { connect as connectTcp } from 'node:net';
import type { Redis } from 'ioredis';
import type { Sql } from '../adapters/postgres/connect.js';
import { readFleet, readKinds, type FleetRows } from '../adapters/postgres/alerts/read-fleet.js';
import { CachedByKey } from '../dashboard/cached.js';
import { isFlowAlive } from '../flows/flow-liveness.js';
import type { Observation, Observer, SeenRun } from '../flows/alerts/observation.js';
import type { QueueClient } from '../queues/runtime/queue-client.js';
import { readRedisMemory } from '../queues/runtime/redis-memory.js';

/** Slower than this neither Redis nor a service that is well answers. */
const answerWithinMs = 5_000;

/** A rate of failures that is a minute old is no worse; to count a million files takes a second. */
export const countingShare = 0.01;
const runsCounted = 20;

export interface ObserverPorts {
  readonly sql: Sql;
  readonly redis: Redis;
  readonly queues: QueueClient;
  /** host:port of the service that was configured; one that is merely tried by default is not missed. */
  readonly creoUrl: string | undefined;
  /** A flow counts as dead only when it has been so for this long: between two jobs it may look so. */
  readonly stuckAfterMs: number;
}

/** Looks at Postgres, Redis and the Creo service. */
export class FleetObserver implements Observer {
  readonly #ports: ObserverPorts;
  /** Since when each run's flow has been seen dead. */
  readonly #deadSince = new Map<number, number>();

  readonly #kinds: CachedByKey<SeenRun['kinds']>;

  constructor(ports: ObserverPorts) {
    this.#ports = ports;
    this.#kinds = new CachedByKey((runId) => readKinds(ports.sql, runId), runsCounted, countingShare);
  }

  async observe(): Promise<Observation> {
    const { sql, redis, creoUrl } = this.#ports;
    const rows = await readFleet(sql);
    const memory = redis.status === 'ready' ? await within(readRedisMemory(redis)) : null;
    // All at once: what does not answer is waited for once.
    const [runs, unattendedQueues, creo] = await Promise.all([
      Promise.all(rows.runs.map((run) => this.#seen(run, memory !== null))),
      memory === null ? [] : this.#unattended(rows.servedQueues),
      creoUrl === undefined ? null : accepts(creoUrl).then((answers) => ({ url: creoUrl, answers })),
    ]);
    return {
      database: rows.database,
      redis: memory,
      workers: rows.workers,
      runs,
      limitedFiles: rows.limitedFiles,
      unattendedQueues,
      creo,
      creoSwitches: rows.creoSwitches,
    };
  }

  async #seen(run: FleetRows['runs'][number], isRedisUp: boolean): Promise<SeenRun> {
    const kinds = await this.#kindsOf(run);
    if (run.status !== 'running' || !isRedisUp) return { ...run, kinds, isFlowAlive: null };
    const alive = (await within(isFlowAlive(this.#ports.queues, run.runId, run.epoch))) ?? true;
    if (alive) this.#deadSince.delete(run.runId);
    const since = this.#deadSince.get(run.runId) ?? performance.now();
    if (!alive) this.#deadSince.set(run.runId, since);
    return { ...run, kinds, isFlowAlive: alive || performance.now() - since < this.#ports.stuckAfterMs };
  }

  /** Of a run that has ended, which is asked for once, what is so now. */
  async #kindsOf({ runId, status }: { readonly runId: number; readonly status: string }): Promise<SeenRun['kinds']> {
    if (status === 'running') return this.#kinds.get(runId);
    return status === 'completed' ? readKinds(this.#ports.sql, runId) : [];
  }

  async #unattended(served: ReadonlySet<string>): Promise<string[]> {
    const unserved = this.#ports.queues.all().filter(({ name }) => !served.has(name));
    const ready = await Promise.all(
      unserved.map(async (queue) => ((await within(queue.getJobCountByTypes('waiting', 'prioritized'))) ?? 0) > 0),
    );
    return unserved.filter((_, place) => ready[place]).map(({ name }) => name);
  }
}

/** Null when the answer does not come in time or is an error. */
async function within<T>(answer: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), answerWithinMs);
  });
  return Promise.race([answer.catch(() => null), late]).finally(() => clearTimeout(timer));
}

/** @param url host:port */
function accepts(url: string): Promise<boolean> {
  const colon = url.lastIndexOf(':');
  return new Promise((resolve) => {
    const socket = connectTcp({ host: url.slice(0, colon), port: Number(url.slice(colon + 1)), timeout: answerWithinMs });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}
