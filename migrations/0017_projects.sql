-- Up Migration
-- A customer's part that several jobs use belongs to none of them as a group, but each of its files lies in one: a search for a project
-- finds it by its files. With the file behind it, a pattern is answered from the index alone.
CREATE INDEX file_identities_project_idx ON file_identities (project_code, file_id) WHERE project_code IS NOT NULL;

-- Down Migration
DROP INDEX file_identities_project_idx;
