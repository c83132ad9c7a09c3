-- Up Migration
-- Vector indexes that a run has dropped while it writes most of their vectors, to be built in one go when it has.
CREATE TABLE laid_aside_indexes (
  name TEXT PRIMARY KEY,
  table_name TEXT NOT NULL,
  -- the statement that builds it
  definition TEXT NOT NULL,
  since TIMESTAMPTZ NOT NULL DEFAULT now()
);
