-- Up Migration
-- What operators compare: the fields of each extraction as this run left them.

-- The facts tables hold the newest extraction alone. This holds what a run found in short, so that two runs can be compared
-- field by field. Null where the extraction is older than this column.
ALTER TABLE extraction_jobs ADD COLUMN fields JSONB;
