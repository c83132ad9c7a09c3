/** One line by RFC 4180: quoted where it must be, CRLF at its end. Null is an empty cell. */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map((cell) => quoted(cellText(cell))).join(',')}\r\n`;
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell === 'string') return guarded(cell);
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : JSON.stringify(cell);
}

/**
 * Text out of documents may begin like a formula, which a spreadsheet would run (OWASP, CSV injection): an apostrophe before
 * it makes it text. What is a plain signed number, like a tolerance, stays as it is.
 */
function guarded(text: string): string {
  return /^[=+\-@\t\r]/u.test(text) && !/^[+-]?[\d.,]+$/u.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
