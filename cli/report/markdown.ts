import type { ReportTable } from './report-table.js';

/** Tables as Markdown (GitHub's flavour). Text out of documents cannot end its cell or become markup. */
export function renderMarkdown(title: string, summary: readonly string[], tables: readonly ReportTable[]): string {
  const parts = tables.map(({ title: heading, head, rows }) =>
    rows.length === 0
      ? `## ${heading}\n\nNone.`
      : [`## ${heading}`, '', row(head), row(head.map(() => '---')), ...rows.map((cells) => row(cells.map(escaped)))].join('\n'),
  );
  return [`# ${escaped(title)}`, '', ...summary.map(escaped), '', parts.join('\n\n'), ''].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\r\n]+/gu, ' ').replaceAll(/[\\`*_[\]<>|#]/gu, '\\$&');
}
