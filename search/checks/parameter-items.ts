import type { Sql } from '../../adapters/postgres/connect.js';
import { ParameterQuery } from '../contract/parameters.js';
import type { ParameterDetail } from '../contract/results.js';
import { searchParameters } from '../queries/parameters.js';
import { comesFrom, countExact, firstPage, isAskable, knownItem, sameNumber, sameText, type KnownItem } from './known-item.js';
import { sampleRows } from './sample-rows.js';

interface ParameterRow {
  readonly id: number;
  readonly file_id: number;
  readonly name: string;
  readonly value: string | null;
}

/** C2: a parameter by name and value. */
export async function parameterItems(sql: Sql, runId: number): Promise<KnownItem[]> {
  const rows = await sampleRows<ParameterRow>(
    sql,
    runId,
    'extracted_parameters',
    sql`t.name, t.value`,
    sql`t.name = trim(t.name) AND length(t.name) BETWEEN 1 AND 200`,
  );
  return rows.filter(({ name }) => isAskable(name)).map(itemOf);
}

function itemOf(row: ParameterRow): KnownItem {
  const value = isAskable(row.value) ? row.value : null;
  const query = ParameterQuery.parse({ name: row.name, ...(value === null ? {} : { value }), ...firstPage });
  return knownItem<ParameterDetail>({
    description: `parameter ${row.name} = ${row.value ?? ''} of file ${row.file_id}`,
    search: (snapshot) => searchParameters(snapshot, query),
    isItem: comesFrom(row.file_id),
    exactOnes: countExact((detail) => sameText(detail.name, row.name) && (value === null || isSameValue(detail, value))),
  });
}

const isSameValue = (detail: ParameterDetail, value: string): boolean =>
  sameText(detail.value, value) || sameNumber(detail.value_numeric, Number(value));
