import type { PhaseName } from './payloads.js';

/**
 * Job ids say what the work is, so that adding it twice adds it once. BullMQ swallows an id that is still retained, hence
 * the epoch, which grows whenever work is enqueued anew. No colon (BullMQ's separator) and never digits only.
 */

export function phaseJobId(runId: number, phase: PhaseName, epoch: number): string {
  return `run${runId}-${phase}-e${epoch}`;
}

/** The run that a job of one of these ids belongs to; null for any other id. */
export function runOfJob(jobId: string): number | null {
  const [, runId] = /^run(\d+)-/u.exec(jobId) ?? [];
  return runId === undefined ? null : Number(runId);
}

/** `first` is the first id of the shard, which no other shard of the same step and pass holds. */
export function shardJobId(runId: number, phase: PhaseName, step: string, epoch: number, pass: number, first: number): string {
  return `run${runId}-${phase}-${step}-e${epoch}-p${pass}-f${first}`;
}

export function retryJobId(runId: number, queue: string, epoch: number, fileId: number, retry: number): string {
  return `run${runId}-${queue}-e${epoch}-file${fileId}-retry${retry}`;
}
