import type { Line } from '../text/lines.js';

const heading =
  /^(?:(?:STANDARD|DEFAULT|GENERAL|MACHINING|LINEAR)\s+)?TOL(?:ERANCE)?S?\.?(?:\s*(?:ARE|UNLESS\b.*?|\(?[A-Z. ]+\)?))?\s*(?:[:=]\s*(.*)|(?=[±+]|$)(.*))$/i;
const entry =
  /^(?:LINEAR|ANGULAR|ANGLES?|ANG\.?|FRACTION(?:S|AL)?|DECIMALS?|HOLES?|MACHINED|[.0]*[.,]?X+\b|X[.,]X*|(?:ONE|TWO|THREE|FOUR|[1-4])[\s-]*(?:PLACE|PL)|±|\+\/?-)/i;
const figure = /(?:±|\+\/?-)\s*\.?\d/;

/**
 * General tolerances as a form prints them: `TOLERANCES: ±.005`, or a heading with a line for each kind of size below it. Lines whose
 * value was left empty (`ANGULAR: MACH ±`) say nothing. `lines` are the page's level ones: the
 * heading need not be a part of the block.
 */
export function toleranceLines(lines: readonly Line[]): { text: string; lines: readonly Line[] } | null {
  for (const head of lines) {
    const match = heading.exec(head.text);
    if (!match) continue;
    const inline = (match[1] ?? match[2] ?? '').trim();
    const below = entriesBelow(head, lines).filter((line) => figure.test(line.text));
    const found = [...(figure.test(inline) ? [inline] : []), ...below.map((line) => line.text)];
    if (found.length > 0) return { text: found.join(', '), lines: [head, ...below] };
  }
  return null;
}

function entriesBelow(head: Line, lines: readonly Line[]): Line[] {
  const found: Line[] = [];
  let last = head;
  const below = lines
    .filter((line) => line.v < head.v - 0.3 * line.size && Math.abs(line.x0 - head.x0) < 8 * head.size)
    .sort((a, b) => b.v - a.v || a.x0 - b.x0);
  for (const line of below) {
    if (last.v - line.v > 2.2 * Math.max(line.size, last.size) || !entry.test(line.text)) break;
    found.push(line);
    last = line;
  }
  return found;
}
