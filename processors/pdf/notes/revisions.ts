import type { Page } from '../page.js';
import type { Line } from '../text/lines.js';
import { bandsOf, ruledColumns, ruledRows } from '../bom/ruled-rows.js';
import { freeRows } from '../bom/free-rows.js';
import type { Column } from '../bom/columns.js';

export interface RevisionTable {
  readonly rows: Record<string, string>[];
  readonly lines: ReadonlySet<Line>;
}

const revision =
  /^(?:REV(?:ISION)?\.?|INDEX|IND\.?|ISSUE|ZONE|INDICE|R[ÉE]V\.?|REVISI[ÓO]N|REVISIONE|REVIS[ÃA]O|ZM[ĚE]NA|REWIZJA|ÄND(?:ERUNG)?\.?|ИЗМ\.?|版本|改訂)$/iu;
const companions =
  /^(?:DATE|DATUM|DESCRIPTION|CHANGE|ÄNDERUNG|APPROVED|APPR\.?|BY|NAME|ECO|ECN|ZONE|REV(?:ISION)?\.?|DRAWN|CHECKED|CHK|DATA|FECHA|MODIFICATIONS?|MODIFICA(?:CI[ÓO]N|[ÇC][ÃA]O)?|DESCRI(?:ZIONE|PCI[ÓO]N|[ÇC][ÃA]O)|BESCHREIBUNG|D[ÉE]SIGNATION|NOM|NOME|NOMBRE|FIRMA|VISA|POPIS|OPIS|日期|日付|更改内容|記事|内容)$/iu;

/** Rows under REV / DATE / DESCRIPTION; keys are the headings in small letters. */
export function revisionsOf(page: Page): RevisionTable {
  const lines = page.lines.filter((line) => line.cos > 0.99);
  for (const head of lines.filter((line) => revision.test(line.text))) {
    const row = lines
      .filter((line) => Math.abs(line.v - head.v) < 0.6 * head.size && companions.test(line.text))
      .sort((a, b) => a.x0 - b.x0);
    const described = row.some((line) =>
      /^(?:DESCRIPTION|CHANGE|ÄNDERUNG|MODIFICATIONS?|MODIFICA(?:CI[ÓO]N|[ÇC][ÃA]O)?|DESCRI(?:ZIONE|PCI[ÓO]N|[ÇC][ÃA]O)|BESCHREIBUNG|POPIS|OPIS|更改内容|記事|内容)$/iu.test(
        line.text,
      ),
    );
    if (row.length < 3 || !described) continue;
    const columns: Column[] = row.map((line) => ({ kind: 'other', heading: line.text.trim().toLowerCase(), line }));
    const spans = ruledColumns(page, columns);
    const rows = spans
      ? [...ruledRows(page, lines, spans, 'down'), ...ruledRows(page, lines, spans, 'up')]
      : freeRows(lines, columns).slice(0, 30);
    const used = spans ?? bandsOf(columns, page);
    const records = rows
      .map(
        (cells) =>
          Object.fromEntries(
            used.map((span, index) => [span.column.heading, cells.cells[index] ?? '']).filter(([, text]) => text !== ''),
          ) as Record<string, string>,
      )
      .filter((record) => Object.keys(record).length >= 2);
    return { rows: records, lines: new Set([...row, ...rows.flatMap((cells) => cells.lines)]) };
  }
  return { rows: [], lines: new Set() };
}
