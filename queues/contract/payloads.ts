import { z } from 'zod';

/** Payloads hold ids only: what a job is about is read from Postgres when it starts, so a retried job never acts on stale rows. */

const id = z.number().int().positive();
const epoch = z.number().int().positive();

/** A phase of a run; each is one parent job, its coordinator. */
export const PhaseName = z.enum(['link', 'extract', 'pdf', 'dxf', 'creo', 'cad', 'index', 'embed', 'search']);
export type PhaseName = z.infer<typeof PhaseName>;

/**
 * A coordinator and where it stands, saved with the job after every window, so that any worker can go on where another
 * died. `step` counts through the phase's steps, `cursor` is the last id enqueued in this step, and `pass` how often the
 * step has started over for rows that were still open at its end.
 */
export const PhasePayload = z.object({
  runId: id,
  epoch,
  phase: PhaseName,
  step: z.number().int().nonnegative(),
  cursor: z.number().int().nonnegative(),
  pass: z.number().int().nonnegative(),
  /** Files per shard of the next window, fitted to the time of a file; without it, the queue's own. */
  shardSize: z.number().int().positive().optional(),
});
export type PhasePayload = z.infer<typeof PhasePayload>;

/** Some files of one kind of extraction. */
export const FileShard = z.object({ runId: id, epoch, fileIds: z.array(id).min(1).max(500) });
export type FileShard = z.infer<typeof FileShard>;

/** A range of file ids, `from` exclusive and `to` inclusive, for a step that is a few statements over many rows. */
export const RangeShard = z.object({ runId: id, epoch, step: z.string().min(1), from: z.number().int().nonnegative(), to: id });
export type RangeShard = z.infer<typeof RangeShard>;

/** What a shard tells its coordinator. Tiny on purpose: the coordinator's figures come from Postgres. */
export const ShardResult = z.object({ processed: z.number().int().nonnegative() });
export type ShardResult = z.infer<typeof ShardResult>;

export const PhaseResult = z.object({ passed: z.boolean() });
export type PhaseResult = z.infer<typeof PhaseResult>;
