import type { Sql } from '../../adapters/postgres/connect.js';
import { vectorText } from '../../adapters/postgres/embed/vector-fields.js';
import { indexFacts } from '../../adapters/postgres/index-words.js';
import { fileKinds } from '../../processors/embed/kinds.js';
import { embedText } from '../../processors/embed/text.js';
import { loadThenIndex } from './bulk-load.js';
import { kindWords, nounWords } from './words.js';

const materials = [
  'AISI 304',
  'S235JR',
  '6061-T6 ALUMINUM',
  'C260 BRASS',
  'GALV. STEEL 16 GA',
  '1.4301',
  'A36',
  '316L STAINLESS STEEL',
];
const rareWords = 20_000;

const vectorsPerPage = 1_000;

/**
 * Drawings and models of an archive as the index phase leaves them: three files to an item, 60 items to a job, each with title block, a
 * page of text whose words are as unequally frequent as in a language, dimensions, a material, parts lists, parameters of models.
 * @returns the id of the first file
 */
export async function fillCatalogue(sql: Sql, files: number): Promise<number> {
  await sql`SELECT setseed(0.5)`;
  const [source] = await sql<{ id: number }[]>`INSERT INTO sources (uri) VALUES ('/archive') RETURNING id`;
  const [run] = await sql<{ id: number }[]>`
    INSERT INTO runs (source_id, status, finished_at) VALUES (${source?.id ?? 0}, 'completed', now()) RETURNING id`;
  const [first] = await sql<{ id: number }[]>`
    WITH inserted AS (
      INSERT INTO files (source_id, storage_key, normalized_path, name, extension, detected_format, size, content_hash, status, last_seen_run)
      SELECT ${source?.id ?? 0}, k.path, k.path, k.name, k.extension, k.extension, 84000, md5(n::text), 'present', ${run?.id ?? 0}
      FROM generate_series(0, ${files - 1}::int) n,
        LATERAL (SELECT n / 180 + 10000 AS job, n / 3 % 60 + 1 AS item, (ARRAY['dxf', 'pdf', CASE WHEN n % 4 = 0 THEN 'step' ELSE 'dxf' END])[n % 3 + 1] AS extension) c,
        LATERAL (SELECT c.job || '-' || lpad(c.item::text, 3, '0') || CASE n % 3 WHEN 2 THEN '_001' ELSE '' END || '.' || c.extension AS name, c.extension) x,
        LATERAL (SELECT c.job || '_CUSTOMER ' || c.job % 97 || '/' || x.name AS path, x.name, x.extension) k
      RETURNING id)
    SELECT min(id) AS id FROM inserted`;
  const firstFile = first?.id ?? 0;
  await sql`
    INSERT INTO extracted_metadata (file_id, source_type, extractor, extractor_version, completeness, has_text, has_dimensions,
      drawing_number, part_number, title, revision, material)
    SELECT f.id, (CASE f.extension WHEN 'pdf' THEN 'pdf' WHEN 'step' THEN 'step' ELSE 'dxf' END)::extraction_source_type, 'bench', '1', 0.8, true, true,
      left(f.name, 9), split_part(f.name, '.', 1), (${[...kindWords]}::text[])[1 + f.id % 12] || ' ' || (${[...nounWords]}::text[])[1 + f.id / 12 % 12],
      chr(65 + (f.id % 4)::int), (${materials}::text[])[1 + f.id % 8]
    FROM files f ORDER BY f.id`;
  await fillFacts(sql);
  await indexFacts(sql, run?.id ?? 0, 0, Number.MAX_SAFE_INTEGER);
  await fillGroups(sql, source?.id ?? 0);
  await loadThenIndex(sql, 'file_embeddings', 'text', () => fillTextVectors(sql));
  await sql`VACUUM ANALYZE`;
  return firstFile;
}

