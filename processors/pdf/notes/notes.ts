import { notesHeading } from '../../sheet-words/notes.js';
import type { Page } from '../page.js';
import type { Line } from '../text/lines.js';

const numbered = /^(?:\(?\d{1,2}[.)]|[A-Z][.)]|[-•*])\s*\S/;
/** Instructions that drawings print without a heading. */
const standing =
  /\b(?:DEBURR|BREAK\s+(?:ALL\s+)?(?:SHARP\s+)?EDGES|REMOVE\s+(?:ALL\s+)?BURRS|DO\s+NOT\s+SCALE|UNLESS\s+OTHERWISE\s+(?:SPECIFIED|STATED|NOTED)|ALL\s+(?:SHARP\s+)?(?:EDGES|CORNERS|RADII|FILLETS)|ENTGRATEN|[ÉE]BAVURER|CASSER\s+LES\s+ANGLES|SBAVARE|SMUSSARE\s+SPIGOLI|QUITAR\s+REBABAS|MATAR\s+(?:CANTOS|ARISTAS)|ST[ĘE]PI[ĆC]|KANTEN\s+(?:GEBROCHEN|ENTGRATET))\b/i;

export interface Notes {
  readonly texts: string[];
  readonly lines: ReadonlySet<Line>;
}

/** Notes of a page: the lines under a heading, and standing instructions wherever they are. */
export function notesOf(page: Page): Notes {
  const upright = page.lines.filter((line) => line.cos > 0.99).sort((a, b) => b.v - a.v);
  const texts: string[] = [];
  const lines = new Set<Line>();
  for (const line of upright) {
    if (!notesHeading.test(line.text)) continue;
    lines.add(line);
    const inline = line.text.replace(notesHeading, '').trim();
    if (inline !== '') texts.push(inline);
    collect(line, upright, texts, lines);
  }
  for (const line of upright) if (!lines.has(line) && standing.test(line.text)) texts.push(line.text);
  return { texts, lines };
}

/** What follows below the heading, flush left, until a gap of more than two lines. */
function collect(head: Line, upright: readonly Line[], texts: string[], lines: Set<Line>): void {
  let last = head;
  for (const line of upright) {
    const drop = last.v - line.v;
    if (drop < 0.5 * line.size || Math.abs(line.x0 - head.x0) > 6 * head.size) continue;
    if (drop > 3 * Math.max(line.size, last.size)) break;
    const text = line.text;
    if (numbered.test(text) || texts.length === 0 || last === head) texts.push(text);
    else texts[texts.length - 1] = `${texts.at(-1) ?? ''} ${text}`;
    lines.add(line);
    last = line;
  }
}
