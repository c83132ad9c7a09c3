import type { ReportTable } from './report-table.js';

type Figures = Readonly<Record<string, unknown>>;

/** The figures of a phase: one table of single figures, and one for each figure that is a list of rows itself. */
export function figureTables(title: string, figures: Figures): ReportTable[] {
  const entries = Object.entries(figures);
  const single = entries.filter(([, value]) => !isRows(value));
  return [
    { title, head: ['figure', 'value'], rows: single.map(([name, value]) => [words(name), shown(name, value)]) },
    ...entries.flatMap(([name, value]) => (isRows(value) ? [listed(`${title}: ${words(name)}`, value)] : [])),
  ];
}

function isRows(value: unknown): value is readonly Figures[] {
  return Array.isArray(value) && value.length > 0 && value.every((row) => typeof row === 'object' && row !== null);
}

/** What names a row stands before what is counted of it; JSON from the database keeps no order of its own. */
function listed(title: string, rows: readonly Figures[]): ReportTable {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const isName = (column: string): boolean => rows.some((row) => typeof row[column] === 'string');
  const ordered = [...columns.filter(isName), ...columns.filter((column) => !isName(column))];
  return { title, head: ordered.map(words), rows: rows.map((row) => ordered.map((column) => shown(column, row[column]))) };
}

/** `completedShare` and `adds_up` as a reader would write them. */
function words(name: string): string {
  return name.replaceAll('_', ' ').replaceAll(/(?<=[a-z0-9])[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
}

function shown(name: string, value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'number') return /share$/iu.test(name) ? `${(value * 100).toFixed(1)} %` : String(value);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const parts = Array.isArray(value)
    ? value.map((part) => shown('', part))
    : Object.entries(value).map(([key, part]) => `${key} ${shown(key, part)}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}
