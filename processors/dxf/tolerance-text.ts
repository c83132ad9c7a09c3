import { plainMtext } from './mtext-codes.js';

/** Letters of AutoCAD's gdt.shx, the font of geometric symbols, as Unicode (ISO 1101). */
const gdtSymbols: Readonly<Record<string, string>> = {
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
  p: 'Ⓟ',
  r: '◎',
  s: 'Ⓢ',
  t: '⌰',
  u: '⏤',
};

/** A feature control frame as text: cells separated by bars, one row a line. `%%v` separates its cells, `^J` its rows. */
export function plainTolerance(source: string): string {
  const withSymbols = source.replace(/\{\\F[Gg][Dd][Tt](?:\.shx)?[^;]*;([^}]*)\}/g, (_, letters: string) =>
    letters.replace(/./g, (letter) => gdtSymbols[letter] ?? letter),
  );
  const { text } = plainMtext(withSymbols.replace(/%%[vV]/g, '\u0001').replace(/\^J/g, '\n'));
  return text
    .split('\n')
    .map((row) =>
      row
        .split('\u0001')
        .map((cell) => cell.trim())
        .filter((cell) => cell !== '')
        .join(' | '),
    )
    .filter((row) => row !== '')
    .join('\n');
}
