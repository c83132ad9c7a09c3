import type { z } from 'zod';
import type { JobType } from './formats.js';
import { FileShard, PhasePayload, PhaseResult, RangeShard, ShardResult } from './payloads.js';

interface QueueDefinition {
  readonly title: string;
  readonly payload: z.ZodType;
  readonly result: z.ZodType;
  /** Tries of the *job* (a shard or a coordinator). Tries of a file are counted in Postgres. */
  readonly attempts: number;
  /** Rows or files in one job. */
  readonly shardSize: number;
  /** The kinds of extraction whose files this queue carries. */
  readonly jobTypes?: readonly JobType[];
}

/**
 * The contract between everything that enqueues and everything that works: queue name -> what its jobs carry and return.
 * Workers, producers, the dashboard and the tests derive from this table; another queue's payload is a compile error.
 */
export const queueTable = {
  phase: { title: 'Phase coordinators', payload: PhasePayload, result: PhaseResult, attempts: 10, shardSize: 1 },
  link: { title: 'Linking by identity', payload: RangeShard, result: ShardResult, attempts: 5, shardSize: 2500 },
  pdf: {
    title: 'PDF extraction',
    payload: FileShard,
    result: ShardResult,
    attempts: 5,
    shardSize: 25,
    jobTypes: ['pdf_extract'],
  },
  dxf: {
    title: 'DXF extraction',
    payload: FileShard,
    result: ShardResult,
    attempts: 5,
    shardSize: 50,
    jobTypes: ['dxf_extract'],
  },
  creo: {
    title: 'Creo models and exports',
    payload: FileShard,
    result: ShardResult,
    attempts: 5,
    shardSize: 10,
    jobTypes: ['creo_part', 'creo_asm', 'creo_drw'],
  },
  cad: {
    title: 'STEP, IGES and BREP models',
    payload: FileShard,
    result: ShardResult,
    attempts: 5,
    shardSize: 10,
    jobTypes: ['cad_extract'],
  },
  index: { title: 'Search indexes', payload: RangeShard, result: ShardResult, attempts: 5, shardSize: 2000 },
  embed: { title: 'Vectors', payload: RangeShard, result: ShardResult, attempts: 5, shardSize: 250 },
} as const satisfies Record<string, QueueDefinition>;

export type QueueName = keyof typeof queueTable;
export type PayloadOf<Q extends QueueName> = z.infer<(typeof queueTable)[Q]['payload']>;
export type ResultOf<Q extends QueueName> = z.infer<(typeof queueTable)[Q]['result']>;

export const queueNames = Object.keys(queueTable) as QueueName[];

/** The queues whose jobs are shards of files to extract. */
export type ExtractionQueueName = 'pdf' | 'dxf' | 'creo' | 'cad';
export const extractionQueueNames: readonly ExtractionQueueName[] = ['pdf', 'dxf', 'creo', 'cad'];

/** The queues whose jobs are ranges of files. */
export type RangeQueueName = 'link' | 'index' | 'embed';

export function isQueueName(name: string): name is QueueName {
  return Object.hasOwn(queueTable, name);
}
