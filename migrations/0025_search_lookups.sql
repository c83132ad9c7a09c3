-- Up Migration
-- The few files that a search leaves out of its results or adds to them, so that it need not read all of them to find out.
CREATE INDEX files_absent_idx ON files (id) WHERE status <> 'present';
CREATE INDEX extraction_jobs_same_as_idx ON extraction_jobs (same_as_file_id, file_id) WHERE same_as_file_id IS NOT NULL;

-- Down Migration
DROP INDEX extraction_jobs_same_as_idx;
DROP INDEX files_absent_idx;
