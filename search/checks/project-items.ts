import type { Sql } from '../../adapters/postgres/connect.js';
import { ProjectQuery } from '../contract/parameters.js';
import type { ProjectDetail } from '../contract/results.js';
import { searchProjects } from '../queries/projects.js';
import { firstPage, isAskable, knownItem, sameText, sampleSize, type KnownItem } from './known-item.js';

/** C4: a project by its code; codes evenly spaced over all codes of the run, each with its first group. */
export async function projectItems(sql: Sql, runId: number): Promise<KnownItem[]> {
  const rows = await sql<{ code: string; group_id: number }[]>`
    WITH codes AS (
      SELECT g.project_code AS code, min(g.id) AS group_id
      FROM document_groups g JOIN runs r ON r.source_id = g.source_id
      WHERE r.id = ${runId} AND g.project_code IS NOT NULL
        AND EXISTS (SELECT 1 FROM document_group_members m JOIN files f ON f.id = m.file_id
          WHERE m.group_id = g.id AND f.last_seen_run = ${runId} AND f.status = 'present')
      GROUP BY g.project_code
    ),
    spaced AS (SELECT code, group_id, ntile(${sampleSize}::int) OVER (ORDER BY code) AS tile FROM codes)
    SELECT DISTINCT ON (tile) code, group_id FROM spaced ORDER BY tile, code`;
  return rows
    .filter(({ code }) => isAskable(code))
    .map(({ code, group_id: groupId }) => {
      const query = ProjectQuery.parse({ code, ...firstPage });
      return knownItem<ProjectDetail>({
        description: `project ${code} with group ${groupId}`,
        search: (snapshot) => searchProjects(snapshot, query),
        isItem: (result) => result.document_group?.id === groupId,
        exactOnes: (results) => results.filter((result) => sameText(result.document_group?.project_code ?? null, code)).length,
      });
    });
}
