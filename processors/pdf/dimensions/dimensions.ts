import type { DimensionFact } from '../../../queues/contract/facts.js';
import { Boxes } from '../layout/boxes.js';
import { isInRowOfCells } from '../layout/frames.js';
import type { Page } from '../page.js';
import type { Line } from '../text/lines.js';
import { parseCallout, type ParsedDimension } from '../../callout/grammar.js';
import { normalised } from '../../callout/normalised.js';
import { otherUnitOf } from './other-unit.js';
import { quantityAlone } from '../../callout/quantities.js';
import { stackedCallouts, type Callout } from './stacks.js';

/** The unit that the document states for its dimensions, if any. */
export interface StatedUnit {
  readonly unit: string | null;
}

/** Dimensions printed on a page, outside of `taken` lines (title block, tables, notes). */
export function dimensionsOf(page: Page, taken: ReadonlySet<Line>, stated: StatedUnit): DimensionFact[] {
  const callouts = stackedCallouts(
    page.lines.filter(
      (line) => !taken.has(line) && !isStrayDigit(page, line) && !(/\d/.test(line.text) && isInRowOfCells(page, line)),
    ),
  );
  const boxes = new Boxes(page.segments);
  const facts: DimensionFact[] = [];
  const read: ReadCallout[] = [];
  for (const callout of callouts.sort(inReadingOrder)) {
    const above = lineAbove(read, callout.line);
    const printedBelow = above ? quantityAlone(normalised(callout.text)) : null;
    if (above && printedBelow !== null) {
      // `4 PLCS` in a line of its own counts the size above it.
      for (const fact of above.facts) fact.quantity = printedBelow;
      continue;
    }
    if (above && otherUnitOf(above.facts, callout.text)) continue;
    const parsed = callout.limits ? limitsOf(callout.limits) : parseCallout(callout.text);
    const inherited = above?.quantity ?? 1;
    const own = parsed.map((dimension) =>
      factOf(dimension, dimension.once ? 1 : Math.max(dimension.quantity, inherited), callout.line, page, stated, boxes),
    );
    facts.push(...own);
    const quantity = Math.max(inherited, ...parsed.map((dimension) => dimension.quantity));
    if (own.length > 0) read.push({ line: callout.line, quantity, facts: own });
  }
  return facts;
}

interface ReadCallout {
  readonly line: Line;
  readonly quantity: number;
  readonly facts: readonly DimensionFact[];
}

/** The line of the same callout right above; `read` is in reading order, so the search ends at lines far above. */
function lineAbove(read: readonly ReadCallout[], line: Line): ReadCallout | undefined {
  for (let index = read.length - 1; index >= 0; index--) {
    const other = read[index];
    if (!other || other.line.v - line.v > 3 * line.size) return undefined;
    if (continues(other.line, line)) return other;
  }
  return undefined;
}

/** A recognised digit that stands alone is more often a piece of geometry than a size. */
function isStrayDigit(page: Page, line: Line): boolean {
  return page.source === 'ocr' && /^\d$/.test(line.text);
}

function inReadingOrder(a: Callout, b: Callout): number {
  const [angleA, angleB] = [a, b].map(({ line }) => Math.round((Math.atan2(line.sin, line.cos) * 180) / Math.PI));
  return (angleA ?? 0) - (angleB ?? 0) || b.line.v - a.line.v || a.line.u0 - b.line.u0;
}

/** The next line of the same callout: directly below, starting or centred alike. */
function continues(above: Line, line: Line): boolean {
  if (above.cos * line.cos + above.sin * line.sin < 0.999) return false;
  const drop = above.v - line.v;
  if (drop < 0.7 * line.size || drop > 1.7 * line.size) return false;
  const flush = Math.min(Math.abs(above.u0 - line.u0), Math.abs(above.u0 + above.u1 - line.u0 - line.u1) / 2);
  return flush < 0.4 * line.size;
}

function limitsOf([upperText, lowerText]: readonly [string, string]): ParsedDimension[] {
  const [upper] = parseCallout(upperText);
  const [lower] = parseCallout(lowerText);
  if (!upper || !lower) return [];
  return [{ ...upper, plus: upper.value, minus: lower.value, kind: 'limits', label: `${upper.label} / ${lower.label}` }];
}

function factOf(
  parsed: ParsedDimension,
  quantity: number,
  line: Line,
  page: Page,
  stated: StatedUnit,
  boxes: Boxes,
): DimensionFact {
  const unitless = parsed.type === 'roughness';
  const unit = unitless ? null : (parsed.unit ?? stated.unit);
  return {
    value: parsed.value,
    unit,
    unit_source: unit === null ? 'unknown' : parsed.unit === null ? 'stated' : 'dimension',
    dimension_type: parsed.type,
    tolerance_plus: parsed.plus,
    tolerance_minus: parsed.minus,
    tolerance_type: parsed.kind ?? (parsed.reference ? 'reference' : boxes.isAround(line) ? 'basic' : null),
    fit: parsed.fit,
    quantity,
    label: asPrinted(parsed.label, line),
    layer: null,
    source_page: page.number,
    position_x: round(line.x0),
    position_y: round(line.y0),
    measured_or_stored: 'printed',
  };
}

/** The grammar reads decimal points; a line that prints commas gets them back. */
function asPrinted(label: string, { text }: Line): string {
  return /\d,\d/.test(text) && !/\d\.\d/.test(text) ? label.replace(/(\d)\.(\d)/g, '$1,$2') : label;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
