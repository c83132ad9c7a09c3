import type { Sql } from '../../adapters/postgres/connect.js';
import { DimensionQuery } from '../contract/parameters.js';
import type { DimensionDetail } from '../contract/results.js';
import { mmPer, parseUnit } from '../criteria/units.js';
import { searchDimensions } from '../queries/dimensions.js';
import { comesFrom, countExact, firstPage, isAskable, knownItem, sameNumber, sameText, type KnownItem } from './known-item.js';
import { sampleRows } from './sample-rows.js';

interface DimensionRow {
  readonly id: number;
  readonly file_id: number;
  readonly value: number;
  readonly unit: string | null;
  readonly value_mm: number | null;
  readonly dimension_type: string;
  readonly label: string;
}

/** C1: a dimension by value, unit, kind and label. */
export async function dimensionItems(sql: Sql, runId: number): Promise<KnownItem[]> {
  const rows = await sampleRows<DimensionRow>(
    sql,
    runId,
    'extracted_dimensions',
    sql`t.value, t.unit, t.value_mm, t.dimension_type, t.label`,
    sql`t.value IS NOT NULL AND abs(t.value) < 1e9`,
  );
  return rows.map((row) => {
    const unit = askableUnit(row);
    const query = DimensionQuery.parse({
      value: String(row.value),
      type: row.dimension_type,
      ...(unit === null ? {} : { unit }),
      ...(isAskable(row.label) ? { label: row.label } : {}),
      ...firstPage,
    });
    return knownItem<DimensionDetail>({
      description: `dimension ${row.value} ${row.unit ?? ''} (${row.dimension_type}, "${row.label}") of file ${row.file_id}`,
      search: (snapshot) => searchDimensions(snapshot, query),
      isItem: comesFrom(row.file_id),
      exactOnes: countExact((detail) => isSame(detail, row)),
    });
  });
}

/** Lengths are asked for in their unit once they have a value in millimetres; angles in degrees; the rest as printed. */
function askableUnit({ unit, value_mm, dimension_type }: DimensionRow): string | null {
  const known = unit === null ? null : parseUnit(unit);
  if (known === null) return null;
  const isLength = mmPer(known) !== null;
  return (isLength && value_mm !== null) || (!isLength && dimension_type === 'angular') ? known : null;
}

function isSame(detail: DimensionDetail, row: DimensionRow): boolean {
  const sameValue = sameNumber(detail.value, row.value) || sameNumber(detail.value_mm, row.value_mm ?? row.value);
  return (
    sameValue && detail.dimension_type === row.dimension_type && (!isAskable(row.label) || sameText(detail.label, row.label))
  );
}
