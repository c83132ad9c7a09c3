import { materialIn } from '../materials/materials.js';
import type { Page } from '../page.js';
import type { Line } from '../text/lines.js';
import type { Field } from './labels.js';
import type { FieldValue } from './block-reader.js';
import { dateIn } from './values.js';

interface FreeBlock {
  readonly fields: Partial<Record<Field, FieldValue>>;
  readonly lines: ReadonlySet<Line>;
}

/**
 * A drawing without a form may carry its title as a paragraph: name and date, material, scale, units, tolerances, a line each.
 * It counts only when one of its lines states the scale; the first line is the title then.
 */
export function readFreeBlock(page: Page): FreeBlock {
  const creo = readCreoRow(page);
  if (creo) return creo;
  for (const lines of paragraphs(page)) {
    const scaled = lines.find((line) => scale.test(line.text));
    const [first] = lines;
    if (!scaled || !first || first === scaled || lines.length > 12) continue;
    return { fields: fieldsOf(page, lines, first, scaled), lines: new Set(lines) };
  }
  return { fields: {}, lines: new Set() };
}

const scale = /\b(?:scale|ma(?:ss|ß)stab|[ée]chelle|escala)\s*:?\s*(\d+(?:[.,]\d+)?\s*:\s*\d+(?:[.,]\d+)?)/i;
const tolerance = /general\s*tolerances?\s*:?\s*(.*\d.*)$/i;

const creoRow = /\bSCALE\s*:?\s*(\d+(?:\.\d+)?(?:\s*[:/]\s*\d+)?)\s+TYPE\s*:?\s*(?:PART|ASSEM\w*)\s+NAME\s*:?\s*(\S+)\s+SIZE\b/i;

/** The row that Creo prints below a sheet without a form: `SCALE 1.000 TYPE : PART NAME : BRACKET_12 SIZE : A3`. */
function readCreoRow(page: Page): FreeBlock | null {
  for (const head of page.lines.filter((line) => line.cos > 0.99 && /^SCALE\b/i.test(line.text))) {
    const row = page.lines
      .filter((line) => line.cos > 0.99 && Math.abs(line.v - head.v) < 0.5 * head.size)
      .sort((a, b) => a.x0 - b.x0);
    const match = creoRow.exec(row.map((line) => line.text).join(' '));
    if (match?.[1] === undefined || match[2] === undefined) continue;
    const place = {
      rule: 'creo-row',
      confidence: 0.7,
      page: page.number,
      box: [head.x0, head.y0, row.at(-1)?.x1 ?? head.x1, head.y1] as FieldValue['box'],
    };
    return { fields: { scale: { value: match[1], ...place }, title: { value: match[2], ...place } }, lines: new Set(row) };
  }
  return null;
}

function fieldsOf(page: Page, lines: readonly Line[], first: Line, scaled: Line): Partial<Record<Field, FieldValue>> {
  const fields: Partial<Record<Field, FieldValue>> = {};
  const put = (field: Field, value: string | null | undefined, line: Line) => {
    if (value)
      fields[field] ??= {
        value,
        rule: 'title-paragraph',
        confidence: 0.6,
        page: page.number,
        box: [line.x0, line.y0, line.x1, line.y1],
      };
  };
  put('title', titleOf(first.text), first);
  put('scale', scale.exec(scaled.text)?.[1], scaled);
  for (const line of lines) {
    put('date', dateIn(line.text), line);
    put('general_tolerance', tolerance.exec(line.text)?.[1], line);
    if (line !== first && materialIn(line.text)?.whole) put('material', line.text, line);
  }
  return fields;
}

/** Without the date behind it. */
function titleOf(text: string): string | null {
  const date = dateIn(text);
  const title = (date === null ? text : text.replace(date, '')).replace(/[\s,/–-]+$/, '').trim();
  return /\p{L}{2}/u.test(title) ? title : null;
}

/** Horizontal lines set as one block: evenly below each other, flush or centred. */
function paragraphs(page: Page): Line[][] {
  const lines = page.lines.filter((line) => line.cos > 0.99).sort((a, b) => b.v - a.v);
  const groups: Line[][] = [];
  for (const line of lines) {
    const host = groups.find((group) => {
      const last = group.at(-1);
      return last !== undefined && isNext(last, line);
    });
    if (host) host.push(line);
    else groups.push([line]);
  }
  return groups.filter((group) => group.length >= 2);
}

function isNext(above: Line, line: Line): boolean {
  const size = Math.max(above.size, line.size);
  const drop = above.v - line.v;
  if (drop < 0.6 * size || drop > 2.2 * size || Math.min(above.size, line.size) < 0.6 * size) return false;
  return Math.min(Math.abs(above.x0 - line.x0), Math.abs(above.x0 + above.x1 - line.x0 - line.x1) / 2) < size;
}
