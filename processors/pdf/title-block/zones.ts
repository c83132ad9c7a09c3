import type { Page } from '../page.js';
import type { Line } from '../text/lines.js';

/** Share of the page's width or height in which the frame's zone letters and numbers stand. */
const margin = 0.075;

/**
 * Letters and numbers of the zone grid along the frame (ISO 5457): single characters near the edge, in rows that count on.
 * A dimension `4` near the edge stays one unless its neighbours 3 or 5 stand in the same row or column.
 */
export function zoneMarks(page: Page): Set<Line> {
  const near = page.lines.filter((line) => /^(?:[A-Z]|\d{1,2})$/.test(line.text) && isNearEdge(line, page));
  const marks = new Set<Line>();
  for (const line of near) {
    const partner = near.some((other) => other !== line && isSameRank(line, other) && follows(line.text, other.text));
    const twin = near.some((other) => other !== line && other.text === line.text && isOpposite(line, other));
    if (partner || twin) marks.add(line);
  }
  return marks;
}

function isNearEdge(line: Line, page: Page): boolean {
  const [x, y] = middle(line);
  return x < margin * page.width || x > (1 - margin) * page.width || y < margin * page.height || y > (1 - margin) * page.height;
}

function isSameRank(a: Line, b: Line): boolean {
  const [[ax, ay], [bx, by]] = [middle(a), middle(b)];
  return (Math.abs(ax - bx) < 4 || Math.abs(ay - by) < 4) && Math.abs(a.size - b.size) < 0.1 * a.size;
}

function isOpposite(a: Line, b: Line): boolean {
  const [[ax, ay], [bx, by]] = [middle(a), middle(b)];
  return isSameRank(a, b) && Math.hypot(ax - bx, ay - by) > 200;
}

function follows(a: string, b: string): boolean {
  const [x, y] = [rank(a), rank(b)];
  return /^\d/.test(a) === /^\d/.test(b) && Math.abs(x - y) === 1;
}

function rank(text: string): number {
  return /^\d/.test(text) ? Number(text) : text.charCodeAt(0);
}

function middle(line: Line): [number, number] {
  return [(line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2];
}
