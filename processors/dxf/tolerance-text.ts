import { plainMtext } from './mtext-codes.js';

/** A feature control frame as text: cells separated by bars, one row a line. `%%v` separates its cells, `^J` its rows. */
export function plainTolerance(source: string): string {
  const { text } = plainMtext(source.replace(/%%[vV]/g, '\u0001').replace(/\^J/g, '\n'));
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
