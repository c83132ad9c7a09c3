import type { Redis } from 'ioredis';

export interface RedisMemory {
  readonly usedBytes: number;
  /** `maxmemory`, else what the machine has. */
  readonly limitBytes: number;
}

/** What Redis uses of what it may use. Null when it does not say. */
export async function readRedisMemory(redis: Redis): Promise<RedisMemory | null> {
  const info = await redis.info('memory');
  const read = (name: string): number => Number(new RegExp(`^${name}:(\\d+)`, 'mu').exec(info)?.[1] ?? 0);
  const usedBytes = read('used_memory');
  return usedBytes === 0 ? null : { usedBytes, limitBytes: read('maxmemory') || read('total_system_memory') };
}
