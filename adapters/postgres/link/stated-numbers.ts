import type { CompiledGrammar } from '../../../processors/link/compile.js';
import { linkParser, type LinkParser } from '../../../processors/link/parse.js';
import type { Sql } from '../connect.js';
import { jsonText } from '../json.js';
import type { IdRange } from './identify.js';
import { sourceOfRun } from './source.js';

interface StatedRow {
  file_id: number;
  drawing_number: string | null;
  part_number: string | null;
}

/** A longer text in a number's cell is not a number. */
const longestNumber = 60;

/**
 * Reads the drawing or part numbers that extraction found inside the files of a range. Only a number whose code stands for itself (job and
 * item, drawing sheet, opening) says where a file belongs; a customer's number does not.
 */
export async function statedNumbers(sql: Sql, grammar: CompiledGrammar, { runId, from, to }: IdRange): Promise<void> {
  const sourceId = await sourceOfRun(sql, runId);
  const rows = await sql<StatedRow[]>`
    SELECT DISTINCT ON (m.file_id) m.file_id, m.drawing_number, m.part_number
    FROM extracted_metadata m JOIN file_identities i ON i.file_id = m.file_id
    WHERE i.source_id = ${sourceId} AND m.file_id > ${from} AND m.file_id <= ${to}
      AND (m.drawing_number IS NOT NULL OR m.part_number IS NOT NULL)
    ORDER BY m.file_id, m.drawing_number IS NULL, m.source_type`;
  const parse = linkParser(grammar);
  const stated = rows.flatMap((row) => statedOf(row, parse));
  await sql`
    UPDATE file_identities i SET stated_number = s.number, stated_key = s.key, stated_project = s.project, stated_item = s.item
    FROM (
      SELECT i.file_id, r.number, r.key, r.project, r.item
      FROM file_identities i
      LEFT JOIN jsonb_to_recordset(${jsonText(stated)}::text::jsonb) AS r (file_id BIGINT, number TEXT, key TEXT, project TEXT, item TEXT)
        ON r.file_id = i.file_id
      WHERE i.source_id = ${sourceId} AND i.file_id > ${from} AND i.file_id <= ${to}
        AND (i.stated_number IS NOT NULL OR r.file_id IS NOT NULL)) s
    WHERE i.file_id = s.file_id AND (i.stated_number, i.stated_key, i.stated_project, i.stated_item)
      IS DISTINCT FROM (s.number, s.key COLLATE "C", s.project, s.item)`;
}

function statedOf(row: StatedRow, parse: LinkParser): Readonly<Record<string, unknown>>[] {
  for (const number of [row.drawing_number, row.part_number]) {
    if (number === null || number.length > longestNumber) continue;
    const { identity, linkage } = parse(number.replace(/[\\/]+/g, '-'));
    if (linkage.scope !== 'archive') continue;
    return [
      {
        file_id: row.file_id,
        number,
        key: linkage.groupKey,
        project: identity.projectCode,
        item: linkage.itemNumber ?? undefined,
      },
    ];
  }
  return [];
}
