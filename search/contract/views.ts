import { z } from 'zod';

/** One group and one file, as the API shows them. */

const id = z.number().int().positive();
const text = z.string().nullable();
const number = z.number().nullable();
const time = z.string().nullable().meta({ format: 'date-time' });
const record = z.record(z.string(), z.unknown());

export const GroupView = z
  .object({
    id,
    name: z.string(),
    project_code: text,
    item_number: text,
    description: text,
    linking_method: z.string(),
    linking_confidence: z.number(),
    needs_review: z.boolean(),
    review_reasons: z.array(z.string()),
    created_at: time,
    updated_at: time,
    files: z.array(
      z.object({
        id,
        type: z.string(),
        path: z.string(),
        filename: z.string(),
        status: z.string(),
        is_latest: z.boolean(),
        role: text,
        is_primary: z.boolean(),
        evidence: record,
        title: text,
        drawing_number: text,
        part_number: text,
        revision: text,
        facts_from_file_id: id.nullable(),
      }),
    ),
  })
  .meta({ id: 'GroupView' });
export type GroupView = z.infer<typeof GroupView>;

export const ExtractionView = z
  .object({
    facts_from_file_id: id.meta({ description: 'The file that was extracted: this one or one with the same content.' }),
    source_type: z.string(),
    extraction_status: z.string(),
    extractor: z.string(),
    extractor_version: z.string(),
    fallback_reason: text,
    completeness: number,
    counts: z.record(z.string(), z.number().int()).meta({ description: 'Rows in all; the lists below end at 1,000.' }),
    metadata: record,
    raw_data: record.meta({ description: 'Everything without a column, evidence for the title block included.' }),
    dimensions: z.array(record),
    parameters: z.array(record),
    materials: z.array(record),
    bom_items: z.array(record),
    texts: z.array(record),
    blocks: z.array(record),
    artifacts: z
      .array(record)
      .meta({ description: 'Pictures and arrays derived from the document; each is at /api/artifacts/{storage_key}.' }),
    cad: record.nullable(),
    features: z
      .array(record)
      .meta({ description: 'Holes, pockets, fillets, ... of the model: from Creo, or recognised on its faces.' }),
    assembly: z.array(record).meta({ description: 'Components of an assembly, with how often each is used.' }),
  })
  .meta({ id: 'ExtractionView' });
export type ExtractionView = z.infer<typeof ExtractionView>;

export const FileView = z
  .object({
    file: z.object({
      id,
      source: z.string(),
      path: z.string(),
      filename: z.string(),
      extension: z.string(),
      type: z.string(),
      size: z.number().int(),
      modified_at: time,
      content_hash: text,
      creo_base: text,
      creo_version: number,
      is_latest: z.boolean(),
      status: z.string(),
      status_reason: text,
      content_url: text.meta({ description: 'Where the file itself is; null when this service has no access to the archive.' }),
    }),
    groups: z.array(
      z.object({
        id,
        name: z.string(),
        project_code: text,
        item_number: text,
        role: text,
        is_primary: z.boolean(),
        evidence: record,
        linking_method: z.string(),
        linking_confidence: z.number(),
      }),
    ),
    copies: z.array(z.object({ id, path: z.string() })).meta({ description: 'Other files with the same content.' }),
    jobs: z
      .array(
        z.object({
          id,
          run_id: id,
          job_type: z.string(),
          status: z.string(),
          skip_reason: text,
          error_class: text,
          last_error: text,
          retry_count: z.number().int(),
          extractor: text,
          extractor_version: text,
          fallback_reason: text,
          duration_ms: number,
          reused_from: id.nullable(),
          same_as_file_id: id.nullable(),
          completed_at: time,
        }),
      )
      .meta({ description: 'How its extraction went, the latest run first.' }),
    extractions: z.array(ExtractionView),
  })
  .meta({ id: 'FileView' });
export type FileView = z.infer<typeof FileView>;
