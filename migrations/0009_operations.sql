-- Up Migration
-- What operators compare and are told: the fields of each extraction as this run left them, and alerts with their state.

-- The facts tables hold the newest extraction alone. This holds what a run found in short, so that two runs can be compared
-- field by field. Null where the extraction is older than this column.
ALTER TABLE extraction_jobs ADD COLUMN fields JSONB;

-- One row per condition that is or was not in order. Its key names the condition and what it is about.
CREATE TABLE fleet_alerts (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
  summary TEXT NOT NULL,
  run_id BIGINT REFERENCES runs (id) ON DELETE CASCADE,
  firing BOOLEAN NOT NULL,
  fired_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  recovered_at TIMESTAMPTZ,
  -- when people were last told; the cooldown counts from here
  notified_at TIMESTAMPTZ
);
CREATE INDEX fleet_alerts_recent_idx ON fleet_alerts (fired_at DESC);
