-- Up Migration
-- Vectors that drawings and models share, and what tells similar models apart. The seven kinds of a model are in cad_model_embeddings.

CREATE TYPE file_embedding_type AS ENUM ('text', 'sizes', 'profile', 'image');

-- One row per extraction and kind; gone with the extraction, so that no vector outlives what it was made of.
CREATE TABLE file_embeddings (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  metadata_id BIGINT NOT NULL REFERENCES extracted_metadata (id) ON DELETE CASCADE,
  file_id BIGINT NOT NULL REFERENCES files (id),
  embedding_type file_embedding_type NOT NULL,
  method TEXT NOT NULL,
  model_version TEXT NOT NULL,
  status embedding_status NOT NULL,
  missing_reason TEXT,
  embedding VECTOR,
  -- names everything that computed the row's extraction; another recipe computes it anew
  recipe TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  UNIQUE (metadata_id, embedding_type),
  CHECK ((status = 'ready') = (embedding IS NOT NULL))
);
CREATE INDEX file_embeddings_file_idx ON file_embeddings (file_id);
CREATE INDEX file_embeddings_text_hnsw ON file_embeddings
  USING hnsw ((embedding::vector(512)) vector_cosine_ops) WITH (m = 16, ef_construction = 100) WHERE embedding_type = 'text';
CREATE INDEX file_embeddings_sizes_hnsw ON file_embeddings
  USING hnsw ((embedding::vector(256)) vector_cosine_ops) WITH (m = 16, ef_construction = 100) WHERE embedding_type = 'sizes';
CREATE INDEX file_embeddings_profile_hnsw ON file_embeddings
  USING hnsw ((embedding::vector(256)) vector_cosine_ops) WITH (m = 16, ef_construction = 100) WHERE embedding_type = 'profile';
CREATE INDEX file_embeddings_image_hnsw ON file_embeddings
  USING hnsw ((embedding::vector(512)) vector_cosine_ops) WITH (m = 16, ef_construction = 100) WHERE embedding_type = 'image';

CREATE TABLE cad_shape_signatures (
  cad_model_id BIGINT PRIMARY KEY REFERENCES cad_models (id) ON DELETE CASCADE,
  recipe TEXT NOT NULL,
  -- sides of the bounding box in mm, greatest first; null without a box
  extents DOUBLE PRECISION[],
  -- numbers that change their sign when the model is mirrored; null without faces
  chirality DOUBLE PRECISION[],
  created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX cad_shape_signatures_size_idx ON cad_shape_signatures ((extents[1]));

CREATE VIEW file_embedding_coverage AS
SELECT embedding_type, method, model_version, count(*) FILTER (WHERE status = 'ready') AS ready,
  count(*) FILTER (WHERE status = 'missing') AS missing
FROM file_embeddings GROUP BY embedding_type, method, model_version;
