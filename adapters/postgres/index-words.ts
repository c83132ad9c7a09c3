import type { Sql } from './connect.js';

/** A tsvector may not pass 1 MB; what a longer page says beyond this is not searchable by word. */
const indexedCharacters = 400_000;

/** Stands between rows while their words are counted, and is taken out again: its places remain, so that no phrase goes across rows. */
const rowEnd = 'zzrowendzz';

/** The words of a row, by scope. Of many dimensions that read alike one speaks for all. */
const scopes = {
  materials: { table: 'extracted_materials', words: ['material_name', 'material_spec', 'finish'] },
  parameters: { table: 'extracted_parameters', words: ['name', 'value'] },
  dimensions: { table: 'extracted_dimensions', words: ['label'] },
  bom: { table: 'extracted_bom_items', words: ['part_number', 'description', 'material'] },
} as const;

/** B8: full text of pages. `simple`, because part numbers and grades must not be stemmed. */
export async function indexPages(sql: Sql, runId: number, from: number, to: number): Promise<void> {
  await sql`
    UPDATE extracted_text t SET tsv = to_tsvector('simple', left(t.text, ${indexedCharacters}))
    FROM files f
    WHERE f.id = t.file_id AND f.last_seen_run = ${runId} AND t.file_id > ${from} AND t.file_id <= ${to} AND t.tsv IS NULL`;
}

/** B8: full text of facts, for extractions that have none yet. */
export async function indexFacts(sql: Sql, runId: number, from: number, to: number): Promise<void> {
  for (const [scope, { table, words }] of Object.entries(scopes)) {
    const row = words.map((column) => sql`t.${sql(column)}`).reduce((all, column) => sql`${all}, ${column}`);
    await sql`
      INSERT INTO extracted_words (metadata_id, file_id, scope, tsv)
      SELECT metadata_id, file_id, ${scope},
        ts_delete(to_tsvector('simple', left(string_agg(words, ${` ${rowEnd} `} ORDER BY words COLLATE "C"), ${indexedCharacters})), ${rowEnd})
      FROM (
        SELECT DISTINCT t.metadata_id, t.file_id, concat_ws(' ', ${row}) AS words
        FROM ${sql(table)} t JOIN files f ON f.id = t.file_id
        WHERE f.last_seen_run = ${runId} AND t.file_id > ${from} AND t.file_id <= ${to}
          AND NOT EXISTS (SELECT 1 FROM extracted_words w WHERE w.metadata_id = t.metadata_id AND w.scope = ${scope})) facts
      GROUP BY metadata_id, file_id
      ON CONFLICT DO NOTHING`;
  }
}
