-- Up Migration
-- The system of record: what every file is, which state its work is in, and what was found in it.
-- Redis only moves work; everything in it can be rebuilt from these tables.

CREATE EXTENSION IF NOT EXISTS vector;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TYPE linking_method AS ENUM ('auto_filename', 'auto_folder', 'auto_project', 'manual');
CREATE TYPE member_role AS ENUM ('source_cad', 'drawing_pdf', 'drawing_dxf', 'udf');
CREATE TYPE extraction_job_type AS ENUM ('pdf_extract', 'dxf_extract', 'creo_part', 'creo_asm', 'cad_extract');
CREATE TYPE extraction_job_status AS ENUM ('pending', 'processing', 'completed', 'failed', 'skipped');
CREATE TYPE extraction_source_type AS ENUM ('pdf', 'dxf', 'creo_part', 'creo_asm', 'step');
CREATE TYPE dimension_type AS ENUM
  ('linear', 'angular', 'radial', 'diameter', 'ordinate', 'arc_length', 'thread', 'chamfer', 'roughness', 'unknown');
CREATE TYPE cad_extraction_mode AS ENUM ('grpc', 'json', 'kernel');
CREATE TYPE embedding_type AS ENUM ('brep', 'clip_text', 'clip_image', 'geometry', 'fused', 'deepsdf');
CREATE TYPE embedding_status AS ENUM ('ready', 'missing');
CREATE TYPE assembly_relation_type AS ENUM ('component', 'subassembly');

-- Runs ---------------------------------------------------------------------------------------------------------------

-- A source is a folder or a bucket prefix; storage keys are unique inside it.
CREATE TABLE sources (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  uri TEXT NOT NULL UNIQUE,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TABLE runs (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id BIGINT NOT NULL REFERENCES sources (id),
  status TEXT NOT NULL DEFAULT 'inventory' CHECK (status IN ('inventory', 'running', 'held', 'completed', 'cancelled')),
  epoch INT NOT NULL DEFAULT 1,
  -- phases, sequential, dry run size: what the operator asked for
  options JSONB NOT NULL DEFAULT '{}',
  -- files by status and format as the inventory saw them
  inventory JSONB NOT NULL DEFAULT '{}',
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  finished_at TIMESTAMPTZ
);

CREATE TABLE run_checkpoints (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id BIGINT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  phase TEXT NOT NULL,
  passed BOOLEAN NOT NULL,
  figures JSONB NOT NULL,
  thresholds JSONB NOT NULL,
  -- what did not hold, one sentence each; and who let the phase pass all the same
  misses TEXT[] NOT NULL DEFAULT '{}',
  accepted_reason TEXT,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  UNIQUE (run_id, phase)
);

CREATE TABLE worker_registry (
  -- host:role:pid
  worker_id VARCHAR(100) PRIMARY KEY,
  queues TEXT[] NOT NULL,
  concurrency INT NOT NULL,
  version TEXT NOT NULL,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  heartbeat TIMESTAMPTZ NOT NULL DEFAULT now(),
  in_flight INT NOT NULL DEFAULT 0,
  rss_mb INT,
  disk_used_percent REAL,
  lock_gap_ms INT,
  state TEXT NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'draining', 'stopped', 'lost'))
);

-- Files --------------------------------------------------------------------------------------------------------------

CREATE TABLE files (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id BIGINT NOT NULL REFERENCES sources (id),
  -- exactly as the source spells it
  storage_key TEXT NOT NULL,
  -- forward slashes, single, no drive: what comparisons use
  normalized_path TEXT NOT NULL,
  name TEXT NOT NULL,
  -- lower case, without dot and without Creo's version number
  extension TEXT NOT NULL,
  detected_format TEXT NOT NULL DEFAULT 'unknown',
  size BIGINT NOT NULL DEFAULT 0,
  modified_at TIMESTAMPTZ,
  -- sha-256, lower-case hex
  content_hash TEXT,
  creo_base TEXT,
  creo_version INT,
  is_latest BOOLEAN NOT NULL DEFAULT true,
  status TEXT NOT NULL DEFAULT 'present' CHECK (status IN ('present', 'missing', 'junk')),
  status_reason TEXT,
  cloud_file_id BIGINT,
  -- the run whose inventory saw the file last
  last_seen_run BIGINT REFERENCES runs (id),
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  UNIQUE (source_id, storage_key)
);
CREATE INDEX files_last_seen_idx ON files (last_seen_run, id);
CREATE INDEX files_content_hash_idx ON files (content_hash);
CREATE INDEX files_creo_base_idx ON files (source_id, creo_base) WHERE creo_base IS NOT NULL;
CREATE INDEX files_name_trgm_idx ON files USING gin (name gin_trgm_ops);

