import { z } from 'zod';
import { ArtifactFact } from './artifacts.js';
import { ErrorClass } from './errors.js';
import { Format } from './formats.js';

/**
 * The facts of one file: what a processor returns, what the writer stores and what `fleet extract --jsonl` prints.
 * Keys are the column names of the tables they end in. `null` always means "not there or not computable", never zero.
 */

const text = z.string().nullable();
const number = z.number().nullable();

/** Where a value was seen and by which rule, so that a reader can check it. `box` is [x0, y0, x1, y1] in page or drawing units. */
export const Evidence = z.object({
  page: z.number().int().optional(),
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  rule: z.string(),
  confidence: z.number().min(0).max(1),
});
export type Evidence = z.infer<typeof Evidence>;

export const Metadata = z.object({
  completeness: z.number().min(0).max(1).optional(),
  drawing_number: text.optional(),
  part_number: text.optional(),
  title: text.optional(),
  revision: text.optional(),
  material: text.optional(),
  finish: text.optional(),
  scale: text.optional(),
  weight: text.optional(),
  date: text.optional(),
  sheet: text.optional(),
  /** `mm`, `inch`, ..., or null where the file does not state it. */
  units: text.optional(),
  general_tolerance: text.optional(),
  projection: text.optional(),
  pdf_pages: z.number().int().nullable().optional(),
  pdf_producer: text.optional(),
  text_source: z.enum(['native', 'ocr', 'mixed', 'none']).nullable().optional(),
  /** `drawing`, `parts list`, `document`, `scan`, `flat pattern`, `vector-only`, ... */
  document_class: text.optional(),
  dxf_version: text.optional(),
  code_page: text.optional(),
  entity_count: z.number().int().nullable().optional(),
  entity_counts: z.record(z.string(), z.number().int()).optional(),
  /** [minX, minY, maxX, maxY] in drawing units. */
  extents: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable().optional(),
  layers: z.array(z.object({ name: z.string(), visible: z.boolean(), entities: z.number().int() })).optional(),
  xrefs: z.array(z.string()).optional(),
  notes: z.array(z.string()).optional(),
  revisions: z.array(z.record(z.string(), z.string())).optional(),
  /** Everything else worth keeping that has no column, e.g. the document's own metadata. Stored in `raw_data`. */
  properties: z.record(z.string(), z.unknown()).optional(),
  evidence: z.record(z.string(), Evidence).optional(),
  /** What was wrong with the file though it could be read: line and group code, page, or section. */
  warnings: z.array(z.string()).optional(),
});
export type Metadata = z.infer<typeof Metadata>;

export const TextFact = z.object({
  text: z.string(),
  source: z.enum(['text', 'mtext', 'attrib', 'attdef', 'dimension', 'table', 'leader', 'tolerance', 'ocr']),
  tag: text,
  page: z.number().int().nullable(),
  layer: text,
  space: z.enum(['model', 'paper', 'block']).nullable(),
  visible: z.boolean(),
  x: number,
  y: number,
  height: number,
  /** Degrees, counter-clockwise. */
  angle: number,
});
export type TextFact = z.infer<typeof TextFact>;

export const DimensionType = z.enum([
  'linear',
  'angular',
  'radial',
  'diameter',
  'ordinate',
  'arc_length',
  'thread',
  'chamfer',
  'roughness',
  'unknown',
]);
export type DimensionType = z.infer<typeof DimensionType>;

export const DimensionFact = z.object({
  /** In `unit`; degrees for angles. Null for a limit dimension without nominal size. */
  value: number,
  unit: text,
  unit_source: z.enum(['stated', 'header', 'dimension', 'unknown']),
  dimension_type: DimensionType,
  /** Signed deviations from `value`: `tolerance_plus` upper, `tolerance_minus` lower (usually negative). For limits, the two limits. */
  tolerance_plus: number,
  tolerance_minus: number,
  tolerance_type: z.enum(['symmetric', 'asymmetric', 'limits', 'basic', 'reference']).nullable(),
  fit: text,
  quantity: z.number().int(),
  /** As printed. */
  label: z.string(),
  layer: text,
  source_page: z.number().int().nullable(),
  position_x: number,
  position_y: number,
  measured_or_stored: z.enum(['measured', 'stored', 'printed']),
});
export type DimensionFact = z.infer<typeof DimensionFact>;

export const ParameterFact = z.object({
  name: z.string(),
  value: text,
  value_numeric: number,
  value_type: z.enum(['string', 'real', 'integer', 'boolean', 'note']),
  category: z.string(),
  units: text,
  is_designated: z.boolean(),
});
export type ParameterFact = z.infer<typeof ParameterFact>;

export const MaterialFact = z.object({
  material_name: z.string(),
  material_spec: text,
  finish: text,
  thickness: number,
  thickness_unit: text,
  properties: z.record(z.string(), z.unknown()),
});
export type MaterialFact = z.infer<typeof MaterialFact>;

