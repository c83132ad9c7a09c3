/**
 * What the users' SQL, the reports and this program rely on. More tables and columns may be there; fewer may not.
 * Types are spelled as PostgreSQL's format_type spells them.
 */

const time = 'timestamp with time zone';
const real8 = 'double precision';

/** Column name and type of every table; the first fourteen are the contract with the users. */
export const contractTables: Readonly<Record<string, readonly string[]>> = {
  document_groups: [
    ...['id bigint', 'name text', 'project_code text', 'item_number text', 'description text', 'identity_key text'],
    ...['linking_method linking_method', 'linking_confidence numeric(3,2)', 'needs_review boolean', 'review_reasons text[]'],
    ...[`created_at ${time}`, `updated_at ${time}`],
  ],
  document_group_members: [
    ...['id bigint', 'group_id bigint', 'file_id bigint', 'cad_model_id bigint', 'role member_role', 'is_primary boolean'],
    'evidence jsonb',
  ],
  extraction_jobs: [
    ...['id bigint', 'run_id bigint', 'file_id bigint', 'job_type extraction_job_type', 'priority integer'],
    ...['status extraction_job_status', 'claimed_by character varying(100)', `claimed_at ${time}`, `heartbeat ${time}`],
    ...['claim_token integer', 'retry_count integer', 'max_retries integer', 'last_error text', 'error_class text'],
    ...['parameters jsonb', 'bom jsonb', 'duration_ms integer', 'cpu_ms integer', 'extractor text', 'extractor_version text'],
    ...['content_hash text', 'fallback_reason text', `created_at ${time}`, `completed_at ${time}`],
  ],
  extracted_metadata: [
    ...['id bigint', 'file_id bigint', 'source_type extraction_source_type', 'extraction_status text', 'completeness real'],
    ...['raw_data jsonb', 'has_dimensions boolean', 'has_parameters boolean', 'has_bom boolean', 'has_text boolean'],
    ...['dimension_count integer', 'parameter_count integer', 'bom_count integer', 'text_count integer'],
    ...['drawing_number text', 'part_number text', 'title text', 'revision text', 'material text', 'finish text', 'scale text'],
    ...['units text', 'general_tolerance text', 'sheet text', 'pdf_pages integer', 'pdf_producer text', 'text_source text'],
    ...['dxf_version text', 'entity_count integer', `extents ${real8}[]`],
  ],
  extracted_dimensions: [
    ...['id bigint', 'metadata_id bigint', 'file_id bigint', `value ${real8}`, 'unit text', 'unit_source text'],
    ...[
      'dimension_type dimension_type',
      `tolerance_plus ${real8}`,
      `tolerance_minus ${real8}`,
      'tolerance_type text',
      'fit text',
    ],
    ...['quantity integer', 'label text', 'layer text', 'source_page integer', `position_x ${real8}`, `position_y ${real8}`],
    'measured_or_stored text',
  ],
  extracted_parameters: [
    ...['id bigint', 'metadata_id bigint', 'file_id bigint', 'name text', 'value text', `value_numeric ${real8}`],
    ...['value_type text', 'category text', 'units text', 'is_designated boolean'],
  ],
  extracted_materials: [
    ...['id bigint', 'metadata_id bigint', 'file_id bigint', 'material_name text', 'material_spec text', 'finish text'],
    ...[`thickness ${real8}`, 'thickness_unit text', 'properties jsonb'],
  ],
  extracted_bom_items: [
    ...['id bigint', 'metadata_id bigint', 'file_id bigint', 'item_number text', 'part_number text', 'description text'],
    ...[`quantity ${real8}`, 'material text', 'source_table text', 'properties jsonb'],
  ],
  cad_models: [
    ...['id bigint', 'file_id bigint', 'status text', 'extraction_mode cad_extraction_mode', 'face_count integer'],
    ...['edge_count integer', 'vertex_count integer', 'solid_count integer', `bounding_box ${real8}[]`, 'material text'],
    ...[`mass_kg ${real8}`, `volume_cm3 ${real8}`, `surface_area_cm2 ${real8}`, `centre_of_gravity ${real8}[]`, 'units text'],
    ...['unit_source text', 'feature_tree jsonb', 'thumbnail_key text', 'face_grids bytea', 'edge_grids bytea'],
  ],
  cad_model_embeddings: [
    ...['id bigint', 'cad_model_id bigint', 'embedding_type embedding_type', 'method text', 'model_version text'],
    ...['status embedding_status', 'embedding vector'],
  ],
  cad_rendered_views: [
    ...['id bigint', 'cad_model_id bigint', 'view_type text', 'azimuth real', 'elevation real', 'storage_key text'],
    ...['resolution integer', 'view_embedding vector(512)'],
  ],
  cad_assembly_relations: [
    ...['id bigint', 'parent_model_id bigint', 'child_model_id bigint', `transform ${real8}[]`, 'instance_name text'],
    ...['instance_count integer', 'relation_type assembly_relation_type'],
  ],
  cad_manufacturing_features: [
    ...['id bigint', 'cad_model_id bigint', 'feature_type text', 'face_ids integer[]', 'parameters jsonb'],
    ...[`location ${real8}[]`, 'source text'],
  ],
  worker_registry: [
    ...['worker_id character varying(100)', 'queues text[]', 'concurrency integer', 'version text', `started_at ${time}`],
    ...[
      `heartbeat ${time}`,
      'in_flight integer',
      'rss_mb integer',
      'disk_used_percent real',
      'lock_gap_ms integer',
      'state text',
    ],
  ],
  files: [
    ...['id bigint', 'storage_key text', 'normalized_path text', 'name text', 'extension text', 'detected_format text'],
    ...['size bigint', 'content_hash text', 'creo_base text', 'creo_version integer', 'is_latest boolean', 'status text'],
    'cloud_file_id bigint',
  ],
  runs: ['id bigint', 'source_id bigint', 'status text', 'epoch integer', 'options jsonb'],
  run_checkpoints: [
    ...['id bigint', 'run_id bigint', 'phase text', 'passed boolean', 'figures jsonb', 'thresholds jsonb', `created_at ${time}`],
  ],
  extracted_text: ['id bigint', 'file_id bigint', 'page integer', 'layer text', 'text text', 'tsv tsvector'],
  extracted_blocks: [
    ...['id bigint', 'file_id bigint', 'name text', 'normalized_name text', 'entity_count integer', 'inserts integer'],
    'attributes jsonb',
  ],
};

