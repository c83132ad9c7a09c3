import { cellText, isNumberColumn, type ReportTable } from './report-table.js';

/** Tables as Markdown (GitHub's flavour). Text out of documents cannot end its cell or become markup. */
export function renderMarkdown(title: string, summary: readonly string[], tables: readonly ReportTable[]): string {
  const parts = tables.map((table) => {
    const { title: heading, head, rows } = table;
    if (rows.length === 0) return `## ${heading}\n\nNone.`;
    const rule = row(head.map((_, column) => (isNumberColumn(table, column) ? '---:' : '---')));
    return [`## ${heading}`, '', row(head), rule, ...rows.map((cells) => row(cells.map((cell) => escaped(cellText(cell)))))].join(
      '\n',
    );
  });
  return [`# ${escaped(title)}`, '', ...summary.map(escaped), '', parts.join('\n\n'), ''].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\r\n]+/gu, ' ').replaceAll(/[\\`*_[\]<>|#]/gu, '\\$&');
}