async function fillFacts(sql: Sql): Promise<void> {
  // Cubed, an even chance is a language's: the first hundred of the words make a sixth of the text.
  await sql`
    INSERT INTO extracted_text (metadata_id, file_id, page, text, tsv)
    SELECT id, file_id, 1, text, to_tsvector('simple', text) FROM (
      SELECT m.id, m.file_id, m.drawing_number || ' ' || m.title || ' ' || m.material || CASE m.id % 3 WHEN 0 THEN ' BREAK ALL SHARP EDGES ' ELSE ' ' END || string_agg(w.word, ' ') AS text
      FROM extracted_metadata m, LATERAL (
        SELECT 'W' || floor(${rareWords}::int * power(random(), 3))::int AS word FROM generate_series(1, 60 + (m.id % 60)::int)) w
      GROUP BY m.id) t`;
  await sql`
    INSERT INTO extracted_dimensions (metadata_id, file_id, value, unit, unit_source, value_mm, dimension_type, label, source_page, measured_or_stored)
    SELECT id, file_id, value, unit, 'stated', value * CASE unit WHEN 'inch' THEN 25.4 ELSE 1 END, 'linear', value::text, 1, 'printed'
    FROM (
      SELECT m.id, m.file_id, CASE WHEN m.id % 2 = 0 THEN 'mm' ELSE 'inch' END AS unit, round((power(random(), 3) * 2000)::numeric * 4) / 4 AS value
      FROM extracted_metadata m, generate_series(1, 12)) d`;
  await sql`
    INSERT INTO extracted_materials (metadata_id, file_id, material_name, material_key, thickness, thickness_unit, thickness_mm)
    SELECT id, file_id, material, lower(material), 1 + id % 12, 'mm', 1 + id % 12 FROM extracted_metadata`;
  await sql`
    INSERT INTO extracted_bom_items (metadata_id, file_id, item_number, part_number, description, quantity)
    SELECT m.id, m.file_id, n::text, left(m.drawing_number, 6) || lpad((m.id * n % 60 + 1)::text, 3, '0'), 'PART ' || n, n
    FROM extracted_metadata m, generate_series(1, 8) n WHERE m.id % 10 = 0`;
  await sql`
    INSERT INTO extracted_parameters (metadata_id, file_id, name, value, value_numeric, value_type, category, is_designated)
    SELECT m.id, m.file_id, p.name, round(v::numeric, 3)::text, v, 'real', 'weight', true
    FROM extracted_metadata m, unnest(ARRAY['PRO_MP_MASS', 'PRO_MP_AREA', 'THICKNESS']) p (name), LATERAL (SELECT random() * 50 AS v) x
    WHERE m.source_type = 'step'`;
}

async function fillGroups(sql: Sql, sourceId: number): Promise<void> {
  await sql`
    INSERT INTO document_groups (source_id, identity_key, name, project_code, item_number, linking_method, linking_confidence)
    SELECT ${sourceId}, 'item/' || number, number, left(number, 5), right(number, 3), 'auto_filename', 0.95
    FROM (SELECT DISTINCT drawing_number AS number FROM extracted_metadata) n`;
  await sql`
    INSERT INTO document_group_members (group_id, file_id, is_primary)
    SELECT g.id, m.file_id, row_number() OVER (PARTITION BY g.id ORDER BY m.file_id) = 1
    FROM extracted_metadata m JOIN document_groups g ON g.name = m.drawing_number`;
}

/** The vectors by which the one box finds what is alike, computed as the embed phase does. */
async function fillTextVectors(sql: Sql): Promise<void> {
  const { method, version } = fileKinds.text;
  const rows = await sql<{ id: number; words: string }[]>`
    SELECT id, concat_ws(' ', drawing_number, part_number, title, material) AS words FROM extracted_metadata ORDER BY id`;
  for (let at = 0; at < rows.length; at += vectorsPerPage) {
    const page = rows.slice(at, at + vectorsPerPage).flatMap(({ id, words }) => {
      const vector = embedText(words);
      return vector === null ? [] : [{ id, text: vectorText(vector) }];
    });
    await sql`
      INSERT INTO file_embeddings (metadata_id, file_id, embedding_type, method, model_version, status, embedding, recipe)
      SELECT m.id, m.file_id, 'text', ${method}, ${version}, 'ready', u.vector::vector, 'bench'
      FROM unnest(${page.map(({ id }) => id)}::bigint[], ${page.map(({ text }) => text)}::text[]) AS u (id, vector)
      JOIN extracted_metadata m ON m.id = u.id`;
  }
}
