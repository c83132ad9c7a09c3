import { Redis } from 'ioredis';

/** What Redis says of itself. Its latency monitor tells how long any event kept it from answering, in ms. */
export class RedisWatch {
  readonly #redis: Redis;

  private constructor(redis: Redis) {
    this.#redis = redis;
  }

  static async open(url: string): Promise<RedisWatch> {
    const redis = new Redis(url);
    await redis.config('SET', 'latency-monitor-threshold', '1');
    return new RedisWatch(redis);
  }

  async usedMb(): Promise<number> {
    return Number(/used_memory:(\d+)/.exec(await this.#redis.info('memory'))?.[1] ?? 0) / 2 ** 20;
  }

  /** The highest since the server started. */
  async peakMb(): Promise<number> {
    return Number(/used_memory_peak:(\d+)/.exec(await this.#redis.info('memory'))?.[1] ?? 0) / 2 ** 20;
  }

  /** Longest pauses by event, e.g. `command` or `fork`. */
  async pauses(): Promise<ReadonlyMap<string, number>> {
    const latest = (await this.#redis.call('LATENCY', 'LATEST')) as [string, number, number, number][];
    return new Map(latest.map(([event, , , longestMs]) => [event, longestMs]));
  }

  close(): void {
    this.#redis.disconnect();
  }
}
