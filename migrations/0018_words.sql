-- Up Migration
-- Full text over materials, parameters, dimensions and parts lists: one row per extraction and scope instead of an index over every fact.
-- Written by the index phase, so that extraction pays nothing for it; rows of one scope never make a phrase together.
CREATE TABLE extracted_words (
  metadata_id BIGINT NOT NULL REFERENCES extracted_metadata (id) ON DELETE CASCADE,
  file_id BIGINT NOT NULL REFERENCES files (id),
  scope TEXT NOT NULL CHECK (scope IN ('materials', 'parameters', 'dimensions', 'bom')),
  tsv TSVECTOR NOT NULL,
  PRIMARY KEY (metadata_id, scope)
);
CREATE INDEX extracted_words_file_idx ON extracted_words (file_id);
CREATE INDEX extracted_words_tsv_idx ON extracted_words USING gin (tsv);

-- Down Migration
DROP TABLE extracted_words;
