import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../adapters/package-root.js';
import { isQueueName, queueNames, type QueueName } from '../queues/contract/queue-table.js';
import { UsageError } from './exit-codes.js';

/** Jobs of each queue without files (coordinators, ranges) that a worker takes at once unless a role says otherwise. */
const defaultConcurrency = 4;

/**
 * `pdf,dxf:4` or `all` as a map of queue to concurrency.
 * @throws {UsageError} naming the word that is no queue
 */
export function parseQueues(text: string, concurrency = defaultConcurrency): Map<QueueName, number> {
  if (text === 'all') return new Map(queueNames.map((name) => [name, concurrency]));
  const queues = new Map<QueueName, number>();
  for (const word of text.split(',')) {
    const [name = '', count] = word.trim().split(':');
    if (!isQueueName(name)) throw new UsageError(`there is no queue "${name}"; queues are ${queueNames.join(', ')}, or all`);
    const wanted = count === undefined ? concurrency : Number(count);
    if (!Number.isInteger(wanted) || wanted < 1)
      throw new UsageError(`concurrency of queue ${name} is not a whole number: ${count ?? ''}`);
    queues.set(name, wanted);
  }
  return queues;
}

const Roles = z.record(z.string(), z.object({ title: z.string(), queues: z.record(z.string(), z.number().int().min(1)) }));

const rolesFile = join(packageRoot, 'fleet.roles.json');

export function roleNames(file = rolesFile): string[] {
  return Object.keys(readRoles(file));
}

function readRoles(file: string): z.infer<typeof Roles> {
  return Roles.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/**
 * The queues of a role of `fleet.roles.json`.
 * @throws {UsageError} when the role or one of its queues does not exist
 */
export function queuesOfRole(role: string, file = rolesFile): Map<QueueName, number> {
  const roles = readRoles(file);
  const found = roles[role];
  if (!found) throw new UsageError(`there is no role "${role}" in ${file}; roles are ${Object.keys(roles).join(', ')}`);
  return new Map(Object.entries(found.queues).flatMap(([name, count]) => [...parseQueues(`${name}:${count}`)]));
}
