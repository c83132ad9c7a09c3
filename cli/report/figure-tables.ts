import { figureWords } from '../../flows/figure-words.js';
import type { Cell, ReportTable } from './report-table.js';

export type Figures = Readonly<Record<string, unknown>>;

/** A list of counts that is longer than this reads better as a table than as a sentence. */
const inSentenceAtMost = 6;

/** What a reader looks for first, in this order; JSON from the database keeps none. */
const first = [
  ...['files', 'total', 'completed', 'completedShare', 'failed', 'failedByClass', 'sourceDefects', 'skipped', 'reused', 'open'],
  ...['linked', 'linkedShare', 'groups', 'members', 'orphans', 'sampled', 'found', 'foundShare'],
];

/** The figures of a phase: one table of single figures, and one for each figure that is a list itself. */
export function figureTables(title: string, figures: Figures): ReportTable[] {
  const entries = inOrder(Object.keys(figures)).map((name) => [name, figures[name]] as const);
  const single = entries.filter(([, value]) => !isRows(value) && !isLong(value));
  return [
    { title, head: ['figure', 'value'], rows: single.map(([name, value]) => [figureWords(name), shown(name, value)]) },
    ...entries.flatMap(([name, value]) => {
      if (isRows(value)) return [listed(`${title}: ${figureWords(name)}`, value)];
      return isLong(value) ? [counted(`${title}: ${figureWords(name)}`, value)] : [];
    }),
  ];
}

/** The same figures of several phases side by side. */
export function comparedFigures(title: string, columns: Readonly<Record<string, Figures>>): ReportTable {
  const names = inOrder([...new Set(Object.values(columns).flatMap((figures) => Object.keys(figures)))]);
  const rows = names.map((name) => [
    figureWords(name),
    ...Object.values(columns).map((figures) => (name in figures ? shown(name, figures[name]) : '–')),
  ]);
  return { title, head: ['figure', ...Object.keys(columns)], rows };
}

function inOrder(names: readonly string[]): string[] {
  return [...first.filter((name) => names.includes(name)), ...names.filter((name) => !first.includes(name))];
}

function isRows(value: unknown): value is readonly Figures[] {
  return Array.isArray(value) && value.length > 0 && value.every((row) => typeof row === 'object' && row !== null);
}

function isLong(value: unknown): value is Readonly<Record<string, number>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const counts = Object.values(value);
  return counts.length > inSentenceAtMost && counts.every((count) => typeof count === 'number');
}

/** What names a row stands before what is counted of it. */
function listed(title: string, rows: readonly Figures[]): ReportTable {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const isName = (column: string): boolean => rows.some((row) => typeof row[column] === 'string');
  const ordered = [...columns.filter(isName), ...columns.filter((column) => !isName(column))];
  return { title, head: ordered.map(figureWords), rows: rows.map((row) => ordered.map((column) => shown(column, row[column]))) };
}

/** The most first. */
function counted(title: string, counts: Readonly<Record<string, number>>): ReportTable {
  return { title, head: ['what', 'files or models'], rows: Object.entries(counts).sort(([, one], [, other]) => other - one) };
}

export function shown(name: string, value: unknown): Cell {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'number') return /share$/iu.test(name) ? `${(value * 100).toFixed(1)} %` : value;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const parts = Array.isArray(value)
    ? value.map((part) => shown('', part))
    : Object.entries(value).map(([key, part]) => `${key} ${shown(key, part)}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}
