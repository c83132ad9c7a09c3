-- Up Migration
-- Runs whose jobs `fleet prune` has removed. The run, its checkpoints and where its files ended stay; so do the jobs that the facts of files
-- stand on.
ALTER TABLE runs ADD COLUMN pruned_at TIMESTAMPTZ;
-- What `fleet ledger` said of the run before its jobs went: {whole, phases}.
ALTER TABLE runs ADD COLUMN ledger JSONB;

-- Down Migration
ALTER TABLE runs DROP COLUMN ledger;
ALTER TABLE runs DROP COLUMN pruned_at;
