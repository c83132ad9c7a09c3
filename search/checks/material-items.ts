import type { Sql } from '../../adapters/postgres/connect.js';
import { MaterialQuery } from '../contract/parameters.js';
import type { MaterialDetail } from '../contract/results.js';
import { searchMaterials } from '../queries/materials.js';
import { comesFrom, countExact, firstPage, isAskable, knownItem, sameText, type KnownItem } from './known-item.js';
import { sampleRows } from './sample-rows.js';

interface MaterialRow {
  readonly id: number;
  readonly file_id: number;
  readonly material_name: string;
}

/** C3: a material by its name. */
export async function materialItems(sql: Sql, runId: number): Promise<KnownItem[]> {
  const rows = await sampleRows<MaterialRow>(
    sql,
    runId,
    'extracted_materials',
    sql`t.material_name`,
    sql`t.material_name = trim(t.material_name) AND length(t.material_name) BETWEEN 1 AND 200`,
  );
  return rows
    .filter((row) => isAskable(row.material_name))
    .map((row) => {
      const query = MaterialQuery.parse({ material: row.material_name, ...firstPage });
      return knownItem<MaterialDetail>({
        description: `material "${row.material_name}" of file ${row.file_id}`,
        search: (snapshot) => searchMaterials(snapshot, query),
        isItem: comesFrom(row.file_id),
        exactOnes: countExact((detail) => sameText(detail.material_name, row.material_name)),
      });
    });
}
