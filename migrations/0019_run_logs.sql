-- Up Migration
-- What the machines of the fleet logged about a run, in one place; the newest lines of each run (run_logs is trimmed by its writers).
-- What became of each attempt at a file is in extraction_jobs.attempt_log already and is not said twice.
CREATE TABLE run_logs (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- null: a warning of a worker that belongs to no single run, such as a full disk
  run_id BIGINT REFERENCES runs (id) ON DELETE CASCADE,
  file_id BIGINT,
  logged_at TIMESTAMPTZ NOT NULL,
  -- as pino counts: 30 info, 40 warn, 50 error
  level SMALLINT NOT NULL,
  worker_id TEXT,
  queue TEXT,
  job_id TEXT,
  message TEXT NOT NULL,
  fields JSONB NOT NULL DEFAULT '{}'
);
CREATE INDEX run_logs_run_idx ON run_logs (run_id, id);

-- Down Migration
DROP TABLE run_logs;
