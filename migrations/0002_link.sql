-- Up Migration
-- Linking by identity: what every name says, what people decided, and the invariants of groups.

-- One row per present file: what its name and place say, and the group that follows. What linking sorts by is in byte order: the same
-- on every machine, and several times faster than a language's order.
CREATE TABLE file_identities (
  file_id BIGINT PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
  source_id BIGINT NOT NULL,
  -- over path, detected format and grammar: a row whose digest is not the file's is stale
  input_digest TEXT NOT NULL,
  -- where the file belongs: a decision first, then its name, then a number printed inside it
  group_key TEXT COLLATE "C" NOT NULL,
  -- where its name alone puts it
  parsed_key TEXT COLLATE "C" NOT NULL,
  kind TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('archive', 'job', 'folder')),
  title TEXT NOT NULL,
  base_name TEXT COLLATE "C" NOT NULL,
  -- the name is the code and nothing else
  exact BOOLEAN NOT NULL,
  generic BOOLEAN NOT NULL,
  role member_role,
  representation TEXT COLLATE "C" NOT NULL,
  -- lower is better when the primary member is chosen
  preference SMALLINT NOT NULL,
  -- sheet, part and document inside the group
  slot TEXT COLLATE "C" NOT NULL,
  project_code TEXT,
  project_source TEXT CHECK (project_source IN ('name', 'folder')),
  job TEXT,
  item TEXT,
  part TEXT,
  sheet TEXT,
  document TEXT,
  opening TEXT,
  hand TEXT,
  customer_part TEXT,
  vendor_style TEXT,
  revision TEXT COLLATE "C",
  revision_kind TEXT COLLATE "C",
  revision_rank INT,
  creo_type TEXT,
  creo_version INT,
  copy_mark TEXT,
  superseded TEXT,
  -- hashes of the folder, and of the folder without those that only sort by format, revision or validity
  folder_hash BIGINT NOT NULL,
  scope_hash BIGINT NOT NULL,
  rules TEXT[] NOT NULL,
  -- a drawing or part number printed inside the file, and the group that it names
  stated_number TEXT,
  stated_key TEXT COLLATE "C",
  stated_project TEXT,
  stated_item TEXT
);
CREATE INDEX file_identities_group_idx ON file_identities (source_id, group_key);

-- A person put a file into a group. Holds by key, so it survives every new linking.
CREATE TABLE link_decisions (
  file_id BIGINT PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
  source_id BIGINT NOT NULL REFERENCES sources (id),
  group_key TEXT COLLATE "C" NOT NULL,
  -- of a group that this decision makes
  title TEXT,
  decided_by TEXT NOT NULL,
  reason TEXT,
  decided_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

-- A person looked at a group and found it right in spite of these reasons. A new reason asks for a new look.
CREATE TABLE link_reviews (
  source_id BIGINT NOT NULL REFERENCES sources (id),
  group_key TEXT COLLATE "C" NOT NULL,
  accepted_reasons TEXT[] NOT NULL,
  decided_by TEXT NOT NULL,
  reason TEXT,
  decided_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  PRIMARY KEY (source_id, group_key)
);

ALTER TABLE document_groups ALTER COLUMN identity_key TYPE TEXT COLLATE "C";

-- A file is a member of one group.
DROP INDEX document_group_members_file_idx;
CREATE UNIQUE INDEX document_group_members_file_idx ON document_group_members (file_id);

-- At most one primary, judged at the end of a statement: one statement may move the mark from member to member.
DROP INDEX document_group_members_primary_idx;
ALTER TABLE document_group_members ADD CONSTRAINT document_group_members_primary_idx
  EXCLUDE USING btree (group_id WITH =) WHERE (is_primary) DEFERRABLE INITIALLY IMMEDIATE;
