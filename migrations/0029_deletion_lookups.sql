-- Up Migration
-- Rows that are deleted look for those that refer to them: a model at each extraction anew, jobs with their run. Without these each of
-- them reads the whole table.
CREATE INDEX document_group_members_model_idx ON document_group_members (cad_model_id) WHERE cad_model_id IS NOT NULL;
CREATE INDEX cad_models_job_idx ON cad_models (extraction_job_id) WHERE extraction_job_id IS NOT NULL;
CREATE INDEX extraction_jobs_reused_idx ON extraction_jobs (reused_from) WHERE reused_from IS NOT NULL;
CREATE INDEX fleet_alerts_run_idx ON fleet_alerts (run_id) WHERE run_id IS NOT NULL;

-- Down Migration
DROP INDEX fleet_alerts_run_idx;
DROP INDEX extraction_jobs_reused_idx;
DROP INDEX cad_models_job_idx;
DROP INDEX document_group_members_model_idx;
