import type { Bounds } from '../flat-pattern/contour.js';
import { unheadedFields } from './gost-form.js';
import type { PlacedText } from './placed-text.js';
import type { RulingLines } from './ruling-lines.js';
import { isLabel, isPlausible, readLabel, type TitleField } from './title-fields.js';
import type { TitleResult } from './title-result.js';

interface Label {
  readonly field: TitleField;
  readonly text: PlacedText;
  readonly inline: string | null;
}

interface Found {
  readonly value: string;
  readonly isInCell: boolean;
}

/** A form has at least so many labels of different fields close together, and so many of them with a value. */
const minimumLabels = 3;
const minimumValues = 2;
/** Labels of one form are not farther apart than so many text heights. */
const labelReach = 60;

/**
 * A title block that is drawn as labels and values: the densest group of field labels, each with the text in its cell,
 * or, where no lines are drawn, beside or below it.
 * @param used texts that belong to tables
 */
export function textTitle(texts: readonly PlacedText[], rules: RulingLines, used: ReadonlySet<PlacedText>): TitleResult | null {
  const labels: Label[] = [];
  for (const text of texts) {
    if (used.has(text)) continue;
    const label = readLabel(text.text);
    if (label !== null) labels.push({ field: label.field, text, inline: label.value });
  }
  const form = densestGroup(labels);
  if (new Set(form.map(({ field }) => field)).size < minimumLabels) return null;
  const fields = new Map<TitleField, string>();
  let inCells = 0;
  for (const label of form) {
    if (fields.has(label.field)) continue;
    const found = valueOf(label, texts, rules, used);
    if (found === null || !isPlausible(label.field, found.value)) continue;
    fields.set(label.field, found.value);
    if (found.isInCell) inCells += 1;
  }
  const read = (cell: Bounds): string =>
    inReadingOrder(texts.filter((text) => !used.has(text) && isInside(text, cell) && !isLabel(text.text)));
  for (const [field, value] of unheadedFields(texts, rules, read)) {
    if (fields.has(field)) continue;
    fields.set(field, value);
    inCells += 1;
  }
  if (fields.size < minimumValues) return null;
  const confidence = Math.min(0.95, 0.6 + 0.05 * fields.size + (inCells >= minimumValues ? 0.1 : 0));
  return { fields, bounds: boundsOf(form), container: null, rule: 'text grid', confidence };
}

/** Groups labels that are near each other and takes the group with most different fields. */
function densestGroup(labels: readonly Label[]): Label[] {
  const left = new Set(labels);
  let best: Label[] = [];
  let bestFields = 0;
  for (const seed of labels) {
    if (!left.delete(seed)) continue;
    const group = [seed];
    for (const member of group) {
      for (const other of left) {
        if (distance(member.text, other.text) > labelReach * Math.min(member.text.height, other.text.height)) continue;
        left.delete(other);
        group.push(other);
      }
    }
    const fields = new Set(group.map(({ field }) => field)).size;
    if (fields > bestFields) [best, bestFields] = [group, fields];
  }
  return best;
}

function distance(a: PlacedText, b: PlacedText): number {
  const dx = Math.max(0, a.left - b.right, b.left - a.right);
  const dy = Math.max(0, a.bottom - b.top, b.bottom - a.top);
  return Math.hypot(dx, dy);
}

function valueOf(
  { text, inline, field }: Label,
  texts: readonly PlacedText[],
  rules: RulingLines,
  used: ReadonlySet<PlacedText>,
): Found | null {
  if (inline !== null) return { value: inline, isInCell: false };
  const cell = rules.cellAround((text.left + text.right) / 2, (text.bottom + text.top) / 2);
  if (cell !== null && isFormCell(cell, text)) {
    const inside = texts.filter((other) => other !== text && !used.has(other) && isInside(other, cell) && !isLabel(other.text));
    const value = inReadingOrder(inside);
    if (value !== '') return { value, isInCell: true };
    // An empty cell that holds nothing but its label: the value may stand in the cell to the right, as in two-column forms.
    return nextCell(text, cell, texts, rules, used, field);
  }
  const beside = nearest(text, texts, used, (other) => isBeside(text, other));
  const below = nearest(text, texts, used, (other) => isBelow(text, other));
  const value = beside !== null && isPlausible(field, beside.text) ? beside : below;
  return value === null ? null : { value: value.text, isInCell: false };
}

