-- Up Migration
-- Claims that were given back before the file was begun, by a worker that stopped or lost its shard: they do not count as started.
-- Added and not renamed: workers of the version before go on during an upgrade.
ALTER TABLE extraction_jobs ADD COLUMN claims_given_back INT NOT NULL DEFAULT 0;
