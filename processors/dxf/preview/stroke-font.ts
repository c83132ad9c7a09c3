import { capitalHeight, strokeGlyphs } from './stroke-glyphs.js';

/** A character's strokes: x and y in turn, on the grid where a capital is `capitalHeight` high. */
export interface Glyph {
  /** To the start of the next character. */
  readonly advance: number;
  readonly strokes: readonly (readonly number[])[];
}

const letterGap = 1.5;
const arcStepDegrees = 30;

/** Characters that look like one we have. */
const alike: Readonly<Record<string, string>> = {
  '⌀': 'Ø',
  '∅': 'Ø',
  '\u00a0': ' ',
  '\t': ' ',
  '–': '-',
  '—': '-',
  '−': '-',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '″': '"',
  '′': "'",
  μ: 'µ',
  º: '°',
  '•': '·',
};

/** Accents over a letter of width 3 or so, at the height of small letters; capitals carry them higher. */
const accents: Readonly<Record<string, string>> = {
  '\u0300': '0.6,5.6;1.7,4.8',
  '\u0301': '1.3,4.8;2.4,5.6',
  '\u0302': '0.5,4.8;1.5,5.6;2.5,4.8',
  '\u0303': '0.4,4.9;1.1,5.4;1.9,4.9;2.6,5.4',
  '\u0308': '0.7,5;0.7,5.4 2.3,5;2.3,5.4',
  '\u030a': '@1.6,5.3,0.7,0.7,0,360',
  '\u030c': '0.5,5.6;1.5,4.8;2.5,5.6',
  '\u0327': '1.6,0;1.2,-0.6;1.9,-1;1.2,-1.5',
};

const glyphs = new Map<string, Glyph | null>();

/** The strokes of a character; null for one that this lettering lacks. */
export function glyphOf(character: string): Glyph | null {
  const known = glyphs.get(character);
  if (known !== undefined) return known;
  const glyph = makeGlyph(character);
  glyphs.set(character, glyph);
  return glyph;
}

/** Width of a line of text of height 1; null when it holds a character that the lettering lacks. */
export function strokeWidth(line: string): number | null {
  let width = 0;
  for (const character of line) {
    const glyph = glyphOf(character);
    if (glyph === null) return null;
    width += glyph.advance;
  }
  return Math.max(0, width - letterGap) / capitalHeight;
}

function makeGlyph(character: string): Glyph | null {
  const plain = alike[character] ?? character;
  const found = strokeGlyphs[plain];
  if (found !== undefined) return { advance: found[0] + letterGap, strokes: strokesOf(found[1], 0) };
  const [base = '', accent = ''] = Array.from(plain.normalize('NFD'));
  const letter = strokeGlyphs[base];
  const mark = accents[accent];
  if (letter === undefined || mark === undefined) return null;
  const isTall = /[A-Zbdfhklt]/.test(base) && accent !== '\u0327';
  return { advance: letter[0] + letterGap, strokes: [...strokesOf(letter[1], 0), ...strokesOf(mark, isTall ? 2 : 0)] };
}

function strokesOf(definition: string, lift: number): number[][] {
  if (definition === '') return [];
  return definition.split(' ').map((stroke) => stroke.split(';').flatMap((token) => pointsOf(token, lift)));
}

/** A point, or an elliptic arc `@cx,cy,rx,ry,from,to` in degrees. */
function pointsOf(token: string, lift: number): number[] {
  const [x = 0, y = 0, rx = 0, ry = 0, from = 0, to = 0] = token.replace('@', '').split(',').map(Number);
  if (!token.startsWith('@')) return [x, y + lift];
  const steps = Math.max(2, Math.ceil(Math.abs(to - from) / arcStepDegrees));
  const points: number[] = [];
  for (let step = 0; step <= steps; step++) {
    const angle = ((from + ((to - from) * step) / steps) * Math.PI) / 180;
    points.push(x + rx * Math.cos(angle), y + ry * Math.sin(angle) + lift);
  }
  return points;
}
