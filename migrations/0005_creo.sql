-- Up Migration
-- Creo drawings have work of their own, and the fleet decides in one place whether the Creo service is asked.

ALTER TYPE extraction_job_type ADD VALUE IF NOT EXISTS 'creo_drw';
ALTER TYPE extraction_source_type ADD VALUE IF NOT EXISTS 'creo_drw';

-- One row per service: the last calls of all workers, and whether models go to it or past it.
CREATE TABLE creo_services (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  -- grpc: asked; json: switched over, asked only by a probe
  state TEXT NOT NULL DEFAULT 'grpc' CHECK (state IN ('grpc', 'json')),
  -- [{at (ms), failed}], oldest first
  recent_calls JSONB NOT NULL DEFAULT '[]',
  -- who tries whether it is back, and until when nobody else does
  probe_by TEXT,
  probe_until TIMESTAMPTZ,
  next_probe_at TIMESTAMPTZ,
  probes_passed INT NOT NULL DEFAULT 0,
  state_since TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

-- Every switch, for the dashboard, alerts and the report.
CREATE TABLE creo_switches (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  url TEXT NOT NULL,
  switched_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  reason TEXT NOT NULL,
  -- what the decision was made on
  calls INT NOT NULL,
  transport_failures INT NOT NULL,
  worker_id TEXT NOT NULL
);
CREATE INDEX creo_switches_at_idx ON creo_switches (switched_at);
