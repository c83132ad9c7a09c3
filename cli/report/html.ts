import { bars, barStyle, type Bar } from './bars.js';
import { escapeMarkup } from './escape.js';
import { cellText, isNumberColumn, type Cell, type ReportTable } from './report-table.js';

const style = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1c2430;background:#fff}
table{border-collapse:collapse;width:100%;display:block;overflow-x:auto}th,td{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #d8dde5;overflow-wrap:anywhere}
th,td:first-child{white-space:nowrap}.n{text-align:right;white-space:nowrap}table{width:auto}h2{margin-top:2rem;font-size:1.1rem}h1{font-size:1.6rem;overflow-wrap:anywhere}th.w,td.w{min-width:15rem;white-space:normal}@media(max-width:40rem){th.w,td.w{min-width:7rem}}
${barStyle}`;

/** A column with longer texts is given room; the table then scrolls on a phone. */
const longCharacters = 30;

export interface Plot {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** The value of a bar of whole length; the largest unless said. */
  readonly full?: number;
}

/** One page that needs no other file: plots, tables, no script. */
export function renderHtml(
  title: string,
  summary: readonly string[],
  plots: readonly Plot[],
  tables: readonly ReportTable[],
): string {
  const paragraphs = summary.map((line) => `<p>${escapeMarkup(line)}</p>`).join('');
  const figures = plots
    .filter((plot) => plot.bars.length > 0)
    .map((plot) => `<h2>${escapeMarkup(plot.title)}</h2>${bars(plot.title, plot.bars, plot.full)}`)
    .join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeMarkup(title)}</title><style>${style}</style></head><body><h1>${escapeMarkup(title)}</h1>${paragraphs}${figures}${tables.map(renderTable).join('')}</body></html>\n`;
}

function renderTable(table: ReportTable): string {
  const { title, head, rows } = table;
  const heading = `<h2>${escapeMarkup(title)}</h2>`;
  if (rows.length === 0) return `${heading}<p>None.</p>`;
  const kinds = head.map((_, column) => {
    if (isNumberColumn(table, column)) return ' class="n"';
    return rows.some((row) => cellText(row[column] ?? '').length > longCharacters) ? ' class="w"' : '';
  });
  const cells = (tag: string, row: readonly Cell[]): string =>
    `<tr>${row.map((cell, column) => `<${tag}${kinds[column] ?? ''}>${escapeMarkup(cellText(cell))}</${tag}>`).join('')}</tr>`;
  return `${heading}<table><thead>${cells('th', head)}</thead><tbody>${rows.map((texts) => cells('td', texts)).join('')}</tbody></table>`;
}
