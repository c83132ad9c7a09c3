import type { Figures } from '../../flows/ports.js';
import { sourceDefects } from '../../queues/contract/errors.js';
import { queueTable, type ExtractionQueueName } from '../../queues/contract/queue-table.js';
import type { Sql } from './connect.js';
import { readLedger } from './ledger.js';

/** Figures of the checkpoints, all computed from the tables and never from what Redis counts. */

interface ExtractionCounts {
  total: number;
  completed: number;
  failed: number;
  skipped: number;
  open: number;
  defective: number;
  reused: number;
  with_text: number;
  with_dimensions: number;
  models_missing: number;
}

/** B3, B4, D2: one queue's files. Source defects (empty, encrypted, missing files) are told, not counted against the fleet. */
export function extractionFigures(sql: Sql, queue: ExtractionQueueName): Figures {
  const jobTypes = [...queueTable[queue].jobTypes];
  return async (runId) => {
    const [counts] = await sql<ExtractionCounts[]>`
      SELECT count(*)::int AS total,
        count(*) FILTER (WHERE j.status = 'completed')::int AS completed,
        count(*) FILTER (WHERE j.status = 'failed')::int AS failed,
        count(*) FILTER (WHERE j.status = 'skipped')::int AS skipped,
        count(*) FILTER (WHERE j.status IN ('pending', 'processing'))::int AS open,
        count(*) FILTER (WHERE j.status = 'failed' AND j.error_class = ANY(${[...sourceDefects]}::text[]))::int AS defective,
        count(*) FILTER (WHERE j.reused_from IS NOT NULL)::int AS reused,
        count(*) FILTER (WHERE m.has_text)::int AS with_text,
        count(*) FILTER (WHERE m.has_dimensions)::int AS with_dimensions,
        count(*) FILTER (WHERE j.status = 'completed' AND c.id IS NULL AND f.detected_format NOT IN ('creo_json', 'creo_drw'))::int AS models_missing
      FROM extraction_jobs j JOIN files f ON f.id = j.file_id
      LEFT JOIN extracted_metadata m ON m.file_id = j.file_id AND j.status = 'completed'
      LEFT JOIN cad_models c ON c.file_id = j.file_id
      WHERE j.run_id = ${runId} AND j.job_type = ANY(${jobTypes}::text[]::extraction_job_type[])`;
    const classes = await sql<{ class: string; files: number }[]>`
      SELECT COALESCE(error_class, 'UNKNOWN') AS class, count(*)::int AS files FROM extraction_jobs
      WHERE run_id = ${runId} AND status = 'failed' AND job_type = ANY(${jobTypes}::text[]::extraction_job_type[])
      GROUP BY 1 ORDER BY files DESC, class`;
    if (!counts) throw new Error('an aggregate without a row');
    const readable = counts.completed + counts.failed - counts.defective;
    return {
      total: counts.total,
      completed: counts.completed,
      failed: counts.failed,
      skipped: counts.skipped,
      open: counts.open,
      reused: counts.reused,
      sourceDefects: counts.defective,
      completedShare: readable === 0 ? null : round(counts.completed / readable),
      failedByClass: Object.fromEntries(classes.map((row) => [row.class, row.files])),
      withText: counts.with_text,
      withDimensions: counts.with_dimensions,
      ...(queue === 'creo' || queue === 'cad'
        ? { modelsMissing: counts.models_missing, modelsByMode: await modelsByMode(sql, runId, jobTypes) }
        : {}),
    };
  };
}

/** D6: how many models each way has read; `header` is a model without geometry. */
async function modelsByMode(sql: Sql, runId: number, jobTypes: readonly string[]): Promise<Record<string, number>> {
  const rows = await sql<{ mode: string; models: number }[]>`
    SELECT COALESCE(c.extraction_mode::text, 'header') AS mode, count(*)::int AS models
    FROM extraction_jobs j JOIN cad_models c ON c.file_id = j.file_id
    WHERE j.run_id = ${runId} AND j.status = 'completed' AND j.job_type = ANY(${[...jobTypes]}::text[]::extraction_job_type[])
    GROUP BY 1 ORDER BY 1`;
  return Object.fromEntries(rows.map(({ mode, models }) => [mode, models]));
}

/** The extract phase as a whole: every input in exactly one terminal state. What is still open when it is judged counts as lost. */
export function ledgerFigures(sql: Sql): Figures {
  return async (runId) => {
    const { open, lost, ...figures } = await readLedger(sql, runId);
    return { ...figures, lost: lost + open };
  };
}

/** B7: what the index phase found and made findable. */
export function indexFigures(sql: Sql): Figures {
  return async (runId) => {
    const [row] = await sql<Record<string, number>[]>`
      WITH run_files AS (SELECT id FROM files WHERE last_seen_run = ${runId})
      SELECT
        (SELECT count(*) FROM extracted_text t JOIN run_files r ON r.id = t.file_id)::int AS texts,
        (SELECT count(*) FROM extracted_text t JOIN run_files r ON r.id = t.file_id WHERE t.tsv IS NULL)::int AS "textsUnindexed",
        (SELECT count(*) FROM extracted_blocks b JOIN run_files r ON r.id = b.file_id)::int AS blocks,
        (SELECT count(*) FROM extracted_blocks b JOIN run_files r ON r.id = b.file_id WHERE b.normalized_name IS NULL)::int AS "blocksUnindexed",
        (SELECT count(*) FROM extracted_dimensions d JOIN run_files r ON r.id = d.file_id)::int AS dimensions,
        (SELECT count(*) FROM extracted_dimensions d JOIN run_files r ON r.id = d.file_id WHERE d.value_mm IS NOT NULL)::int AS "dimensionsInMm",
        (SELECT count(*) FROM extracted_materials m JOIN run_files r ON r.id = m.file_id)::int AS materials,
        (SELECT count(*) FROM extracted_parameters p JOIN run_files r ON r.id = p.file_id)::int AS parameters,
        (SELECT count(*) FROM extracted_bom_items i JOIN run_files r ON r.id = i.file_id)::int AS "bomItems",
        (SELECT count(*) FROM extracted_metadata m JOIN run_files r ON r.id = m.file_id WHERE m.drawing_number IS NOT NULL OR m.part_number IS NOT NULL)::int AS "filesWithNumber",
        (SELECT count(*) FROM extracted_metadata m JOIN run_files r ON r.id = m.file_id WHERE m.title IS NOT NULL)::int AS "filesWithTitle"`;
    return row ?? {};
  };
}

function round(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