-- Work ---------------------------------------------------------------------------------------------------------------

-- One row per file and kind of work in a run. A row that reuses an earlier run's result names it in reused_from.
CREATE TABLE extraction_jobs (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id BIGINT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  file_id BIGINT NOT NULL REFERENCES files (id),
  job_type extraction_job_type NOT NULL,
  priority INT NOT NULL DEFAULT 0,
  status extraction_job_status NOT NULL DEFAULT 'pending',
  skip_reason TEXT,
  claimed_by VARCHAR(100),
  claimed_at TIMESTAMPTZ,
  heartbeat TIMESTAMPTZ,
  -- grows with every claim; a writer whose token is not the row's is late and writes nothing
  claim_token INT NOT NULL DEFAULT 0,
  retry_count INT NOT NULL DEFAULT 0,
  max_retries INT NOT NULL DEFAULT 3,
  last_error TEXT,
  error_class TEXT,
  -- one object per failed attempt: class, error, worker, time
  attempt_log JSONB NOT NULL DEFAULT '[]',
  parameters JSONB NOT NULL DEFAULT '[]',
  bom JSONB NOT NULL DEFAULT '[]',
  duration_ms INT,
  cpu_ms INT,
  extractor TEXT,
  extractor_version TEXT,
  content_hash TEXT,
  fallback_reason TEXT,
  reused_from BIGINT REFERENCES extraction_jobs (id) ON DELETE SET NULL,
  -- the file with the same content whose extraction stands for this one's
  same_as_file_id BIGINT REFERENCES files (id),
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  completed_at TIMESTAMPTZ,
  UNIQUE (run_id, file_id, job_type)
);
CREATE INDEX extraction_jobs_open_idx ON extraction_jobs (run_id, job_type, file_id) WHERE status IN ('pending', 'processing');
CREATE INDEX extraction_jobs_file_idx ON extraction_jobs (file_id);
CREATE INDEX extraction_jobs_hash_idx ON extraction_jobs (content_hash, job_type);
CREATE INDEX extraction_jobs_claimed_idx ON extraction_jobs (claimed_by) WHERE status = 'processing';
CREATE INDEX extraction_jobs_failed_idx ON extraction_jobs (run_id, error_class) WHERE status = 'failed';

-- What was found -----------------------------------------------------------------------------------------------------

