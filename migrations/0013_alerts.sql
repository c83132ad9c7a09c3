-- Up Migration
-- What people were told, and what the dashboard asks often.

-- One row per alert from its first sight to its recovery. An event (a run has finished) is resolved as it is raised.
CREATE TABLE fleet_alerts (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- the condition and what it is about, e.g. disk:vm2:pdf:4711
  alert_key TEXT NOT NULL,
  condition TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
  message TEXT NOT NULL,
  -- null: of the fleet, not of a run
  run_id BIGINT REFERENCES runs (id) ON DELETE CASCADE,
  is_event BOOLEAN NOT NULL DEFAULT false,
  raised_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  last_seen_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  resolved_at TIMESTAMPTZ,
  -- receiver -> {severity, told_at, recovered_at}
  deliveries JSONB NOT NULL DEFAULT '{}'
);
CREATE UNIQUE INDEX fleet_alerts_open_idx ON fleet_alerts (alert_key) WHERE resolved_at IS NULL;
CREATE INDEX fleet_alerts_key_idx ON fleet_alerts (alert_key, raised_at);

-- Of several processes that watch, one at a time tells people.
CREATE TABLE fleet_watch_lease (
  only_row BOOLEAN PRIMARY KEY DEFAULT true CHECK (only_row),
  holder TEXT NOT NULL,
  held_until TIMESTAMPTZ NOT NULL
);

CREATE INDEX document_groups_review_idx ON document_groups (source_id, id) WHERE needs_review;
-- Files that wait because a storage or service asked to slow down.
CREATE INDEX extraction_jobs_limited_idx ON extraction_jobs (run_id) WHERE status = 'pending' AND error_class = 'RATE_LIMITED';
