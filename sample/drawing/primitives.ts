import type { Point } from '../part/outline.js';

/** What a drawing is made of, on paper: millimetres from the lower left corner, angles in degrees counter-clockwise. */

export type LineStyle = 'border' | 'visible' | 'thin' | 'hidden' | 'centre' | 'phantom';

export type Align = 'left' | 'middle' | 'right';

export interface PathPrimitive {
  readonly kind: 'path';
  readonly points: readonly Point[];
  readonly closed: boolean;
  readonly style: LineStyle;
}

export interface ArcPrimitive {
  readonly kind: 'arc';
  readonly centre: Point;
  readonly radius: number;
  readonly startDeg: number;
  /** Equal to `startDeg` + 360 for a full circle. */
  readonly endDeg: number;
  readonly style: LineStyle;
}

export interface FillPrimitive {
  readonly kind: 'fill';
  readonly points: readonly Point[];
}

export interface TextPrimitive {
  readonly kind: 'text';
  readonly text: string;
  /** On the baseline: at the start, middle or end of the text, as `align` says. */
  readonly at: Point;
  /** Height of a capital. */
  readonly height: number;
  readonly angleDeg: number;
  readonly align: Align;
  readonly bold: boolean;
}

export type Primitive = PathPrimitive | ArcPrimitive | FillPrimitive | TextPrimitive;

/** Width of a text in millimetres at a capital height in millimetres, in the lettering that will draw it. */
export type TextWidth = (text: string, height: number) => number;

export function path(points: readonly Point[], style: LineStyle = 'thin', closed = false): PathPrimitive {
  return { kind: 'path', points, closed, style };
}

export function line(x0: number, y0: number, x1: number, y1: number, style: LineStyle = 'thin'): PathPrimitive {
  return path(
    [
      { x: x0, y: y0 },
      { x: x1, y: y1 },
    ],
    style,
  );
}

export function rectangle(x: number, y: number, width: number, height: number, style: LineStyle = 'thin'): PathPrimitive {
  return path(
    [
      { x, y },
      { x: x + width, y },
      { x: x + width, y: y + height },
      { x, y: y + height },
    ],
    style,
    true,
  );
}

export function circle(centre: Point, radius: number, style: LineStyle = 'visible'): ArcPrimitive {
  return { kind: 'arc', centre, radius, startDeg: 0, endDeg: 360, style };
}

export function text(
  content: string,
  x: number,
  y: number,
  height: number,
  options: Partial<Pick<TextPrimitive, 'angleDeg' | 'align' | 'bold'>> = {},
): TextPrimitive {
  return { kind: 'text', text: content, at: { x, y }, height, angleDeg: 0, align: 'left', bold: false, ...options };
}

/** An arrowhead with its tip at `tip`, flying in the direction `angleDeg`; 3:1 as in ISO 129-1. */
export function arrow(tip: Point, angleDeg: number, length = 2.5): FillPrimitive {
  const angle = (angleDeg * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const behind = (side: number): Point => ({
    x: tip.x - length * cos - (side * length * sin) / 6,
    y: tip.y - length * sin + (side * length * cos) / 6,
  });
  return { kind: 'fill', points: [tip, behind(1), behind(-1)] };
}