export const BomItemFact = z.object({
  item_number: text,
  part_number: text,
  description: text,
  quantity: number,
  material: text,
  source_table: text,
  properties: z.record(z.string(), z.unknown()),
});
export type BomItemFact = z.infer<typeof BomItemFact>;

export const BlockFact = z.object({
  name: z.string(),
  entities: z.number().int(),
  /** INSERTs of this block anywhere in the file, MINSERT counted once; of a dynamic block those of its states (`*U12`) included. */
  inserts: z.number().int(),
  /** How often the block is drawn on the layouts, nesting and MINSERT rows x columns multiplied out. */
  inserts_expanded: z.number().int(),
  attributes: z.array(z.record(z.string(), z.string())),
});
export type BlockFact = z.infer<typeof BlockFact>;

export const TableFact = z.object({ rows: z.array(z.array(z.string())), page: z.number().int().nullable().optional() });
export type TableFact = z.infer<typeof TableFact>;

/** Lengths in mm, areas in mm^2, volumes in mm^3 (BREP files carry no unit and are taken as they are). */
export const CadFact = z.object({
  faces: z.number().int(),
  edges: z.number().int(),
  vertices: z.number().int(),
  solids: z.number().int(),
  volume: number,
  area: number,
  units: text,
  unit_source: z.enum(['stated', 'assumed', 'unknown']),
  bounding_box: z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]).nullable(),
  centre_of_gravity: z.tuple([z.number(), z.number(), z.number()]).nullable(),
  mass_kg: number,
  material: text,
  face_list: z.array(z.record(z.string(), z.unknown())),
  adjacency: z.array(z.record(z.string(), z.unknown())),
  features: z.array(z.record(z.string(), z.unknown())),
  assembly: z.array(z.record(z.string(), z.unknown())),
  /** 2,048 points on the surface around their centre of gravity in the unit sphere, with normals outwards. */
  point_cloud: z
    .object({ points: z.array(z.array(z.number())), normals: z.array(z.array(z.number())) })
    .nullable()
    .optional(),
  /**
   * A row of `face_list` each: 10 x 10 x 7 samples (x, y, z in mm, outward normal, 1 inside of the face or 0) over its parameters, v running
   * faster than u; NaN where there is none. Little-endian float32, compressed by zlib, base64.
   */
  face_grids: z.string().nullable().optional(),
  /** A row of `adjacency` each: 10 x 6 samples (x, y, z in mm, unit tangent) along the edge; packed in the same way. */
  edge_grids: z.string().nullable().optional(),
  /** Rendered views that were kept as artifacts. Angles in degrees, resolution in pixels. */
  views: z
    .array(
      z.object({
        view_type: z.string(),
        azimuth: z.number(),
        elevation: z.number(),
        storage_key: z.string(),
        resolution: z.number().int(),
      }),
    )
    .nullable()
    .optional(),
});
export type CadFact = z.infer<typeof CadFact>;

/** What a processor returns for a document it could read. */
export const Extraction = z.object({
  extractor: z.enum(['pdfium', 'pdf-parse', 'ocr', 'dxf', 'kernel', 'grpc', 'json', 'creo-header', 'noop']),
  extractor_version: z.string(),
  fallback_reason: text,
  metadata: Metadata,
  texts: z.array(TextFact),
  dimensions: z.array(DimensionFact),
  parameters: z.array(ParameterFact),
  materials: z.array(MaterialFact),
  bom_items: z.array(BomItemFact),
  blocks: z.array(BlockFact),
  tables: z.array(TableFact),
  cad: CadFact.nullable(),
  /** Filled by the port `keep`. */
  artifacts: z.array(ArtifactFact),
});
export type Extraction = z.infer<typeof Extraction>;

/** One line of `fleet extract --jsonl`. `timings` are the only fields that may differ between two runs over the same bytes. */
export const Facts = z.object({
  file: z.string(),
  format: Format,
  content_hash: text,
  status: z.enum(['completed', 'failed', 'skipped']),
  error_class: ErrorClass.nullable(),
  error: text,
  ...Extraction.shape,
  extractor: Extraction.shape.extractor.nullable(),
  extractor_version: text,
  timings: z.object({ wall_ms: z.number(), cpu_ms: z.number(), peak_rss_mb: number }),
});
export type Facts = z.infer<typeof Facts>;

/** An extraction without findings, for a processor to fill. */
export function emptyExtraction(extractor: Extraction['extractor'], extractorVersion: string): Extraction {
  return {
    extractor,
    extractor_version: extractorVersion,
    fallback_reason: null,
    metadata: {},
    texts: [],
    dimensions: [],
    parameters: [],
    materials: [],
    bom_items: [],
    blocks: [],
    tables: [],
    cad: null,
    artifacts: [],
  };
}
