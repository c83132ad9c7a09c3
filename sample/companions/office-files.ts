import { strToU8, zipSync } from 'fflate';
import { type BomRow, bomRows } from '../drawing/tables.js';
import type { Random } from '../random.js';

/** The office files of a job: parts lists as CSV and XLSX, job data as XML. */

const headings = ['Item', 'Part Number', 'Description', 'Qty', 'Material'] as const;
const cells = (row: BomRow): (string | number)[] => [
  Number(row.item),
  row.part_number,
  row.description,
  row.quantity,
  row.material,
];

const sampleRows = (random: Random, number: string): BomRow[] => bomRows(random, number, random.int(4, 30));

/** RFC 4180. */
export function bomCsv(random: Random, number: string): Buffer {
  const quoted = (value: string | number): string =>
    /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
  const lines = [[...headings], ...sampleRows(random, number).map(cells)].map((row) => row.map(quoted).join(','));
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'utf8');
}

const escapeXml = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A workbook with one sheet and inline strings (ECMA-376); a ZIP whose entries bear a fixed date. */
export function bomXlsx(random: Random, number: string): Buffer {
  const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const cell = (value: string | number): string =>
    typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${escapeXml(value)}</t></is></c>`;
  const rows = [[...headings], ...sampleRows(random, number).map(cells)]
    .map((row) => `<row>${row.map(cell).join('')}</row>`)
    .join('');
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${relations}"><sheets><sheet name="BOM" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData>${rows}</sheetData></worksheet>`,
  };
  // ZIP dates are local times without a zone, so a local date gives the same bytes in every zone.
  const mtime = new Date(2020, 0, 2, 12);
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(declaration + xml)])), {
      level: 6,
      mtime,
    }),
  );
}

export function jobXml(random: Random, number: string, project: string): Buffer {
  const items = Array.from(
    { length: random.int(2, 6) },
    (_, index) => `  <item number="${escapeXml(number)}-${String(index + 1).padStart(3, '0')}" quantity="${random.int(1, 6)}"/>`,
  );
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<job number="${escapeXml(number)}" name="${escapeXml(project)}">\n${items.join('\n')}\n</job>\n`,
    'utf8',
  );
}
