-- Up Migration
-- What a million files taught: each row of extraction_jobs is written three times within seconds, and every index on it with it.

-- Nothing asks for jobs by content; reuse finds them by file.
DROP INDEX IF EXISTS extraction_jobs_hash_idx;

-- Room for the next version of a row in its own page, and a vacuum after thousands of changes instead of a fifth of the table.
ALTER TABLE extraction_jobs SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
ALTER TABLE files SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
ALTER TABLE worker_registry SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
