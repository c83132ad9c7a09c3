import { shownKey } from '../../queues/contract/storage-key.js';

/** Numbers are written as each format writes them: with separators for people, without for spreadsheets. */
export type Cell = string | number;

/** One table of a report, whatever it is written as. */
export interface ReportTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const decimals = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 });

/** A cell for people. */
export function cellText(cell: Cell): string {
  return typeof cell === 'number' ? decimals.format(cell) : shownKey(cell);
}

const isNumeric = (cell: Cell | undefined): boolean => typeof cell === 'number' || /^(?:[\d.,]+ %|–|)$/u.test(cell ?? '');

/** Whether a column holds numbers, or shares, and nothing else. */
export function isNumberColumn({ rows }: ReportTable, column: number): boolean {
  return rows.every((row) => isNumeric(row[column])) && rows.some((row) => row[column] !== '');
}
