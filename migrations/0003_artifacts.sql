-- Up Migration
-- Pictures and arrays derived from documents: previews, rendered views, samples. The bytes are in the artifact store.

CREATE TABLE extracted_artifacts (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  metadata_id BIGINT NOT NULL REFERENCES extracted_metadata (id) ON DELETE CASCADE,
  file_id BIGINT NOT NULL REFERENCES files (id),
  name TEXT NOT NULL,
  storage_key TEXT NOT NULL,
  media_type TEXT NOT NULL,
  byte_size INT NOT NULL,
  page INT,
  width INT,
  height INT,
  UNIQUE (metadata_id, name)
);
CREATE INDEX extracted_artifacts_file_idx ON extracted_artifacts (file_id);
CREATE INDEX extracted_artifacts_key_idx ON extracted_artifacts (storage_key);
