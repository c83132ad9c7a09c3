import { createRequire } from 'node:module';
import { Redis } from 'ioredis';
import { connectionReason } from '../connection-reason.js';
import { checkOf, type Check } from './verify-check.js';
import { isAtLeast } from './verify-schema.js';

const leastVersion = '6.2';
const connectTimeoutMs = 5_000;
/** BullMQ exports its version only here. */
const { version: bullmqVersion } = createRequire(import.meta.url)('bullmq/package.json') as { version: string };

/**
 * Redis' part of the pre-flight: reachable, new enough, loses nothing and evicts nothing. Changes nothing.
 * @param url redis://[user:password@]host:port[/database], or rediss://
 * @param queues whose writer is compared with this program's BullMQ
 */
export async function verifyRedis(url: string, queues: readonly string[] = []): Promise<Check[]> {
  const client = new Redis(url, { lazyConnect: true, connectTimeout: connectTimeoutMs, retryStrategy: () => null });
  let lastError: Error | undefined;
  client.on('error', (error: Error) => (lastError = error));
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    client.disconnect();
    return [checkOf('redis reachable', [connectionReason(lastError ?? error)])];
  }
  try {
    const info = fieldsOf(await client.info());
    return [
      checkOf('redis reachable', [], new URL(url).host),
      checkVersion(info),
      await checkPolicy(client, info),
      checkAppendOnly(info),
      ...(queues.length > 0 ? [await checkQueueVersions(client, queues)] : []),
    ];
  } finally {
    client.disconnect();
  }
}

function checkVersion(info: ReadonlyMap<string, string>): Check {
  // Valkey keeps redis_version for clients, at the level that it is compatible with.
  const version = info.get('redis_version') ?? '0';
  return checkOf(
    'redis version',
    isAtLeast(version, leastVersion) ? [] : [`version ${version} is below ${leastVersion}`],
    version,
  );
}

/** INFO tells the policy where CONFIG is not allowed, as on most hosted servers. */
async function checkPolicy(client: Redis, info: ReadonlyMap<string, string>): Promise<Check> {
  const told = info.get('maxmemory_policy') ?? (await client.config('GET', 'maxmemory-policy').catch(() => []))[1];
  const policy = typeof told === 'string' ? told : 'unknown';
  const misses =
    policy === 'noeviction' ? [] : [`maxmemory-policy is ${policy}: queued work can be evicted; it must be noeviction`];
  return checkOf('redis maxmemory-policy', misses, policy);
}

function checkAppendOnly(info: ReadonlyMap<string, string>): Check {
  const isOn = info.get('aof_enabled') === '1';
  const isSound = info.get('aof_last_write_status') !== 'err';
  const misses = [
    ...(isOn ? [] : ['appendonly is off: a restart forgets what was queued since the last snapshot']),
    ...(isSound ? [] : ['the last write to the append-only file failed']),
  ];
  return checkOf('redis append-only file', misses, 'on');
}

/** BullMQ notes the version that last wrote to a queue; another major version may keep jobs in another form. */
async function checkQueueVersions(client: Redis, queues: readonly string[]): Promise<Check> {
  const ours = majorOf(bullmqVersion);
  const writers = await Promise.all(queues.map((queue) => client.hget(`bull:${queue}:meta`, 'version')));
  const misses = queues.flatMap((queue, place) => {
    const writer = writers[place] ?? null;
    return writer === null || (writer.startsWith('bullmq') && majorOf(writer) === ours)
      ? []
      : [`queue ${queue} was last written by ${writer}, this is bullmq:${bullmqVersion}`];
  });
  return checkOf('redis queue versions', misses, `bullmq ${bullmqVersion}`);
}

/** `bullmq:6.7.0` -> `6` */
function majorOf(version: string): string {
  return version.slice(version.lastIndexOf(':') + 1).split('.')[0] ?? '';
}

/** INFO is lines of `name:value` between headings that begin with a hash mark. */
function fieldsOf(info: string): ReadonlyMap<string, string> {
  const fields = info
    .split(/\r?\n/)
    .filter((line) => line.includes(':') && !line.startsWith('#'))
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)] as const);
  return new Map(fields);
}
