-- Up Migration
-- Why a worker takes no work (database, disk, storage), and since when: a storage that refuses everybody fails no file, so nothing else tells.
ALTER TABLE worker_registry ADD COLUMN held_by TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE worker_registry ADD COLUMN held_since TIMESTAMPTZ;