/** Three columns of cad_models that the users named with their types. */
export const contractCadColumns = ['brep_genome jsonb', 'deepsdf_latent real[]', 'point_cloud jsonb'] as const;

/** Labels that each enumeration must have. */
export const contractEnums: Readonly<Record<string, readonly string[]>> = {
  linking_method: ['auto_filename', 'auto_folder', 'auto_project', 'manual'],
  member_role: ['source_cad', 'drawing_pdf', 'drawing_dxf', 'udf'],
  extraction_job_type: ['pdf_extract', 'dxf_extract', 'creo_part', 'creo_asm', 'creo_drw', 'cad_extract'],
  extraction_job_status: ['pending', 'processing', 'completed', 'failed', 'skipped'],
  extraction_source_type: ['pdf', 'dxf', 'creo_part', 'creo_asm', 'creo_drw', 'step'],
  dimension_type: [...['linear', 'angular', 'radial', 'diameter', 'ordinate', 'arc_length', 'thread', 'chamfer', 'roughness']],
  cad_extraction_mode: ['grpc', 'json', 'kernel'],
  embedding_type: ['brep', 'clip_text', 'clip_image', 'geometry', 'fused', 'deepsdf'],
  embedding_status: ['ready', 'missing'],
  assembly_relation_type: ['component', 'subassembly'],
};

/** `table.column -> table`: what keeps results from losing their file. */
export const contractForeignKeys = [
  ...['document_group_members.group_id -> document_groups', 'document_group_members.file_id -> files'],
  ...['document_group_members.cad_model_id -> cad_models', 'extraction_jobs.run_id -> runs', 'extraction_jobs.file_id -> files'],
  ...['extracted_metadata.file_id -> files', 'extracted_metadata.extraction_job_id -> extraction_jobs'],
  ...['extracted_dimensions.metadata_id -> extracted_metadata', 'extracted_dimensions.file_id -> files'],
  ...['extracted_parameters.metadata_id -> extracted_metadata', 'extracted_parameters.file_id -> files'],
  ...['extracted_materials.metadata_id -> extracted_metadata', 'extracted_materials.file_id -> files'],
  ...['extracted_bom_items.metadata_id -> extracted_metadata', 'extracted_bom_items.file_id -> files'],
  ...['extracted_text.metadata_id -> extracted_metadata', 'extracted_blocks.metadata_id -> extracted_metadata'],
  ...['cad_models.file_id -> files', 'cad_model_embeddings.cad_model_id -> cad_models'],
  ...['cad_rendered_views.cad_model_id -> cad_models', 'cad_assembly_relations.parent_model_id -> cad_models'],
  ...['cad_assembly_relations.child_model_id -> cad_models', 'cad_manufacturing_features.cad_model_id -> cad_models'],
] as const;

/** `table (columns)`: what keeps work and results from being there twice. */
export const contractUniqueKeys = [
  ...[
    'files (source_id, storage_key)',
    'extraction_jobs (run_id, file_id, job_type)',
    'extracted_metadata (file_id, source_type)',
  ],
  ...[
    'cad_models (file_id)',
    'cad_model_embeddings (cad_model_id, embedding_type)',
    'cad_rendered_views (cad_model_id, view_type)',
  ],
  ...['document_groups (source_id, identity_key)', 'run_checkpoints (run_id, phase)'],
] as const;

/** What operators and dashboards select from. */
export const contractViews = [
  ...['phase_progress', 'worker_activity', 'extraction_quality', 'genome_quality', 'embedding_coverage', 'dead_letters'],
] as const;

export interface HnswIndex {
  /** An embedding type, or the name of the column. */
  readonly kind: string;
  readonly table: 'cad_model_embeddings' | 'cad_rendered_views';
  readonly dimensions: number;
}

/** Seven kinds of vectors, each with an HNSW index of its own. */
export const contractHnswIndexes: readonly HnswIndex[] = [
  { kind: 'brep', table: 'cad_model_embeddings', dimensions: 512 },
  { kind: 'clip_text', table: 'cad_model_embeddings', dimensions: 512 },
  { kind: 'clip_image', table: 'cad_model_embeddings', dimensions: 512 },
  { kind: 'geometry', table: 'cad_model_embeddings', dimensions: 1024 },
  { kind: 'fused', table: 'cad_model_embeddings', dimensions: 512 },
  { kind: 'deepsdf', table: 'cad_model_embeddings', dimensions: 256 },
  { kind: 'view_embedding', table: 'cad_rendered_views', dimensions: 512 },
];

/** Of every HNSW index. */
export const hnswOptions = ['m=16', 'ef_construction=100'] as const;
export const hnswOperators = 'vector_cosine_ops';

/** Extension and the least version. */
export const contractExtensions = { vector: '0.8', pg_trgm: '1.4' } as const;
