import type { Line } from '../text/lines.js';
import { dateIn } from './values.js';

const drawn =
  /^(?:DRAWN|DRN|DR|CREATED|DESIGN(?:ED)?|DSGN|GEZ(?:EICHNET)?|BEARB(?:EITET)?|DESSIN[ÉE]|DIBUJADO|DISEGNATO|ERSTELLT|RYSOWA[ŁL]|KRESLIL|RAJZOLTA|GETEKEND|RITAD|TEGNET|PIIRT[ÄA]NYT|[ÇC]İZEN|DESENAT|DESENHADO|РАЗРАБ|设计|制图|設計|製図|작성|설계)(?![\p{Script=Latin}])/iu;

/** The date beside or below DRAWN, else the only date of the block; several dates without a label are nobody's. */
export function unlabelledDate(lines: readonly Line[]): { value: string; line: Line } | null {
  const dated = lines.flatMap((line) => {
    const value = dateIn(line.text);
    return value === null ? [] : [{ value, line }];
  });
  const head = lines.find((line) => drawn.test(line.text));
  if (head) {
    const near = dated
      .filter(({ line }) => line.v <= head.v + 0.6 * head.size && head.v - line.v < 4 * Math.max(head.size, line.size))
      .sort((a, b) => head.v - a.line.v - (head.v - b.line.v) || a.line.x0 - b.line.x0);
    if (near[0]) return near[0];
  }
  return dated.length === 1 ? (dated[0] ?? null) : null;
}

/**
 * The line that says what the file is called, in a block without a label for its number: forms that print the number under the
 * title leave the label out. It must hold a digit, and a revision at the end of the file's name may be missing.
 */
export function numberByFileName(lines: readonly Line[], fileName: string): Line | null {
  const stem = plain((fileName.split(/[\\/]/).at(-1) ?? '').replace(/\.[^.]+$/, ''));
  const named = lines.filter(({ text }) => {
    const value = plain(text);
    return (
      value.length >= 4 && /\d/.test(value) && (value === stem || (stem.startsWith(value) && stem.length - value.length <= 4))
    );
  });
  return named.sort((a, b) => b.text.length - a.text.length || b.size - a.size)[0] ?? null;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
