/**
 * Fonts of geometric symbols draw a symbol for each small letter. All follow AutoCAD's gdt.shx: those of AutoCAD Mechanical (AMGDT) and
 * Inventor (AIGDT) too.
 */
const name = /^(?:[A-Z]{6}\+)?(?:am|ai)?gdt(?:ans|iso)?(?:\.(?:shx|ttf))?(?=$|[-,|])/i;

/** As Unicode (ISO 1101, ISO 129-1). */
const symbols: Readonly<Record<string, string>> = {
  a: '∠',
  b: '⟂',
  c: '⏥',
  d: '⌓',
  e: '○',
  f: '∥',
  g: '⌭',
  h: '↗',
  i: '⌯',
  j: '⌖',
  k: '⌒',
  l: 'Ⓛ',
  m: 'Ⓜ',
  n: 'Ø',
  o: '□',
  p: 'Ⓟ',
  r: '◎',
  s: 'Ⓢ',
  t: '⌰',
  u: '⏤',
  v: '⌴',
  w: '⌵',
  x: '↧',
  y: '⌲',
  z: '⌳',
};

/** Whether a font, by its family's or file's name, draws symbols for letters. */
export function isSymbolFont(font: string): boolean {
  return name.test(font.trim());
}

/** What such a font draws for a character. */
export function symbolOf(character: string): string {
  return symbols[character] ?? character;
}