/** Cells of a form are a few lines high; anything larger is the drawing area. */
function isFormCell(cell: Bounds, label: PlacedText): boolean {
  return cell.maxY - cell.minY <= 16 * label.height && cell.maxX - cell.minX <= 150 * label.height;
}

/** Where a label has a flat cell to itself, the value stands in the next: to the right, or below in a form with a row of headings. */
function nextCell(
  label: PlacedText,
  cell: Bounds,
  texts: readonly PlacedText[],
  rules: RulingLines,
  used: ReadonlySet<PlacedText>,
  field: TitleField,
): Found | null {
  const height = cell.maxY - cell.minY;
  const offCentre = Math.abs((label.bottom + label.top) / 2 - (cell.minY + cell.maxY) / 2);
  const isHeading = height <= 3 * label.height || (height <= 6 * label.height && offCentre <= 0.15 * height);
  if (!isHeading) return null;
  const right = rules.cellAround(cell.maxX + label.height, (cell.minY + cell.maxY) / 2);
  const below = rules.cellAround((cell.minX + cell.maxX) / 2, cell.minY - label.height);
  for (const next of [right, below]) {
    if (next === null || !isFormCell(next, label) || !isAligned(cell, next)) continue;
    const inside = texts.filter((other) => !used.has(other) && isInside(other, next));
    if (inside.some((other) => isLabel(other.text))) continue;
    const value = inReadingOrder(inside);
    if (value !== '' && isPlausible(field, value)) return { value, isInCell: true };
  }
  return null;
}

/** Whether two neighbouring cells share a row or a column. */
function isAligned(a: Bounds, b: Bounds): boolean {
  const slack = 0.1 * (a.maxY - a.minY);
  const isRow = Math.abs(a.minY - b.minY) <= slack && Math.abs(a.maxY - b.maxY) <= slack;
  return isRow || (Math.abs(a.minX - b.minX) <= slack && Math.abs(a.maxX - b.maxX) <= slack);
}

function isInside(text: PlacedText, cell: Bounds): boolean {
  const x = text.left + Math.min(text.right - text.left, text.height) / 2;
  const y = (text.bottom + text.top) / 2;
  const middle = (text.left + text.right) / 2;
  const isWithin = (at: number): boolean => at > cell.minX && at < cell.maxX;
  return y > cell.minY && y < cell.maxY && (isWithin(x) || isWithin(middle));
}

/** Lines from the top, words from the left. */
export function inReadingOrder(texts: readonly PlacedText[]): string {
  return [...texts]
    .sort((a, b) => (Math.abs(a.bottom - b.bottom) > 0.6 * Math.min(a.height, b.height) ? b.bottom - a.bottom : a.left - b.left))
    .map(({ text }) => text)
    .join(' ');
}

function isBeside(label: PlacedText, other: PlacedText): boolean {
  const gap = other.left - label.right;
  const isLevel = Math.abs(other.bottom - label.bottom) <= 0.7 * Math.max(label.height, other.height);
  return isLevel && gap > -2 * label.height && gap < 12 * label.height && other.left > label.left;
}

function isBelow(label: PlacedText, other: PlacedText): boolean {
  const gap = label.bottom - other.top;
  return gap > -0.3 * label.height && gap < 3 * label.height && other.left < label.right && other.right > label.left;
}

function nearest(
  label: PlacedText,
  texts: readonly PlacedText[],
  used: ReadonlySet<PlacedText>,
  fits: (other: PlacedText) => boolean,
): PlacedText | null {
  let best: PlacedText | null = null;
  for (const other of texts) {
    if (other === label || used.has(other) || !fits(other) || isLabel(other.text)) continue;
    if (best === null || distance(label, other) < distance(label, best)) best = other;
  }
  return best;
}

function boundsOf(form: readonly Label[]): Bounds {
  return {
    minX: Math.min(...form.map(({ text }) => text.left)),
    minY: Math.min(...form.map(({ text }) => text.bottom)),
    maxX: Math.max(...form.map(({ text }) => text.right)),
    maxY: Math.max(...form.map(({ text }) => text.top)),
  };
}