CREATE TABLE extracted_metadata (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  file_id BIGINT NOT NULL REFERENCES files (id),
  extraction_job_id BIGINT REFERENCES extraction_jobs (id) ON DELETE SET NULL,
  source_type extraction_source_type NOT NULL,
  extraction_status TEXT NOT NULL DEFAULT 'completed',
  completeness REAL,
  extractor TEXT NOT NULL,
  extractor_version TEXT NOT NULL,
  fallback_reason TEXT,
  raw_data JSONB NOT NULL DEFAULT '{}',
  has_dimensions BOOLEAN NOT NULL DEFAULT false,
  has_parameters BOOLEAN NOT NULL DEFAULT false,
  has_bom BOOLEAN NOT NULL DEFAULT false,
  has_text BOOLEAN NOT NULL DEFAULT false,
  dimension_count INT NOT NULL DEFAULT 0,
  parameter_count INT NOT NULL DEFAULT 0,
  bom_count INT NOT NULL DEFAULT 0,
  text_count INT NOT NULL DEFAULT 0,
  block_count INT NOT NULL DEFAULT 0,
  drawing_number TEXT,
  part_number TEXT,
  title TEXT,
  revision TEXT,
  material TEXT,
  finish TEXT,
  scale TEXT,
  weight TEXT,
  drawing_date TEXT,
  units TEXT,
  general_tolerance TEXT,
  projection TEXT,
  sheet TEXT,
  document_class TEXT,
  pdf_pages INT,
  pdf_producer TEXT,
  text_source TEXT,
  dxf_version TEXT,
  entity_count INT,
  -- {minX, minY, maxX, maxY} in drawing units
  extents DOUBLE PRECISION[],
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  UNIQUE (file_id, source_type)
);
CREATE INDEX extracted_metadata_job_idx ON extracted_metadata (extraction_job_id);
CREATE INDEX extracted_metadata_drawing_number_idx ON extracted_metadata USING gin (drawing_number gin_trgm_ops);
CREATE INDEX extracted_metadata_part_number_idx ON extracted_metadata USING gin (part_number gin_trgm_ops);

CREATE TABLE extracted_dimensions (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  metadata_id BIGINT NOT NULL REFERENCES extracted_metadata (id) ON DELETE CASCADE,
  file_id BIGINT NOT NULL REFERENCES files (id),
  value DOUBLE PRECISION,
  unit TEXT,
  unit_source TEXT NOT NULL,
  -- value in millimetres when the unit is a known length; degrees stay out. Set by the index phase (B5).
  value_mm DOUBLE PRECISION,
  dimension_type dimension_type NOT NULL,
  tolerance_plus DOUBLE PRECISION,
  tolerance_minus DOUBLE PRECISION,
  tolerance_type TEXT CHECK (tolerance_type IN ('symmetric', 'asymmetric', 'limits', 'basic', 'reference')),
  fit TEXT,
  quantity INT NOT NULL DEFAULT 1,
  label TEXT NOT NULL,
  layer TEXT,
  source_page INT,
  position_x DOUBLE PRECISION,
  position_y DOUBLE PRECISION,
  measured_or_stored TEXT NOT NULL
);
CREATE INDEX extracted_dimensions_metadata_idx ON extracted_dimensions (metadata_id);
CREATE INDEX extracted_dimensions_file_idx ON extracted_dimensions (file_id);
CREATE INDEX extracted_dimensions_value_idx ON extracted_dimensions (value, unit);
CREATE INDEX extracted_dimensions_value_mm_idx ON extracted_dimensions (value_mm);
CREATE INDEX extracted_dimensions_label_idx ON extracted_dimensions USING gin (label gin_trgm_ops);

