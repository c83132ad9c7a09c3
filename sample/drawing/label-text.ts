import { type Point, polar } from '../part/outline.js';
import type { DimensionStyle } from './dimension.js';
import type { Label } from './label.js';
import { type Align, type Primitive, circle, path } from './primitives.js';

/** Lays the parts of a label side by side: quantity, sign, number, tolerances stacked above each other. */

const smallerBy = 0.7;
const partGap = 0.35;

interface Piece {
  readonly text: string;
  /** From the start of the label along the writing, and up from its middle line to the baseline. */
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

type LabelStyle = Pick<DimensionStyle, 'textHeight' | 'textWidth' | 'drawnDiameterSign'>;

interface Layout {
  readonly pieces: readonly Piece[];
  /** Start of a drawn diameter sign, if there is one. */
  readonly signX: number | null;
  readonly width: number;
}

function layout(label: Label, { textHeight, textWidth, drawnDiameterSign }: LabelStyle): Layout {
  const pieces: Piece[] = [];
  const middle = -textHeight / 2;
  let x = 0;
  const write = (content: string, height = textHeight, y = middle): void => {
    if (content === '') return;
    pieces.push({ text: content, x, y, height });
    x += textWidth(content, height) + partGap * textHeight;
  };
  const lead = `${label.reference ? '(' : ''}${label.quantity > 1 ? `${label.quantity}x ` : ''}`;
  const close = label.reference ? ')' : '';
  const drawn = drawnDiameterSign && label.prefix === 'Ø';
  let signX: number | null = null;
  if (drawn) {
    write(lead.trimEnd());
    signX = x;
    x += textHeight * 1.1 + partGap * textHeight;
  }
  const body = `${drawn ? '' : lead + label.prefix}${label.number}${label.suffix}`;
  if (label.tolerance === null) {
    write(body + close);
  } else if (label.tolerance.stacked) {
    write(body.trimEnd());
    const small = textHeight * (label.number === '' ? 1 : smallerBy);
    const start = x;
    write(label.tolerance.upper, small, small * 0.18);
    const upperEnd = x;
    x = start;
    write(label.tolerance.lower, small, -small * 1.18);
    x = Math.max(x, upperEnd);
  } else {
    write(`${body} ${label.tolerance.upper}${close}`);
  }
  return { pieces, signX, width: Math.max(0, x - partGap * textHeight) };
}

export function labelWidth(label: Label, style: LabelStyle): number {
  return layout(label, style).width;
}

/** `above`: `at` is on the dimension line and the figures stand on it; `centred`: `at` is on the middle line of the figures. */
export function labelText(
  label: Label,
  at: Point,
  angleDeg: number,
  align: Align,
  style: LabelStyle,
  vertical: 'above' | 'centred',
): Primitive[] {
  const { pieces, signX, width } = layout(label, style);
  const stacked = label.tolerance?.stacked === true;
  const raise = vertical === 'centred' ? 0 : style.textHeight * (stacked ? 1.1 : 0.5) + 1;
  const start = align === 'left' ? 0 : align === 'right' ? -width : -width / 2;
  const place = (x: number, y: number): Point => polar(polar(at, start + x, angleDeg), y + raise, angleDeg + 90);
  const drawn: Primitive[] = pieces.map(({ text, x, y, height }) => ({
    kind: 'text',
    text,
    at: place(x, y),
    height,
    angleDeg,
    align: 'left',
    bold: false,
  }));
  if (signX === null) return drawn;
  const radius = style.textHeight * 0.42;
  const centre = place(signX + radius * 1.3, 0);
  const slash = [-1, 1].map((side) => polar(centre, side * style.textHeight * 0.62, angleDeg + 60));
  return [...drawn, circle(centre, radius, 'thin'), path(slash)];
}
