import { isClosed, type Cell } from '../layout/cells.js';
import type { Line } from '../text/lines.js';

/** A cell of the form with the lines in it, none of them a label. */
export interface FreeCell {
  readonly cell: Cell;
  readonly lines: readonly Line[];
}

/** Names of makers, and how to reach them: what else a form prints large and without a label. */
const maker =
  /(?<!\p{L})(?:INC|INCORPORATED|LLC|LTD|LIMITED|CORP|CORPORATION|CO|COMPANY|GMBH|MBH|AG|KG|OHG|SARL|SAS|SRL|SPA|S\.?\s?[AL]\.?|S\.?R\.?L\.?|S\.?P\.?A\.?|SP\.?\s?Z\s?O\.?O\.?|BV|NV|OY|AB|A\/S|APS|PTY|PLC|A\.?Ş|UNIVERSIT\p{L}+|INSTITUT\p{L}*|COLLEGE|SCHOOL|LABORATOR\p{L}+|LABS?|INDUSTR\p{L}+|TECHNOLOG\p{L}+|ENGINEERING|MANUFACTURING|SYSTEMS|SOLUTIONS|GROUP|TOOLS|WERKE?|ООО|ОАО|ЗАО|ПАО|АО|НПО|ФГУП|ЗАВОД)(?!\p{L})|公司|[工]?厂$|株式会社|주식회사|WWW\.|HTTP|@|\.COM|©|\(C\)|COPYRIGHT|PROPERTY|CONFIDENTIAL|PROPRIETARY|RIGHTS|TEL\.?\s*[:+\d]|PHONE/iu;

/** Of the largest letters of the form. */
const nearlyLargest = 0.95;
/** A name is short. */
const mostLetters = 80;

/**
 * The title of a form that has no label for it: what stands in the largest of the cells without a label, provided that no cell of the kind has
 * larger letters and that it names no maker. Forms by ISO 7200 and their like leave the label away; which of two cells it is that are as large
 * cannot be known.
 */
export function titleWithoutLabel(cells: readonly FreeCell[]): readonly Line[] | null {
  const closed = cells.filter(({ cell, lines }) => isClosed(cell) && lines.length > 0);
  const [first, second] = [...closed].sort((a, b) => area(b.cell) - area(a.cell));
  if (!first || (second && area(second.cell) > 0.9 * area(first.cell))) return null;
  const largest = Math.max(...closed.flatMap(({ lines }) => lines.map((line) => line.size)));
  const own = Math.max(...first.lines.map((line) => line.size));
  if (own < nearlyLargest * largest) return null;
  const chosen = [...first.lines].filter((line) => line.size >= 0.8 * own).sort((a, b) => b.v - a.v || a.x0 - b.x0);
  const text = chosen.map((line) => line.text).join(' ');
  return isName(text) ? chosen : null;
}

function isName(text: string): boolean {
  return /\p{L}{3}|\p{Script=Han}{2}/u.test(text) && text.length <= mostLetters && !maker.test(text) && !/^\S*\d\S*$/.test(text);
}

function area({ x0, y0, x1, y1 }: Cell): number {
  return (x1 - x0) * (y1 - y0);
}
