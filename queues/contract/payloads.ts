import { z } from 'zod';

/** Payloads hold ids only: what a job is about is read from Postgres when it starts, so a retried job never acts on stale rows. */

const id = z.number().int().positive();

/** A phase of a run; each is one parent job, its coordinator. */
export const PhaseName = z.enum(['link', 'extract', 'pdf', 'dxf', 'creo', 'cad', 'index', 'search']);
export type PhaseName = z.infer<typeof PhaseName>;

/**
 * A coordinator and where it stands. The cursor is saved with the job after every window, so that any worker can go on
 * where another died. `step` counts through the phase's steps; `cursor` is the last id that was enqueued in this step.
 */
export const PhasePayload = z.object({
  runId: id,
  phase: PhaseName,
  epoch: z.number().int().positive(),
  step: z.number().int().nonnegative(),
  cursor: z.number().int().nonnegative(),
});
export type PhasePayload = z.infer<typeof PhasePayload>;

/** Some files of one kind of extraction. */
export const FileShard = z.object({ runId: id, epoch: z.number().int().positive(), fileIds: z.array(id).min(1).max(500) });
export type FileShard = z.infer<typeof FileShard>;

/** A range of file ids, `from` exclusive and `to` inclusive, for work that is one statement over many rows. */
export const RangeShard = z.object({
  runId: id,
  epoch: z.number().int().positive(),
  step: z.string().min(1),
  from: z.number().int().nonnegative(),
  to: id,
});
export type RangeShard = z.infer<typeof RangeShard>;
