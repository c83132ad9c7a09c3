import { escapeMarkup } from './escape.js';

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** What is written at the bar's end. */
  readonly text: string;
  /** A line across the bar, in the unit of `value`. */
  readonly mark?: number;
}

const [width, labelWidth, textWidth, rowHeight] = [760, 300, 90, 26];

/** Horizontal bars from zero, all on one scale. */
export function bars(title: string, rows: readonly Bar[]): string {
  const most = Math.max(...rows.map((row) => Math.max(row.value, row.mark ?? 0)), Number.MIN_VALUE);
  const scale = (width - labelWidth - textWidth) / most;
  const drawn = rows.map(({ label, value, text, mark }, index) => {
    const y = index * rowHeight;
    const line =
      mark === undefined
        ? ''
        : `<line x1="${x(mark)}" x2="${x(mark)}" y1="${y + 2}" y2="${y + 24}" stroke="#b42318" stroke-width="2"/>`;
    const end = labelWidth + value * scale + 6;
    return `<text x="0" y="${y + 17}">${escapeMarkup(label.slice(0, 46))}</text><rect x="${labelWidth}" y="${y + 5}" width="${(value * scale).toFixed(1)}" height="16" fill="#2f6fb2"/>${line}<text x="${end.toFixed(1)}" y="${y + 17}">${escapeMarkup(text)}</text>`;
  });
  return `<svg role="img" aria-label="${escapeMarkup(title)}" viewBox="0 0 ${width} ${rows.length * rowHeight}" width="${width}" font-size="13">${drawn.join('')}</svg>`;

  function x(value: number): string {
    return (labelWidth + value * scale).toFixed(1);
  }
}
