import type { BlockGraph } from '../block-graph.js';
import type { Container, Drawing } from '../drawing.js';
import { SegmentPen } from '../flat-pattern/shape-segments.js';
import { placedContainers } from '../placed-containers.js';
import type { Bounds } from '../flat-pattern/contour.js';

/** An upright or level line: its place across, and where it begins and ends along. */
interface Rule {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** The level and upright lines of a layout, which form the cells of title blocks and tables. */
export class RulingLines {
  private readonly level: Rule[] = [];
  private readonly upright: Rule[] = [];
  private readonly slack: number;

  constructor(drawing: Drawing, graph: BlockGraph, layout: Container) {
    const bounds = graph.boundsOf(layout);
    this.slack = 1e-4 * Math.max(bounds.width, bounds.height);
    for (const { container, map } of placedContainers(drawing, graph, layout)) {
      const pen = new SegmentPen(map, (x0, y0, x1, y1, bulge) => this.add(x0, y0, x1, y1, bulge));
      for (const shape of drawing.geometry.shapesOf(container.id)) pen.draw(shape);
    }
    const byPlace = (a: Rule, b: Rule): number => a.at - b.at;
    this.level.sort(byPlace);
    this.upright.sort(byPlace);
  }

  private add(x0: number, y0: number, x1: number, y1: number, bulge: number): void {
    if (bulge !== 0) return;
    const width = Math.abs(x1 - x0);
    const height = Math.abs(y1 - y0);
    if (height <= this.slack && width > this.slack)
      this.level.push({ at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) });
    else if (width <= this.slack && height > this.slack) {
      this.upright.push({ at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) });
    }
  }

  /** The cell around a point: the nearest lines on its four sides. Null when a side is open. */
  cellAround(x: number, y: number): Bounds | null {
    const minX = nearestBelow(this.upright, x, y, this.slack);
    const maxX = nearestAbove(this.upright, x, y, this.slack);
    const minY = nearestBelow(this.level, y, x, this.slack);
    const maxY = nearestAbove(this.level, y, x, this.slack);
    if (minX === null || maxX === null || minY === null || maxY === null) return null;
    return { minX, minY, maxX, maxY };
  }

  /** Level lines that cross an upright strip, between two heights; rising. */
  levelsBetween(x: number, fromY: number, toY: number): number[] {
    const found = this.level.filter(({ at, from, to }) => at > fromY && at < toY && from <= x && to >= x).map(({ at }) => at);
    return found.filter((at, index) => index === 0 || at - (found[index - 1] ?? 0) > this.slack);
  }
}

function nearestBelow(rules: readonly Rule[], across: number, along: number, slack: number): number | null {
  for (let index = upperBound(rules, across) - 1; index >= 0; index--) {
    const rule = rules[index];
    if (rule !== undefined && rule.from - slack <= along && rule.to + slack >= along) return rule.at;
  }
  return null;
}

function nearestAbove(rules: readonly Rule[], across: number, along: number, slack: number): number | null {
  for (let index = upperBound(rules, across); index < rules.length; index++) {
    const rule = rules[index];
    if (rule !== undefined && rule.from - slack <= along && rule.to + slack >= along) return rule.at;
  }
  return null;
}

/** Index of the first rule beyond a place. */
function upperBound(rules: readonly Rule[], place: number): number {
  let low = 0;
  let high = rules.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rules[middle]?.at ?? Infinity) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
