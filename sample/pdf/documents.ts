import { companies, letterWords } from '../lexicon.js';
import { type Primitive, type TextWidth, line, text } from '../drawing/primitives.js';
import { type BomRow, bomCells, bomColumns, bomRows, shortDate, table } from '../drawing/tables.js';
import type { Random } from '../random.js';

export interface DocumentPage {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly primitives: readonly Primitive[];
}

const letter = { widthMm: 215.9, heightMm: 279.4 };

export interface PartsList {
  readonly pages: readonly DocumentPage[];
  readonly rows: readonly BomRow[];
  readonly title: string;
}

/** A parts list on as many pages as it needs, headings repeated on each. */
export function partsList(random: Random, number: string, project: string, textWidth: TextWidth): PartsList {
  const rows = bomRows(random, number, random.int(12, 60));
  const title = random.pick(['PARTS LIST', 'BILL OF MATERIALS', 'CUT LIST']);
  const perPage = 32;
  const pages: DocumentPage[] = [];
  const count = Math.ceil(rows.length / perPage);
  const ruled = random.chance(0.75);
  for (let page = 0; page < count; page++) {
    const part = rows.slice(page * perPage, (page + 1) * perPage);
    const top = letter.heightMm - 50;
    pages.push({
      ...letter,
      primitives: [
        text(title, 25, letter.heightMm - 22, 4.5, { bold: true }),
        text(`DRAWING NO: ${number}`, 25, letter.heightMm - 31, 2.6),
        text(`PROJECT: ${project}`, 25, letter.heightMm - 37, 2.6),
        text(`PAGE ${page + 1} OF ${count}`, 185, letter.heightMm - 31, 2.6, { align: 'right' }),
        ...table(
          bomColumns,
          part.map(bomCells),
          25,
          top - 6 * (part.length + 1),
          { rowHeight: 6, textHeight: 2.2, headingsAtBottom: false, ruled },
          textWidth,
        ),
      ],
    });
  }
  return { pages, rows, title };
}

/** A letter, quotation or requisition: running text, no drawing. */
export function letterPages(random: Random, heading: string, project: string): readonly DocumentPage[] {
  const pages: DocumentPage[] = [];
  const count = random.weighted([[1, 6] as const, [2, 2] as const, [3, 1] as const]);
  for (let page = 0; page < count; page++) {
    const primitives: Primitive[] = [text(random.pick(companies), 25, 258, 4, { bold: true }), line(25, 254, 190, 254)];
    if (page === 0)
      primitives.push(
        text(heading, 25, 244, 3.4, { bold: true }),
        text(`Project: ${project}`, 25, 236, 2.6),
        text(`Date: ${shortDate(random)}`, 140, 236, 2.6),
      );
    let y = page === 0 ? 222 : 244;
    const paragraphs = random.int(3, 5);
    for (let paragraph = 0; paragraph < paragraphs; paragraph++) {
      for (const content of paragraphLines(random)) {
        primitives.push(text(content, 25, y, 2.5));
        y -= 5.2;
      }
      y -= 4;
    }
    if (page === count - 1) primitives.push(text('Sincerely,', 25, y - 4, 2.5), text('Project Management', 25, y - 14, 2.5));
    pages.push({ ...letter, primitives });
  }
  return pages;
}

function paragraphLines(random: Random): string[] {
  const words = Array.from({ length: random.int(30, 70) }, () => random.pick(letterWords));
  const lines: string[] = [];
  let current = '';
  for (const word of words) {
    if (current.length + word.length > 78) {
      lines.push(current);
      current = '';
    }
    current = current === '' ? word : `${current} ${word}`;
  }
  lines.push(`${current}.`);
  return lines.map((content, index) => (index === 0 ? content.charAt(0).toUpperCase() + content.slice(1) : content));
}
