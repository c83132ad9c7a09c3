-- Up Migration
-- What outlives the death of a worker: how often a claim was abandoned, what a replay asked for, and who is to drain.

-- A claim that was taken over from a holder that had vanished; at the fourth the file itself is held to be the cause.
ALTER TABLE extraction_jobs ADD COLUMN stall_count INT NOT NULL DEFAULT 0;
-- The claim token when the file was last replayed: claims up to here do not count as started twice.
ALTER TABLE extraction_jobs ADD COLUMN claims_before_replay INT NOT NULL DEFAULT 0;
-- The only engine that may read the file, as a replay asked; null leaves the choice to the processor.
ALTER TABLE extraction_jobs ADD COLUMN engine TEXT;

ALTER TABLE worker_registry ADD COLUMN drain_requested BOOLEAN NOT NULL DEFAULT false;