CREATE TABLE extracted_parameters (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  metadata_id BIGINT NOT NULL REFERENCES extracted_metadata (id) ON DELETE CASCADE,
  file_id BIGINT NOT NULL REFERENCES files (id),
  name TEXT NOT NULL,
  value TEXT,
  value_numeric DOUBLE PRECISION,
  value_type TEXT NOT NULL,
  category TEXT NOT NULL,
  units TEXT,
  is_designated BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX extracted_parameters_metadata_idx ON extracted_parameters (metadata_id);
CREATE INDEX extracted_parameters_file_idx ON extracted_parameters (file_id);
CREATE INDEX extracted_parameters_name_idx ON extracted_parameters USING gin (name gin_trgm_ops);
CREATE INDEX extracted_parameters_numeric_idx ON extracted_parameters (value_numeric);

CREATE TABLE extracted_materials (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  metadata_id BIGINT NOT NULL REFERENCES extracted_metadata (id) ON DELETE CASCADE,
  file_id BIGINT NOT NULL REFERENCES files (id),
  material_name TEXT NOT NULL,
  -- lower case, one blank between words: what equal materials share. Set by the index phase (B6).
  material_key TEXT,
  material_spec TEXT,
  finish TEXT,
  thickness DOUBLE PRECISION,
  thickness_unit TEXT,
  thickness_mm DOUBLE PRECISION,
  properties JSONB NOT NULL DEFAULT '{}'
);
CREATE INDEX extracted_materials_metadata_idx ON extracted_materials (metadata_id);
CREATE INDEX extracted_materials_file_idx ON extracted_materials (file_id);
CREATE INDEX extracted_materials_name_idx ON extracted_materials USING gin (material_name gin_trgm_ops);
CREATE INDEX extracted_materials_thickness_idx ON extracted_materials (thickness_mm);

CREATE TABLE extracted_bom_items (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  metadata_id BIGINT NOT NULL REFERENCES extracted_metadata (id) ON DELETE CASCADE,
  file_id BIGINT NOT NULL REFERENCES files (id),
  item_number TEXT,
  part_number TEXT,
  description TEXT,
  quantity DOUBLE PRECISION,
  material TEXT,
  source_table TEXT,
  properties JSONB NOT NULL DEFAULT '{}'
);
CREATE INDEX extracted_bom_items_metadata_idx ON extracted_bom_items (metadata_id);
CREATE INDEX extracted_bom_items_file_idx ON extracted_bom_items (file_id);
CREATE INDEX extracted_bom_items_part_idx ON extracted_bom_items USING gin (part_number gin_trgm_ops);

CREATE TABLE extracted_text (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  metadata_id BIGINT NOT NULL REFERENCES extracted_metadata (id) ON DELETE CASCADE,
  file_id BIGINT NOT NULL REFERENCES files (id),
  page INT,
  layer TEXT,
  text TEXT NOT NULL,
  -- set by the index phase (B8); null until then
  tsv TSVECTOR
);
CREATE INDEX extracted_text_metadata_idx ON extracted_text (metadata_id);
CREATE INDEX extracted_text_file_idx ON extracted_text (file_id);
CREATE INDEX extracted_text_tsv_idx ON extracted_text USING gin (tsv);

CREATE TABLE extracted_blocks (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  metadata_id BIGINT NOT NULL REFERENCES extracted_metadata (id) ON DELETE CASCADE,
  file_id BIGINT NOT NULL REFERENCES files (id),
  name TEXT NOT NULL,
  -- lower case: block names compare without case. Set by the index phase (B9).
  normalized_name TEXT,
  entity_count INT NOT NULL,
  inserts INT NOT NULL,
  inserts_expanded INT NOT NULL,
  attributes JSONB NOT NULL DEFAULT '[]'
);
CREATE INDEX extracted_blocks_metadata_idx ON extracted_blocks (metadata_id);
CREATE INDEX extracted_blocks_file_idx ON extracted_blocks (file_id);
CREATE INDEX extracted_blocks_name_idx ON extracted_blocks (normalized_name);

-- CAD ----------------------------------------------------------------------------------------------------------------

CREATE TABLE cad_models (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  file_id BIGINT NOT NULL UNIQUE REFERENCES files (id),
  extraction_job_id BIGINT REFERENCES extraction_jobs (id) ON DELETE SET NULL,
  status TEXT NOT NULL DEFAULT 'completed',
  extraction_mode cad_extraction_mode,
  fallback_reason TEXT,
  brep_genome JSONB,
  deepsdf_latent REAL[],
  -- {points: 2048 x 3 in the unit sphere, normals}
  point_cloud JSONB,
  face_grids BYTEA,
  edge_grids BYTEA,
  face_count INT,
  edge_count INT,
  vertex_count INT,
  solid_count INT,
  -- {minX, minY, minZ, maxX, maxY, maxZ} in mm
  bounding_box DOUBLE PRECISION[],
  material TEXT,
  mass_kg DOUBLE PRECISION,
  volume_cm3 DOUBLE PRECISION,
  surface_area_cm2 DOUBLE PRECISION,
  -- {x, y, z} in mm
  centre_of_gravity DOUBLE PRECISION[],
  units TEXT,
  unit_source TEXT,
  feature_tree JSONB,
  thumbnail_key TEXT,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TABLE cad_model_embeddings (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cad_model_id BIGINT NOT NULL REFERENCES cad_models (id) ON DELETE CASCADE,
  embedding_type embedding_type NOT NULL,
  method TEXT NOT NULL,
  model_version TEXT NOT NULL,
  status embedding_status NOT NULL,
  missing_reason TEXT,
  embedding VECTOR,
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  UNIQUE (cad_model_id, embedding_type),
  CHECK ((status = 'ready') = (embedding IS NOT NULL))
);
CREATE INDEX cad_model_embeddings_brep_hnsw ON cad_model_embeddings
  USING hnsw ((embedding::vector(512)) vector_cosine_ops) WITH (m = 16, ef_construction = 100) WHERE embedding_type = 'brep';
CREATE INDEX cad_model_embeddings_clip_text_hnsw ON cad_model_embeddings
  USING hnsw ((embedding::vector(512)) vector_cosine_ops) WITH (m = 16, ef_construction = 100) WHERE embedding_type = 'clip_text';
CREATE INDEX cad_model_embeddings_clip_image_hnsw ON cad_model_embeddings
  USING hnsw ((embedding::vector(512)) vector_cosine_ops) WITH (m = 16, ef_construction = 100) WHERE embedding_type = 'clip_image';
CREATE INDEX cad_model_embeddings_geometry_hnsw ON cad_model_embeddings
  USING hnsw ((embedding::vector(1024)) vector_cosine_ops) WITH (m = 16, ef_construction = 100) WHERE embedding_type = 'geometry';
CREATE INDEX cad_model_embeddings_fused_hnsw ON cad_model_embeddings
  USING hnsw ((embedding::vector(512)) vector_cosine_ops) WITH (m = 16, ef_construction = 100) WHERE embedding_type = 'fused';
CREATE INDEX cad_model_embeddings_deepsdf_hnsw ON cad_model_embeddings
  USING hnsw ((embedding::vector(256)) vector_cosine_ops) WITH (m = 16, ef_construction = 100) WHERE embedding_type = 'deepsdf';

CREATE TABLE cad_rendered_views (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cad_model_id BIGINT NOT NULL REFERENCES cad_models (id) ON DELETE CASCADE,
  view_type TEXT NOT NULL,
  azimuth REAL,
  elevation REAL,
  storage_key TEXT,
  resolution INT,
  view_embedding VECTOR(512),
  method TEXT,
  model_version TEXT,
  UNIQUE (cad_model_id, view_type)
);
CREATE INDEX cad_rendered_views_embedding_hnsw ON cad_rendered_views
  USING hnsw (view_embedding vector_cosine_ops) WITH (m = 16, ef_construction = 100);

CREATE TABLE cad_assembly_relations (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent_model_id BIGINT NOT NULL REFERENCES cad_models (id) ON DELETE CASCADE,
  child_model_id BIGINT REFERENCES cad_models (id) ON DELETE SET NULL,
  -- the component's name as the assembly spells it; the child may not be in the archive
  child_name TEXT NOT NULL,
  -- row-major 4 x 4
  transform DOUBLE PRECISION[],
  instance_name TEXT,
  instance_count INT NOT NULL DEFAULT 1,
  relation_type assembly_relation_type NOT NULL
);
CREATE INDEX cad_assembly_relations_parent_idx ON cad_assembly_relations (parent_model_id);
CREATE INDEX cad_assembly_relations_child_idx ON cad_assembly_relations (child_model_id);

CREATE TABLE cad_manufacturing_features (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cad_model_id BIGINT NOT NULL REFERENCES cad_models (id) ON DELETE CASCADE,
  feature_type TEXT NOT NULL,
  face_ids INT[] NOT NULL DEFAULT '{}',
  parameters JSONB NOT NULL DEFAULT '{}',
  location DOUBLE PRECISION[],
  source TEXT NOT NULL CHECK (source IN ('creo', 'recognised'))
);
CREATE INDEX cad_manufacturing_features_model_idx ON cad_manufacturing_features (cad_model_id);

-- Groups -------------------------------------------------------------------------------------------------------------

CREATE TABLE document_groups (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id BIGINT NOT NULL REFERENCES sources (id),
  -- the parsed identity inside its scope: linking twice finds the same row
  identity_key TEXT NOT NULL,
  name TEXT NOT NULL,
  project_code TEXT,
  item_number TEXT,
  description TEXT,
  linking_method linking_method NOT NULL,
  linking_confidence NUMERIC(3, 2) NOT NULL,
  needs_review BOOLEAN NOT NULL DEFAULT false,
  review_reasons TEXT[] NOT NULL DEFAULT '{}',
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  updated_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  UNIQUE (source_id, identity_key)
);
CREATE INDEX document_groups_project_idx ON document_groups (project_code);
CREATE INDEX document_groups_name_trgm_idx ON document_groups USING gin (name gin_trgm_ops);

CREATE TABLE document_group_members (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  group_id BIGINT NOT NULL REFERENCES document_groups (id) ON DELETE CASCADE,
  file_id BIGINT NOT NULL REFERENCES files (id),
  cad_model_id BIGINT REFERENCES cad_models (id) ON DELETE SET NULL,
  -- null: a document that belongs here but plays none of the four roles (spreadsheet, picture, ...)
  role member_role,
  is_primary BOOLEAN NOT NULL DEFAULT false,
  evidence JSONB NOT NULL DEFAULT '{}',
  created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  UNIQUE (group_id, file_id)
);
CREATE UNIQUE INDEX document_group_members_primary_idx ON document_group_members (group_id) WHERE is_primary;
CREATE INDEX document_group_members_file_idx ON document_group_members (file_id);

-- What operators ask -------------------------------------------------------------------------------------------------

CREATE VIEW dead_letters AS
SELECT j.id, j.run_id, j.file_id, f.storage_key, j.job_type, j.error_class, j.last_error, j.retry_count, j.attempt_log, j.completed_at
FROM extraction_jobs j JOIN files f ON f.id = j.file_id
WHERE j.status = 'failed';

CREATE VIEW phase_progress AS
SELECT run_id, job_type,
  count(*) AS total,
  count(*) FILTER (WHERE status = 'completed') AS completed,
  count(*) FILTER (WHERE status = 'failed') AS failed,
  count(*) FILTER (WHERE status = 'skipped') AS skipped,
  count(*) FILTER (WHERE status IN ('pending', 'processing')) AS open
FROM extraction_jobs GROUP BY run_id, job_type;

CREATE VIEW worker_activity AS
SELECT claimed_by, count(*) FILTER (WHERE status = 'processing') AS processing,
  count(*) FILTER (WHERE status = 'completed') AS completed,
  count(*) FILTER (WHERE status = 'failed') AS failed,
  max(heartbeat) AS last_heartbeat
FROM extraction_jobs WHERE claimed_by IS NOT NULL GROUP BY claimed_by;

CREATE VIEW extraction_quality AS
SELECT j.run_id, j.job_type, count(*) AS completed,
  avg(m.completeness) AS completeness,
  count(*) FILTER (WHERE m.has_text) AS with_text,
  count(*) FILTER (WHERE m.has_dimensions) AS with_dimensions,
  count(*) FILTER (WHERE m.has_bom) AS with_bom,
  count(*) FILTER (WHERE m.has_parameters) AS with_parameters
FROM extraction_jobs j JOIN extracted_metadata m ON m.file_id = j.file_id
WHERE j.status = 'completed' GROUP BY j.run_id, j.job_type;

CREATE VIEW genome_quality AS
SELECT count(*) AS models,
  count(*) FILTER (WHERE brep_genome IS NOT NULL) AS with_genome,
  count(*) FILTER (WHERE point_cloud IS NOT NULL) AS with_point_cloud,
  count(*) FILTER (WHERE status = 'completed') AS completed,
  avg(face_count) AS average_faces
FROM cad_models;

CREATE VIEW embedding_coverage AS
SELECT embedding_type, count(*) FILTER (WHERE status = 'ready') AS ready, count(*) FILTER (WHERE status = 'missing') AS missing
FROM cad_model_embeddings GROUP BY embedding_type;
